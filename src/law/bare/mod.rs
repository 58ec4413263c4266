//! A text bare of the marks that its author put between its characters, for searching.
//!
//! The source of a document goes in, or data, or a table with commas; out comes its text as a reader has it before
//! him, a tab between cells, with the place of every byte in the source. `110105**1949**1231002X` is one number, and so are
//! one with a tag, an entity, an escape or a soft line break within, and one in two cells. Nothing is lost: what stands in tags and in
//! comments follows after the text, each on a line of its own. Marks are taken for what they look like; it is
//! no parser. One pass, linear on any text.

mod entity;
mod escape;
mod peel;

use escape::Escaped;
use memchr::{memchr_iter, memchr2};
use std::borrow::Cow;
use std::ops::Range;

pub use entity::decode;
pub use peel::rendered::{BLANK, before_mark, tag_end};
pub use peel::{front_matter, may_vanish};

/// How a source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown, with or without front matter, or HTML.
    Markup,
    /// HTML as this program writes it: every mark of Markdown in it is text.
    Rendered,
    /// YAML, JSON and what escapes characters as they do.
    Data,
    /// A style sheet.
    Style,
    /// A table with commas between its cells.
    Commas,
    /// Anything else: it is what it looks like.
    Plain,
}

impl Form {
    /// The form of a file with this name.
    pub fn of(path: &str) -> Form {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("md" | "html" | "htm" | "xml" | "svg") => Form::Markup,
            Some("yaml" | "yml" | "json" | "toml" | "js" | "mjs") => Form::Data,
            Some("css") => Form::Style,
            Some("csv") => Form::Commas,
            _ => Form::Plain,
        }
    }

    /// Whether a source of this form may hold characters that are not written as they are, or what may be taken out as a whole: tags,
    /// comments, escapes, the commas between cells. Whether something stands in it is then told by its bare text alone.
    pub fn is_veiled(self, source: &str) -> bool {
        let has_escapes = |text: &str, read: fn(&str) -> Option<Escaped>| {
            memchr_iter(b'\\', text.as_bytes()).any(|at| read(&text[at..]).is_some())
        };
        match self {
            Form::Plain => false,
            Form::Markup => {
                memchr2(b'<', b'&', source.as_bytes()).is_some()
                    || has_escapes(&source[..front_matter(source)], escape::of_data)
            }
            // What stands in a tag is passed over by whoever looks.
            Form::Rendered => false,
            Form::Data => has_escapes(source, escape::of_data),
            Form::Style => has_escapes(source, escape::of_style),
            Form::Commas => true,
        }
    }
}

/// A text without marks, and where it stands in the source.
#[derive(Clone, Debug)]
pub struct Bare<'a> {
    text: Cow<'a, str>,
    /// In the order of the text; none when the text is the source.
    pieces: Vec<Piece>,
}

/// A stretch of the text.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins.
    at: usize,
    length: usize,
    /// What it stands for in the source; the same bytes when it is as long.
    written: Range<usize>,
}

impl Piece {
    fn is_copied(&self) -> bool {
        self.length == self.written.len()
    }
}

impl<'a> Bare<'a> {
    /// Takes the marks out of a source.
    pub fn of(source: &'a str, form: Form) -> Bare<'a> {
        match form {
            Form::Plain => Bare { text: Cow::Borrowed(source), pieces: Vec::new() },
            Form::Markup => peel::markup(source),
            Form::Rendered => peel::rendered::whole(source),
            Form::Data => peel::data(source),
            Form::Style => peel::style(source),
            Form::Commas => peel::commas(source),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text.into_owned()
    }

    /// Where a stretch of the text, which is not empty, stands in the source, with the marks in it.
    pub fn written(&self, range: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) = (self.piece(range.start), self.piece(range.end.max(1) - 1)) else {
            return range;
        };
        let within = |piece: &Piece, at: usize| piece.is_copied().then(|| piece.written.start + at - piece.at);
        let start = within(first, range.start).unwrap_or(first.written.start);
        start..within(last, range.end).unwrap_or(last.written.end).max(start)
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::bare::{Bare, Form};
    use crate::law::personal;

    fn bare(source: &str) -> String {
        Bare::of(source, Form::Markup).text().to_owned()
    }

    #[test]
    fn marks_are_taken_out() {
        for (source, text) in [
            ("110105**1949**1231002X", "11010519491231002X"),
            ("**110105**19491231002X", "11010519491231002X"),
            ("`110105`1949", "1101051949"),
            ("机**密**★", "机密★"),
            ("&#49;&#x31;０&nbsp;1&amp;", "11０ 1&amp;"),
            ("110105\\-19491231", "110105-19491231"),
            ("110105\n> 1949", "110105 1949"),
            ("# 甲\r\n## 机密", "甲\n机密"),
            ("| 110105   |  1949 |", "\t110105\t1949\t"),
            ("110105<b>1949</b><o:p></o:p>1231", "11010519491231"),
            ("<tr>\n  <td>1</td>\n  <td>2</td></tr>\n<tr><td>3", "\n\t1\t2\n\t3"),
            ("1<br>2", "1\n2"),
            ("见<https://www.example.gov.cn/1>", "见<https://www.example.gov.cn/1>"),
            ("打<tel:13800138000>", "打<tel:13800138000>"),
            ("11<st1:place w:st=\"on\">0</st1:place>105", "110105\n<st1:place w:st=\"on\">"),
            ("a < 1 > b", "a < 1 > b"),
            ("a_1_b __甲__", "a_1_b 甲"),
            ("2020~2023", "2020~2023"),
        ] {
            assert_eq!(bare(source), text, "{source}");
        }
    }

    #[test]
    fn a_mask_stays_a_mask() {
        for source in
            ["1101**********002X", "6228***0018", "138****8000", "32068119900101001*", "| 6228***0018 | 6228***0019 |"]
        {
            assert!(bare(source).contains('*'), "{source}");
        }
        assert_eq!(bare("---\na: 6228***0018\nb: 6228***0018\n---\n"), "---\na: 6228***0018\nb: 6228***0018\n---\n");
    }

    #[test]
    fn data_are_read_as_their_values() {
        let data = |source: &str| Bare::of(source, Form::Data).text().to_owned();
        for (source, text) in [
            ("a: \"\\u673A\\u5BC6\"", "a: \"机密\""),
            ("\"\\x31\\x31\": 1", "\"11\": 1"),
            ("a: \"110105\\\n  1949\"", "a: \"1101051949\""),
            ("a: >\n  110105\n  1949\nb: 1", "a: >\n  110105 1949\nb: 1"),
            ("a: '6228***0018'\nb: [ 1 ]\n", "a: '6228***0018'\nb: [ 1 ]\n"),
            ("{\"a\":\"1\\/2\\\"\"}", "{\"a\":\"1/2\"\"}"),
        ] {
            assert_eq!(data(source), text, "{source}");
            let front = format!("---\n{source}\n---\n");
            assert_eq!(bare(&front), format!("---\n{text}\n---\n"));
        }
        assert_eq!(
            Bare::of("a::after { content: \"\\673A \\5BC6★\" }", Form::Style).text(),
            "a::after { content: \"机密★\" }"
        );
    }

    #[test]
    fn what_stands_in_tags_and_comments_follows() {
        assert_eq!(bare("甲<img alt=\"1&#50;\">乙<!-- 3 -->"), "甲乙\n<img alt=\"12\">\n<!-- 3 -->");
        assert_eq!(bare("甲<!-- 3"), "甲\n<!-- 3");
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = "甲**身份证**110105<b>1949</b>&#49;231002X，<i title=\"13800138000\">乙</i>";
        let bare = Bare::of(source, Form::Markup);
        let found = personal::find(bare.text());
        let written = |at: usize| &source[bare.written(found[at].span.clone())];
        assert_eq!(found.len(), 2);
        assert_eq!((written(0), written(1)), ("110105<b>1949</b>&#49;231002X", "13800138000"));
        let table = Bare::of("张三,\"320681\",19900101,0013,1", Form::Commas);
        let found = personal::find(table.text());
        assert_eq!(table.written(found[0].span.clone()), 8..29);
    }

    proptest! {
        #[test]
        fn every_place_is_one_of_the_source(source in "\\PC{0,60}|(---\n)?[-*`_~&#xu;0-9 <>a-c/\"|\\\\\n\r>甲１,]{0,80}") {
            for form in [Form::Markup, Form::Data, Form::Style, Form::Commas, Form::Plain] {
                let bare = Bare::of(&source, form);
                let characters: Vec<(usize, char)> = bare.text().char_indices().collect();
                for (at, c) in characters {
                    prop_assert!(source.get(bare.written(at..at + c.len_utf8())).is_some(), "{at} {c:?}");
                }
            }
        }

        #[test]
        fn no_digit_is_lost(source in "[-*`_~ <>a-c/\"|\\\\\n>甲１2,!]{0,80}") {
            let digits = |text: &str| text.chars().filter(|c| *c == '１').count();
            prop_assert_eq!(digits(Bare::of(&source, Form::Markup).text()), digits(&source));
        }
    }
}

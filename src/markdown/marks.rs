//! Passages of a rendered text, marked where they stand.
//!
//! In: the HTML of a text, and passages that are quoted from it. Out: the same HTML with each passage in a `<mark>` that has
//! an id. A passage is found as a reader would find it: spaces do not count, tags within it neither, and it does not go on
//! from one block into the next. What goes into a mark is text alone, stretch by stretch between two tags, so that no tag
//! is torn whatever an author wrote. Never here: where passages come from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// A passage to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The id of its mark, which is right in HTML as it is.
    pub id: String,
    /// Its words.
    pub words: &'a str,
}

/// Elements that begin and end a line of their own.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "video",
];
/// Elements whose text is no part of the running text.
const APART: [&str; 4] = ["svg", "math", "script", "style"];
/// Stands between two blocks; no passage holds it, since spaces do not count.
const BREAK: char = '\n';

/// The characters of an HTML text that are seen, without spaces.
#[derive(Default)]
struct Seen {
    text: String,
    /// For each character where it stands in the text, and in the HTML.
    places: Vec<(usize, Range<usize>)>,
}

/// Marks passages in HTML. One that is found nowhere has its place at the beginning, so that a link to it leads here.
#[must_use]
pub fn mark(html: &str, passages: &[Passage<'_>]) -> String {
    let seen = Seen::of(html);
    let mut starts: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut is_covered = vec![false; seen.places.len()];
    let mut marked = String::with_capacity(html.len() + passages.len() * 64);
    for passage in passages {
        match seen.find(passage.words) {
            Some(found) => {
                starts.entry(found.start).or_default().push(&passage.id);
                is_covered[found].fill(true);
            }
            None => anchor(&mut marked, &passage.id),
        }
    }
    let mut from = 0;
    for stretch in seen.stretches(html, &is_covered, &starts) {
        let within = seen.places[stretch.start].1.start..seen.places[stretch.end - 1].1.end;
        marked.push_str(&html[from..within.start]);
        open(&mut marked, starts.get(&stretch.start).map_or(&[], Vec::as_slice));
        marked.push_str(&html[within.clone()]);
        marked.push_str("</mark>");
        from = within.end;
    }
    marked.push_str(&html[from..]);
    marked
}

/// The beginning of a mark: the first passage that begins here gives its id, the others have a place in it.
fn open(html: &mut String, ids: &[&str]) {
    let Some((first, others)) = ids.split_first() else {
        html.push_str("<mark>");
        return;
    };
    write!(html, "<mark id=\"{first}\">").expect("writing to a string cannot fail");
    others.iter().for_each(|id| anchor(html, id));
}

fn anchor(html: &mut String, id: &str) {
    write!(html, "<span id=\"{id}\"></span>").expect("writing to a string cannot fail");
}

impl Seen {
    fn of(html: &str) -> Self {
        let mut seen = Self::default();
        let mut at = 0;
        while at < html.len() {
            at = if html[at..].starts_with('<') { seen.pass_tag(html, at) } else { seen.take(html, at) };
        }
        seen
    }

    /// Goes past a tag, and past the whole of an element whose text stands apart.
    fn pass_tag(&mut self, html: &str, at: usize) -> usize {
        let end = tag_end(html, at);
        let tag = &html[at + 1..end];
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if BLOCKS.contains(&name) && !self.text.ends_with(BREAK) {
            self.text.push(BREAK);
        }
        let is_apart = APART.contains(&name) || name == "sup" && tag.contains("footnote-ref");
        if !is_apart || tag.starts_with('/') {
            return end;
        }
        let close = html[end..].find(&format!("</{name}")).map_or(html.len(), |found| end + found);
        tag_end(html, close)
    }

    /// Takes in a character, or what an entity stands for.
    fn take(&mut self, html: &str, at: usize) -> usize {
        let (character, length) = character(&html[at..]);
        if !character.is_whitespace() {
            self.places.push((self.text.len(), at..at + length));
            self.text.push(character);
        }
        at + length
    }

    /// Which characters a passage is, where it first occurs.
    fn find(&self, words: &str) -> Option<Range<usize>> {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let start = self.text.find(&words).filter(|_| !words.is_empty())?;
        let number = |at: usize| self.places.partition_point(|(place, _)| *place < at);
        Some(number(start)..number(start + words.len()))
    }

    /// The stretches to be marked: of covered characters without a tag between them, cut where a passage begins.
    fn stretches(&self, html: &str, is_covered: &[bool], starts: &BTreeMap<usize, Vec<&str>>) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for at in (0..self.places.len()).filter(|at| is_covered[*at]) {
            let goes_on = |last: &&mut Range<usize>| {
                last.end == at
                    && !starts.contains_key(&at)
                    && !html[self.places[at - 1].1.end..self.places[at].1.start].contains('<')
            };
            match stretches.last_mut().filter(goes_on) {
                Some(last) => last.end = at + 1,
                None => stretches.push(at..at + 1),
            }
        }
        stretches
    }
}

/// The byte after a tag; a `>` between quotation marks does not end it.
fn tag_end(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(start) {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The character that a text begins with, an entity read as what it stands for, and its length in bytes.
fn character(text: &str) -> (char, usize) {
    let entity = || {
        let (name, _) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 8)?;
        Some((entity(name)?, name.len() + 2))
    };
    let plain = || text.chars().next().map_or((' ', 1), |character| (character, character.len_utf8()));
    entity().unwrap_or_else(plain)
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Markdown, with passages by their ids.
    fn marked(text: &str, passages: &[(&str, &str)]) -> String {
        let passages: Vec<_> = passages.iter().map(|(id, words)| Passage { id: (*id).to_owned(), words }).collect();
        mark(&super::super::render(text).body.html, &passages)
    }

    #[test]
    fn a_passage_is_marked_whatever_its_spaces() {
        assert_eq!(
            marked("全年共发布信息 22911 条。", &[("a", "发布信息22911条")]),
            "<p id=\"p1\">全年共<mark id=\"a\">发布信息 22911 条</mark>。</p>\n"
        );
        assert_eq!(marked("增长 5%", &[("a", "增　长5 %")]), "<p id=\"p1\"><mark id=\"a\">增长 5%</mark></p>\n");
    }

    #[test]
    fn tags_within_a_passage_stay_whole() {
        assert_eq!(
            marked("共**作出行政**处罚2起。", &[("a", "作出行政处罚2起")]),
            "<p id=\"p1\">共<strong><mark id=\"a\">作出行政</mark></strong><mark>处罚2起</mark>。</p>\n"
        );
        let html = mark(
            "<p>见<a title=\"1>0 & <b>\" href=\"/a\">办<em>结</em></a>5<br>件</p>",
            &[Passage { id: "a".to_owned(), words: "办结5件" }],
        );
        assert_eq!(
            html,
            "<p>见<a title=\"1>0 & <b>\" href=\"/a\"><mark id=\"a\">办</mark><em><mark>结</mark></em></a><mark>5</mark><br><mark>件</mark></p>"
        );
    }

    #[test]
    fn passages_may_share_words() {
        assert_eq!(
            marked("权重由1分提高到2分", &[("a", "由1分提高到2分"), ("b", "由1分提高到2分"), ("c", "提高到2分")]),
            "<p id=\"p1\">权重<mark id=\"a\"><span id=\"b\"></span>由1分</mark><mark id=\"c\">提高到2分</mark></p>\n"
        );
    }

    #[test]
    fn entities_are_characters() {
        assert_eq!(
            marked("“1+1>2”与A&B共3家", &[("a", "1+1>2”与A&B共3家")]),
            "<p id=\"p1\">“<mark id=\"a\">1+1&gt;2”与A&amp;B共3家</mark></p>\n"
        );
    }

    #[test]
    fn notes_do_not_part_a_passage_and_blocks_do() {
        let noted = marked("受理[^1]5件\n\n[^1]: 含上年结转", &[("a", "受理5件")]);
        assert!(noted.contains("<mark id=\"a\">受理</mark><sup") && noted.contains("<mark>5件</mark>"), "{noted}");
        assert_eq!(
            marked("受理\n\n5件", &[("a", "受理5件")]),
            "<span id=\"a\"></span><p id=\"p1\">受理</p>\n<p id=\"p2\">5件</p>\n"
        );
    }

    #[test]
    fn the_first_of_two_places_is_taken() {
        assert_eq!(marked("5件；5件", &[("a", "5件")]), "<p id=\"p1\"><mark id=\"a\">5件</mark>；5件</p>\n");
    }

    /// The text of HTML, its tags taken out.
    fn without_tags(html: &str) -> String {
        let (mut text, mut at) = (String::new(), 0);
        while at < html.len() {
            let end = if html[at..].starts_with('<') {
                tag_end(html, at)
            } else {
                let end = html[at..].find('<').map_or(html.len(), |found| at + found);
                text.push_str(&html[at..end]);
                end
            };
            at = end;
        }
        text
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_tag_torn(text in "([甲乙1 *\\[\\]()&<>\n-]|甲乙|\\*\\*){0,60}", from in 0..6_usize, length in 1..9_usize) {
            let html = super::super::render(&text).body.html;
            let seen = Seen::of(&html);
            let words: String = seen.text.replace(BREAK, "").chars().skip(from).take(length).collect();
            let passages = [
                Passage { id: "a".to_owned(), words: &words },
                Passage { id: "b".to_owned(), words: "甲乙" },
            ];
            let marked = mark(&html, &passages);
            prop_assert_eq!(without_tags(&marked), without_tags(&html));
            let bare = ["<mark>", "<mark id=\"a\">", "<mark id=\"b\">", "</mark>", "<span id=\"a\"></span>", "<span id=\"b\"></span>"]
                .iter()
                .fold(marked.clone(), |html, tag| html.replace(tag, ""));
            prop_assert_eq!(bare, html);
            prop_assert!(marked.contains("id=\"a\"") && marked.contains("id=\"b\""));
        }

        #[test]
        fn any_text_is_passed_through(html in "\\PC{0,60}|[<>\"'&;a-z#/ ]{0,60}") {
            prop_assert_eq!(mark(&html, &[]), html);
        }
    }
}

//! What is written is read back, by the same rules by which the site reads it.

use super::*;
use crate::attachment::Part;
use crate::import::html;
use crate::import::model::{Inline, Picture, Set, Words, is_blank, joined};
use crate::import::report::Report;
use crate::markdown::{self, Address};
use proptest::prelude::*;

fn words(text: &str, bold: bool, link: bool) -> Inline {
    let link = link.then(|| "https://www.example.gov.cn/a?b=1&c=(2)".to_owned());
    Inline::Words(Words { text: text.to_owned(), bold, link })
}

fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::default() }
}

/// A block without what Markdown does not keep: where it stands, how it is set, blanks at its ends.
fn bare(block: Block) -> Option<(Role, Vec<Vec<Line>>)> {
    match block {
        Block::Paragraph(paragraph) if is_blank(&paragraph.line) => None,
        Block::Paragraph(paragraph) => Some((paragraph.role, vec![vec![trimmed(paragraph.line)]])),
        Block::Table(table) => {
            Some((Role::Plain, table.rows.into_iter().map(|row| row.into_iter().map(trimmed).collect()).collect()))
        }
        Block::Markdown(_) => None,
    }
}

/// A line without blanks and breaks at its ends, without blanks around its breaks and without blank lines, which part paragraphs; blanks
/// are never bold.
fn trimmed(line: Line) -> Line {
    let mut glyphs: Vec<(char, bool, bool)> = Vec::new();
    for piece in joined(line) {
        match piece {
            Inline::Words(words) => {
                glyphs
                    .extend(words.text.chars().map(|c| (c, words.bold && c != ' ', words.link.is_some() && c != ' ')));
            }
            _ => glyphs.push(('\n', false, false)),
        }
    }
    let mut kept: Vec<(char, bool, bool)> = Vec::new();
    for glyph in glyphs {
        let is_blank_after_blank = kept.last().is_none_or(|last| matches!(last.0, ' ' | '\n')) && glyph.0 == ' ';
        if glyph.0 == '\n' && kept.last().is_some_and(|last| last.0 == ' ') {
            kept.pop();
        }
        let is_blank_line = kept.last().is_none_or(|last| last.0 == '\n') && glyph.0 == '\n';
        if !is_blank_after_blank && !is_blank_line {
            kept.push(glyph);
        }
    }
    while kept.last().is_some_and(|last| matches!(last.0, ' ' | '\n')) {
        kept.pop();
    }
    joined(kept.into_iter().map(|(c, bold, link)| match c {
        '\n' => Inline::Break,
        c => words(&c.to_string(), bold, link),
    }))
}

/// What is read out of the page that the Markdown becomes.
fn read_back(document: &Document) -> Vec<(Role, Vec<Vec<Line>>)> {
    let markdown = markdown(document);
    let rendered = markdown::render(&markdown);
    let mut addresses = rendered.outline.links.iter().map(|link| link.to.clone());
    let html = rendered.body.fill(|_| Address::Plain(addresses.next().unwrap_or_default()));
    let page = html::read(html.as_bytes(), &mut Report::default()).unwrap();
    page.blocks.into_iter().filter_map(bare).collect()
}

fn assert_read_back(blocks: Vec<Block>) {
    let whole = document(blocks.clone());
    let expected: Vec<_> = blocks.into_iter().filter_map(bare).collect();
    assert_eq!(read_back(&whole), expected, "\n{}", markdown(&whole));
}

fn paragraph(role: Role, line: Line) -> Block {
    Block::Paragraph(Paragraph { at: Part::Line(1), role, set: Set::Full, line })
}

#[test]
fn marks_are_words_again() {
    for text in [
        "1. 甲",
        "2024. 甲",
        "- 甲",
        "+",
        "# 甲",
        "> 甲",
        "=== 甲",
        "---",
        ": 甲",
        "*甲* _乙_ `丙` ~丁~ [戊](己) <b> &amp; \\ |",
        "[^1]: 甲",
        "| 甲 | 乙 |",
        "甲 #",
        "~~~",
        "```",
        "[ ] 甲",
    ] {
        assert_read_back(vec![paragraph(Role::Plain, vec![words(text, false, false)])]);
        assert_read_back(vec![paragraph(Role::Heading(3), vec![words(text, false, false)])]);
        assert_read_back(vec![paragraph(
            Role::Plain,
            vec![words("前", false, false), Inline::Break, words(text, false, false)],
        )]);
        let rows =
            vec![vec![vec![words(text, false, false)], Line::new()], vec![Line::new(), vec![words(text, true, false)]]];
        assert_read_back(vec![Block::Table(Table { number: 1, rows })]);
    }
}

#[test]
fn lists_keep_their_numbers_and_depth() {
    let item = |depth, number, text| paragraph(Role::Item { depth, number }, vec![words(text, false, false)]);
    let blocks = vec![
        item(0, Some(3), "三"),
        item(0, Some(4), "四"),
        item(1, None, "甲"),
        item(1, None, "乙"),
        item(0, Some(5), "五"),
        item(0, Some(1), "一"),
        paragraph(Role::Plain, vec![words("后", false, false)]),
        item(0, None, "丙"),
    ];
    assert_read_back(blocks);
}

#[test]
fn items_of_one_level_stand_beside_each_other() {
    let item = |depth, number, text| paragraph(Role::Item { depth, number }, vec![words(text, false, false)]);
    // The levels above are headings.
    let blocks = vec![
        item(2, Some(1), "甲"),
        item(2, Some(2), "乙"),
        item(4, None, "子"),
        item(4, None, "丑"),
        item(3, None, "寅"),
        item(2, Some(3), "丙"),
        item(1, Some(4), "丁"),
    ];
    let text = markdown(&Document { blocks, ..Document::default() });
    assert_eq!(text, "1. 甲\n2. 乙\n   - 子\n   - 丑\n   - 寅\n3. 丙\n4. 丁\n");
}

#[test]
fn notes_and_pictures_have_their_marks() {
    let line = vec![words("前!", false, false), Inline::Note(0), words("后!", false, false), Inline::Picture(0)];
    let picture = Picture { name: "图1.png".into(), alt: "[图]".into(), bytes: Vec::new() };
    let notes = vec![vec![words("1. 注", false, false), Inline::Break, words("- 二", false, false)]];
    let whole =
        Document { blocks: vec![paragraph(Role::Plain, line)], notes, pictures: vec![picture], ..Document::default() };
    assert_eq!(markdown(&whole), "前\\![^1]后\\!![\\[图\\]](图1.png)\n\n[^1]: 1\\. 注\\\n    \\- 二\n");
    let html = markdown::render(&markdown(&whole)).body.fill(|_| Address::Plain("图1.png".to_owned()));
    assert!(html.contains("前!<sup") && html.contains("<img src=\"图1.png\" alt=\"[图]\""), "{html}");
    assert!(html.contains("<p>1. 注<br"), "{html}");
}

fn any_line() -> impl Strategy<Value = Line> {
    let text = "[甲乙a1（）()“”。.,!*_#\\-\\[\\]<>&;|~`+= ]{1,6}";
    let piece = prop_oneof![
        8 => (text, any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(text, bold, link)| words(&text, bold, link)),
        1 => Just(Inline::Break),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| trimmed(joined(pieces)))
}

/// A line in which something is seen: what is blank at the end of a table is no part of it.
fn seen(line: Line) -> Line {
    if is_blank(&line) { vec![words("甲", false, false)] } else { line }
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (any_line()).prop_map(|line| paragraph(Role::Plain, line)),
        (2_u8..6, any_line()).prop_map(|(level, line)| {
            let line = line.into_iter().filter(|piece| *piece != Inline::Break);
            paragraph(Role::Heading(level), trimmed(joined(line)))
        }),
        (any_line()).prop_map(|line| paragraph(Role::Item { depth: 0, number: None }, line)),
        prop::collection::vec(prop::collection::vec(any_line().prop_map(seen), 2), 1..3)
            .prop_map(|rows| Block::Table(Table { number: 1, rows })),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(blocks in prop::collection::vec(any_block(), 1..5)) {
        let blocks: Vec<Block> = blocks.into_iter().filter(|block| !matches!(block, Block::Paragraph(one) if is_blank(&one.line))).collect();
        let whole = document(blocks.clone());
        let expected: Vec<_> = blocks.into_iter().filter_map(bare).collect();
        prop_assert_eq!(read_back(&whole), expected, "\n{}", markdown(&whole));
    }
}

//! What every form of file is read into: paragraphs, tables, notes and pictures, in the order of the text.

use super::report::EXCERPT;
use crate::attachment::Part;
use crate::law::character::is_han;
use crate::law::doc_number::DocNumber;
use crate::law::moment::Moment;
use jiff::civil::Date;

/// A document as its file tells it, and after mending as the site will have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// The texts of footnotes, in the order of the file.
    pub(super) notes: Vec<Line>,
    pub(super) pictures: Vec<Picture>,
    /// The title that the file itself gives, outside of its text.
    pub(super) title: Option<String>,
    /// What the file says of itself around its text.
    pub(super) imprint: Imprint,
}

/// What a page says of its text around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Imprint {
    pub(super) published: Option<Moment>,
    pub(super) issued: Option<Date>,
    pub(super) number: Option<DocNumber>,
    /// From whom it is.
    pub(super) source: Option<String>,
}

/// What stands in a column of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// A text that is Markdown already.
    Markdown(String),
}

/// A paragraph, a heading or an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    /// Where it stands in the file.
    pub(super) at: Part,
    pub(super) role: Role,
    pub(super) set: Set,
    pub(super) line: Line,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Plain,
    /// The title of the whole.
    Title,
    /// A heading; the highest level of a text is 2, since its title is the first.
    Heading(u8),
    /// An item of a list: how deep, from 0, and its number where items are numbered.
    Item { depth: u8, number: Option<u32> },
}

/// Where a paragraph is set between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Set {
    #[default]
    Full,
    Centred,
    Right,
    /// In a box, a control or a displayed formula: it is no part of the paragraph beside it.
    Aside,
}

/// Running text.
pub(super) type Line = Vec<Inline>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Words(Words),
    /// A line ends here, and the paragraph goes on.
    Break,
    /// A mark that leads to the footnote with this index.
    Note(usize),
    /// The picture with this index.
    Picture(usize),
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) bold: bool,
    /// Where they lead.
    pub(super) link: Option<String>,
}

/// A table: rows of cells, as many in each row. The first row is its head.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// Its number in the text, from 1.
    pub(super) number: usize,
    pub(super) rows: Vec<Vec<Line>>,
}

/// A picture that goes beside the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// The file's name beside the document.
    pub(super) name: String,
    /// What is read out for it.
    pub(super) alt: String,
    pub(super) bytes: Vec<u8>,
}

impl Inline {
    /// Its words; a line's end is one blank.
    fn text(&self) -> &str {
        match self {
            Self::Words(words) => &words.text,
            Self::Break => " ",
            Self::Note(_) | Self::Picture(_) => "",
        }
    }

    /// Plain words.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self::Words(Words { text: text.into(), ..Words::default() })
    }
}

impl Paragraph {
    /// A plain paragraph.
    pub(super) fn plain(at: Part, line: Line) -> Self {
        Self { at, role: Role::Plain, set: Set::Full, line }
    }

    /// Its words, without notes and pictures.
    pub(super) fn text(&self) -> String {
        text(&self.line)
    }
}

/// The words of running text; a line's end is one blank.
pub(super) fn text(line: &[Inline]) -> String {
    line.iter().map(Inline::text).collect()
}

/// The words of running text on one line: a line's end is no blank between Chinese characters.
pub(super) fn on_one_line(line: &[Inline]) -> String {
    line.split(|piece| *piece == Inline::Break).map(text).fold(String::new(), |whole, next| {
        let is_chinese = |c: Option<char>| c.is_none_or(is_han);
        let is_one = is_chinese(whole.chars().next_back()) && is_chinese(next.chars().next());
        whole + if is_one { "" } else { " " } + &next
    })
}

/// Its characters, from either end: what asks for a few of them does not put the whole together.
pub(super) fn characters(line: &[Inline]) -> impl DoubleEndedIterator<Item = char> {
    line.iter().flat_map(|piece| piece.text().chars())
}

/// The words that running text begins with, as many as are shown of it.
pub(super) fn begin(line: &[Inline]) -> String {
    characters(line).take(EXCERPT + 1).collect()
}

/// Whether nothing of running text would be seen.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|piece| match piece {
        Inline::Words(words) => words.text.chars().all(crate::law::character::is_blank),
        Inline::Break => true,
        Inline::Note(_) | Inline::Picture(_) => false,
    })
}

/// Adds a piece; words that look like those before them become one with them.
pub(super) fn push(line: &mut Line, piece: Inline) {
    match (line.last_mut(), piece) {
        (_, Inline::Words(words)) if words.text.is_empty() => {}
        (Some(Inline::Words(last)), Inline::Words(words)) if last.bold == words.bold && last.link == words.link => {
            last.text.push_str(&words.text);
        }
        (_, piece) => line.push(piece),
    }
}

/// Puts words before a line, which look as its first words do.
pub(super) fn prefix(line: &mut Line, words: String) {
    match line.first_mut() {
        Some(Inline::Words(first)) if first.link.is_none() => first.text.insert_str(0, &words),
        _ => line.insert(0, Inline::words(words)),
    }
}

/// The same text with no piece that looks like the one before it.
pub(super) fn joined(pieces: impl IntoIterator<Item = Inline>) -> Line {
    pieces.into_iter().fold(Line::new(), |mut line, piece| {
        push(&mut line, piece);
        line
    })
}

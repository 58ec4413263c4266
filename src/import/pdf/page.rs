//! The pages of a PDF as rows of text, each with its place.

use super::frame::Frame;
use super::words::PageWords;
use crate::import::link::is_kept;
use crate::import::look::{Shift, shifted};
use crate::import::model::{Inline, Line, Words, joined, text};
use crate::import::tree::{Element, Node};
use std::collections::BTreeMap;

/// What links within the file begin with.
pub(super) const OWN_NAME: &str = "x";

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) number: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its text as it was read, a piece on a line.
    pub(super) text: String,
    /// From the top down.
    pub(super) rows: Vec<Row>,
    /// What is drawn round its text.
    pub(super) frames: Vec<Frame>,
    /// Whether it has lines as tables without upright ones do.
    pub(super) is_ruled: bool,
    /// Words that stood raised or lowered and became plain.
    pub(super) flattened: Vec<String>,
}

/// What stands on one line, in pieces from the left. Lengths are those of poppler: about 1/108 inch.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    pub(super) pieces: Vec<Piece>,
    /// The column that it stands in, where its page is parted or something stands beside it.
    pub(super) column: Option<Column>,
    /// Whether it stands where headers and footers do, and is no part of what is next to it.
    pub(super) is_aside: bool,
}

/// The room of a column of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// A piece of text as poppler gives it, or a word of it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) size: f64,
    pub(super) line: Line,
    /// Whether the file has a blank before it.
    pub(super) follows_blank: bool,
}

/// Fonts by id: their sizes. They are told once, and hold for the pages that follow.
pub(super) type Fonts = BTreeMap<String, f64>;

/// As much room between two pieces, in letters, makes them cells; less than a letter's third is none.
const CELL_GAP: f64 = 1.4;
const WORD_GAP: f64 = 0.3;
/// Letters that are smaller than this part of the others, and stand as much of their size above or below these, are raised or lowered.
const SMALL: f64 = 0.9;
const RISE: f64 = 0.2;
const FALL: f64 = 0.1;
/// How far down in its height letters stand.
const BASE: f64 = 0.8;

impl Row {
    /// A row of pieces, which stand on one line.
    pub(super) fn of(mut pieces: Vec<Piece>) -> Self {
        pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
        let length = |piece: &&Piece| text(&piece.line).chars().count();
        let size = pieces.iter().max_by_key(length).map_or(0.0, |piece| piece.size);
        let top = pieces.iter().map(|piece| piece.top).fold(f64::INFINITY, f64::min);
        let bottom = pieces.iter().map(|piece| piece.bottom).fold(0.0, f64::max);
        Self { top, bottom, size, pieces, column: None, is_aside: false }
    }

    /// The same row with these pieces.
    pub(super) fn with(&self, pieces: Vec<Piece>) -> Self {
        Self { column: self.column, is_aside: self.is_aside, ..Self::of(pieces) }
    }

    pub(super) fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.right).fold(0.0, f64::max)
    }

    pub(super) fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }

    /// Its pieces in lots that have at least so much room between them, in letters.
    pub(super) fn parted(&self, gap: f64) -> impl Iterator<Item = &[Piece]> {
        self.pieces.chunk_by(move |before, after| after.left - before.right < self.size * gap)
    }

    /// What has much room between it.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[Piece]> {
        self.parted(CELL_GAP)
    }

    /// All cells as one text.
    pub(super) fn line(&self) -> Line {
        let mut line = Line::new();
        for cell in self.cells() {
            if !line.is_empty() {
                line.push(Inline::words("  "));
            }
            line.extend(running(cell));
        }
        joined(line)
    }

    pub(super) fn text(&self) -> String {
        text(&self.line())
    }
}

impl Piece {
    pub(super) fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The line that its letters stand on, as most fonts have it.
    fn base(&self) -> f64 {
        self.top + (self.bottom - self.top) * BASE
    }

    /// Whether it stands raised or lowered beside letters of this size on this line.
    fn shift(&self, size: f64, base: f64) -> Option<Shift> {
        match self.size < size * SMALL {
            true if self.base() < base - size * RISE => Some(Shift::Up),
            true if self.base() > base + size * FALL => Some(Shift::Down),
            _ => None,
        }
    }
}

/// Pieces that stand side by side as running text.
pub(super) fn running(pieces: &[Piece]) -> Line {
    let mut line = Line::new();
    let mut end: Option<f64> = None;
    for piece in pieces {
        let is_apart = |end: f64| piece.follows_blank || piece.left - end > piece.size * WORD_GAP;
        if end.is_some_and(is_apart) {
            line.push(Inline::words(" "));
        }
        line.extend(piece.line.iter().cloned());
        end = Some(end.map_or(piece.right, |end| end.max(piece.right)));
    }
    joined(line)
}

/// Reads a page; `fonts` are those that were told so far, `words` tells where the words of each page stand.
pub(super) fn read(fonts: &mut Fonts, element: &Element, words: &[PageWords]) -> Page {
    for font in element.all("fontspec") {
        if let (Some(id), Some(size)) = (font.attribute("id"), number(font, "size")) {
            fonts.insert(id.to_owned(), size);
        }
    }
    let texts = element.all("text");
    let whole = texts.iter().map(|text| text.text() + "\n").collect();
    let pieces = texts.into_iter().filter_map(|element| piece(fonts, element));
    let pieces = pieces.filter(|piece| !text(&piece.line).trim().is_empty());
    let size = |name: &str| number(element, name).unwrap_or(0.0);
    let page = size("number") as usize;
    let words = page.checked_sub(1).and_then(|at| words.get(at));
    let pieces = match words {
        Some(words) => pieces.flat_map(|piece| words.parted(piece)).collect(),
        None => pieces.collect(),
    };
    let mut flattened = Vec::new();
    let rows = rows(pieces).into_iter().map(|row| shift(row, &mut flattened)).collect();
    Page {
        number: page,
        width: size("width"),
        height: size("height"),
        text: whole,
        rows,
        frames: Vec::new(),
        is_ruled: false,
        flattened,
    }
}

fn number(element: &Element, name: &str) -> Option<f64> {
    element.attribute(name).and_then(|it| it.parse::<f64>().ok()).filter(|it| it.is_finite())
}

fn piece(fonts: &Fonts, element: &Element) -> Option<Piece> {
    let size = *fonts.get(element.attribute("font")?)?;
    let (left, width) = (number(element, "left")?, number(element, "width")?);
    let (top, height) = (number(element, "top")?, number(element, "height")?);
    let mut line = Line::new();
    words(element, &Words::default(), &mut line);
    let (right, bottom) = (left + width, top + height);
    Some(Piece { top, bottom, left, right, size, line: joined(line), follows_blank: false })
}

/// The words of a piece, with what is said of their looks.
fn words(element: &Element, around: &Words, line: &mut Line) {
    for child in &element.children {
        match child {
            Node::Text(text) => line.push(Inline::Words(Words { text: text.clone(), ..around.clone() })),
            Node::Element(inner) => {
                let mut own = around.clone();
                match &*inner.name {
                    "b" => own.bold = true,
                    "a" => own.link = inner.attribute("href").filter(|to| is_kept(to)).map(str::to_owned),
                    _ => {}
                }
                words(inner, &own, line);
            }
        }
    }
}

/// Puts pieces together that stand on one line.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    let middle = |piece: &Piece| (piece.top + piece.bottom) / 2.0;
    pieces.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    // For each line its pieces, and where and how high the tallest is.
    let mut lots: Vec<(Vec<Piece>, (f64, f64))> = Vec::new();
    for piece in pieces {
        let own = (piece.top, piece.bottom - piece.top);
        let here = |(_, tallest): &&mut (Vec<Piece>, (f64, f64))| {
            let (inner, outer) = if tallest.1 > own.1 { (own, *tallest) } else { (*tallest, own) };
            let middle = |(top, height): (f64, f64)| top + height / 2.0;
            (outer.0..=outer.0 + outer.1).contains(&middle(inner))
                && (middle(inner) - middle(outer)).abs() < outer.1 * 0.45
        };
        match lots.last_mut().filter(here) {
            Some((lot, tallest)) => {
                lot.push(piece);
                *tallest = if own.1 > tallest.1 { own } else { *tallest };
            }
            None => lots.push((vec![piece], own)),
        }
    }
    lots.into_iter().map(|(lot, _)| Row::of(lot)).collect()
}

/// Writes small digits, such as those of notes, of m² and of H₂O, as such; other letters that stand so become plain, and are gathered.
fn shift(mut row: Row, flattened: &mut Vec<String>) -> Row {
    let full = row.pieces.iter().filter(|piece| piece.size >= row.size);
    let base = full.map(Piece::base).fold(0.0, f64::max);
    let size = row.size;
    for run in row.pieces.chunk_by_mut(|a, b| a.shift(size, base) == b.shift(size, base)) {
        let Some(own) = run[0].shift(size, base) else { continue };
        let texts: Vec<String> = run.iter().map(|piece| text(&piece.line).trim().to_owned()).collect();
        match texts.iter().map(|words| shifted(words, own)).collect::<Option<Vec<String>>>() {
            Some(words) => run.iter_mut().zip(words).for_each(|(piece, words)| piece.line = vec![Inline::words(words)]),
            None => flattened.push(texts.concat()),
        }
    }
    row
}

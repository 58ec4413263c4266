//! The pages of a PDF as rows of text, each with its place.

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
    /// Its text as it was read, a piece on a line.
    pub(super) text: String,
    /// From the top down.
    pub(super) rows: Vec<Row>,
}

/// What stands on one line, in pieces that have room between them. Lengths are those of poppler: about 1/108 inch.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    pub(super) cells: Vec<Cell>,
}

/// Text without much room in it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) line: Line,
}

/// A piece of text as poppler gives it.
struct Piece {
    top: f64,
    height: f64,
    left: f64,
    right: f64,
    size: f64,
    line: Line,
}

/// Fonts by id: their sizes. They are told once, and hold for the pages that follow.
type Fonts = BTreeMap<String, f64>;

/// As much room between two pieces, in letters, makes them cells; less than a letter's third is none.
const CELL_GAP: f64 = 1.4;
const WORD_GAP: f64 = 0.3;
/// Digits that are smaller than this part of the others, and end as much of their size above these, are raised.
const RISE: f64 = 0.2;
const SMALL: f64 = 0.86;

impl Row {
    pub(super) fn left(&self) -> f64 {
        self.cells.first().map_or(0.0, |cell| cell.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.cells.last().map_or(0.0, |cell| cell.right)
    }

    /// All cells as one text.
    pub(super) fn line(&self) -> Line {
        let mut line = Line::new();
        for cell in &self.cells {
            if !line.is_empty() {
                line.push(Inline::words("  "));
            }
            line.extend(cell.line.iter().cloned());
        }
        joined(line)
    }

    pub(super) fn text(&self) -> String {
        text(&self.line())
    }
}

/// Reads a page; `fonts` are those that were told so far.
pub(super) fn read(fonts: &mut Fonts, element: &Element) -> Option<Page> {
    let number = |element: &Element, name: &str| element.attribute(name).and_then(|it| it.parse::<f64>().ok());
    for font in element.all("fontspec") {
        if let (Some(id), Some(size)) = (font.attribute("id"), number(font, "size")) {
            fonts.insert(id.to_owned(), size);
        }
    }
    let piece = |element: &Element| {
        let font = element.attribute("font")?;
        let size = *fonts.get(font)?;
        let (left, width) = (number(element, "left")?, number(element, "width")?);
        let mut line = Line::new();
        words(element, &Words::default(), &mut line);
        let (top, height) = (number(element, "top")?, number(element, "height")?);
        Some(Piece { top, height, left, right: left + width, size, line: joined(line) })
    };
    let texts = element.all("text");
    let whole = texts.iter().map(|text| text.text() + "\n").collect();
    let pieces = texts.into_iter().filter_map(piece).filter(|piece| !text(&piece.line).trim().is_empty());
    let (width, page) = (number(element, "width").unwrap_or(0.0), number(element, "number").unwrap_or(0.0));
    Some(Page { number: page as usize, width, text: whole, rows: rows(pieces.collect()) })
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
fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    let middle = |piece: &Piece| piece.top + piece.height / 2.0;
    pieces.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    // For each line its pieces, and where and how high the tallest is.
    let mut lots: Vec<(Vec<Piece>, (f64, f64))> = Vec::new();
    for piece in pieces {
        let own = (piece.top, piece.height);
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
    lots.into_iter().map(|(lot, _)| row(lot)).collect()
}

fn row(mut pieces: Vec<Piece>) -> Row {
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let length = |piece: &&Piece| text(&piece.line).chars().count();
    let size = pieces.iter().max_by_key(length).map_or(0.0, |piece| piece.size);
    let top = pieces.iter().map(|piece| piece.top).fold(f64::INFINITY, f64::min);
    let bottom = pieces.iter().map(|piece| piece.top + piece.height).fold(0.0, f64::max);
    let mut cells: Vec<Cell> = Vec::new();
    for piece in pieces {
        let is_raised = piece.size < size * SMALL && piece.top + piece.height < bottom - size * RISE;
        let line = if is_raised { risen(piece.line) } else { piece.line };
        match cells.last_mut().filter(|last| piece.left - last.right < size * CELL_GAP) {
            Some(last) => {
                if piece.left - last.right > size * WORD_GAP {
                    last.line.push(Inline::words(" "));
                }
                last.line.extend(line);
                last.right = last.right.max(piece.right);
            }
            None => cells.push(Cell { left: piece.left, right: piece.right, line }),
        }
    }
    Row { top, bottom, size, cells }
}

/// Small digits, such as those of notes and of m².
fn risen(line: Line) -> Line {
    match shifted(text(&line).trim(), Shift::Up) {
        Some(words) => vec![Inline::words(words)],
        None => line,
    }
}

//! The pages of a PDF as rows of text, each with its place.

use crate::attachment::Part;
use crate::import::link::is_kept;
use crate::import::look::{Shift, shifted};
use crate::import::model::{Inline, Line, Words, joined, text};
use crate::import::report::{News, Report};
use crate::import::tree::{Element, Node};
use crate::say;
use std::collections::BTreeMap;

/// What links within the file begin with.
pub(super) const OWN_NAME: &str = "x";

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) number: usize,
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
type Fonts = Vec<(String, f64)>;

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
            fonts.push((id.to_owned(), size));
        }
    }
    let piece = |element: &Element| {
        let font = element.attribute("font")?;
        let size = fonts.iter().rev().find(|(id, _)| id == font).map(|(_, size)| *size)?;
        let (left, width) = (number(element, "left")?, number(element, "width")?);
        let mut line = Line::new();
        words(element, &Words::default(), &mut line);
        let (top, height) = (number(element, "top")?, number(element, "height")?);
        Some(Piece { top, height, left, right: left + width, size, line: joined(line) })
    };
    let pieces = element.all("text").into_iter().filter_map(piece).filter(|piece| !text(&piece.line).trim().is_empty());
    let number = number(element, "number").map_or(0, |number| number as usize);
    Some(Page { number, rows: rows(pieces.collect()) })
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
    let mut lots: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let here = |lot: &&mut Vec<Piece>| {
            let tallest = lot.iter().max_by(|a, b| a.height.total_cmp(&b.height)).expect("no lot is empty");
            let (inner, outer) = if tallest.height > piece.height { (&piece, tallest) } else { (tallest, &piece) };
            (outer.top..=outer.top + outer.height).contains(&middle(inner))
                && (middle(inner) - middle(outer)).abs() < outer.height * 0.45
        };
        match lots.last_mut().filter(here) {
            Some(lot) => lot.push(piece),
            None => lots.push(vec![piece]),
        }
    }
    lots.into_iter().map(row).collect()
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

/// Takes away what stands over and under the text of pages, which is told.
pub(super) fn strip(pages: &mut [Page], report: &mut Report) {
    for _ in 0..2 {
        strip_one(pages, (<[Row]>::first, Part::Header), report);
        strip_one(pages, (<[Row]>::last, Part::Footer), report);
    }
}

type End = for<'a> fn(&'a [Row]) -> Option<&'a Row>;

fn strip_one(pages: &mut [Page], (end, part): (End, Part), report: &mut Report) {
    let ends: Vec<Option<String>> = pages.iter().map(|page| end(&page.rows).map(|row| alike(&row.text()))).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for text in ends.iter().flatten() {
        *times.entry(text).or_default() += 1;
    }
    for (page, text) in pages.iter_mut().zip(&ends) {
        let Some(text) = text else { continue };
        if !is_page_number(text) && times[text.as_str()] < 2 {
            continue;
        }
        let row = if part == Part::Header { page.rows.remove(0) } else { page.rows.pop().expect("it has a last row") };
        let what = match part {
            Part::Header => say!("页眉", "a header"),
            _ => say!("页脚或页码", "a footer or page number"),
        };
        report.tell(News::LeftOut, &Part::Page(page.number), what, &row.text());
    }
}

/// A text with every number as one sign, without blanks.
fn alike(text: &str) -> String {
    let mut alike = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c.is_ascii_digit() {
            true if alike.ends_with('#') => {}
            true => alike.push('#'),
            false => alike.push(c),
        }
    }
    alike
}

/// Whether nothing but the number of a page stands there.
fn is_page_number(alike: &str) -> bool {
    let bare = alike.trim_matches(['-', '—', '–', '－', '·']);
    matches!(bare, "#" | "#/#" | "第#页" | "第#页共#页" | "第#页，共#页")
}

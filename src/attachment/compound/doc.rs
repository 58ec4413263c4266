//! Word's binary form ([MS-DOC]): the pieces of text, and the stories that they make one after the other.
//!
//! Formatting is not read. So deleted and hidden text stands in its paragraph, a cell's paragraphs but the last are
//! paragraphs of their own, and a row of a table ends where two ends of cells meet.

use super::Streams;
use crate::attachment::bytes::{in_code_page, size_at, slice, u16_at, utf16};
use crate::attachment::harvest::Harvest;
use crate::attachment::{Part, Reason};

/// Word 97, the first that writes Unicode.
const WORD_97: u16 = 0x00c1;
/// The flags of the head: encrypted; which table stream is in use.
const ENCRYPTED: u16 = 0x0100;
const TABLE_1: u16 = 0x0200;
/// Where the head tells the lengths of stories, and the places of the tables of headers and of pieces.
const LENGTHS: usize = 0x4c;
const HEADERS: usize = 0xf2;
const PIECES: usize = 0x1a2;

/// Reads a document.
pub(super) fn read(document: &[u8], streams: &mut Streams, harvest: &mut Harvest) -> Result<(), Reason> {
    let flags = u16_at(document, 10).ok_or(Reason::Broken)?;
    if flags & ENCRYPTED != 0 {
        return Err(Reason::Encrypted);
    }
    if u16_at(document, 2).is_none_or(|version| version < WORD_97) {
        return Err(Reason::UnknownForm);
    }
    let table = streams.bytes(if flags & TABLE_1 != 0 { "1Table" } else { "0Table" }).ok_or(Reason::Broken)?;
    let units = text(document, &table).ok_or(Reason::Broken)?;
    stories(document, &table, &units, harvest);
    Ok(())
}

/// All text, in units of UTF-16: positions count these.
fn text(document: &[u8], table: &[u8]) -> Option<Vec<u16>> {
    let pieces = pieces(slice(table, size_at(document, PIECES)?, size_at(document, PIECES + 4)?)?)?;
    let count = pieces.len().checked_sub(4)? / 12;
    let mut units = Vec::new();
    for piece in 0..count {
        let length = size_at(pieces, 4 * piece + 4)?.checked_sub(size_at(pieces, 4 * piece)?)?;
        let place = size_at(pieces, 4 * (count + 1) + 8 * piece + 2)?;
        let (offset, narrow) = (place & 0x3fff_ffff, place & 0x4000_0000 != 0);
        let words = match narrow {
            true => in_code_page(slice(document, offset / 2, length)?, 1252),
            false => utf16(slice(document, offset, length.checked_mul(2)?)?),
        };
        units.extend(words.encode_utf16());
        // Pieces may name the same bytes again and again.
        if units.len() > document.len() {
            return None;
        }
    }
    Some(units)
}

/// The piece table, after lists of formatting.
fn pieces(mut clx: &[u8]) -> Option<&[u8]> {
    while clx.first() == Some(&1) {
        clx = clx.get(3 + usize::from(u16_at(clx, 1)?)..)?;
    }
    slice(clx, 5, size_at(clx, 1).filter(|_| clx.first() == Some(&2))?)
}

/// Tells the stories: body, footnotes, headers and footers, macros, comments, endnotes, text boxes, those of headers.
fn stories(document: &[u8], table: &[u8], units: &[u16], harvest: &mut Harvest) {
    let parts = [
        None,
        Some(Part::Footnote),
        Some(Part::Header),
        Some(Part::Leftover),
        Some(Part::Comment),
        Some(Part::Footnote),
        Some(Part::TextBox),
        Some(Part::TextBox),
    ];
    let mut rest = units;
    for (number, part) in parts.into_iter().enumerate() {
        let length = size_at(document, LENGTHS + 4 * number).unwrap_or_default();
        let (story, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        match part {
            Some(Part::Header) => headers(document, table, story, harvest),
            part => Story::of(part).read(story, harvest),
        }
    }
}

/// Tells headers and footers. A table gives the start of each: six of notes' lines, then six for every section.
fn headers(document: &[u8], table: &[u8], story: &[u16], harvest: &mut Harvest) {
    let place = |at| size_at(document, HEADERS + at);
    let starts = place(0).zip(place(4)).and_then(|(at, length)| slice(table, at, length)).unwrap_or_default();
    let starts: Vec<usize> = (0..starts.len() / 4).filter_map(|n| size_at(starts, 4 * n)).collect();
    let mut from = 0;
    for (number, end) in starts.into_iter().skip(1).enumerate() {
        // Of a section: header of even and of odd pages, footers of these, header and footer of the first.
        let footer = number >= 6 && matches!(number % 6, 2 | 3 | 5);
        let part = if footer { Part::Footer } else { Part::Header };
        // One that ends before it begins is none.
        let Some(units) = story.get(from..end) else { continue };
        from = end;
        Story::of(Some(part)).read(units, harvest);
    }
}

/// A story that is being read.
struct Story {
    part: Option<Part>,
    paragraphs: usize,
    tables: Row,
    text: String,
    /// The codes of the paragraph's fields.
    code: String,
    /// The fields that are open: whether we are in the code.
    fields: Vec<bool>,
}

/// A row of a table that is being read.
#[derive(Default)]
struct Row {
    table: usize,
    row: usize,
    cells: Vec<String>,
}

impl Story {
    fn of(part: Option<Part>) -> Self {
        let (text, code, fields) = (String::new(), String::new(), Vec::new());
        Self { part, paragraphs: 0, tables: Row::default(), text, code, fields }
    }

    fn read(mut self, units: &[u16], harvest: &mut Harvest) {
        for character in String::from_utf16_lossy(units).chars() {
            match character {
                '\r' | '\u{c}' | '\u{e}' => self.paragraph(harvest),
                '\u{7}' => self.cell(harvest),
                '\u{13}' => self.fields.push(true),
                '\u{14}' => self.fields.last_mut().into_iter().for_each(|code| *code = false),
                '\u{15}' => drop(self.fields.pop()),
                '\u{b}' => self.put('\n'),
                '\u{1e}' => self.put('-'),
                '\t' => self.put('\t'),
                // Marks of pictures, notes and the like.
                '\0'..'\u{20}' => {}
                character => self.put(character),
            }
        }
        self.paragraph(harvest);
    }

    fn put(&mut self, character: char) {
        match self.fields.contains(&true) {
            true => self.code.push(character),
            false => self.text.push(character),
        }
    }

    fn paragraph(&mut self, harvest: &mut Harvest) {
        let (text, code) = (std::mem::take(&mut self.text), std::mem::take(&mut self.code));
        harvest.text(Part::Code, &code);
        if text.trim().is_empty() {
            return;
        }
        if self.tables.cells.is_empty() && self.tables.row > 0 {
            self.tables.row = 0;
        }
        let part = self.part.clone().unwrap_or_else(|| {
            self.paragraphs += 1;
            Part::Paragraph(self.paragraphs)
        });
        harvest.text(part, &text);
    }

    /// Ends a cell, or a row: its end is the end of a cell that holds nothing.
    fn cell(&mut self, harvest: &mut Harvest) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() || self.tables.cells.is_empty() {
            self.tables.cells.push(text);
            return;
        }
        self.tables.table += usize::from(self.tables.row == 0);
        self.tables.row += 1;
        let row = Part::TableRow { table: self.tables.table, row: self.tables.row };
        let cells = std::mem::take(&mut self.tables.cells);
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        harvest.text(self.part.clone().unwrap_or(row), &cells.join("\t"));
    }
}

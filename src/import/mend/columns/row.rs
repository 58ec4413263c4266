//! A line that may be a row: its gaps, and what stands between them.

use crate::attachment::Part;
use crate::import::mend::glyphs::{Glyph, glyphs};
use crate::import::model::{Block, Inline, text};
use crate::import::numbering::is_number;
use crate::law::character::is_blank;
use std::ops::Range;

/// No cell that blanks part from the next is longer.
const LONGEST: usize = 30;
/// So many blanks are a wide gap.
const WIDE: usize = 2;
/// What most cells of a table are not longer than.
pub(super) const CELL: usize = 20;

/// A line that may be a row.
pub(super) struct Row<'a> {
    pub(super) at: &'a Part,
    pub(super) line: &'a [Inline],
    pub(super) glyphs: Vec<Glyph>,
}

/// What parts the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Tab,
    /// Several blanks.
    Wide,
    /// One blank.
    Blank,
}

/// A cell: where it stands in the characters of its line.
pub(super) type Cell = Range<usize>;

/// The lines of a paragraph.
pub(super) fn rows_of(block: &Block) -> impl Iterator<Item = Row<'_>> {
    let lines = match block {
        Block::Paragraph(paragraph) => Some((&paragraph.at, &paragraph.line)),
        _ => None,
    };
    lines.into_iter().flat_map(|(at, line)| {
        line.split(|piece| *piece == Inline::Break).map(move |line| Row { at, line, glyphs: glyphs(line) })
    })
}

impl Row<'_> {
    pub(super) fn text(&self) -> String {
        text(self.line)
    }

    /// What parts its cells; nothing where it is text.
    pub(super) fn gap(&self) -> Option<Gap> {
        // What stands on a page has places, by which its columns are known.
        if matches!(self.at, Part::Page(_)) {
            return None;
        }
        if self.has_tabs() {
            return (!self.is_indented() && !self.is_labelled() && !self.is_form()).then_some(Gap::Tab);
        }
        let is_item = |cells: &[Cell]| matches!(cells, [first, _] if is_number(&self.words(first)));
        let parts = |(gap, least): &(Gap, usize)| {
            let cells = self.cells(*gap);
            cells.len() >= *least && !is_item(&cells) && cells.iter().all(|cell| self.is_cell(cell))
        };
        [(Gap::Wide, 2), (Gap::Blank, 3)].into_iter().find(parts).map(|(gap, _)| gap)
    }

    /// Whether words may stand between blanks in a table: no sentence, and no label of a form.
    fn is_cell(&self, cell: &Cell) -> bool {
        let words = self.words(cell);
        words.chars().count() <= LONGEST
            && !words.contains(['。', '；', '！', '？', '：'])
            && !words.ends_with(['，', ':'])
    }

    /// Whether it holds labels with their values alone: 联系人：…⇥电话：…
    fn is_form(&self) -> bool {
        let cells = self.by_tabs();
        cells.iter().filter(|cell| !cell.is_empty()).all(|cell| self.words(cell).contains(['：', ':']))
    }

    pub(super) fn has_tabs(&self) -> bool {
        self.glyphs.iter().any(|(c, _)| *c == '\t')
    }

    /// Whether tabs stand at its beginning alone, and a text after them.
    fn is_indented(&self) -> bool {
        let text = self.text();
        let inner = text.trim();
        !inner.contains('\t') && (inner.chars().count() > CELL || inner.ends_with('。'))
    }

    /// Whether the only gap stands after a number or a sign before the text: `（一）⇥`.
    fn is_labelled(&self) -> bool {
        let text = self.text();
        let Some((label, rest)) = text.trim().split_once('\t') else { return false };
        let label = label.trim();
        let is_sign = label.chars().count() == 1 && !label.contains(char::is_alphanumeric);
        let is_article = label.starts_with('第') && label.ends_with(['条', '章', '节', '编']);
        let is_number = is_number(label);
        !rest.trim().contains('\t') && (is_sign || is_article || is_number)
    }

    /// Its cells, by what parts them.
    pub(super) fn cells(&self, gap: Gap) -> Vec<Cell> {
        match gap {
            Gap::Tab => self.by_tabs(),
            Gap::Wide => self.by_blanks(WIDE),
            Gap::Blank => self.by_blanks(1),
        }
    }

    /// Its cells, each between two tabs.
    fn by_tabs(&self) -> Vec<Cell> {
        let mut start = 0;
        let parts = self.glyphs.split(|(c, _)| *c == '\t').map(|part| {
            let cell = start..start + part.len();
            start = cell.end + 1;
            self.trimmed(cell)
        });
        parts.collect()
    }

    /// Its cells, each between two gaps of at least so many blanks.
    fn by_blanks(&self, least: usize) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        for (at, _) in self.glyphs.iter().enumerate().filter(|(_, (c, _))| !is_blank(*c)) {
            match cells.last_mut() {
                Some(last) if at - last.end < least => last.end = at + 1,
                _ => cells.push(at..at + 1),
            }
        }
        cells
    }

    fn trimmed(&self, cell: Cell) -> Cell {
        let glyphs = &self.glyphs[cell.clone()];
        let Some(first) = glyphs.iter().position(|(c, _)| !is_blank(*c)) else { return cell.start..cell.start };
        let last = glyphs.iter().rposition(|(c, _)| !is_blank(*c)).unwrap_or(first);
        cell.start + first..cell.start + last + 1
    }

    /// Where a cell is seen in a line whose characters are as wide as on a terminal.
    pub(super) fn seen(&self, cell: &Cell) -> Range<usize> {
        let width = |glyphs: &[Glyph]| glyphs.iter().map(|(c, _)| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let start = width(&self.glyphs[..cell.start]);
        start..start + width(&self.glyphs[cell.clone()])
    }

    pub(super) fn words(&self, cell: &Cell) -> String {
        self.glyphs[cell.clone()].iter().map(|(c, _)| *c).collect()
    }
}

//! Rows of text as paragraphs, headings, lists and tables.

use super::frame::Frame;
use super::item::{Item, Sheet};
use super::measures::Measures;
use super::page::{Piece, Row};
use super::prose::{has_clauses, is_sentence};
use super::table::table;
use super::torn;
use crate::attachment::Part;
use crate::import::model::{Block, Paragraph, Role, Set, Table, joined, text};
use crate::import::report::{News, Report};
use crate::say;
use std::collections::BTreeSet;

/// A line that is so near under a table, in letters, may be a part of it.
const NEAR: f64 = 0.6;
/// The text of all pages, in order.
pub(super) fn blocks(sheets: &[Sheet], report: &mut Report) -> Vec<Block> {
    let items: Vec<(usize, &Item)> =
        sheets.iter().flat_map(|sheet| sheet.items.iter().map(|item| (sheet.number, item))).collect();
    let mut flow = Flow {
        measures: Measures::of(sheets),
        tables: 0,
        blocks: Vec::new(),
        before: None,
        boxes: Vec::new(),
        told: BTreeSet::new(),
    };
    let mut at = 0;
    while at < items.len() {
        at += flow.add(&items[at..], report);
    }
    flow.end_paragraph();
    for sheet in sheets.iter().filter(|sheet| sheet.is_ruled && !flow.told.contains(&sheet.number)) {
        let what = say!(
            "有一样长的横线，疑为没有竖线的表格，没有认出来，一行字写作一行，请对照原件",
            "lines of one length, as those of a table without upright ones, which was not found: its lines of print stand as lines; compare with the file"
        );
        report.tell(News::Guessed, &Part::Page(sheet.number), what, "");
    }
    for block in &mut flow.blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.line = joined(std::mem::take(&mut paragraph.line));
            settle_heading(paragraph, report);
        }
    }
    flow.blocks
}

/// The blocks that were made so far.
struct Flow<'a> {
    measures: Measures,
    blocks: Vec<Block>,
    tables: usize,
    /// What was added last.
    before: Option<(usize, &'a Item)>,
    /// The pages of which a table was told.
    told: BTreeSet<usize>,
    /// Boxes that stand beside the paragraph that is being read: they come after it.
    boxes: Vec<Paragraph>,
}

impl<'a> Flow<'a> {
    /// Adds what stands first, and all that belongs to it; gives how much that was.
    fn add(&mut self, items: &[(usize, &'a Item)], report: &mut Report) -> usize {
        let (page, item) = items[0];
        let before = self.before.replace(items[0]);
        match item {
            Item::Boxed(rows) => {
                self.before = before;
                self.add_box(page, rows);
                1
            }
            Item::Framed(frame, pieces) => {
                self.end_paragraph();
                self.add_framed((page, frame), pieces, before, report);
                1
            }
            Item::Row(row) => {
                let parts = torn::parts(&self.measures, items);
                match parts.iter().sum::<usize>() > 1 {
                    true => return self.add_table(items, &parts, before, report),
                    false => self.add_row((page, row), before, report),
                }
                1
            }
        }
    }

    fn add_row(&mut self, (page, row): (usize, &Row), before: Option<(usize, &Item)>, report: &mut Report) {
        if row.cells().nth(2).is_some() {
            let what = say!("疑为表格的一行，照原样写", "this may be a row of a table; it stands as it is");
            report.tell(News::Guessed, &Part::Page(page), what, &row.text());
        }
        let last = before.and_then(|(old, item)| Some((old, item.row()?)));
        if let (Some((_, last)), Some(Block::Table(_))) = (last, self.blocks.last())
            && last.cells().nth(1).is_some_and(|second| row.left() > second[0].left - row.size)
            && (0.0..row.size * NEAR).contains(&(row.top - last.bottom))
        {
            let what = say!(
                "表格下面这一行可能是上一格折行的后半，请对照原件",
                "this line under a table may be the rest of a cell: compare with the file"
            );
            report.tell(News::Guessed, &Part::Page(page), what, &row.text());
        }
        match (last, self.blocks.last_mut()) {
            (Some(last), Some(Block::Paragraph(paragraph))) if self.measures.goes_on(last, (page, row)) => {
                paragraph.line.append(&mut self.measures.line(row));
                let is_heading = matches!(paragraph.role, Role::Heading(_));
                if is_heading && self.measures.fills_lines(last.1, row) && has_clauses(&paragraph.line) {
                    paragraph.role = Role::Plain;
                }
            }
            _ => {
                self.end_paragraph();
                self.blocks.push(Block::Paragraph(self.measures.paragraph(page, row)));
            }
        }
    }

    fn add_box(&mut self, page: usize, rows: &[Row]) {
        let mut last: Option<&Row> = None;
        for row in rows {
            match self
                .boxes
                .last_mut()
                .filter(|_| last.is_some_and(|last| self.measures.goes_on((page, last), (page, row))))
            {
                Some(paragraph) => paragraph.line.append(&mut self.measures.line(row)),
                None => self.boxes.push(Paragraph { set: Set::Aside, ..self.measures.paragraph(page, row) }),
            }
            last = Some(row);
        }
    }

    /// Ends the paragraph that is being read.
    fn end_paragraph(&mut self) {
        self.blocks.extend(self.boxes.drain(..).map(Block::Paragraph));
    }

    /// Adds a table that lines frame.
    fn add_framed(
        &mut self,
        (page, frame): (usize, &Frame),
        pieces: &[Piece],
        before: Option<(usize, &Item)>,
        report: &mut Report,
    ) {
        let goes_on = matches!(self.blocks.last(), Some(Block::Table(_)))
            && matches!(before, Some((old, Item::Framed(last, _))) if old + 1 == page && last.has_columns_of(frame));
        let number = if goes_on { self.tables } else { self.tables + 1 };
        let told = report.entries.len();
        let rows = match frame.table(pieces, number, report) {
            Some(table) => table.rows,
            None => {
                report.entries.truncate(told);
                let what = say!(
                    "表格的横线不全，一行字作一行，列按竖线分，请对照原件",
                    "lines between rows of this table are missing: each line of print became a row; compare with the file"
                );
                report.tell(News::Guessed, &Part::Page(page), what, &first_of(pieces));
                frame.lines(pieces.to_vec())
            }
        };
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if goes_on && !torn::has_own_head(&table.rows, &rows) => {
                torn::go_on(table, rows, (page, told), report);
            }
            _ => {
                self.doubt_table(page, before, &first_of(pieces), report);
                self.tables += 1;
                torn::renumber(&mut report.entries[told..], self.tables);
                report.tell(
                    News::Guessed,
                    &Part::Page(page),
                    say!("表格（按框线推测）", "a table, worked out from its lines"),
                    &first_of(pieces),
                );
                self.blocks.push(Block::Table(Table { number: self.tables, rows }));
            }
        }
    }

    /// Adds rows with room in them, which stand on as many pages as they have parts, as a table or as they stand; gives how many.
    fn add_table(
        &mut self,
        items: &[(usize, &'a Item)],
        parts: &[usize],
        before: Option<(usize, &Item)>,
        report: &mut Report,
    ) -> usize {
        let mut told = Report::default();
        let whole = torn::together(items, parts, &mut told);
        let Some(lines) = table(&whole, self.tables + 1, &mut told) else {
            return match parts {
                [first, _, ..] if *first > 1 => self.add_table(items, &[*first], before, report),
                _ => self.add_as_it_stands(items, parts.iter().sum(), report),
            };
        };
        let length = parts.iter().sum();
        self.told.extend(items[..length].iter().map(|(page, _)| *page));
        self.end_paragraph();
        self.before = items[..length].last().copied();
        self.tables += 1;
        report.entries.extend(told.entries);
        let about = whole.first().map(|row| row.text()).unwrap_or_default();
        self.doubt_table(items[0].0, before, &about, report);
        let what = say!("表格（按位置推测）", "a table, worked out from places");
        report.tell(News::Guessed, &Part::Page(items[0].0), what, &about);
        self.blocks.push(Block::Table(Table { number: self.tables, rows: lines }));
        length
    }

    /// Adds rows of which it is not sure what stands in which column.
    fn add_as_it_stands(&mut self, items: &[(usize, &'a Item)], length: usize, report: &mut Report) -> usize {
        self.end_paragraph();
        self.told.extend(items[..length].iter().map(|(page, _)| *page));
        self.before = items[..length].last().copied();
        let rows = || items[..length].iter().filter_map(|(page, item)| Some((Part::Page(*page), item.row()?)));
        let what = say!(
            "疑为表格，认不准哪个数在哪一列，照原样一行一行写，请对照原件",
            "this may be a table; it is not sure what stands in which column, so its lines stand as they are: compare with the file"
        );
        let about = rows().next().map(|(_, row)| row.text()).unwrap_or_default();
        report.tell(News::Guessed, &Part::Page(items[0].0), what, &about);
        let as_it_stands =
            |(page, row): (Part, &Row)| Paragraph { set: Set::Aside, ..Paragraph::plain(page, row.line()) };
        self.blocks.extend(rows().map(as_it_stands).map(Block::Paragraph));
        length
    }

    /// Tells that a table may go on with the one at the end of the page before, from which it stays apart.
    fn doubt_table(&self, page: usize, before: Option<(usize, &Item)>, about: &str, report: &mut Report) {
        let is_next = before.is_some_and(|(old, _)| old + 1 == page);
        if is_next && matches!(self.blocks.last(), Some(Block::Table(_))) {
            let what = say!(
                "这张表可能接着上一页末的表，列或表头不同，没有接，请对照原件",
                "this table may go on with the one before it; its columns or its head differ, so they stay apart: compare with the file"
            );
            report.tell(News::Guessed, &Part::Page(page), what, about);
        }
    }
}

/// What has sentences is no heading, however large its letters are; what became one is told.
fn settle_heading(paragraph: &mut Paragraph, report: &mut Report) {
    if !matches!(paragraph.role, Role::Heading(_)) {
        return;
    }
    if is_sentence(&paragraph.line) {
        paragraph.role = Role::Plain;
        return;
    }
    let what = say!("按字号定为标题", "a heading, by the size of its letters");
    report.tell(News::Guessed, &paragraph.at, what, &paragraph.text());
}

/// What is told of a table.
fn first_of(pieces: &[Piece]) -> String {
    pieces.iter().take(8).map(|piece| text(&piece.line)).collect::<Vec<_>>().join(" ")
}

//! Rows of text as paragraphs, headings, lists and tables.

use super::page::{Page, Row};
use crate::attachment::Part;
use crate::import::model::{Block, Inline, Line, Paragraph, Role, Set, Table, joined};
use crate::import::report::{News, Report};
use crate::markdown::numbered;
use crate::say;
use std::collections::BTreeMap;

/// The measures of most of the text.
struct Measures {
    size: f64,
    left: f64,
    right: f64,
    /// The room between two lines of one paragraph.
    gap: f64,
    /// The sizes of headings, the largest first.
    headings: Vec<f64>,
}

/// Letters that are larger by this are those of a heading.
const LARGER: f64 = 1.12;
/// Signs that items of a list begin with.
const SIGNS: [char; 12] = ['•', '·', '▪', '◦', '●', '○', '■', '□', '◆', '➢', '\u{f06c}', '\u{f0b7}'];

/// The text of all pages, in order.
pub(super) fn blocks(pages: &[Page], report: &mut Report) -> Vec<Block> {
    let measures = Measures::of(pages);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<(usize, &Row)> = None;
    let rows: Vec<(usize, &Row)> =
        pages.iter().flat_map(|page| page.rows.iter().map(|row| (page.number, row))).collect();
    let (mut at, mut tables) = (0, 0);
    while let Some((page, row)) = rows.get(at).copied() {
        let height = measures.height_of_table(&rows[at..]);
        if height > 1 {
            let lot: Vec<&Row> = rows[at..at + height].iter().map(|(_, row)| *row).collect();
            tables += 1;
            let what = say!("表格（按位置推测）", "a table, worked out from places");
            report.tell(News::Guessed, &Part::Page(page), what, &lot[0].text());
            blocks.push(Block::Table(Table { number: tables, rows: table(&lot) }));
            at += height;
            before = None;
            continue;
        }
        match (before, blocks.last_mut()) {
            (Some((old, last)), Some(Block::Paragraph(paragraph))) if measures.goes_on((old, last), (page, row)) => {
                paragraph.line.append(&mut measures.line(row));
            }
            _ => blocks.push(Block::Paragraph(measures.paragraph(page, row))),
        }
        before = Some((page, row));
        at += 1;
    }
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.line = joined(std::mem::take(&mut paragraph.line));
        }
    }
    blocks
}

impl Measures {
    fn of(pages: &[Page]) -> Self {
        let rows = || pages.iter().flat_map(|page| &page.rows);
        let size = most(rows().map(|row| (row.size, row.text().chars().count())));
        let is_body = |row: &&Row| (row.size - size).abs() < 0.5;
        let left = rows().filter(is_body).map(Row::left).fold(f64::INFINITY, f64::min);
        let right = rows().filter(is_body).map(Row::right).fold(0.0, f64::max);
        // Where no line reaches over the middle of the page, none was ended by the margin.
        let width = pages.iter().map(|page| page.width).fold(0.0, f64::max);
        let right = if right < width / 2.0 { width - left } else { right };
        let gaps =
            pages.iter().flat_map(|page| page.rows.windows(2)).map(|two| ((two[1].top - two[0].bottom).round(), 1));
        let mut headings: Vec<f64> = rows().map(|row| row.size).filter(|own| *own > size * LARGER).collect();
        headings.sort_by(|a, b| b.total_cmp(a));
        headings.dedup();
        Self { size, left, right, gap: most(gaps), headings }
    }

    /// Whether a row is of the same paragraph as the one before it.
    fn goes_on(&self, (old_page, before): (usize, &Row), (page, row): (usize, &Row)) -> bool {
        let em = self.size;
        let is_same_size = (before.size - row.size).abs() < em * 0.1;
        let is_short = before.right() < self.right - em * 1.6;
        let is_indented = row.left() - before.left().min(self.left.max(row.left() - em * 4.0)) > em * 0.8;
        let is_apart = old_page == page && row.top - before.bottom > self.gap.max(0.0) + em * 0.5;
        let is_heading = before.size > em * LARGER;
        let goes_on_large = is_heading && !is_apart && is_same_size && (!is_short || self.set(before) == Set::Centred);
        let is_begun = numbered(row.text().trim_start()).is_some() || begins_item(row).is_some();
        goes_on_large && !is_begun || is_same_size && !is_short && !is_indented && !is_apart && !is_begun && !is_heading
    }

    /// How many rows from the first on are those of a table. One cell that reaches over several rows stands between them.
    fn height_of_table(&self, rows: &[(usize, &Row)]) -> usize {
        let page = rows.first().map(|(page, _)| *page);
        let is_of_table = |at: usize| rows.get(at).is_some_and(|(own, row)| Some(*own) == page && is_row_of_table(row));
        let is_between = |at: usize| {
            let (before, own, after) = (rows[at - 1].1, rows[at].1, rows.get(at + 1).map(|(_, row)| row));
            let is_narrow = own.right() - own.left() < (self.right - self.left) * 0.3;
            is_narrow
                && after.is_some_and(|after| own.top - before.bottom < self.size && after.top - own.bottom < self.size)
        };
        let mut height = 0;
        while is_of_table(height) || height > 0 && is_of_table(height + 1) && is_between(height) {
            height += 1;
        }
        height
    }

    fn paragraph(&self, page: usize, row: &Row) -> Paragraph {
        let role = match self.headings.iter().position(|size| *size == row.size) {
            Some(at) => Role::Heading(u8::try_from(at + 1).unwrap_or(6)),
            None if begins_item(row).is_some() => Role::Item { depth: 0, number: None },
            None => Role::Plain,
        };
        Paragraph { at: Part::Page(page), role, set: self.set(row), line: self.line(row) }
    }

    fn set(&self, row: &Row) -> Set {
        let (before, after) = (row.left() - self.left, self.right - row.right());
        let em = self.size;
        let is_within = before > em * 2.5 && after > em * 2.5;
        match is_within && (before - after).abs() < em * 2.0 {
            true => Set::Centred,
            false if before > em * 8.0 && after < em * 5.0 => Set::Right,
            false => Set::Full,
        }
    }

    fn line(&self, row: &Row) -> Line {
        let mut line = row.line();
        if let Some(sign) = begins_item(row)
            && let Some(Inline::Words(first)) = line.first_mut()
        {
            first.text = first.text.trim_start().trim_start_matches(sign).trim_start().to_owned();
        }
        line
    }
}

/// The sign that a row begins with, when it is an item of a list.
fn begins_item(row: &Row) -> Option<char> {
    row.text().trim_start().chars().next().filter(|c| SIGNS.contains(c))
}

/// The value that most have.
fn most(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (value, times) in values {
        *counts.entry((value * 10.0) as i64).or_default() += times;
    }
    let most = counts.into_iter().max_by_key(|(value, count)| (*count, -value));
    most.map_or(0.0, |(value, _)| value as f64 / 10.0)
}

fn is_row_of_table(row: &Row) -> bool {
    row.cells.len() > 1 && begins_item(row).is_none()
}

/// Rows of cells as a table: cells that stand over each other are of one column.
fn table(rows: &[&Row]) -> Vec<Vec<Line>> {
    let mut spans: Vec<(f64, f64)> =
        rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.left, cell.right)).collect();
    spans.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    // The narrow ones first: what reaches over two columns joins neither.
    for span in spans {
        let over: Vec<usize> =
            (0..columns.len()).filter(|at| span.0 < columns[*at].1 && columns[*at].0 < span.1).collect();
        match over[..] {
            [] => columns.push(span),
            [only] => columns[only] = (columns[only].0.min(span.0), columns[only].1.max(span.1)),
            _ => {}
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.iter().map(|row| cells(row, &columns)).collect()
}

fn cells(row: &Row, columns: &[(f64, f64)]) -> Vec<Line> {
    let mut cells = vec![Line::new(); columns.len()];
    for cell in &row.cells {
        let column = columns.iter().position(|column| cell.left < column.1 && column.0 < cell.right).unwrap_or(0);
        if !cells[column].is_empty() {
            cells[column].push(Inline::words(" "));
        }
        cells[column].extend(cell.line.iter().cloned());
    }
    cells
}

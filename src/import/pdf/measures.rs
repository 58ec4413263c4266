//! The measures of most of the text, and what rows are by them: of one paragraph, of a table, a heading.

use super::item::{Item, Sheet};
use super::page::{Column, Row, running};
use super::prose::{self, Run};
use super::table::is_figure;
use crate::attachment::Part;
use crate::import::model::{Inline, Line, Paragraph, Role, Set};
use crate::markdown::numbered;
use std::collections::BTreeMap;

/// The measures of most of the text.
pub(super) struct Measures {
    size: f64,
    left: f64,
    right: f64,
    /// The room between two lines of one paragraph.
    gap: f64,
    /// The sizes of headings, the largest first.
    headings: Vec<f64>,
}

/// Letters that are larger by this are those of a heading.
pub(super) const LARGER: f64 = 1.12;
/// So many rows of one cell may stand between two rows of a table.
const BETWEEN: usize = 4;
/// Signs that items of a list begin with.
const SIGNS: [char; 12] = ['•', '·', '▪', '◦', '●', '○', '■', '□', '◆', '➢', '\u{f06c}', '\u{f0b7}'];

impl Measures {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let rows = || sheets.iter().flat_map(|sheet| sheet.items.iter().filter_map(Item::row));
        let runs = prose::runs(sheets);
        let size = size_of_text(&runs).unwrap_or_else(|| most(rows().map(sized)));
        let is_body = |row: &&Row| (row.size - size).abs() < 0.5;
        let left = rows().filter(is_body).map(Row::left).fold(f64::INFINITY, f64::min);
        let right = rows().filter(is_body).map(Row::right).fold(0.0, f64::max);
        // Where no line reaches over the middle of the page, none was ended by the margin.
        let width = sheets.iter().map(|sheet| sheet.width).fold(0.0, f64::max);
        let right = if right < width / 2.0 { width - left } else { right };
        let gap = |two: &[&Row]| {
            let is_one = two[0].column == two[1].column && two.iter().all(is_body);
            is_one.then(|| ((two[1].top - two[0].bottom).round(), 1))
        };
        let gaps = runs.iter().flat_map(|run| run.rows.windows(2)).filter_map(gap);
        let mut headings: Vec<f64> = rows().map(|row| row.size).filter(|own| *own > size * LARGER).collect();
        headings.sort_by(|a, b| b.total_cmp(a));
        headings.dedup();
        Self { size, left, right, gap: most(gaps), headings }
    }

    /// From where to where the lines of a row's column go.
    fn room(&self, row: &Row) -> Column {
        row.column.unwrap_or(Column { left: self.left, right: self.right })
    }

    /// Whether a row is of the same paragraph as the one before it.
    pub(super) fn goes_on(&self, (old_page, before): (usize, &Row), (page, row): (usize, &Row)) -> bool {
        let em = self.size;
        let (old_room, room) = (self.room(before), self.room(row));
        let is_same_size = (before.size - row.size).abs() < em * 0.1;
        let is_short = before.right() < old_room.right - em * 1.6;
        let (old_indent, indent) = (before.left() - old_room.left, row.left() - room.left);
        let is_indented = indent - old_indent.min((indent - em * 4.0).max(0.0)) > em * 0.8;
        let is_in_room = old_page == page && before.column == row.column;
        let is_beside = before.column.is_some() == row.column.is_some() || (old_room.left - room.left).abs() < em;
        let is_far = is_in_room && row.top - before.bottom > self.gap.max(0.0) + em * 0.5;
        let is_apart = is_far || !is_beside || before.is_aside || row.is_aside;
        let is_heading = self.is_larger(before) && !prose::is_sentence(&before.line());
        let is_centred = |row: &Row| self.set(row) == Set::Centred;
        let is_open = if is_short { is_centred(before) } else { !is_indented || is_centred(row) };
        let goes_on_large = is_heading && !is_apart && is_same_size && is_open;
        let is_begun = numbered(row.text().trim_start()).is_some() || begins_item(row).is_some();
        goes_on_large && !is_begun || is_same_size && !is_short && !is_indented && !is_apart && !is_begun && !is_heading
    }

    /// How many rows of a page from the first on are those of a table. The words of a narrow cell may stand on some rows of their
    /// own between them.
    pub(super) fn height_of_table(&self, items: &[(usize, &Item)]) -> usize {
        let row = |at: usize| items.get(at).and_then(|(_, item)| item.row());
        let is_of_table = |at: usize| row(at).is_some_and(is_row_of_table);
        let goes_on = |at: usize| is_of_table(at) && (at == 0 || is_next(items[at - 1], items[at], row(0)));
        // Of the first column is what ends before the second begins.
        let second = row(0).and_then(|row| row.cells().nth(1)).map_or(0.0, |cell| cell[0].left);
        let is_narrow = |at: usize| {
            let (Some(before), Some(own), Some(after)) = (row(at - 1), row(at), row(at + 1)) else { return false };
            let room = self.room(own);
            let gap = if own.right() < second { own.size * 1.5 } else { own.size };
            own.right() - own.left() < (room.right - room.left) * 0.3
                && (own.size - before.size).abs() < own.size * 0.1
                && own.top - before.bottom < gap
                && after.top - own.bottom < gap
        };
        let mut height = usize::from(is_of_table(0));
        while height > 0 {
            let between = (0..=BETWEEN).take_while(|more| *more == 0 || is_narrow(height + more - 1));
            match between.into_iter().find(|more| goes_on(height + more)) {
                Some(more) => height += more + 1,
                None => break,
            }
        }
        height
    }

    /// Whether letters are so large that they may be those of a heading.
    pub(super) fn is_larger(&self, row: &Row) -> bool {
        row.size > self.size * LARGER
    }

    /// Whether a row goes on with a line that is as wide as the text, and is not set in the middle as titles are.
    pub(super) fn fills_lines(&self, before: &Row, row: &Row) -> bool {
        before.right() >= self.room(before).right - self.size * 1.6 && self.set(row) != Set::Centred
    }

    pub(super) fn paragraph(&self, page: usize, row: &Row) -> Paragraph {
        let role = match self.headings.iter().position(|size| *size == row.size) {
            Some(at) => Role::Heading(u8::try_from(at + 1).unwrap_or(6)),
            None if begins_item(row).is_some() => Role::Item { depth: 0, number: None },
            None => Role::Plain,
        };
        let set = if row.is_aside { Set::Aside } else { self.set(row) };
        Paragraph { at: Part::Page(page), role, set, line: self.line(row) }
    }

    fn set(&self, row: &Row) -> Set {
        let room = self.room(row);
        let (before, after) = (row.left() - room.left, room.right - row.right());
        let em = self.size;
        let is_within = before > em * 2.5 && after > em * 2.5;
        match is_within && (before - after).abs() < em * 2.0 {
            true => Set::Centred,
            false if before > em * 8.0 && after < em * 5.0 => Set::Right,
            false => Set::Full,
        }
    }

    pub(super) fn line(&self, row: &Row) -> Line {
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

/// The size that most of the running text has; where there is none, most of what stands outside of tables.
fn size_of_text(runs: &[Run]) -> Option<f64> {
    let size = |rows: Vec<&Row>| (!rows.is_empty()).then(|| most(rows.into_iter().map(sized)));
    let running = size(runs.iter().flat_map(Run::running).collect());
    running.or_else(|| size(runs.iter().flat_map(|run| run.rows.iter().copied()).collect()))
}

/// The size of a row, and how many letters have it.
fn sized(row: &Row) -> (f64, usize) {
    (row.size, row.text().chars().count())
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

/// Whether there is so much room in a row that it may be of a table.
pub(super) fn is_row_of_table(row: &Row) -> bool {
    row.cells().nth(1).is_some() && begins_item(row).is_none()
}

/// Whether a row of a table may go on with the one before it: its head once more is that of another one.
fn is_next((old, before): (usize, &Item), (page, item): (usize, &Item), first: Option<&Row>) -> bool {
    let (Some(before), Some(row), Some(first)) = (before.row(), item.row(), first) else { return false };
    let has_figures = || row.cells().any(|cell| is_figure(&running(cell)));
    let is_head = || row.text() == first.text() && !has_figures();
    old == page && before.column == row.column && !is_head()
}

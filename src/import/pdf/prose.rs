//! Running text: lines outside of tables, notes and margins that end sentences or go on with them. The size of the text is measured there.

use super::item::{Item, Sheet};
use super::measures::{LARGER, is_row_of_table};
use super::page::{Column, Row};
use crate::import::model::{Line, characters, text};

/// A line of running text is at least so wide, as a part of its column.
const WIDE: f64 = 0.7;
/// Sizes that differ by no more are the same.
const SAME: f64 = 0.5;
/// What notes under a table begin with.
const NOTES: [&str; 8] = ["注：", "注:", "注1", "注 1", "备注", "说明：", "资料来源", "数据来源"];

/// Lines that stand under each other, with nothing else between them.
pub(super) struct Run<'a> {
    pub(super) rows: Vec<&'a Row>,
    room: Column,
}

/// The lines outside of tables and margins, without notes.
pub(super) fn runs(sheets: &[Sheet]) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for sheet in sheets {
        let places = || sheet.items.iter().map(Item::width);
        let left = places().map(|place| place.0).fold(f64::INFINITY, f64::min);
        let room = Column { left, right: places().map(|place| place.1).fold(0.0, f64::max) };
        let free = |item: &Item| item.row().is_some_and(|row| !row.is_aside && !is_row_of_table(row));
        let lots = sheet.items.chunk_by(|above, below| free(above) && free(below));
        let mut own: Vec<Run> = lots
            .map(|lot| lot.iter().filter(|item| free(item)).filter_map(Item::row))
            .map(|rows| Run { rows: rows.collect(), room })
            .filter(|run| !run.rows.is_empty())
            .collect();
        own.iter_mut().for_each(Run::leave_notes_out);
        runs.extend(own);
    }
    runs
}

impl Run<'_> {
    /// Leaves out lines of smaller letters under running text, and what begins as a note.
    fn leave_notes_out(&mut self) {
        let begins = |row: &&Row| NOTES.iter().any(|note| row.text().trim_start().starts_with(note));
        let first = self.rows.iter().position(begins).or_else(|| self.smaller_end());
        let Some(first) = first else { return };
        let length = self.rows[first..].iter().take_while(|row| is_same_size(row, self.rows[first])).count();
        self.rows.drain(first..first + length);
    }

    /// Where the lines of one size at its end begin, when running text of a larger one stands over them.
    fn smaller_end(&self) -> Option<usize> {
        let last = self.rows.last()?;
        let is_larger = |row: &Row| row.size > last.size * LARGER;
        let above = self.rows.iter().rposition(|row| !is_same_size(row, last))?;
        let is_text = |row: &&Row| is_larger(row) && is_sentence(&row.line());
        (is_larger(self.rows[above]) && self.rows[..=above].iter().any(is_text)).then_some(above + 1)
    }

    /// The lines that end a sentence, or are as wide as the text and go on in the next one.
    pub(super) fn running(&self) -> impl Iterator<Item = &Row> {
        let goes_on = |at: usize| {
            let (row, room) = (self.rows[at], self.rows[at].column.unwrap_or(self.room));
            row.right() - row.left() > (room.right - room.left) * WIDE
                && self.rows.get(at + 1).is_some_and(|next| is_same_size(row, next) && next.left() <= row.left() + SAME)
        };
        self.rows
            .iter()
            .enumerate()
            .filter(move |(at, row)| is_sentence(&row.line()) || goes_on(*at))
            .map(|(_, row)| *row)
    }
}

fn is_same_size(one: &Row, other: &Row) -> bool {
    (one.size - other.size).abs() < SAME
}

/// Whether a line is of sentences, which end or are to go on: no heading is.
pub(super) fn is_sentence(line: &Line) -> bool {
    let text = text(line);
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "”’）)".contains(c));
    let ends_word = || end.strip_suffix('.').is_some_and(|word| word.ends_with(|c: char| c.is_ascii_lowercase()));
    end.ends_with(['。', '；', '：', '，', ';']) || end.contains('。') || ends_word()
}

/// Whether something has parts, as long sentences do and titles do not.
pub(super) fn has_clauses(line: &Line) -> bool {
    characters(line).any(|c| "，；,;".contains(c))
}

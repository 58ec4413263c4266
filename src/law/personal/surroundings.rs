//! What stands around a number: words beside it, its line, the head of its table.
//!
//! All stretches are bounded, and each table is walked through once, so that no text is slow.

use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::law::personal::label::{self, Label};

/// A word this many characters before a number speaks of it.
const BEFORE: usize = 24;
/// A word this many characters after a number, on its line, speaks of it.
const AFTER: usize = 12;
/// A longer line is no row of a table, and is not looked at whole.
const LONGEST_LINE: usize = 2000;
/// Longer addresses on the web are not followed back.
const LONGEST_URL: usize = 300;

/// A text, and what is known of it so far.
pub(super) struct Surroundings<'a> {
    pub(super) text: &'a str,
    /// Where what was found last ends.
    pub(super) floor: usize,
    /// The rows of the table that was looked at last.
    table: Range<usize>,
    /// The two lines that say what stands in its columns.
    head: Range<usize>,
    /// Whether numbers in addresses on the web are numbers like others.
    counts_addresses: bool,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(text: &'a str) -> Surroundings<'a> {
        Surroundings { text, floor: 0, table: 0..0, head: 0..0, counts_addresses: false }
    }

    /// The same, for numbers in addresses on the web too.
    pub(super) fn with_addresses(text: &'a str) -> Surroundings<'a> {
        Surroundings { counts_addresses: true, ..Surroundings::new(text) }
    }

    /// Whether words say that a number is so: the last before it; or else one after it, or the head of its table.
    pub(super) fn say(&mut self, number: &Range<usize>, label: Label) -> bool {
        match label::last(self.before(number)) {
            Some(said) => said == label,
            None => label::says(self.after(number), label) || label::says(self.head(number.start), label),
        }
    }

    /// Whether a bank is named beside a number that nothing says is something else.
    pub(super) fn name_bank(&mut self, number: &Range<usize>) -> bool {
        let before = self.before(number);
        let near = label::names_bank(before) || label::names_bank(self.after(number));
        label::last(before).is_none() && (near || label::names_bank(self.head(number.start)))
    }

    /// The few characters before.
    pub(super) fn before(&self, number: &Range<usize>) -> &'a str {
        let text = &self.text[..number.start];
        text.char_indices().rev().nth(BEFORE - 1).map_or(text, |(at, _)| &text[at..])
    }

    /// The few characters after, on the same line.
    pub(super) fn after(&self, number: &Range<usize>) -> &'a str {
        let text = &self.text[number.end..];
        let end = text.char_indices().take(AFTER + 1).take_while(|(_, c)| *c != '\n').last();
        end.map_or("", |(at, _)| &text[..at])
    }

    /// The line, without what is too far away.
    pub(super) fn line(&self, at: usize) -> &'a str {
        &self.text[self.line_range(at)]
    }

    fn line_range(&self, at: usize) -> Range<usize> {
        let floor = boundary(self.text, at.saturating_sub(LONGEST_LINE));
        let ceiling = boundary(self.text, (at + LONGEST_LINE).min(self.text.len()));
        let bytes = self.text.as_bytes();
        let start = memrchr(b'\n', &bytes[floor..at]).map_or(floor, |offset| floor + offset + 1);
        let end = memchr(b'\n', &bytes[at..ceiling]).map_or(ceiling, |offset| at + offset);
        start..end
    }

    /// The first lines of the table that a row belongs to.
    pub(super) fn head(&mut self, at: usize) -> &'a str {
        let row = self.line_range(at);
        if !is_row(&self.text[row.clone()]) {
            return "";
        }
        if self.table.end <= row.start && !self.are_rows(self.table.end..row.start) {
            self.head = self.top(&row);
        }
        self.table = self.head.start..row.end.max(self.table.end);
        &self.text[self.head.clone()]
    }

    /// Whether nothing but rows stands between the table and another row.
    fn are_rows(&self, between: Range<usize>) -> bool {
        self.text[between].strip_prefix('\n').is_some_and(|lines| lines.lines().all(is_row))
    }

    /// The two topmost lines of the rows that end with this one.
    fn top(&self, row: &Range<usize>) -> Range<usize> {
        let (mut first, mut second) = (row.clone(), row.clone());
        while first.start > self.table.end {
            let above = self.line_range(first.start - 1);
            if !is_row(&self.text[above.clone()]) {
                break;
            }
            (first, second) = (above, first);
        }
        first.start..second.end
    }

    /// Whether a number is part of an address on the web or of a path.
    pub(super) fn is_in_url(&self, number: &Range<usize>) -> bool {
        let floor = number.start.saturating_sub(LONGEST_URL);
        let bytes = &self.text.as_bytes()[floor..number.start];
        let before = bytes.iter().rposition(|byte| !byte.is_ascii_graphic()).map_or(bytes, |at| &bytes[at + 1..]);
        let has = |part: &str| memchr::memmem::find(before, part.as_bytes()).is_some();
        !self.counts_addresses
            && (before.starts_with(b"/") || before.ends_with(b"_") || ["://", "www.", "?", "&"].into_iter().any(has))
    }
}

/// Whether a line has cells: it is short, something parts it, and no sentence ends in it.
fn is_row(line: &str) -> bool {
    line.len() < LONGEST_LINE && line.contains(['\t', '|', ',', ' ', '\u{3000}']) && !line.contains('。')
}

/// The first place from here on where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

//! What stands around a number: words beside it, its line, the head of its table.
//!
//! All stretches are bounded, and each table is walked through once, so that no text is slow.

use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::law::character::{is_blank, is_digit};
use crate::law::personal::label::{self, Label};

/// A word this many characters before a number speaks of it.
const BEFORE: usize = 24;
/// A word this many characters after a number, on its line, speaks of it.
const AFTER: usize = 12;
/// A line of so many bytes names one thing: 户名：示例市财政局.
const SHORT_LINE: usize = 150;
/// The head of a table has at most so many lines.
const HEAD: usize = 2;
/// A longer line is no row of a table, and is not looked at whole.
const LONGEST_LINE: usize = 2000;
/// How people say in letters that a telephone follows.
const LETTERS: [&str; 8] = ["tel", "phone", "mobile", "mob", "dianhua", "shouji", "weixin", "wechat"];
/// The longest of them.
const LONGEST_LETTERS: usize = 7;
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
    /// Whether numbers in addresses on the web, and beside any letters, are numbers like others.
    counts_addresses: bool,
    /// Whether the text is a file's name.
    is_name: bool,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(text: &'a str) -> Surroundings<'a> {
        Surroundings { text, floor: 0, table: 0..0, head: 0..0, counts_addresses: false, is_name: false }
    }

    /// The same, for numbers in addresses on the web too.
    pub(super) fn with_addresses(text: &'a str) -> Surroundings<'a> {
        Surroundings { counts_addresses: true, ..Surroundings::new(text) }
    }

    /// The same, for the name of a file.
    pub(super) fn of_name(name: &'a str) -> Surroundings<'a> {
        Surroundings { is_name: true, ..Surroundings::new(name) }
    }

    /// Whether letters that adjoin a mobile number are no part of it: in a file's name, or those that say what it is.
    pub(super) fn lets_letters_adjoin(&self, start: usize) -> bool {
        let near = boundary(self.text, start.saturating_sub(LONGEST_LETTERS));
        let before = self.text[near..start].to_ascii_lowercase();
        self.is_name || self.counts_addresses || LETTERS.iter().any(|word| before.ends_with(word))
    }

    /// Whether words say that a number is so: the last before it; or else one after it, or one above all columns of its table.
    pub(super) fn say(&mut self, number: &Range<usize>, label: Label) -> bool {
        match self.said(number) {
            Some(said) => said == label,
            None => label::says(self.after(number), label) || label::says(self.head_over(number.start), label),
        }
    }

    /// What the last word before a number in its cell says; or else the head of its column, or the cell before.
    fn said(&mut self, number: &Range<usize>) -> Option<Label> {
        label::last(self.before(number))
            .or_else(|| self.column_says(number.start))
            .or_else(|| label::direct(self.cell_before(number)))
    }

    /// What is said of a number by the word directly before it, by the head of its column, or by the cell before.
    pub(super) fn said_directly(&mut self, number: &Range<usize>) -> Option<Label> {
        label::direct(self.before(number))
            .or_else(|| self.column_says(number.start))
            .or_else(|| label::direct(self.cell_before(number)))
    }

    /// Whether a bank is named beside a number that nothing says is something else.
    pub(super) fn name_bank(&mut self, number: &Range<usize>) -> bool {
        let row = self.line(number.start);
        let near = label::names_bank(self.before(number)) || label::names_bank(self.after(number));
        let named = near || is_row(row) && label::names_bank(row) || label::names_bank(self.head(number.start));
        named && self.said(number).is_none()
    }

    /// The few characters before, in the same cell. A line that is no row goes on in the next, and so does one that ends with a colon.
    pub(super) fn before(&self, number: &Range<usize>) -> &'a str {
        let text = &self.text[..number.start];
        let near = text.char_indices().rev().nth(BEFORE - 1).map_or(text, |(at, _)| &text[at..]);
        let cell = near.rfind(['\t', '|']).map_or(near, |at| &near[at + 1..]);
        let Some(end) = cell.rfind('\n') else { return cell };
        let above = self.line(text.len() - cell.len() + end).trim_end_matches(is_blank);
        if above.ends_with(['：', ':']) || !is_row(above) { cell } else { &cell[end + 1..] }
    }

    /// The last cell before with anything in it, on the same line.
    fn cell_before(&self, number: &Range<usize>) -> &'a str {
        let row = &self.text[self.line_range(number.start).start..number.start];
        let Some(end) = row.rfind(['\t', '|']) else { return "" };
        let row = row[..end].trim_end_matches(|c| is_blank(c) || c == '|');
        row.rfind(['\t', '|']).map_or(row, |at| &row[at + 1..])
    }

    /// The few characters after, in the same cell.
    pub(super) fn after(&self, number: &Range<usize>) -> &'a str {
        let text = &self.text[number.end..];
        let in_cell = text.char_indices().take(AFTER).take_while(|(_, c)| !matches!(c, '\n' | '\t' | '|')).last();
        in_cell.map_or("", |(at, c)| &text[..at + c.len_utf8()])
    }

    /// The line, without what is too far away.
    pub(super) fn line(&self, at: usize) -> &'a str {
        &self.text[self.line_range(at)]
    }

    /// What stands before on the line, and on the one above when that is short.
    pub(super) fn line_before(&self, at: usize) -> &'a str {
        let start = self.line_range(at).start;
        let above = self.line_range(start.saturating_sub(1));
        let start = if start > 0 && above.len() < SHORT_LINE { above.start } else { start };
        &self.text[start..at]
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
        let is_another = || self.table.end <= row.start && !self.are_rows(self.table.end..row.start);
        if self.head.is_empty() || is_another() {
            self.head = self.top(&row);
        }
        self.table = self.head.start..row.end.max(self.table.end);
        &self.text[self.head.clone()]
    }

    /// What the head of the column says in which something stands: the first line's cell, or the second's when that is no row of figures.
    fn column_says(&mut self, at: usize) -> Option<Label> {
        let row = self.line_range(at);
        let head = self.head(at);
        let cells = Cells::of(&self.text[row.clone()])?;
        let column = cells.column(at - row.start);
        // A row is not its own head.
        let above = head.lines().take(HEAD).take_while(|line| line.as_ptr() != self.text[row.start..].as_ptr());
        let heads = above.filter_map(|line| Cells::of(line).filter(|head| head.count == cells.count)?.cell(column));
        heads.filter(|cell| !cell.contains(is_digit)).find_map(label::of_column)
    }

    /// The head of a table, when it cannot be told which of its columns something stands in.
    fn head_over(&mut self, at: usize) -> &'a str {
        let (row, head) = (self.line_range(at), self.head(at));
        let count = |line: &str| Cells::of(line).map(|cells| cells.count);
        let is_known = row.start > self.head.start
            && head.lines().next().is_some_and(|line| count(line) == count(&self.text[row.clone()]));
        if is_known { "" } else { head }
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
            && (before.starts_with(b"/")
                || before.ends_with(b"_") && !self.is_name
                || ["://", "www.", "?", "&"].into_iter().any(has))
    }
}

/// A line, and what parts its cells.
struct Cells<'a> {
    line: &'a str,
    sign: char,
    count: usize,
}

impl<'a> Cells<'a> {
    /// The cells of a row.
    fn of(line: &'a str) -> Option<Cells<'a>> {
        let line = line.trim_end_matches(['\r', '\n']);
        let sign = ['\t', '|', ',', ' ', '\u{3000}'].into_iter().find(|sign| line.contains(*sign))?;
        let cells = Cells { line, sign, count: 0 };
        Some(Cells { count: cells.column(line.len()), ..cells })
    }

    /// In which column a byte of the line stands. Blanks beside each other part two cells once.
    fn column(&self, at: usize) -> usize {
        let before = &self.line[..at.min(self.line.len())];
        match self.sign {
            ' ' | '\u{3000}' => {
                before.match_indices(self.sign).filter(|(at, _)| !before[..*at].ends_with(self.sign)).count()
            }
            sign => before.matches(sign).count(),
        }
    }

    fn cell(&self, column: usize) -> Option<&'a str> {
        let is_blank = matches!(self.sign, ' ' | '\u{3000}');
        let mut before = None;
        let mut cells = self.line.split(self.sign).filter(move |cell| {
            let counts = !is_blank || !cell.is_empty() || before.is_none();
            before = Some(());
            counts
        });
        cells.nth(column)
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

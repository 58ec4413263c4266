//! Classes that fill a cell of a table whose head says 密级.
//!
//! Which column the cell is of does not matter: readers of sheets leave empty cells out.
//! A table that names each of the three classes once tells what they are (of the law itself: 绝密 不超过三十年); it marks nothing.

use std::ops::Range;

use crate::law::secrecy::{BEFORE_CLASS, Mark, Secrecy, is_bracket, is_space, spread, term};

/// The words of a class, the longest first.
const CLASSES: [(&str, Secrecy); 4] =
    [("工作秘密", Secrecy::Work), ("绝密", Secrecy::State), ("机密", Secrecy::State), ("秘密", Secrecy::State)];

/// A table of which some rows were read.
#[derive(Default)]
struct Table {
    /// Whether a head says that classes stand below it.
    has_head: bool,
    marks: Vec<Mark>,
}

/// The marks in all tables of a text, in order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let (mut table, mut all, mut at) = (Table::default(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let is_row = line.contains('\t');
        let has_head = is_row && line.split('\t').any(is_head);
        if has_head || !is_row {
            all.extend(std::mem::replace(&mut table, Table { has_head, marks: Vec::new() }).close(text));
        } else if table.has_head {
            table.row(line, at);
        }
        at += line.len();
    }
    all.extend(table.close(text));
    all
}

/// Whether a cell says what stands below it.
fn is_head(cell: &str) -> bool {
    let words = cell.trim_matches(is_edge);
    words.ends_with(['级', '限']) && BEFORE_CLASS.iter().any(|word| spread(words, word) == Some(words.len()))
}

impl Table {
    /// Reads a row that begins at a byte.
    fn row(&mut self, row: &str, start: usize) {
        let mut at = start;
        for cell in row.split('\t') {
            self.marks.extend(class(cell, at));
            at += cell.len() + 1;
        }
    }

    fn close(self, text: &str) -> Vec<Mark> {
        let mut words: Vec<&str> = self.marks.iter().map(|mark| &text[mark.span.clone()]).collect();
        words.sort_unstable();
        words.dedup();
        let explains = self.marks.len() == 3 && words.len() == 3;
        if explains { Vec::new() } else { self.marks }
    }
}

/// The class that is all a cell holds, but for its term.
fn class(cell: &str, start: usize) -> Option<Mark> {
    let before = cell.len() - cell.trim_start_matches(is_edge).len();
    let words = &cell[before..];
    let first = words.find('密').map(|at| at + '密'.len_utf8())?;
    let (_, kind) = CLASSES.into_iter().find(|(word, _)| spread(&words[..first], word) == Some(first))?;
    let rest = words[first..].trim_start_matches('级');
    let span: Range<usize> = start + before..start + before + first;
    rest[term(rest)..].trim_matches(is_edge).is_empty().then_some(Mark { kind, span })
}

/// What may stand around the words of a cell.
fn is_edge(c: char) -> bool {
    is_space(c) || is_bracket(c) || matches!(c, '\n' | '\r')
}

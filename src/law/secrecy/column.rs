//! Classes that fill a cell of a table whose head says 密级.
//!
//! Which column the cell is of does not matter: readers of sheets leave empty cells out.
//! A table whose other heads say 说明 or its like tells what classes are: they are named. A table that names each of the three classes once tells what they are (of the law itself: 绝密 不超过三十年); it marks nothing.

use std::ops::Range;

use crate::law::secrecy::{BEFORE_CLASS, Mark, Secrecy, is_bracket, is_space, spread, term};

/// The words of a class, the longest first.
const CLASSES: [(&str, Secrecy); 4] =
    [("工作秘密", Secrecy::Work), ("绝密", Secrecy::State), ("机密", Secrecy::State), ("秘密", Secrecy::State)];

/// Heads of tables about classes.
const ABOUT: [&str; 5] = ["说明", "含义", "定义", "解释", "释义"];
/// Heads of tables of papers.
const PAPERS: [&str; 5] = ["标题", "题名", "名称", "文号", "文件"];

/// A table of which some rows were read.
#[derive(Default)]
struct Table {
    /// What the classes below a head are; nothing without one.
    kind: Option<Secrecy>,
    marks: Vec<Mark>,
}

/// The marks in all tables of a text, in order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let (mut table, mut all, mut at) = (Table::default(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let is_row = line.contains('\t');
        let has_head = is_row && line.split('\t').any(is_head);
        if has_head || !is_row {
            let kind = has_head.then(|| if tells(line) { Secrecy::Named } else { Secrecy::State });
            all.extend(std::mem::replace(&mut table, Table { kind, marks: Vec::new() }).close(text));
        } else if table.kind.is_some() {
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

/// Whether a head is that of a table about classes, and of no papers.
fn tells(head: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    has(&ABOUT) && !has(&PAPERS)
}

impl Table {
    /// Reads a row that begins at a byte.
    fn row(&mut self, row: &str, start: usize) {
        let mut at = start;
        for cell in row.split('\t') {
            let is_named = self.kind == Some(Secrecy::Named);
            let kind = |kind| if is_named && kind == Secrecy::State { Secrecy::Named } else { kind };
            self.marks.extend(class(cell, at).map(|mark| Mark { kind: kind(mark.kind), ..mark }));
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

//! One file's text, and how a byte offset becomes a line and a column.

use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A file's path from the site's root, with `/` between the parts on every system.
pub type Path = Arc<str>;

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from two byte offsets; files beyond 4 GiB do not occur among sources.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The same span, `by` bytes further on.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it stands, from the site's root.
    pub path: Path,
    /// What it holds.
    pub text: String,
}

/// A line and a column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Source {
    /// The line and column of a byte offset; an offset beyond the end is the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let before = &self.text[..self.floor(offset as usize)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// A span that lies within the text and does not cut a character.
    #[must_use]
    pub fn clamp(&self, span: Span) -> Range<usize> {
        let start = self.floor(span.start as usize);
        let mut end = (span.end as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end.max(start)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Who can give the text of a file again when a fault in it is shown.
pub trait Sources {
    /// The file's text, or nothing when it cannot be read any more or is not text.
    fn source(&self, path: &str) -> Option<Source>;
}

/// So many bytes of texts are kept; what comes after is read as often as it is asked for.
const KEPT: usize = 64 << 20;

/// Sources that are asked for each file once, for when many faults are shown.
pub struct Once<'a> {
    sources: &'a dyn Sources,
    read: RefCell<BTreeMap<String, Option<Source>>>,
    room: Cell<usize>,
}

impl<'a> Once<'a> {
    /// The same sources.
    #[must_use]
    pub fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, read: RefCell::default(), room: Cell::new(KEPT) }
    }
}

impl Sources for Once<'_> {
    fn source(&self, path: &str) -> Option<Source> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let source = self.sources.source(path);
        let length = source.as_ref().map_or(0, |source| source.text.len());
        if let Some(room) = self.room.get().checked_sub(length) {
            self.room.set(room);
            self.read.borrow_mut().insert(path.to_owned(), source.clone());
        }
        source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked_for_once() {
        struct Asked(Cell<usize>);
        impl Sources for Asked {
            fn source(&self, path: &str) -> Option<Source> {
                self.0.set(self.0.get() + 1);
                let text = if path == "big" { "x".repeat(KEPT + 1) } else { path.to_owned() };
                (path != "gone").then(|| Source { path: path.into(), text })
            }
        }
        let asked = Asked(Cell::new(0));
        let once = Once::new(&asked);
        for path in ["a", "a", "gone", "gone", "big", "big"] {
            assert_eq!(once.source(path).is_some(), path != "gone");
        }
        assert_eq!(asked.0.get(), 4);
    }

    #[test]
    fn a_column_counts_characters() {
        let source = Source { path: "a".into(), text: "一\n二三四x".to_owned() };
        assert_eq!(source.position(10), Position { line: 2, column: 3 });
        assert_eq!(source.position(11), Position { line: 2, column: 3 });
        assert_eq!(source.position(99), Position { line: 2, column: 5 });
    }
}

//! One file's text, and how a byte offset becomes a line and a column.

use serde::{Deserialize, Serialize};
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

    /// The offset of the character that a byte belongs to; an offset beyond the end is the end.
    pub(super) fn floor(&self, offset: usize) -> usize {
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

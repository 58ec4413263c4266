//! A text that is published, and where it stands.

use crate::diag::{Path, Place, Span};
use std::ops::Range;

/// A text, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The file, from the site's root.
    pub path: &'a Path,
    /// The text.
    pub text: &'a str,
    /// Where in the file it stands.
    pub within: Within,
}

/// Where in a file a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// It is the whole of the file.
    Source,
    /// It is the file's name.
    Name,
}

impl Passage<'_> {
    /// The place of some bytes of it.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        match self.within {
            Within::Source => Place::Text(self.path.clone(), Span::new(range.start, range.end)),
            Within::Name => Place::File(self.path.clone()),
        }
    }
}

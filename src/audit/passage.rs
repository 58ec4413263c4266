//! A text that is published, and where it stands.

use crate::attachment::Spot;
use crate::diag::{Diagnostic, Path, Place, Span};
use crate::say;
use std::ops::Range;

/// A text, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The file, from the site's root.
    pub path: &'a Path,
    /// The text.
    pub text: &'a str,
    /// Where in the file it stands.
    pub within: Within<'a>,
}

/// Where in a file a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within<'a> {
    /// It is the whole of the file.
    Source,
    /// It is the file's name.
    Name,
    /// It is a part of a file that is no text.
    Attachment(&'a Spot),
}

impl Passage<'_> {
    /// The place of some bytes of it.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        match self.within {
            Within::Source => Place::Text(self.path.clone(), Span::new(range.start, range.end)),
            Within::Name | Within::Attachment(_) => Place::File(self.path.clone()),
        }
    }

    /// What was found in it, with the part of the file where that is.
    pub(super) fn located(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Within::Attachment(spot) = self.within else { return found };
        let told = spot.told();
        let (zh, en) = (told.zh, told.en);
        found.into_iter().map(|one| one.help(say!("位置：{zh}", "it stands in: {en}"))).collect()
    }
}

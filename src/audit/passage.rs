//! A text that is published, and where it stands.

use crate::attachment::Spot;
use crate::diag::{Diagnostic, Path, Place, Span};
use crate::law::bare::{Bare, Form};
use crate::law::{personal, secrecy};
use crate::say;
use std::cell::OnceCell;
use std::ops::Range;

/// A text, and where it stands.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// The file, from the site's root.
    pub path: &'a Path,
    /// The text.
    pub text: &'a str,
    /// Where in the file it stands.
    pub within: Within<'a>,
    bare: OnceCell<Bare<'a>>,
    personal: OnceCell<Vec<personal::Found>>,
    secrecy: OnceCell<Vec<secrecy::Mark>>,
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

impl<'a> Passage<'a> {
    /// A text of a file.
    #[must_use]
    pub fn new(path: &'a Path, text: &'a str, within: Within<'a>) -> Self {
        Self { path, text, within, bare: OnceCell::new(), personal: OnceCell::new(), secrecy: OnceCell::new() }
    }

    /// How the text is written.
    #[must_use]
    pub fn form(&self) -> Form {
        match self.within {
            Within::Source => Form::of(self.path),
            Within::Name | Within::Attachment(_) => Form::Plain,
        }
    }

    /// Whether it is the source of a document, or of a column's page.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.within == Within::Source && self.path.ends_with(".md")
    }

    /// The text without its marks, made once for all rules.
    #[must_use]
    pub fn bare(&self) -> &Bare<'a> {
        self.bare.get_or_init(|| Bare::of(self.text, self.form()))
    }

    /// Whether it may hold what a quick answer, which knows the marks of Markdown alone, is asked for.
    #[must_use]
    pub(super) fn may_hold(&self, quick: fn(&str) -> bool) -> bool {
        self.form() == Form::Commas || quick(self.text)
    }

    /// The personal data in it, found once for all rules; places are those of the text without its marks.
    pub(super) fn personal(&self) -> &[personal::Found] {
        self.personal.get_or_init(|| personal::find(self.bare().text()))
    }

    /// The marks of closed papers in it, in the same way.
    pub(super) fn secrecy(&self) -> &[secrecy::Mark] {
        self.secrecy.get_or_init(|| secrecy::find(self.bare().text()))
    }

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

    /// The place of some bytes of the text without its marks.
    #[must_use]
    pub fn place_of_bare(&self, range: Range<usize>) -> Place {
        self.place(self.bare().written(range))
    }
}

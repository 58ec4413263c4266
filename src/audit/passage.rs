//! A text that is published, and where it stands.

use super::{Lines, visible};
use crate::attachment::Spot;
use crate::diag::{Diagnostic, Path, Place, Span, Text};
use crate::law::bare::{Bare, Form};
use crate::law::personal::{self, Personal};
use crate::law::secrecy;
use crate::say;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::Hash;
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
    rendered: OnceCell<Cow<'a, str>>,
    /// The lines among which it stands, and which of them it is.
    among: Option<(&'a Lines, usize)>,
    personal: OnceCell<Vec<Seen<personal::Found>>>,
    secrecy: OnceCell<Vec<Seen<secrecy::Mark>>>,
}

/// Something in a text.
#[derive(Debug, Clone)]
pub(super) struct Seen<T> {
    /// What it is.
    pub(super) what: T,
    /// Its words, without the marks in them.
    pub(super) words: String,
    /// Where it stands in the text; of what the rendered text alone shows, the block.
    pub(super) written: Range<usize>,
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
        let (bare, rendered) = (OnceCell::new(), OnceCell::new());
        Self { path, text, within, bare, rendered, among: None, personal: OnceCell::new(), secrecy: OnceCell::new() }
    }

    /// The source of a document whose Markdown was rendered to some HTML.
    #[must_use]
    pub fn with_rendered(self, html: &'a str) -> Self {
        Self { rendered: OnceCell::from(Cow::Borrowed(html)), ..self }
    }

    /// A text that is the one with this number of some lines.
    #[must_use]
    pub fn among(self, lines: &'a Lines, number: usize) -> Self {
        Self { among: Some((lines, number)), ..self }
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

    /// Whether it may hold what a quick answer is asked for.
    #[must_use]
    pub(super) fn may_hold(&self, quick: fn(&str) -> bool) -> bool {
        self.form().is_veiled(self.text) || quick(self.text) || self.rendered(quick).is_some()
    }

    /// The HTML that a document's Markdown becomes, when it may hold what a quick answer is asked for.
    fn rendered(&self, quick: fn(&str) -> bool) -> Option<&str> {
        let may_hold = || self.rendered.get().is_some() || visible::may_show_more(self.text) || quick(self.text);
        let html = || self.rendered.get_or_init(|| visible::rendered(self.text).into());
        (self.is_document() && may_hold()).then(html).map(|html| &**html).filter(|html| quick(html))
    }

    /// The personal data in it, found once for all rules.
    pub(super) fn personal(&self) -> &[Seen<personal::Found>] {
        self.personal.get_or_init(|| {
            if let Some((lines, number)) = self.among {
                return lines.personal(number);
            }
            // Whose a mobile number is, its line tells, and lines are others where a text is rendered.
            let kind = |found: &personal::Found| match found.kind {
                Personal::OfficeMobile => Personal::Mobile,
                kind => kind,
            };
            let look = if self.within == Within::Name { personal::find_in_name } else { personal::find };
            let find = |text: &str| look(text).into_iter().map(|one| (one.span.clone(), kind(&one), one)).collect();
            self.seen(self.rendered(personal::may_be_held), find)
        })
    }

    /// The marks of closed papers in it, in the same way.
    pub(super) fn secrecy(&self) -> &[Seen<secrecy::Mark>] {
        self.secrecy.get_or_init(|| {
            if let Some((lines, number)) = self.among {
                return lines.secrecy(number);
            }
            let find =
                |text: &str| secrecy::find(text).into_iter().map(|one| (one.span.clone(), one.kind, one)).collect();
            self.seen(self.rendered(secrecy::may_be_secret), find)
        })
    }

    /// What is found in the source, and what a reader sees beside that.
    fn seen<T, K: Hash + Eq>(
        &self,
        rendered: Option<&str>,
        find: impl Fn(&str) -> Vec<(Range<usize>, K, T)>,
    ) -> Vec<Seen<T>> {
        let (bare, mut beside) = (self.bare(), visible::Beside::new(self.text));
        let mut seen: Vec<Seen<T>> = Vec::new();
        for (span, kind, what) in find(bare.text()) {
            let words = &bare.text()[span.clone()];
            if rendered.is_some() {
                beside.knows(kind, words);
            }
            seen.push(Seen { what, words: words.to_owned(), written: bare.written(span) });
        }
        let visible = rendered.map(|html| Bare::of(html, Form::Rendered).into_text()).unwrap_or_default();
        for (span, kind, what) in find(&visible) {
            let words = &visible[span];
            let place = beside.place(kind, words);
            seen.extend(place.map(|written| Seen { what, words: words.to_owned(), written }));
        }
        seen
    }

    /// The place of some bytes of it.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        match self.within {
            Within::Source => Place::Text(self.path.clone(), Span::new(range.start, range.end)),
            Within::Name | Within::Attachment(_) => Place::File(self.path.clone()),
        }
    }

    /// Something that was found in it, with the part of the file where that is.
    pub(super) fn located(&self, one: Diagnostic) -> Diagnostic {
        let Within::Attachment(spot) = self.within else { return one };
        let Text { zh, en } = spot.told();
        one.help(say!("位置：{zh}", "it stands in: {en}"))
    }
}

//! What a text may hold, seen at a glance, so that most texts are spared the search for what they do not have.

use memchr::memmem;

/// Signs of things that need a pass of their own. A sign may mislead; its absence does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// `http`: there may be bare addresses.
    pub(super) address: bool,
    /// A bracket before a year: documents may be named by their numbers.
    pub(super) number: bool,
    /// A fence: there may be diagrams.
    pub(super) fence: bool,
    /// `[^`: there may be footnotes.
    pub(super) footnote: bool,
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let has = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
        Self {
            address: has("http"),
            number: has("〔") || has("［") || has("[1") || has("[2"),
            fence: has("```") || has("~~~"),
            footnote: has("[^"),
        }
    }
}

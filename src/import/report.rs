//! What is told of an import: what was read, guessed, mended, and what could not be carried over, each with its place.

use crate::attachment::{Part, Spot};
use crate::diag::Text;

/// Everything that is told of one file, in the order in which it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is told.
    pub entries: Vec<Entry>,
}

/// One thing that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What kind of news it is.
    pub news: News,
    /// Where in the file; nothing for the file as a whole.
    pub at: Option<Part>,
    /// The sentence for a person.
    pub what: Text,
    /// The words that it is about, shortened.
    pub excerpt: String,
}

/// Kinds of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// What the document holds.
    Read,
    /// What the file does not say and was worked out.
    Guessed,
    /// What stands in the document in another way than in the file.
    Mended,
    /// What stands in the file and not in the document.
    LeftOut,
}

/// How many characters of a text are shown.
pub(super) const EXCERPT: usize = 60;

impl Report {
    /// Tells something about a place.
    pub(super) fn tell(&mut self, news: News, at: &Part, what: Text, about: &str) {
        self.add(news, Some(at.clone()), what, about);
    }

    /// Tells something about the whole.
    pub(super) fn tell_all(&mut self, news: News, what: Text, about: &str) {
        self.add(news, None, what, about);
    }

    fn add(&mut self, news: News, at: Option<Part>, what: Text, about: &str) {
        // A tab is shown, since it may part two figures.
        let about = about.trim().replace('\t', "⇥").split_whitespace().collect::<Vec<_>>().join(" ");
        let excerpt = match about.char_indices().nth(EXCERPT) {
            None => about,
            Some((end, _)) => format!("{}…", &about[..end]),
        };
        self.entries.push(Entry { news, at, what, excerpt });
    }
}

impl Entry {
    /// The place for a person; nothing for the file as a whole.
    #[must_use]
    pub fn place(&self) -> Option<Text> {
        let part = self.at.clone()?;
        Some(Spot { within: Vec::new(), part, hidden: false }.told())
    }
}

impl News {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Read, Self::Guessed, Self::Mended, Self::LeftOut];

    /// The word for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Guessed => "guessed",
            Self::Mended => "mended",
            Self::LeftOut => "left_out",
        }
    }

    /// The heading for a person.
    #[must_use]
    pub fn told(self) -> Text {
        match self {
            Self::Read => crate::say!("读到", "read"),
            Self::Guessed => crate::say!("推测，请核对", "guessed, to be checked"),
            Self::Mended => crate::say!("改正", "mended"),
            Self::LeftOut => crate::say!("没有带过来", "not carried over"),
        }
    }
}

//! The steps, in order, and how long each may take.

use std::fmt;
use std::time::Duration;

/// What happened since the build before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The build before is forgotten, and what it wrote is not there.
    Cold,
    /// Nothing.
    Nothing,
    /// A paragraph more at the end of a text.
    Body,
    /// A title was changed.
    Title,
    /// There is one document more, the newest of its section.
    New,
    /// The row of every list was changed.
    Template,
    /// A document that no other names has another path.
    Rename,
    /// It is the day after. The first such day is a New Year's Day, on which many policies have expired.
    Date,
}

/// For so many documents on two threads: no longer than this.
const LIMITS: [(usize, Step, Duration); 3] = [
    (22_911, Step::Nothing, Duration::from_millis(150)),
    (22_911, Step::Body, Duration::from_millis(250)),
    (200_000, Step::Nothing, Duration::from_millis(1_500)),
];

impl Step {
    /// All of them.
    pub(crate) const ALL: [Self; 8] =
        [Self::Cold, Self::Nothing, Self::Body, Self::Title, Self::New, Self::Template, Self::Rename, Self::Date];

    /// How long it may take with so many documents, when anything was ever said of that.
    pub(crate) fn limit(self, documents: usize) -> Option<Duration> {
        LIMITS.iter().find(|(count, step, _)| (*count, *step) == (documents, self)).map(|(.., limit)| *limit)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Cold => "cold",
            Self::Nothing => "nothing changed",
            Self::Body => "one body",
            Self::Title => "one title",
            Self::New => "one new document",
            Self::Template => "one template",
            Self::Rename => "one rename",
            Self::Date => "the next day",
        })
    }
}

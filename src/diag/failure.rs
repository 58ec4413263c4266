//! Trouble with the machine, which ends the run.

use super::{Lang, Text};
use std::{fmt, io};

/// What could not be done, and why; never about what the author wrote.
#[derive(Debug)]
pub struct Failure {
    /// What we were doing, with the path.
    pub doing: Text,
    /// What the system said.
    pub cause: Option<io::Error>,
}

impl Failure {
    /// A failure that the system told.
    #[must_use]
    pub fn io(doing: Text, cause: io::Error) -> Self {
        Self { doing, cause: Some(cause) }
    }

    /// A failure that we saw ourselves.
    #[must_use]
    pub fn own(doing: Text) -> Self {
        Self { doing, cause: None }
    }

    /// The one sentence that is shown.
    #[must_use]
    pub fn show(&self, lang: Lang) -> String {
        match &self.cause {
            None => self.doing.show(lang).to_owned(),
            Some(cause) if lang == Lang::Zh => format!("{}：{cause}", self.doing.zh),
            Some(cause) => format!("{}: {cause}", self.doing.en),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(Lang::En))
    }
}

impl std::error::Error for Failure {}

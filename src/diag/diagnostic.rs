//! One thing that we tell the author.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

use super::{Code, Path, Severity, Span, Text, shared};
use crate::say;

/// Where a fault is. Places stand in the order of paths, and within a file from its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// It is about the site as a whole.
    Nowhere,
    /// A file as a whole, or one without text.
    File(#[serde(with = "shared")] Path),
    /// Bytes in a text file.
    Text(#[serde(with = "shared")] Path, Span),
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.path().cmp(&other.path()).then_with(|| self.span().cmp(&other.span()))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Place {
    /// The bytes, where there are some.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Text(_, span) => Some(*span),
            Self::Nowhere | Self::File(_) => None,
        }
    }

    /// The file, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Nowhere => None,
            Self::File(path) | Self::Text(path, _) => Some(path),
        }
    }
}

/// A fault, a warning or a note: a stable code, a sentence, a place, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where it is. First, so that the derived order is the order in which faults are told.
    pub place: Place,
    /// What kind of thing it is; `xiangwei explain` knows each.
    pub code: Code,
    /// The code's level, or the one that the site gives a rule.
    severity: Severity,
    /// The sentence.
    pub message: Text,
    /// A few words under the caret.
    pub label: Option<Text>,
    /// Other places that belong to it.
    pub related: Vec<(Place, Text)>,
    /// What to do.
    pub help: Vec<Text>,
    /// What to write in the place's stead, where that is certain.
    pub fix: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity.
    #[must_use]
    pub fn new(code: Code, place: Place, message: Text) -> Self {
        Self {
            place,
            code,
            severity: code.severity(),
            message,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// At another level than the code's.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// At another place.
    #[must_use]
    pub fn placed(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// With a few words under the caret.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// With a sentence that says what to do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help.push(help);
        self
    }

    /// With what is certain to be meant, which is said as well.
    #[must_use]
    pub fn fix(self, right: impl Into<String>) -> Self {
        let right = right.into();
        let told = self.help(say!("写作 {right}", "write {right}"));
        Self { fix: Some(right), ..told }
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, note: Text) -> Self {
        self.related.push((place, note));
        self
    }

    /// Whether it is about a file, or names a place in it.
    #[must_use]
    pub fn mentions(&self, path: &Path) -> bool {
        std::iter::once(&self.place)
            .chain(self.related.iter().map(|(place, _)| place))
            .any(|place| place.path() == Some(path))
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

/// Sorts by place and drops what was said twice (a value in a cascade is read once for each document below it).
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort();
    diagnostics.dedup();
}

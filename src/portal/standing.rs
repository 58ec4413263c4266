//! Whether a document is shown on the portal's date.

use super::When;
use crate::content::Document;
use serde::{Deserialize, Serialize};

/// How a document stands on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is shown.
    Published,
    /// It is shown, marked, and out of navigation.
    Archived,
    /// Its page is a notice; it is in no list.
    Withdrawn,
    /// A draft, which is not built.
    Draft,
    /// It will be published later.
    Scheduled,
}

/// What happens to drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Drafts {
    /// They are built like all others.
    Built,
    /// They are left out.
    LeftOut,
}

/// What happens to documents whose day of publication has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheduled {
    /// They are built like all others.
    Built,
    /// They are left out.
    LeftOut,
}

impl Standing {
    /// How a document stands; one in a section that is a draft is one too.
    pub(super) fn of(document: &Document, in_draft: bool, when: When) -> Self {
        let front = &document.front;
        let draft = front.draft || in_draft;
        let later = front.published.is_some_and(|moment| moment.date > when.date);
        let reached = |date| date <= when.date;
        if draft && when.drafts == Drafts::LeftOut {
            Self::Draft
        } else if later && when.scheduled == Scheduled::LeftOut {
            Self::Scheduled
        } else if front.withdrawn.as_ref().is_some_and(|withdrawal| reached(withdrawal.date)) {
            Self::Withdrawn
        } else if front.archived.is_some_and(reached) {
            Self::Archived
        } else {
            Self::Published
        }
    }

    /// Whether it stands in lists.
    #[must_use]
    pub fn is_listed(self) -> bool {
        matches!(self, Self::Published | Self::Archived)
    }

    /// Whether it has a page.
    #[must_use]
    pub fn has_page(self) -> bool {
        !matches!(self, Self::Draft | Self::Scheduled)
    }
}

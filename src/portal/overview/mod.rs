//! What the site knows as a whole: a page for each question that a law's reader, an inspector or a journalist asks of all
//! documents together. One file a page; each gives a field of the view `site`, worked out when a page asks for it.
//!
//! In: the portal. Out: records that a template prints. Never here: one document's own facts.

mod changes;
mod coverage;
mod decisions;
mod disclosure;
mod glance;
mod indicators;
mod promises;
mod validity;

pub use changes::{Entry, Happening};
pub(super) use changes::{changes, latest_changes};
pub(super) use coverage::coverage;
pub(super) use decisions::decisions;
pub(super) use disclosure::disclosure;
pub(super) use glance::glance;
pub(super) use indicators::indicators;
pub(super) use promises::commitments;
pub(super) use validity::validity;

use super::routes::Parts;
use super::{Portal, Route};
use crate::content::{Document, Particulars};
use crate::law::closed_list::{ClosedList, closed_list};
use crate::portal::view::Shown;

closed_list! {
    /// One of these pages.
    pub enum Overview {
        Validity: "validity", "规范性文件有效性";
        Coverage: "coverage", "政策解读覆盖";
        Decisions: "decisions", "重大行政决策与意见征集";
        Indicators: "indicators", "法治指标";
        Commitments: "commitments", "承诺兑现";
        Disclosure: "disclosure", "政府信息公开平台";
        Changes: "changes", "发布与变更";
    }
}

impl Overview {
    /// Where its page is.
    #[must_use]
    pub fn route(self) -> Route {
        match self {
            Self::Indicators => Route::new("indicators/"),
            other => Route::new(&format!("{}.html", other.code())),
        }
    }

    /// The template that prints it.
    #[must_use]
    pub fn template(self) -> String {
        match self {
            // `disclosure.html` prints a disclosure report.
            Self::Disclosure => "platform.html".to_owned(),
            other => format!("{}.html", other.code()),
        }
    }

    /// Whether there is anything to show, and a template that shows it.
    pub(super) fn is_there(self, parts: &Parts<'_>) -> bool {
        let mut listed = parts.documents.iter().zip(parts.standings).filter(|(_, standing)| standing.is_listed());
        (parts.has_template)(&self.template()) && listed.any(|(document, _)| self.is_about(document))
    }

    fn is_about(self, document: &Document) -> bool {
        match (self, &document.particulars) {
            (Self::Validity, Particulars::Policy(policy)) => policy.normative,
            (Self::Coverage, Particulars::Policy(_) | Particulars::Interpretation(_))
            | (Self::Decisions, Particulars::Decision(_) | Particulars::Consultation(_))
            | (Self::Disclosure, Particulars::Disclosure(_)) => true,
            (Self::Indicators, Particulars::Report(report)) => !report.indicators.is_empty(),
            (Self::Commitments, Particulars::Report(report)) => !report.commitments.is_empty(),
            (Self::Disclosure, _) => !document.front.duty.is_empty(),
            (Self::Changes, _) => document.front.published.is_some(),
            _ => false,
        }
    }
}

/// How many of these pages there are.
pub(super) fn count(parts: &Parts<'_>) -> usize {
    Overview::ALL.iter().filter(|one| one.is_there(parts)).count()
}

/// The pages that there are, each with its title and address.
pub(super) fn overviews(portal: &Portal) -> Shown {
    let there = Overview::ALL.iter().copied().filter(|one| portal.routes.find(one.route().path()).is_some());
    let row = |one: Overview| {
        Shown::Record(vec![
            ("name", Shown::word(one.code())),
            ("title", Shown::word(one.name())),
            ("url", portal.url(&one.route()).into()),
            ("permalink", portal.permalink(&one.route()).into()),
        ])
    };
    Shown::List(there.map(row).collect())
}

//! What an audit came to, and the forms in which it is handed on.
//!
//! In: findings, and what was looked at. Out: one text: JSON for programs, SARIF for what shows findings beside the source, and a
//! page of HTML for the head of the office. The screen shows the diagnostics themselves.

mod baseline;
mod gather;
mod html;
mod inspection;
mod json;
mod sarif;

pub use baseline::Baseline;
pub use gather::Findings;
pub use html::html;
pub use json::json;
pub use sarif::sarif;

use crate::diag::{Code, Diagnostic, Path, Severity};
use jiff::civil::Date;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub told: Diagnostic,
    /// The published pages on which it shows, by path; none when it was found elsewhere.
    pub pages: Vec<Path>,
}

impl Finding {
    /// Whether it tells that something was not looked at: no page is there because of it, or nobody looked.
    #[must_use]
    pub fn is_of_the_unseen(&self) -> bool {
        match self.told.code {
            Code::Rule(_) => false,
            Code::Unguarded => true,
            _ => self.told.severity() == Severity::Error,
        }
    }
}

/// Something that was found and is excepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excepted {
    /// What.
    pub told: Diagnostic,
    /// Why it is right all the same.
    pub reason: String,
}

/// What was asked of outside links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// So many addresses the pages lead to.
    pub addresses: usize,
    /// So many of them were asked now; what the others are was known.
    pub asked: usize,
    /// So many wait for another time, because their hosts want it so, or because there is no network.
    pub left: usize,
    /// Whether there is a network. Without one, nothing that was asked now is told.
    pub network: bool,
}

/// What an audit came to.
#[derive(Debug)]
pub struct Report {
    /// The site's name.
    pub site: String,
    /// Where it stands on the web.
    pub url: String,
    /// The day as of which it was looked at.
    pub date: Date,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// What was found and is excepted.
    pub excepted: Vec<Excepted>,
    /// The texts of how many files were looked at.
    pub files: usize,
    /// How many pages were looked at; nothing when an error kept the site from being built.
    pub pages: Option<usize>,
    /// What was asked of outside links; nothing when nobody wanted it, or no page was there.
    pub outside: Option<Outside>,
    /// How many findings were left out because a baseline has them.
    pub known: usize,
}

impl Report {
    /// How many findings have a level.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.told.severity() == severity).count()
    }
}

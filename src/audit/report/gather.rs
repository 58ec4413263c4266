//! Findings, each told once, with the pages on which it shows.

use super::{Excepted, Finding};
use crate::audit::Verdict;
use crate::config::Audit;
use crate::diag::{Diagnostic, Path, Place};
use std::collections::{BTreeMap, BTreeSet};

/// What the site's settings make of all that was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is told; once closed, the gravest first.
    pub told: Vec<Finding>,
    /// What is excepted.
    pub excepted: Vec<Excepted>,
    used: BTreeSet<usize>,
}

impl Findings {
    /// Adds what was found in sources and in the portal.
    pub fn add(&mut self, found: Vec<Diagnostic>, audit: &Audit) {
        for one in found {
            if let Some(told) = self.judged(one, None, audit) {
                self.told.push(Finding { told, pages: Vec::new() });
            }
        }
    }

    /// Adds what was found on pages, each with its path and the source that it is made of. The same on many pages is told once,
    /// where it shows first.
    pub fn add_pages<'a>(&mut self, found: impl Iterator<Item = (&'a Path, Path, &'a [Diagnostic])>, audit: &Audit) {
        let mut together: BTreeMap<Diagnostic, Vec<(Path, Path)>> = BTreeMap::new();
        for (path, owner, told) in found {
            for one in told {
                let placed = one.clone().placed(Place::File(owner.clone()));
                if let Some(judged) = self.judged(placed, Some(path), audit) {
                    together.entry(judged.placed(Place::Nowhere)).or_default().push((path.clone(), owner.clone()));
                }
            }
        }
        for (told, mut shown) in together {
            shown.dedup();
            let place = shown.first().map_or(Place::Nowhere, |(_, owner)| Place::File(owner.clone()));
            let pages = shown.into_iter().map(|(page, _)| page).collect();
            self.told.push(Finding { told: told.placed(place), pages });
        }
    }

    /// Adds the exceptions that nothing was found for, and puts the gravest first.
    #[must_use]
    pub fn close(mut self, audit: &Audit) -> Self {
        let unused = audit.unused(&self.used);
        self.add(unused, audit);
        self.told.sort_by(|a, b| (a.told.severity(), &a.told).cmp(&(b.told.severity(), &b.told)));
        self.told.dedup();
        self
    }

    fn judged(&mut self, one: Diagnostic, page: Option<&Path>, audit: &Audit) -> Option<Diagnostic> {
        match audit.verdict(&one, page) {
            Verdict::Told(severity) => return Some(one.weighing(severity)),
            Verdict::Excepted(at) => {
                self.used.insert(at);
                self.excepted.push(Excepted { told: one, reason: audit.exceptions[at].reason.clone() });
            }
            Verdict::Off => {}
        }
        None
    }
}

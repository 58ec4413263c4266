//! Findings, each told once, with the pages on which it shows.

use super::known;
use super::{Diagnostic, Path};
use crate::audit::Verdict;
use crate::config::Audit;
use crate::diag::Place;
use crate::output::Manifest;
use std::collections::{BTreeMap, BTreeSet};

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub told: Diagnostic,
    /// The published pages on which it shows, by path; none when it was found elsewhere.
    pub pages: Vec<Path>,
}

/// What the site's settings make of all that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) told: Vec<Finding>,
    pub(super) excepted: Vec<Diagnostic>,
    used: BTreeSet<usize>,
}

impl Findings {
    /// Adds what was found in sources and in the portal.
    pub(super) fn add(&mut self, found: Vec<Diagnostic>, audit: &Audit) {
        for one in found {
            if let Some(told) = self.judged(one, None, audit) {
                self.told.push(Finding { told, pages: Vec::new() });
            }
        }
    }

    /// Adds what was found on pages. The same on many pages is told once, where it shows first.
    pub(super) fn add_pages(&mut self, found: &[(Path, known::Page)], manifest: &Manifest, audit: &Audit) {
        let mut together: BTreeMap<Diagnostic, Vec<Path>> = BTreeMap::new();
        for (path, (_, told)) in found {
            let owner = manifest.get(path).map_or_else(|| path.clone(), |entry| entry.owner.clone());
            for one in told {
                let placed = one.clone().placed(Place::File(owner.clone()));
                if let Some(judged) = self.judged(placed, Some(path), audit) {
                    together.entry(judged.placed(Place::Nowhere)).or_default().push(path.clone());
                }
            }
        }
        for (told, mut pages) in together {
            pages.dedup();
            let owner = pages.first().and_then(|page| manifest.get(page)).map(|entry| entry.owner.clone());
            let place = owner.map_or(Place::Nowhere, Place::File);
            self.told.push(Finding { told: told.placed(place), pages });
        }
    }

    /// Adds the exceptions that nothing was found for, and puts the gravest first.
    pub(super) fn close(mut self, audit: &Audit) -> Self {
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
                self.excepted.push(one);
            }
            Verdict::Off => {}
        }
        None
    }
}

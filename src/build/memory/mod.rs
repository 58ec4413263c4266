//! What a build leaves for the next one: the sources as they were understood, and for each file of the site what its
//! making read and what was published.
//!
//! In: a build that went well. Out: at the next build, from the same folder or from memory, the same again. It is kept
//! only by the program that wrote it, and whatever is damaged, foreign or old makes a cold build. Never here: what
//! follows from it; that is `stale`'s.

mod names;
mod store;
mod trace;

pub(super) use names::{Names, Own};
pub(super) use store::{Found, Pieces, Touched, close, load, shelve};
pub(super) use trace::{Renumbered, Scribe, Spelled, Trace, forget, renumber};

use super::Guard;
use super::cause::Cause;
use super::guard::Guarded;
use crate::config::Config;
use crate::content::{Bodies, Content, Section, Sources, Tables};
use crate::diag::{Diagnostic, Path};
use crate::output::Entry;
use crate::portal::{Form, Given, Portal, When, assemble};
use crate::trace::Fingerprint;
use crate::world::{Seen, Stat, World};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Everything that a build knew when it ended well.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) head: Head,
    pub(super) site: Site,
    pub(super) sources: Sources,
    pub(super) names: Names,
    /// What the parts of pages read, by number.
    pub(super) parts: Vec<Trace>,
    pub(super) files: Files,
    /// The pieces in which it was kept, when it was.
    pieces: Option<store::Pieces>,
    /// The portal that was shown, where it is still there.
    pub(super) assembled: Option<Assembled>,
}

/// A portal, and what was told when it was assembled. A later build may show it again when texts alone are others since:
/// then nothing holds but the fields that are not texts.
#[derive(Clone)]
pub(super) struct Assembled {
    pub(super) portal: Arc<Portal>,
    pub(super) told: Vec<Diagnostic>,
}

impl fmt::Debug for Assembled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assembled").field("told", &self.told).finish_non_exhaustive()
    }
}

/// What suffices to see that nothing has changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) asked: Asked,
    /// Every file that decides the site, sorted by path.
    pub(super) inputs: Vec<(Path, Seen)>,
    /// Every published file, sorted by path.
    pub(super) outputs: Vec<(Path, Stat)>,
    pub(super) told: Vec<Diagnostic>,
    pub(super) counts: Counts,
}

/// What was to be built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) out: String,
    /// The settings, an address that was typed among them.
    pub(super) settings: Fingerprint,
    pub(super) when: When,
    pub(super) guard: Guard,
}

/// The numbers of the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) documents: usize,
    pub(super) scheduled: usize,
    pub(super) pages: usize,
}

/// What the portal was made of, besides the documents, and what pages read besides the portal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Site {
    pub(super) config: Config,
    pub(super) sections: Vec<Section>,
    pub(super) files: Vec<Path>,
    pub(super) tables: Tables,
    pub(super) statics: BTreeMap<String, Path>,
    /// The lengths that were asked for.
    pub(super) lengths: BTreeMap<String, Option<u64>>,
    /// The templates, by name.
    pub(super) templates: BTreeMap<String, Fingerprint>,
    /// Where the static files stand that templates named, by path in the output folder.
    pub(super) assets: BTreeMap<String, String>,
    /// What was found in files that are published as they are.
    pub(super) guarded: Guarded,
    /// The documents in the order of their numbers in the search index, by their lasting numbers.
    pub(super) indexed: Vec<u32>,
}

impl Site {
    /// The style sheets that stood elsewhere: where they did, and where they do.
    pub(super) fn styles_after(&self, earlier: &BTreeMap<String, String>) -> Vec<(String, String)> {
        let moved = |(name, now): (&String, &String)| {
            let was = earlier.get(name).filter(|was| name.ends_with(".css") && *was != now)?;
            Some((was.clone(), now.clone()))
        };
        self.assets.iter().filter_map(moved).collect()
    }
}

/// What was written down while files were made.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) names: Names,
    pub(super) parts: Vec<Trace>,
    pub(super) files: Files,
}

/// The published files, by path in the output folder.
pub(super) type Files = FxHashMap<Path, Remembered>;

/// One published file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Remembered {
    pub(super) entry: Entry,
    pub(super) form: Form,
    pub(super) trace: Trace,
    /// Why it was made the last time.
    pub(super) cause: Cause,
}

impl Memory {
    /// The memory of a build that took up an earlier one.
    pub(super) fn after(earlier: Option<Self>, (head, site, sources): (Head, Site, Sources), made: Written) -> Self {
        let pieces = earlier.and_then(|memory| memory.pieces);
        let Written { names, parts, files } = made;
        Self { head, site, sources, names, parts, files, pieces, assembled: None }
    }

    /// Nothing of what was kept stands as it is.
    pub(super) fn forget_pieces(&mut self) {
        self.pieces = None;
    }

    /// Takes out what is known of these files, by path.
    pub(super) fn take(&mut self, paths: &[String]) -> Files {
        let mut taken = Files::default();
        taken.reserve(paths.len());
        taken.extend(paths.iter().filter_map(|path| self.files.remove_entry(&**path)));
        taken
    }

    /// The portal as it was, without bodies.
    pub(super) fn portal(&self, world: &Arc<World>) -> Arc<Portal> {
        let mut documents: Vec<_> = self.sources.all.values().filter_map(|one| one.document.clone()).collect();
        documents.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let content = Content {
            documents,
            sections: self.site.sections.clone(),
            files: self.site.files.clone(),
            tables: self.site.tables.clone(),
            bodies: Bodies::unread(world),
            sources: Sources::default(),
        };
        let length = |path: &str| self.site.lengths.get(path).copied().flatten();
        let has_template = |name: &str| self.site.templates.contains_key(name);
        let given = Given { statics: &self.site.statics, length: &length, has_template: &has_template };
        Arc::new(assemble(self.site.config.clone(), content, self.head.asked.when, &given).0)
    }
}

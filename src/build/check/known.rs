//! What an audit found and need not look for again as long as nothing changes.

use super::titles::Asked;
use super::{Cache, Config, Diagnostic, Failure, Fingerprint, Path, Seen};
use crate::audit::{Facts, Purpose};
use crate::world::program;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in one file's texts.
pub(super) type Text = (Seen, Box<[Diagnostic]>);

/// What was found on one page, or in one style sheet, by itself, and what the others must know of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Page {
    pub(super) hash: Fingerprint,
    pub(super) purpose: Purpose,
    pub(super) told: Box<[Diagnostic]>,
    pub(super) facts: Facts,
}

/// Everything that was found in files, by their paths.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Known {
    /// Of the program and the settings with which it was found.
    salt: (Fingerprint, Fingerprint),
    /// In the sources.
    pub(super) texts: BTreeMap<Path, Text>,
    /// On the pages and in the style sheets, by their path in the output.
    pub(super) pages: BTreeMap<Path, Page>,
    /// In the search index.
    pub(super) titles: Option<Asked>,
}

impl Known {
    /// What was kept, if it was found by this program with these settings.
    pub(super) fn load(cache: &Cache, config: &Config) -> Self {
        let salt = (program(), Fingerprint::of(&postcard::to_stdvec(config).unwrap_or_default()));
        let name = cache.head().and_then(|head| Fingerprint::parse(std::str::from_utf8(&head).ok()?));
        let kept: Option<Self> = name.and_then(|name| postcard::from_bytes(&cache.get(name)?).ok());
        kept.filter(|known| known.salt == salt).unwrap_or(Self {
            salt,
            texts: BTreeMap::new(),
            pages: BTreeMap::new(),
            titles: None,
        })
    }

    /// Keeps it for the next audit.
    pub(super) fn keep(&self, cache: &Cache) -> Result<(), Failure> {
        let name = cache.put(&postcard::to_stdvec(self).unwrap_or_default())?;
        cache.close(name.to_string().as_bytes(), &BTreeSet::from([name]))
    }
}

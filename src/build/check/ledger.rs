//! What was answered at outside addresses, kept from one check to the next.

use crate::config::Thresholds;
use crate::diag::Failure;
use crate::net::Found;
use crate::trace::Fingerprint;
use crate::world::Cache;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of what is kept. It outlives that of the program: an answer is an answer.
const VERSION: u32 = 1;
const DAY: i64 = 86_400;

/// What an address was found to be, and when, in seconds since 1970.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) at: i64,
    pub(super) found: Found,
}

/// What is kept from one check to the next.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    version: u32,
    pub(super) answers: BTreeMap<String, Kept>,
    /// Hosts that want to be left alone until a moment.
    pub(super) until: BTreeMap<String, i64>,
}

impl Ledger {
    pub(super) fn load(cache: &Cache) -> Self {
        let name = cache.head().and_then(|head| Fingerprint::parse(std::str::from_utf8(&head).ok()?));
        let kept: Option<Self> = name.and_then(|name| serde_json::from_slice(&cache.get(name)?).ok());
        kept.filter(|kept| kept.version == VERSION).unwrap_or_else(|| Self { version: VERSION, ..Self::default() })
    }

    pub(super) fn keep(&self, cache: &Cache) -> Result<(), Failure> {
        let name = cache.put(&serde_json::to_vec(self).expect("it is numbers and text"))?;
        cache.close(name.to_string().as_bytes(), &BTreeSet::from([name]))
    }

    /// Whether an address need not be asked: one that failed is asked again sooner. An answer from the time to come is none.
    pub(super) fn is_fresh(&self, url: &str, now: i64, thresholds: &Thresholds) -> bool {
        self.answers.get(url).is_some_and(|kept| {
            let is_well = matches!(kept.found, Found::Well | Found::Moved(_) | Found::Silent(_));
            let days = if is_well { thresholds.external_days } else { thresholds.external_retry };
            (kept.at..kept.at + i64::from(days) * DAY).contains(&now)
        })
    }
}

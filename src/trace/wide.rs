//! Reads of one field of very many documents become one read of that field of every document.
//!
//! In: the keys that a making has read. Out: as few as are worth remembering. A page that shows very many documents is
//! made again at nearly every edit in any case; to remember each of its reads costs more than it could save.

use super::key::Packed;
use std::collections::{BTreeMap, BTreeSet};

/// A making that looks at a field of more documents than this looks at that field of all.
pub const WIDE: usize = 256;

/// Puts one key in place of those of very many documents. Each key is there once; they are sorted, before and after.
pub(super) fn widen(keys: &mut Vec<Packed>) {
    let fields = wide_fields(keys);
    if fields.is_empty() {
        return;
    }
    keys.retain(|key| key.of_a_document().is_none_or(|field| !fields.contains(&field)));
    keys.extend(fields.into_iter().map(Packed::of_every_document));
    keys.sort_unstable();
}

/// What these keys, each of which is there once, have of more than [`WIDE`] documents.
pub(super) fn wide_fields(keys: &[Packed]) -> BTreeSet<u16> {
    // Most makings look at few things.
    if keys.len() <= WIDE {
        return BTreeSet::new();
    }
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for field in keys.iter().filter_map(|key| key.of_a_document()) {
        *counts.entry(field).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > WIDE).map(|(field, _)| field).collect()
}

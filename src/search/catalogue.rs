//! The index's table of contents: which files it has, and what its documents can be chosen by.

use super::record::{Record, TOGETHER};
use crate::trace::Fingerprint;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the format (docs/search-format.md).
pub const VERSION: u32 = 1;
/// Where the catalogue stands.
pub const CATALOGUE: &str = "search/index.json";

/// So many postings make one more shard.
const POSTINGS: usize = 1 << 14;

/// The table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The version of the format.
    pub version: u32,
    /// How many documents there are.
    pub documents: usize,
    /// How many postings there are.
    pub postings: usize,
    /// So many records stand in one file.
    pub together: usize,
    /// The mark of each shard's content, in order.
    pub shards: Marks,
    /// The mark of each file of records, in order.
    pub records: Marks,
    /// The mark of the table of characters that are looked for as one.
    pub alike: Marks,
    /// What documents can be chosen by: values such as `kind:policy`, each with its name and how many have it.
    pub facets: BTreeMap<String, (String, usize)>,
}

/// Marks of contents, eight hexadecimal digits each, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(String);

impl Marks {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 8
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        self.0.get(8 * at..8 * at + 8).unwrap_or_default()
    }
}

impl FromIterator<String> for Marks {
    fn from_iter<T: IntoIterator<Item = String>>(marks: T) -> Self {
        Self(marks.into_iter().collect())
    }
}

/// The mark of a content.
pub(super) fn mark(bytes: &[u8]) -> String {
    Fingerprint::of(bytes).to_string()[..8].to_owned()
}

/// The path of a shard.
pub(super) fn shard_path(number: usize, mark: &str) -> String {
    format!("search/shards/{number}.{mark}.bin")
}

/// The path of a file of records.
pub(super) fn records_path(number: usize, mark: &str) -> String {
    format!("search/records/{number}.{mark}.bin")
}

/// The path of the table of characters that are looked for as one.
pub(super) fn alike_path(mark: &str) -> String {
    format!("search/alike.{mark}.txt")
}

/// The bits of a hash that name the shard, for so many postings.
pub(super) fn shard_bits(postings: usize) -> u32 {
    let shards = (postings / POSTINGS).max(1);
    shards.next_power_of_two().ilog2().min(super::terms::SHARD_BITS)
}

impl Catalogue {
    /// Of an index with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            version: VERSION,
            documents: 0,
            postings: 0,
            together: TOGETHER,
            shards: Marks::default(),
            records: Marks::default(),
            alike: Marks::default(),
            facets: BTreeMap::new(),
        }
    }

    /// From its bytes; nothing when they are of another version, or of something else.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let catalogue: Self = serde_json::from_slice(bytes).ok()?;
        (catalogue.version == VERSION && catalogue.together == TOGETHER && catalogue.shards.len().is_power_of_two())
            .then_some(catalogue)
    }

    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("it is numbers and text");
        bytes.push(b'\n');
        bytes
    }

    /// The paths of all files of the index, its own among them.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let shards = (0..self.shards.len()).map(|at| shard_path(at, self.shards.get(at)));
        let records = (0..self.records.len()).map(|at| records_path(at, self.records.get(at)));
        let others = [CATALOGUE.to_owned(), alike_path(self.alike.get(0))];
        shards.chain(records).chain(others).collect()
    }

    pub(super) fn bits(&self) -> u32 {
        self.shards.len().max(1).ilog2()
    }

    /// Counts what a document can be chosen by.
    pub(super) fn count(&mut self, record: &Record) {
        for (value, name) in record.facets() {
            self.facets.entry(value.to_owned()).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
    }

    /// Takes over what other documents can be chosen by.
    pub(super) fn add_counts(&mut self, other: &Self) {
        for (value, (name, count)) in &other.facets {
            self.facets.entry(value.clone()).or_insert_with(|| (name.clone(), 0)).1 += count;
        }
    }

    /// Takes a document out again.
    pub(super) fn discount(&mut self, record: &Record) {
        for (value, _) in record.facets() {
            if let Some((_, count)) = self.facets.get_mut(value) {
                *count -= 1;
                if *count == 0 {
                    self.facets.remove(value);
                }
            }
        }
    }
}

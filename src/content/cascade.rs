//! Keys that a section hands down to every document below it; the nearest section wins.

use super::keys::DOCUMENT;
use crate::diag::{Diagnostic, Path};
use crate::trace::Fingerprint;
use crate::yaml::{Fields, Node, NodeKind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The `cascade` of each folder that has one.
#[derive(Debug, Default)]
pub(super) struct Cascades(BTreeMap<String, Cascade>);

/// What one section hands down.
#[derive(Debug)]
struct Cascade {
    path: Path,
    node: Node,
    /// The front matter in which it stands: places in it are told too.
    written: Fingerprint,
}

impl Cascades {
    /// Adds the cascade of a folder, and tells keys that no document has.
    pub(super) fn add(&mut self, folder: &str, value: Value<'_>, written: Fingerprint) -> Vec<Diagnostic> {
        let cascade = Cascade { path: value.path.clone(), node: value.node.clone(), written };
        self.0.insert(folder.to_owned(), cascade);
        Fields::new(value.path, value.node, DOCUMENT).finish()
    }

    /// What a document in `folder` inherits, nearest first: a key's English name and its value.
    pub(super) fn of<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'static crate::yaml::Key, Value<'a>)> {
        let nearest_first = std::iter::successors(Some(folder), |folder| parent(folder));
        nearest_first.filter_map(|folder| self.0.get(folder)).flat_map(|cascade| entries(&cascade.path, &cascade.node))
    }

    /// What each folder hands down, as far as that can be compared.
    pub(super) fn fingerprints(&self) -> BTreeMap<String, Fingerprint> {
        self.0.iter().map(|(folder, cascade)| (folder.clone(), cascade.written)).collect()
    }

    /// The folders that hand down something else than they did.
    pub(super) fn differ(&self, earlier: &BTreeMap<String, Fingerprint>) -> BTreeSet<String> {
        let now = self.fingerprints();
        let differs = |folder: &&String| now.get(*folder) != earlier.get(*folder);
        now.keys().chain(earlier.keys()).filter(differs).cloned().collect()
    }
}

fn entries<'a>(path: &'a Path, node: &'a Node) -> impl Iterator<Item = (&'static crate::yaml::Key, Value<'a>)> {
    let entries = match &node.kind {
        NodeKind::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(move |(key, node)| {
        let known = DOCUMENT.keys.iter().find(|known| known.is(&key.text))?;
        Some((known, Value { path, node }))
    })
}

/// The folder above; the root's name is empty.
pub(super) fn parent(folder: &str) -> Option<&str> {
    if folder.is_empty() {
        return None;
    }
    Some(folder.rsplit_once('/').map_or("", |(above, _)| above))
}

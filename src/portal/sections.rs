//! Sections as a tree, and the documents that each lists.

use super::list::{absent_last, sort};
use super::query::fits;
use super::{DocumentId, Route, SectionId};
use crate::content::{Document, Order, Section};
use crate::diag::Path;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A section in its place.
#[derive(Debug)]
pub struct SectionNode {
    /// Its `_index.md`.
    pub source: Section,
    /// The section above it; the home has none.
    pub parent: Option<SectionId>,
    /// The sections right below it, in order.
    pub children: Vec<SectionId>,
    /// What it lists: its own documents, those of the sections below, and what it collects; in order.
    pub listed: Vec<DocumentId>,
    /// Where its first page is.
    pub route: Route,
}

impl SectionNode {
    /// Whether it is the home.
    #[must_use]
    pub fn is_home(&self) -> bool {
        self.parent.is_none()
    }
}

/// The tree without its lists; the home comes first, then by folder.
pub(super) fn tree(sources: Vec<Section>, site_name: &str) -> Vec<SectionNode> {
    let mut by_folder: BTreeMap<String, Section> =
        sources.into_iter().map(|section| (section.folder.clone(), section)).collect();
    by_folder.entry(String::new()).or_insert_with(|| nameless_home(site_name));
    let ids: BTreeMap<String, SectionId> =
        by_folder.keys().enumerate().map(|(at, folder)| (folder.clone(), SectionId::new(at))).collect();
    let mut nodes: Vec<SectionNode> = by_folder.into_values().map(|source| node(source, &ids)).collect();
    let mut order: Vec<SectionId> = (0..nodes.len()).map(SectionId::new).collect();
    order.sort_by(|a, b| compare(&nodes[a.index()].source, &nodes[b.index()].source));
    for id in order {
        if let Some(parent) = nodes[id.index()].parent {
            nodes[parent.index()].children.push(id);
        }
    }
    nodes
}

/// A home that stands in while the missing `_index.md` is told.
fn nameless_home(title: &str) -> Section {
    Section {
        // Not that of a draft, whose text would be its own.
        path: Path::from("content"),
        folder: String::new(),
        title: title.to_owned(),
        weight: None,
        description: None,
        keywords: Vec::new(),
        column_type: None,
        sort: None,
        paginate: None,
        max_age: None,
        collect: None,
        navigation: true,
        template: None,
        draft: false,
        extra: Vec::new(),
        cascade: Vec::new(),
        outline: crate::markdown::Outline::default(),
        body: crate::content::BodyText { start: 0, fingerprint: crate::trace::Fingerprint::of(b"") },
    }
}

fn node(source: Section, ids: &BTreeMap<String, SectionId>) -> SectionNode {
    let route = if source.folder.is_empty() { Route::new("") } else { Route::new(&format!("{}/", source.folder)) };
    let parent = above(&source.folder).find_map(|folder| ids.get(folder).copied());
    SectionNode { source, parent, children: Vec::new(), listed: Vec::new(), route }
}

/// The folders above one, nearest first.
fn above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        if folder.is_empty() { None } else { Some(folder.rsplit_once('/').map_or("", |(above, _)| above)) }
    })
    .skip(1)
}

/// By weight, then title, then path.
fn compare(a: &Section, b: &Section) -> std::cmp::Ordering {
    let weight = absent_last(a.weight, b.weight);
    weight.then_with(|| a.title.cmp(&b.title)).then_with(|| a.path.cmp(&b.path))
}

/// The section of each document: the nearest folder above it that is one.
pub(super) fn homes(documents: &[Arc<Document>], nodes: &[SectionNode]) -> Vec<SectionId> {
    let ids: BTreeMap<&str, SectionId> =
        nodes.iter().enumerate().map(|(at, node)| (node.source.folder.as_str(), SectionId::new(at))).collect();
    let home = |document: &Arc<Document>| {
        let folder = home_folder(&document.path);
        std::iter::once(folder).chain(above(folder)).find_map(|folder| ids.get(folder).copied()).unwrap_or(SectionId(0))
    };
    documents.par_iter().map(home).collect()
}

/// The folder, from content/, of which a document is a member; for `a/b/index.md` it is `a`.
pub(super) fn home_folder(path: &str) -> &str {
    let within = path.strip_prefix("content/").unwrap_or(path);
    let folder = within.rsplit_once('/').map_or("", |(folder, _)| folder);
    if within.ends_with("/index.md") { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder }
}

/// Fills each section's list from the documents that are listed, the newest first.
pub(super) fn fill(
    nodes: &mut [SectionNode],
    documents: &[Arc<Document>],
    homes: &[SectionId],
    (newest_first, states): (&[DocumentId], &[super::State]),
) {
    let mut listed: Vec<Vec<DocumentId>> = vec![Vec::new(); nodes.len()];
    for id in newest_first {
        for section in std::iter::successors(Some(homes[id.index()]), |id| nodes[id.index()].parent) {
            listed[section.index()].push(*id);
        }
    }
    for (node, mut listed) in nodes.iter_mut().zip(listed) {
        let order = node.source.sort.unwrap_or(Order::Published);
        if let Some(filter) = &node.source.collect {
            let fit = |id: &&DocumentId| fits(filter, &documents[id.index()], states[id.index()]);
            listed.extend(newest_first.iter().filter(fit));
            listed.sort_unstable();
            listed.dedup();
        }
        if node.source.collect.is_some() || order != Order::Published {
            sort(&mut listed, documents, order);
        }
        node.listed = listed;
    }
}

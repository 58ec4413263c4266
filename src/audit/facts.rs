//! What the site as a whole must know of a page, in few bytes, so that a page that stays as it is need not be read again.

use super::link::{Lead, Link, Usage};
use super::{Auditor, Page};
use crate::diag::Path;
use crate::output::Manifest;
use crate::trace::Fingerprint;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A name in four bytes. Equal names have equal marks; on a site of 100,000 files one dead link in 40,000 has the mark of a file, and
/// is taken for good. What seems bad is looked at by its whole name before it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Mark(u32);

impl Mark {
    fn of(name: &str) -> Self {
        let print = Fingerprint::of(name.as_bytes());
        Self(print.as_bytes().iter().take(4).fold(0, |mark, byte| mark << 8 | u32::from(*byte)))
    }

    fn of_place(path: &str, id: &str) -> Self {
        Self::of(&format!("{path}#{id}"))
    }
}

/// What is known of a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The files of the site that it needs.
    files: Box<[Mark]>,
    /// The paths above the site's base that it leads to.
    beside: Box<[Mark]>,
    /// The places in pages that it leads to.
    places: Box<[Mark]>,
    /// The places that it has itself.
    ids: Box<[Mark]>,
    /// Its title, when no other page may have the same.
    title: Option<Fingerprint>,
    /// The addresses at other hosts that it leads to, or shows something from, without the place in their page.
    outside: Box<[Box<str>]>,
}

impl Facts {
    /// What is to be known of a page.
    #[must_use]
    pub fn of(page: &Page, auditor: &Auditor<'_>) -> Self {
        let (mut files, mut beside, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut outside = BTreeSet::new();
        for (link, lead) in page.leads(auditor) {
            match lead {
                Lead::Within(path, id) => {
                    files.push(Mark::of(&path));
                    places.extend(id.filter(|_| path.ends_with(".html")).map(|id| Mark::of_place(&path, &id)));
                }
                // Above the site there is another home page.
                Lead::Beside(path) if path != "index.html" => beside.push(Mark::of(&path)),
                Lead::Outside(mut url) if matches!(link.usage, Usage::Follow | Usage::Load) => {
                    url.set_fragment(None);
                    outside.insert(Box::from(String::from(url)));
                }
                Lead::Beside(_) | Lead::Outside(_) | Lead::Elsewhere => {}
            }
        }
        let ids = page.ids().map(|id| Mark::of_place(page.path(), id)).collect();
        let title = page.title_of_its_own().map(|title| Fingerprint::of(title.as_bytes()));
        let outside = outside.into_iter().collect();
        Self { files: few(files), beside: few(beside), places: few(places), ids: few(ids), title, outside }
    }

    /// The addresses at other hosts that the page leads to, or shows something from.
    pub fn outside(&self) -> impl Iterator<Item = &str> {
        self.outside.iter().map(|url| &**url)
    }
}

fn few(mut marks: Vec<Mark>) -> Box<[Mark]> {
    marks.sort_unstable();
    marks.dedup();
    marks.into()
}

impl Page {
    /// Its addresses, and where they lead.
    pub(super) fn leads(&self, auditor: &Auditor<'_>) -> impl Iterator<Item = (Link<'_>, Lead)> {
        let site = &auditor.config().site.address;
        let base = self.base(site);
        self.links().filter_map(move |link| Some((link, Lead::of(link.address, base.as_ref()?, site))))
    }

    /// The names of its places.
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.elements().flat_map(|one| {
            let name = one.attribute("name").filter(|_| one.is("a"));
            one.attribute("id").into_iter().chain(name)
        })
    }

    /// Its title, when it is a page that people look for: no redirect, and not one that tells search engines to pass it by.
    pub(super) fn title_of_its_own(&self) -> Option<String> {
        let is_passed_by = self.metas("robots").any(|robots| robots.contains("noindex"));
        self.title().filter(|_| self.is_framed() && !is_passed_by)
    }
}

/// A whole site, as far as its pages speak of each other.
#[derive(Debug)]
pub struct Web<'a> {
    manifest: &'a Manifest,
    files: FxHashSet<Mark>,
    places: FxHashSet<Mark>,
    titles: FxHashMap<Fingerprint, u32>,
}

impl<'a> Web<'a> {
    /// The site of some files, with what is known of its pages.
    #[must_use]
    pub fn of<'b>(manifest: &'a Manifest, pages: impl Iterator<Item = &'b Facts>) -> Self {
        // Hosts send the name of a folder on to its page.
        let names = |path: &'a Path| std::iter::once(&**path).chain(path.strip_suffix("/index.html"));
        let mut web = Self {
            manifest,
            files: manifest.paths().flat_map(names).map(Mark::of).collect(),
            places: FxHashSet::default(),
            titles: FxHashMap::default(),
        };
        for page in pages {
            web.places.extend(&page.ids);
            if let Some(title) = page.title {
                *web.titles.entry(title).or_default() += 1;
            }
        }
        web
    }

    /// Whether there is nothing to tell of a page, which then need not be read.
    #[must_use]
    pub fn is_well(&self, page: &Facts) -> bool {
        page.files.iter().all(|file| self.files.contains(file))
            && page.places.iter().all(|place| self.places.contains(place))
            && !page.beside.iter().any(|file| self.files.contains(file))
            && page.title.is_none_or(|title| self.titles.get(&title) == Some(&1))
    }

    /// Whether there is a file, or a folder with a page.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.manifest.get(path).is_some() || self.manifest.get(&format!("{path}/index.html")).is_some()
    }

    /// Whether a page has a place.
    pub(super) fn has_place(&self, path: &str, id: &str) -> bool {
        self.places.contains(&Mark::of_place(path, id))
    }

    /// How many pages have this title.
    pub(super) fn titled(&self, title: &str) -> u32 {
        self.titles.get(&Fingerprint::of(title.as_bytes())).copied().unwrap_or_default()
    }
}

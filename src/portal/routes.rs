//! Everything that has a URL, and whose it is. Two with one URL are told.

use super::data::{self, DataFile};
use super::overview;
use super::pages::{Page, Pages};
use super::registers::TablesById;
use super::special::Special;
use super::terms::taxonomy_route;
use super::{
    AllSeries, DocumentId, Files, Leave, Route, SectionId, SectionNode, Series, SeriesId, Standing, TermId, Terms,
};
use crate::config::{Config, Taxonomy};
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Path, Place, Text};
use crate::law::closed_list::ClosedList;
use crate::say;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whose a URL is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each names the thing that has the page")]
pub enum Owner {
    Document(DocumentId),
    Section(SectionId, Page),
    Term(TermId, Page),
    Taxonomy(Taxonomy),
    Series(SeriesId),
    Alias(DocumentId, usize),
    /// A register's rows to download.
    Table(DocumentId),
    File(Path),
    Static(Path),
    Leave(usize),
    Feed(SectionId),
    TermFeed(TermId),
    /// A document's metadata for reuse.
    Record(DocumentId),
    Data(DataFile),
    Sitemap(usize),
    Special(Special),
}

/// What a file at a route is made as; the same source may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A page, or another file made of the portal.
    Made,
    /// A redirect from an old address.
    Redirect,
    /// A copy.
    Copied,
}

impl Owner {
    /// As what its file is made.
    #[must_use]
    pub fn form(&self) -> Form {
        match self {
            Self::Alias(..) => Form::Redirect,
            Self::File(_) | Self::Static(_) => Form::Copied,
            _ => Form::Made,
        }
    }
}

/// All routes, by the key under which they clash.
#[derive(Debug, Default)]
pub struct Routes {
    by_key: FxHashMap<String, usize>,
    /// The folders in which the files of routes stand.
    folders: FxHashMap<String, usize>,
    all: Vec<(Route, Owner)>,
}

/// What the table is made from.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) documents: &'a [Arc<Document>],
    pub(super) standings: &'a [Standing],
    pub(super) document_routes: &'a [Route],
    pub(super) sections: &'a [SectionNode],
    pub(super) terms: &'a Terms,
    pub(super) tables: &'a TablesById,
    pub(super) series: &'a AllSeries,
    pub(super) statics: &'a BTreeMap<String, Path>,
    pub(super) has_template: &'a dyn Fn(&str) -> bool,
}

impl Routes {
    /// The routes of everything that does not depend on links: pages, lists, aliases, static files.
    pub(super) fn new(parts: &Parts<'_>) -> (Self, Vec<Diagnostic>) {
        let mut routes = Self::default();
        let mut faults = Vec::new();
        let mut put = |route: Route, owner: Owner| faults.extend(routes.put(route, owner, parts));
        documents(parts, &mut put);
        sections(parts, &mut put);
        terms(parts, &mut put);
        for (id, series) in shown_series(parts) {
            put(series.route.clone(), Owner::Series(id));
        }
        for (path, source) in parts.statics {
            put(Route::new(path), Owner::Static(source.clone()));
        }
        data(parts, &mut put);
        for special in Special::ALL.into_iter().filter(|special| special.is_there(parts)) {
            put(special.route(), Owner::Special(special));
        }
        for part in 0..=sitemap_parts(parts) {
            put(sitemap_route(part), Owner::Sitemap(part));
        }
        aliases(parts, &mut |route, owner| faults.extend(routes.put(route, owner, parts)));
        (routes, faults)
    }

    /// Adds what links turned out to need.
    pub(super) fn add_linked(&mut self, files: &Files, leaves: &[Leave], parts: &Parts<'_>) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for file in files.iter().filter(|file| file.is_content) {
            faults.extend(self.put(file.route.clone(), Owner::File(file.source.clone()), parts));
        }
        for (at, leave) in leaves.iter().enumerate() {
            faults.extend(self.put(leave.route.clone(), Owner::Leave(at), parts));
        }
        faults
    }

    /// Everything, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Owner)> {
        self.all.iter().map(|(route, owner)| (route, owner))
    }

    /// Whose the URL is, by a path from the site's root; case counts.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Owner> {
        let route = Route::new(path);
        let (known, owner) = &self.all[*self.by_key.get(&route.key())?];
        (known.file() == route.file()).then_some(owner)
    }

    fn put(&mut self, route: Route, owner: Owner, parts: &Parts<'_>) -> Option<Diagnostic> {
        let key = route.key();
        if key.split('/').any(|name| name.len() > LONGEST) {
            return Some(too_long(&route, &owner, parts));
        }
        let above = || key.match_indices('/').map(|(at, _)| &key[..at]);
        let taken = self.by_key.get(&key).or_else(|| self.folders.get(&key));
        if let Some(at) = taken.or_else(|| above().find_map(|folder| self.by_key.get(folder))) {
            return Some(clash(&route, &owner, &self.all[*at].1, parts));
        }
        for folder in above() {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), self.all.len());
            }
        }
        self.by_key.insert(key, self.all.len());
        self.all.push((route, owner));
        None
    }
}

fn documents(parts: &Parts<'_>, put: &mut impl FnMut(Route, Owner)) {
    for at in (0..parts.documents.len()).filter(|at| parts.standings[*at].has_page()) {
        let id = DocumentId::new(at);
        put(parts.document_routes[at].clone(), Owner::Document(id));
    }
    for id in parts.tables.keys().filter(|id| parts.standings[id.index()].is_listed()) {
        put(data::beside(&parts.document_routes[id.index()], "csv"), Owner::Table(*id));
    }
}

/// Files for reuse.
fn data(parts: &Parts<'_>, put: &mut impl FnMut(Route, Owner)) {
    if !parts.config.outputs.json {
        return;
    }
    for at in (0..parts.documents.len()).filter(|at| parts.standings[*at].is_listed()) {
        put(data::beside(&parts.document_routes[at], "json"), Owner::Record(DocumentId::new(at)));
    }
    for file in DataFile::ALL {
        put(file.route(), Owner::Data(*file));
    }
}

/// Old addresses come last, so that one which takes a page's is told where it was written.
fn aliases(parts: &Parts<'_>, put: &mut impl FnMut(Route, Owner)) {
    for (at, document) in parts.documents.iter().enumerate().filter(|(at, _)| parts.standings[*at].has_page()) {
        for (number, alias) in document.front.aliases.iter().enumerate() {
            put(Route::new(alias), Owner::Alias(DocumentId::new(at), number));
        }
    }
}

fn sections(parts: &Parts<'_>, put: &mut impl FnMut(Route, Owner)) {
    for (at, node) in parts.sections.iter().enumerate() {
        let id = SectionId::new(at);
        // The home shows what is new; it is not a list in pages.
        let total = if node.is_home() { 1 } else { section_pages(parts.config, node).total() };
        for page in 1..=total {
            put(Pages::route(&node.route, page), Owner::Section(id, page));
        }
        if parts.config.outputs.feeds {
            put(feed_of(&node.route), Owner::Feed(id));
        }
    }
}

/// Where the feed of a list is.
pub(super) fn feed_of(list: &Route) -> Route {
    list.beside("atom.xml")
}

/// Addresses in one sitemap file, at the most (sitemaps.org, protocol 0.9).
pub const SITEMAP_LARGEST: usize = 50_000;

/// `sitemap.xml`, and the parts that it lists when one file is too small.
#[must_use]
pub fn sitemap_route(part: usize) -> Route {
    if part == 0 { Route::new("sitemap.xml") } else { Route::new(&format!("sitemap_{part}.xml")) }
}

/// The parts besides `sitemap.xml` itself; none when that holds everything.
fn sitemap_parts(parts: &Parts<'_>) -> usize {
    let listed = parts.standings.iter().filter(|standing| standing.is_listed()).count();
    let pages = listed
        + parts.sections.len()
        + parts.terms.iter().count()
        + parts.terms.taxonomies().count()
        + shown_series(parts).count()
        + overview::count(parts)
        + usize::from(data::has_page(parts));
    if pages <= SITEMAP_LARGEST { 0 } else { pages.div_ceil(SITEMAP_LARGEST) }
}

/// How a section's list is cut.
pub(super) fn section_pages(config: &Config, node: &SectionNode) -> Pages {
    Pages { count: node.listed.len(), size: node.source.paginate.unwrap_or(config.paginate) }
}

fn terms(parts: &Parts<'_>, put: &mut impl FnMut(Route, Owner)) {
    for taxonomy in parts.terms.taxonomies() {
        put(taxonomy_route(taxonomy), Owner::Taxonomy(taxonomy));
    }
    for (id, term) in parts.terms.iter() {
        let pages = Pages { count: term.documents.len(), size: parts.config.paginate };
        for page in 1..=pages.total() {
            put(Pages::route(&term.route, page), Owner::Term(id, page));
        }
        if parts.config.outputs.feeds && term.taxonomy.has_feeds() {
            put(feed_of(&term.route), Owner::TermFeed(id));
        }
    }
}

/// The template of a series' page.
pub const SERIES_TEMPLATE: &str = "indicator.html";

/// The series that have a page: all, when the theme has a template for them.
fn shown_series<'a>(parts: &'a Parts<'_>) -> impl Iterator<Item = (SeriesId, &'a Series)> {
    let has_pages = (parts.has_template)(SERIES_TEMPLATE);
    parts.series.iter().filter(move |_| has_pages)
}

/// The longest name of a file, in bytes, that disks take; the rest is for the endings that are put to it.
const LONGEST: usize = 240;

fn too_long(route: &Route, owner: &Owner, parts: &Parts<'_>) -> Diagnostic {
    let (place, name) = describe(owner, parts);
    let (zh, en) = (name.zh, name.en);
    Diagnostic::new(
        Code::UrlForm,
        place,
        say!("{zh}的网址 {route} 里有过长的名称", "a name in {route}, the URL of {en}, is too long"),
    )
    .help(say!(
        "换个短些的文件名、slug 或关键词（不超过 80 个汉字）",
        "use a shorter file name, `slug` or keyword (at most 80 Chinese characters)"
    ))
}

fn clash(route: &Route, new: &Owner, old: &Owner, parts: &Parts<'_>) -> Diagnostic {
    let ((place, name), (old_place, old_name)) = (describe(new, parts), describe(old, parts));
    let place = if place == Place::Nowhere { old_place } else { place };
    let other = describe(old, parts).0;
    let (zh, en, old_zh, old_en) = (name.zh, name.en, old_name.zh, old_name.en);
    Diagnostic::new(
        Code::UrlTwice,
        place,
        say!("{zh}与{old_zh}的网址都是 {route}", "{en} and {old_en} have the same URL {route}"),
    )
    .related(other, say!("先用了这个网址", "has the URL already"))
    .help(say!("给其中一个换个文件名或 slug（链接名）", "give one of them another file name or `slug`"))
}

fn describe(owner: &Owner, parts: &Parts<'_>) -> (Place, Text) {
    let document = |id: &DocumentId| &parts.documents[id.index()];
    match owner {
        Owner::Document(id) => (document(id).front.places.head.clone(), Text::same(&document(id).path)),
        Owner::Alias(id, number) => {
            let path = &document(id).path;
            let place = document(id).front.places.aliases.get(*number).cloned();
            (place.unwrap_or_else(|| Place::File(path.clone())), say!("{path} 的旧链接", "an alias of {path}"))
        }
        Owner::Table(id) => {
            let path = &document(id).path;
            (document(id).front.places.head.clone(), say!("{path} 的下载文件", "the download of {path}"))
        }
        Owner::Section(id, _) | Owner::Feed(id) => {
            let path = &parts.sections[id.index()].source.path;
            (Place::File(path.clone()), Text::same(path))
        }
        Owner::File(path) | Owner::Static(path) => (Place::File(path.clone()), Text::same(path)),
        Owner::Term(id, _) | Owner::TermFeed(id) => {
            let term = parts.terms.get(*id);
            let (title, name) = (term.taxonomy.name(), &term.name);
            (Place::Nowhere, say!("{title}“{name}”的页面", "the page of `{name}`"))
        }
        Owner::Taxonomy(taxonomy) => {
            let (zh, en) = (taxonomy.name(), taxonomy.code());
            (Place::Nowhere, say!("{zh}的页面", "the page of {en}"))
        }
        Owner::Series(id) => {
            let indicator = &parts.series.get(*id).indicator;
            (Place::Nowhere, say!("指标“{indicator}”的页面", "the page of the indicator `{indicator}`"))
        }
        Owner::Record(id) => {
            let path = &document(id).path;
            (document(id).front.places.head.clone(), say!("{path} 的数据文件", "the data file of {path}"))
        }
        Owner::Leave(_) | Owner::Sitemap(_) | Owner::Data(_) | Owner::Special(_) => {
            (Place::Nowhere, say!("自动生成的页面", "a generated page"))
        }
    }
}

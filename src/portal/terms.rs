//! Taxonomies: documents grouped by subject class, keyword, publisher and year.

use super::list::sort;
use super::{DocumentId, Route, TermId};
use crate::config::{Config, OrganisationId, Taxonomy};
use crate::content::{Document, Order};
use crate::law::closed_list::ClosedList;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// One term.
#[derive(Debug)]
pub struct Term {
    /// The taxonomy it belongs to.
    pub taxonomy: Taxonomy,
    /// Its name as shown.
    pub name: String,
    /// Its documents, the newest first.
    pub documents: Vec<DocumentId>,
    /// Where its first page is.
    pub route: Route,
    /// The organisation, when it is one.
    pub organisation: Option<OrganisationId>,
}

/// All terms, by taxonomy and then in the order in which they are shown.
#[derive(Debug, Default)]
pub struct Terms {
    all: Vec<Term>,
    of: Vec<(Taxonomy, Range<usize>)>,
    ids: FxHashMap<(Taxonomy, String), TermId>,
    keywords: FxHashMap<String, TermId>,
}

/// By what terms stand in order, and the end of their URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    position: usize,
    slug: String,
}

impl Terms {
    /// Groups the documents that are listed, which come the newest first and so stay in every group.
    pub(super) fn new(config: &Config, documents: &[Arc<Document>], newest_first: &[DocumentId]) -> Self {
        let mut terms = Self::default();
        for taxonomy in &config.taxonomies {
            let mut marked: BTreeMap<Mark<'_>, Vec<DocumentId>> = BTreeMap::new();
            for id in newest_first {
                for mark in marks(*taxonomy, &documents[id.index()]) {
                    marked.entry(mark).or_default().push(*id);
                }
            }
            terms.add(*taxonomy, marked, (config, documents));
        }
        terms
    }

    /// Makes terms of what documents bear; words that come to one URL are one term.
    fn add(
        &mut self,
        taxonomy: Taxonomy,
        marked: BTreeMap<Mark<'_>, Vec<DocumentId>>,
        (config, documents): (&Config, &[Arc<Document>]),
    ) {
        let start = self.all.len();
        let mut groups: BTreeMap<Key, (Term, Vec<String>)> = BTreeMap::new();
        for (mark, ids) in marked {
            let (key, term) = mark.term(taxonomy, config);
            let (term, words) = groups.entry(key).or_insert((term, Vec::new()));
            let merged = !term.documents.is_empty();
            term.documents.extend(ids);
            if merged {
                sort(&mut term.documents, documents, Order::Published);
            }
            term.documents.dedup();
            words.extend(mark.word());
        }
        for (key, (term, words)) in groups {
            let id = TermId::new(self.all.len());
            self.keywords.extend(words.into_iter().map(|word| (word, id)));
            self.ids.insert((taxonomy, key.slug), id);
            self.all.push(term);
        }
        self.of.push((taxonomy, start..self.all.len()));
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: TermId) -> &Term {
        &self.all[id.index()]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> {
        (0..).map(TermId).zip(&self.all)
    }

    /// The taxonomies that have pages.
    pub fn taxonomies(&self) -> impl Iterator<Item = Taxonomy> {
        self.of.iter().map(|(taxonomy, _)| *taxonomy)
    }

    /// The terms of a taxonomy, in order.
    pub fn of(&self, taxonomy: Taxonomy) -> impl Iterator<Item = TermId> {
        let range = self.of.iter().find(|(one, _)| *one == taxonomy).map_or(0..0, |(_, range)| range.clone());
        range.map(TermId::new)
    }

    /// The term of a keyword.
    #[must_use]
    pub fn keyword(&self, word: &str) -> Option<TermId> {
        self.keywords.get(word).copied()
    }

    /// The term of an organisation.
    #[must_use]
    pub fn organisation(&self, config: &Config, id: OrganisationId) -> Option<TermId> {
        self.ids.get(&(Taxonomy::Publishers, slug(&config.organisations.get(id).id))).copied()
    }

    /// The term of a subject class.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<TermId> {
        self.ids.get(&(Taxonomy::Topics, slug(name))).copied()
    }
}

/// Where a taxonomy's own page is.
pub(super) fn taxonomy_route(taxonomy: Taxonomy) -> Route {
    Route::new(&format!("{}/", taxonomy.code()))
}

/// A word as a segment of a URL. Words that differ only in case, or in `/` and `-`, are one term.
fn slug(word: &str) -> String {
    let word = word.trim().replace(['/', '\\'], "-").to_lowercase();
    match word.as_str() {
        "." | ".." => word.replace('.', "-"),
        _ => word,
    }
}

/// What puts a document under a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'a> {
    Class(u8, &'static str),
    Word(&'a str),
    Organisation(OrganisationId),
    Year(i16),
}

fn marks(taxonomy: Taxonomy, document: &Document) -> Vec<Mark<'_>> {
    let front = &document.front;
    match taxonomy {
        Taxonomy::Topics => {
            front.topic.map(|topic| Mark::Class(topic.class().number, topic.class().name)).into_iter().collect()
        }
        Taxonomy::Keywords => front.keywords.iter().map(|word| Mark::Word(word)).collect(),
        Taxonomy::Publishers => front.publishers.iter().map(|id| Mark::Organisation(*id)).collect(),
        Taxonomy::Years => document.year().map(Mark::Year).into_iter().collect(),
    }
}

impl Mark<'_> {
    /// Its term without documents, and the term's key.
    fn term(self, taxonomy: Taxonomy, config: &Config) -> (Key, Term) {
        let (position, name, organisation) = match self {
            Self::Class(number, name) => (usize::from(number), name.to_owned(), None),
            Self::Word(word) => (0, word.to_owned(), None),
            Self::Organisation(id) => (id.0 as usize, config.organisations.get(id).name.clone(), Some(id)),
            // The newest first.
            Self::Year(year) => (usize::from(u16::MAX - year.unsigned_abs()), format!("{year}年"), None),
        };
        let slug = match self {
            Self::Organisation(id) => slug(&config.organisations.get(id).id),
            Self::Year(year) => year.to_string(),
            Self::Class(..) | Self::Word(_) => slug(&name),
        };
        let route = Route::new(&format!("{}/{slug}/", taxonomy.code()));
        (Key { position, slug }, Term { taxonomy, name, documents: Vec::new(), route, organisation })
    }

    /// The keyword as written.
    fn word(self) -> Option<String> {
        match self {
            Self::Word(word) => Some(word.to_owned()),
            _ => None,
        }
    }
}

//! Taxonomies: documents grouped by subject class, keyword, publisher and year.

use super::list::sort;
use super::{DocumentId, Route, Standing, TermId};
use crate::config::{Config, OrganisationId, Taxonomy};
use crate::content::{Document, Order};
use crate::law::closed_list::ClosedList;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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
    ids: HashMap<(Taxonomy, String), TermId>,
    keywords: HashMap<String, TermId>,
}

/// By what terms stand in order, and the end of their URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    position: usize,
    slug: String,
}

impl Terms {
    /// Groups the documents that are listed.
    pub(super) fn new(config: &Config, documents: &[Document], standings: &[Standing]) -> Self {
        let mut terms = Self::default();
        for taxonomy in &config.taxonomies {
            let mut groups: BTreeMap<Key, Term> = BTreeMap::new();
            for (at, document) in documents.iter().enumerate().filter(|(at, _)| standings[*at].is_listed()) {
                for (key, name, organisation) in terms_of(*taxonomy, document, config) {
                    let route = Route::new(&format!("{}/{}/", taxonomy.code(), key.slug));
                    let term = groups.entry(key).or_insert_with(|| Term {
                        taxonomy: *taxonomy,
                        name,
                        documents: Vec::new(),
                        route,
                        organisation,
                    });
                    term.documents.push(DocumentId::new(at));
                }
            }
            terms.add(*taxonomy, groups, documents);
        }
        for word in documents.iter().flat_map(|document| &document.front.keywords) {
            if !terms.keywords.contains_key(word)
                && let Some(id) = terms.ids.get(&(Taxonomy::Keywords, slug(word)))
            {
                terms.keywords.insert(word.clone(), *id);
            }
        }
        terms
    }

    fn add(&mut self, taxonomy: Taxonomy, groups: BTreeMap<Key, Term>, documents: &[Document]) {
        let start = self.all.len();
        for (key, mut term) in groups {
            term.documents.dedup();
            sort(&mut term.documents, documents, Order::Published);
            self.ids.insert((taxonomy, key.slug), TermId::new(self.all.len()));
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

fn terms_of(taxonomy: Taxonomy, document: &Document, config: &Config) -> Vec<(Key, String, Option<OrganisationId>)> {
    let front = &document.front;
    match taxonomy {
        Taxonomy::Topics => {
            let class = front.topic.map(|subject| subject.class());
            class
                .map(|class| {
                    (Key { position: usize::from(class.number), slug: slug(class.name) }, class.name.to_owned(), None)
                })
                .into_iter()
                .collect()
        }
        Taxonomy::Keywords => {
            front.keywords.iter().map(|word| (Key { position: 0, slug: slug(word) }, word.clone(), None)).collect()
        }
        Taxonomy::Publishers => {
            let term = |id: &OrganisationId| {
                let organisation = config.organisations.get(*id);
                (Key { position: id.0 as usize, slug: slug(&organisation.id) }, organisation.name.clone(), Some(*id))
            };
            front.publishers.iter().map(term).collect()
        }
        Taxonomy::Years => {
            let newest_first =
                |year: i16| Key { position: usize::from(u16::MAX - year.unsigned_abs()), slug: year.to_string() };
            document.year().map(|year| (newest_first(year), format!("{year}年"), None)).into_iter().collect()
        }
    }
}

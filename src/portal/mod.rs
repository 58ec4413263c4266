//! Documents -> [`Portal`]: everything indexed, related and routed, as of one date; immutable.
//!
//! In: documents and sections, the settings, a date, which static files there are. Out: the portal, and every
//! diagnostic that needs more than one file to be seen (references, links, clashing URLs, numbers given twice). It
//! answers queries and shows itself through views that record what is looked at. Never here: files, templates, the
//! clock.

mod assemble;
mod carried;
mod chain;
mod change;
mod chart;
mod consulted;
mod contradictions;
mod data;
mod effects;
mod facts;
mod feedbacks;
mod files;
mod ids;
mod interpreted;
mod lifecycle;
mod linked;
mod links;
mod list;
mod overview;
mod pages;
mod promises;
mod query;
mod reason;
mod references;
mod registers;
mod relations;
mod route;
mod routes;
mod sections;
mod series;
mod special;
mod standing;
mod terms;
pub mod view;
pub(crate) mod xml;

pub use assemble::{When, assemble};
pub use change::Change;
pub use data::{DATA_TEMPLATE, DataFile};
pub use files::{Files, Given, PublishedFile};
pub use ids::{DocumentId, SectionId, SeriesId, TermId};
pub use lifecycle::State;
pub use links::{Leave, Resolved};
pub use overview::{Entry, Happening, Overview};
pub use pages::{Page, Pages};
pub use query::{Plan, PlanId};
pub use relations::{Relation, Relations};
pub use route::Route;
pub use routes::{Form, Owner, Routes, SERIES_TEMPLATE, SITEMAP_LARGEST, sitemap_route};
pub use sections::SectionNode;
pub use series::{AllSeries, Point, Series};
pub use special::{SEARCH_TEMPLATE, Special, own_names};
pub use standing::{Drafts, Scheduled, Standing};
pub use terms::{Term, Terms};

use crate::config::Config;
use crate::content::{Bodies, Document};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole site, as of one date.
#[derive(Debug)]
pub struct Portal {
    /// The settings.
    pub config: Config,
    /// The date as of which everything is shown.
    pub date: Date,
    documents: Vec<Arc<Document>>,
    standings: Vec<Standing>,
    homes: Vec<SectionId>,
    document_routes: Vec<Route>,
    document_urls: Vec<Box<str>>,
    states: Vec<State>,
    effects: effects::Effects,
    neighbours: Vec<(Option<DocumentId>, Option<DocumentId>)>,
    relations: Relations,
    ledger: promises::Ledger,
    links: Vec<Box<[Resolved]>>,
    sections: Vec<SectionNode>,
    section_links: Vec<Box<[Resolved]>>,
    terms: Terms,
    registers: BTreeMap<DocumentId, registers::Register>,
    series: AllSeries,
    files: Files,
    attachments: Vec<Box<[files::FileId]>>,
    leaves: Vec<Leave>,
    routes: Routes,
    bodies: Bodies,
    queries: query::Queries,
}

impl Portal {
    /// A document.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// The document whose source stands at a path.
    #[must_use]
    pub fn document_at(&self, path: &str) -> Option<DocumentId> {
        self.documents.binary_search_by(|document| (*document.path).cmp(path)).ok().map(DocumentId::new)
    }

    /// All documents with their ids, by path, also those that are not shown.
    pub fn documents(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        (0..).map(DocumentId).zip(self.documents.iter().map(|document| &**document))
    }

    /// The documents that stand in lists, with their ids, by path.
    pub fn listed(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.documents().filter(|(id, _)| self.standing(*id).is_listed())
    }

    /// How a policy or a consultation stands on the portal's date.
    #[must_use]
    pub fn state(&self, id: DocumentId) -> State {
        self.states[id.index()]
    }

    /// How a document stands on the portal's date.
    #[must_use]
    pub fn standing(&self, id: DocumentId) -> Standing {
        self.standings[id.index()]
    }

    /// A section.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &SectionNode {
        &self.sections[id.index()]
    }

    /// All sections with their ids; the first is the home.
    pub fn sections(&self) -> impl ExactSizeIterator<Item = (SectionId, &SectionNode)> {
        self.sections.iter().enumerate().map(|(at, node)| (SectionId::new(at), node))
    }

    /// The terms of all taxonomies.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Where the bodies are.
    #[must_use]
    pub fn bodies(&self) -> &Bodies {
        &self.bodies
    }

    /// The files that documents refer to.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The outside addresses that have a notice.
    #[must_use]
    pub fn leaves(&self) -> &[Leave] {
        &self.leaves
    }

    /// Everything that has a URL, and whose it is.
    #[must_use]
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// How a section's list is cut.
    #[must_use]
    pub fn section_pages(&self, id: SectionId) -> Pages {
        routes::section_pages(&self.config, self.section(id))
    }

    /// The section in which a document stands.
    #[must_use]
    pub fn home(&self, id: DocumentId) -> SectionId {
        self.homes[id.index()]
    }

    /// The address of a document's page under the base path.
    #[must_use]
    pub fn document_url(&self, id: DocumentId) -> &str {
        &self.document_urls[id.index()]
    }

    /// Where a document's page is.
    #[must_use]
    pub fn document_route(&self, id: DocumentId) -> &Route {
        &self.document_routes[id.index()]
    }
}

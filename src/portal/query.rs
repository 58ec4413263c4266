//! Lists that templates ask for, evaluated once for all pages that ask the same.

use super::list::sort;
use super::view::View;
use super::{DocumentId, Portal, SectionId, Standing, State};
use crate::config::OrganisationId;
use crate::content::{Document, Filter, Order};
use crate::law::doc_number::DocNumber;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// A query with everything that decides its result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Plan {
    /// Which documents.
    pub filter: Filter,
    /// In which order.
    pub order: Option<Order>,
    /// How many at the most.
    pub limit: Option<usize>,
    /// How many are passed over first.
    pub offset: usize,
    /// The fields that are shown; no others can be read from the result. Empty: any.
    pub fields: Vec<u16>,
}

/// A plan's number in this portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanId(pub u32);

/// The plans that were asked for, with their results.
#[derive(Debug, Default)]
pub(super) struct Queries(Mutex<HashMap<Plan, Answer>>, RwLock<Vec<Plan>>);

/// A plan's number and its result.
type Answer = (PlanId, Arc<[DocumentId]>);

impl Portal {
    /// The documents that a plan selects. Archived ones are out of navigation, and so not among them.
    #[must_use]
    pub fn query(&self, plan: &Plan) -> (PlanId, Arc<[DocumentId]>) {
        let mut known = self.queries.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((id, found)) = known.get(plan) {
            return (*id, Arc::clone(found));
        }
        let id = PlanId(u32::try_from(known.len()).expect("a theme has fewer than 2^32 queries"));
        let found: Arc<[DocumentId]> = self.evaluate(plan).into();
        self.queries.1.write().unwrap_or_else(PoisonError::into_inner).push(plan.clone());
        known.insert(plan.clone(), (id, Arc::clone(&found)));
        (id, found)
    }

    /// A plan that was asked for.
    #[must_use]
    pub fn plan(&self, id: PlanId) -> Option<Plan> {
        self.queries.1.read().unwrap_or_else(PoisonError::into_inner).get(id.0 as usize).cloned()
    }

    pub(super) fn evaluate(&self, plan: &Plan) -> Vec<DocumentId> {
        let shown = |id: &DocumentId| self.standings[id.index()] == Standing::Published;
        // The section's own list says what is in it, what it collects from elsewhere included.
        let filter = Filter { section: None, ..plan.filter.clone() };
        let fits = |id: &DocumentId| fits(&filter, self.document(*id), self.states[id.index()]);
        let mut found: Vec<DocumentId> = self.candidates(&plan.filter).into_iter().filter(shown).filter(fits).collect();
        sort(&mut found, &self.documents, plan.order.unwrap_or(Order::Published));
        found.into_iter().skip(plan.offset).take(plan.limit.unwrap_or(usize::MAX)).collect()
    }

    /// The documents that can fit: those of the section when one is named.
    fn candidates(&self, filter: &Filter) -> Vec<DocumentId> {
        match filter.section.as_deref().filter(|folder| !folder.is_empty()) {
            Some(folder) => self.section_at(folder).map(|id| self.section(id).listed.clone()).unwrap_or_default(),
            None => (0..self.documents.len()).map(DocumentId::new).collect(),
        }
    }

    /// The section of a folder under content/; the home's is empty.
    #[must_use]
    pub fn section_at(&self, folder: &str) -> Option<SectionId> {
        self.sections.iter().position(|node| node.source.folder == folder).map(SectionId::new)
    }
}

impl Portal {
    /// The document or section that a template names: an id, a 发文字号, or a path from content/.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<View> {
        let path = format!("content/{}", name.trim_start_matches('/'));
        let number = DocNumber::parse(name).ok().map(|parsed| parsed.number);
        let is = |document: &Arc<Document>| {
            document.front.id.as_deref() == Some(name)
                || *document.path == *path
                || (number.is_some() && document.front.doc_number == number)
        };
        let document = self.documents.iter().position(is).map(|at| View::Document(DocumentId::new(at)));
        document.or_else(|| self.section_at(name.trim_matches('/')).map(View::Section))
    }
}

/// Whether a document meets every condition.
pub(super) fn fits(filter: &Filter, document: &Document, state: State) -> bool {
    let front = &document.front;
    let in_folder = |folder: &String| {
        folder.is_empty()
            || document.path.strip_prefix("content/").is_some_and(|path| path.starts_with(&format!("{folder}/")))
    };
    let published_by = |id: &OrganisationId| front.publishers.contains(id);
    let about = |topic: &crate::law::subject::Subject| {
        front.topic.is_some_and(|own| own == *topic || (topic.sub().is_none() && own.class() == topic.class()))
    };
    (filter.kinds.is_empty() || filter.kinds.contains(&document.kind()))
        && filter.section.as_ref().is_none_or(in_folder)
        && filter.publisher.as_ref().is_none_or(published_by)
        && filter.topic.as_ref().is_none_or(about)
        && filter.keyword.as_ref().is_none_or(|word| front.keywords.contains(word))
        && filter.year.is_none_or(|year| document.year() == Some(year))
        && filter.status.is_none_or(|status| state.code() == Some(status.code()))
}

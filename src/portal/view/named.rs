//! What rows of many pages show in the same way: a moment, a document by its title, organisations by their names.

use super::Shown;
use crate::config::OrganisationId;
use crate::law::moment::Moment;
use crate::portal::{DocumentId, Portal, State};

impl Portal {
    /// A moment that may be absent, in the site's zone.
    pub(in crate::portal) fn moment(&self, moment: Option<impl Into<Moment>>) -> Shown {
        moment.map_or(Shown::Nothing, |moment| Shown::Moment(moment.into(), self.config.site.zone))
    }

    /// A document as a row names it: title, url, published, status, status_code, status_turns.
    pub(in crate::portal) fn named(&self, id: DocumentId) -> Vec<(&'static str, Shown)> {
        let mut record = vec![
            ("title", self.document(id).front.title.clone().into()),
            ("url", self.document_url(id).to_owned().into()),
            ("published", self.moment(self.day_of(id))),
        ];
        record.extend(self.named_state(Some(id)));
        record
    }

    /// The state of a document as a row names it; nothing where there is no such document, or its kind has none.
    pub(in crate::portal) fn named_state(&self, id: Option<DocumentId>) -> [(&'static str, Shown); 3] {
        let state = id.map(|id| self.states[id.index()]);
        let word = |word: Option<&'static str>| word.map_or(Shown::Nothing, Shown::word);
        [
            ("status", word(state.and_then(State::name))),
            ("status_code", word(state.and_then(State::code))),
            ("status_turns", id.map_or_else(|| Shown::List(Vec::new()), |id| self.status_turns(id))),
        ]
    }

    /// The names of organisations, as a text has them.
    pub(in crate::portal) fn names(&self, organisations: &[OrganisationId]) -> String {
        let names = organisations.iter().map(|id| self.config.organisations.get(*id).name.as_str());
        names.collect::<Vec<_>>().join("、")
    }

    /// The names of a document's publishers.
    pub(in crate::portal) fn publisher_names(&self, id: DocumentId) -> String {
        self.names(&self.document(id).front.publishers)
    }

    /// The page with an organisation's documents; nothing when it has none.
    pub(in crate::portal) fn organisation_url(&self, id: OrganisationId) -> Option<String> {
        let term = self.terms().organisation(&self.config, id)?;
        Some(self.url(&self.terms().get(term).route))
    }

    /// An organisation as a row names it: name, url.
    pub(in crate::portal) fn named_organisation(&self, id: OrganisationId) -> Vec<(&'static str, Shown)> {
        vec![
            ("name", self.config.organisations.get(id).name.clone().into()),
            ("url", Shown::text(self.organisation_url(id))),
        ]
    }
}

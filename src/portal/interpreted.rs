//! How a document stands with its interpretations.

use super::view::Shown;
use super::{DocumentId, Portal, Relation};
use crate::law::closed_list::ClosedList;
use crate::law::interpretation::{Coverage, last_day};
use jiff::civil::Date;

/// A document's interpretations, and what follows from their dates.
pub(crate) struct Interpreted {
    /// The interpretations that are published, the first of them first.
    pub(crate) by: Vec<DocumentId>,
    /// How the document stands.
    pub(crate) coverage: Coverage,
    /// The last day on which an interpretation is in time, when it can be worked out.
    pub(crate) last_day: Option<Date>,
}

impl Portal {
    /// How a document stands with its interpretations on the portal's date. One without a date of its own counts as
    /// published on that date.
    pub(crate) fn interpreted(&self, id: DocumentId) -> Interpreted {
        let mut by: Vec<DocumentId> = self.shown_by(id, Relation::InterpretedBy).collect();
        by.sort_by_key(|one| (self.day_of(*one), *one));
        let first = by.first().and_then(|one| self.day_of(*one));
        let published = self.day_of(id).unwrap_or(self.date);
        Interpreted { coverage: Coverage::on(self.date, published, first), last_day: last_day(published), by }
    }

    /// The documents that are related so and stand in lists.
    pub(crate) fn shown_by(&self, id: DocumentId, relation: Relation) -> impl Iterator<Item = DocumentId> {
        let related = self.relations.of(id).filter(move |(one, _)| *one == relation);
        related.map(|(_, other)| other).filter(|other| self.standing(*other).is_listed())
    }

    /// The day on which a document was published.
    pub(crate) fn day_of(&self, id: DocumentId) -> Option<Date> {
        self.document(id).front.published.map(|moment| moment.date)
    }

    /// Shown as the field `interpreted` of a policy.
    pub(super) fn show_interpreted(&self, id: DocumentId) -> Shown {
        if self.document(id).kind() != crate::content::Kind::Policy {
            return Shown::Nothing;
        }
        let Interpreted { coverage, last_day, .. } = self.interpreted(id);
        Shown::Record(vec![
            ("state", Shown::word(coverage.code())),
            ("state_name", Shown::word(coverage.name())),
            ("last_day", self.moment(last_day)),
        ])
    }
}

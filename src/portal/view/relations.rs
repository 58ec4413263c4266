//! Which documents a document's page names as belonging to it.

use super::{Shown, View};
use crate::portal::{DocumentId, Portal, Relation, Standing};

impl Portal {
    /// The related documents that may be named: withdrawn ones are gone from related links.
    pub(super) fn related(&self, id: DocumentId) -> impl Iterator<Item = View> {
        let related = self.relations.of(id).filter(|(relation, _)| *relation == Relation::Related);
        related.filter(|(_, id)| self.standing(*id) != Standing::Withdrawn).map(|(_, id)| View::Document(id))
    }

    /// The other relations, a group a kind. A withdrawn document says nothing about others any more, but for what takes
    /// its place; who refers to one is led to its notice.
    pub(super) fn relation_groups(&self, id: DocumentId) -> Shown {
        let mut groups: Vec<(Relation, Vec<View>)> = Vec::new();
        let is_told = |(relation, other): &(Relation, DocumentId)| match relation {
            Relation::Related => false,
            Relation::Replaces => true,
            relation => relation.is_own() || self.standing(*other) != Standing::Withdrawn,
        };
        for (relation, other) in self.relations.of(id).filter(is_told) {
            match groups.last_mut() {
                Some((last, views)) if *last == relation => views.push(View::Document(other)),
                _ => groups.push((relation, vec![View::Document(other)])),
            }
        }
        let row = |(relation, views): (Relation, Vec<View>)| {
            Shown::Record(vec![
                ("code", Shown::word(relation.code())),
                ("name", Shown::word(relation.name())),
                ("own", Shown::Yes(relation.is_own())),
                ("documents", Shown::views(views)),
            ])
        };
        Shown::List(groups.into_iter().map(row).collect())
    }
}

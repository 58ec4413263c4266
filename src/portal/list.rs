//! The order of lists. Every order is total, so that a list is the same on every machine.

use super::{DocumentId, Portal, SectionId, Standing, TermId};
use crate::content::{Document, Order};
use crate::law::moment::Moment;
use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

/// Puts documents in order.
pub(super) fn sort(ids: &mut [DocumentId], documents: &[Arc<Document>], order: Order) {
    ids.sort_unstable_by(|a, b| compare(&documents[a.index()], &documents[b.index()], order));
}

/// The documents that stand in lists, in the order that most lists have.
pub(super) fn newest_first(documents: &[Arc<Document>], standings: &[Standing]) -> Vec<DocumentId> {
    let listed = (0..documents.len()).filter(|at| standings[*at].is_listed());
    // Documents stand in the order of their paths, so that numbers decide as paths would.
    let key = |at: usize| (documents[at].front.published.map(|moment| Reverse(moment.at())), at);
    let mut keys: Vec<_> = listed.map(key).collect();
    keys.sort_unstable_by(|a, b| absent_last(a.0, b.0).then(a.1.cmp(&b.1)));
    keys.into_iter().map(|(_, at)| DocumentId::new(at)).collect()
}

impl Portal {
    /// The newest documents of a section that are dated and not archived, whatever order its list has; no more than a
    /// feed shows.
    #[must_use]
    pub fn newest(&self, id: SectionId) -> Vec<DocumentId> {
        self.newest_of(&self.section(id).listed)
    }

    /// The same of a term.
    #[must_use]
    pub fn newest_under(&self, id: TermId) -> Vec<DocumentId> {
        self.newest_of(&self.terms().get(id).documents)
    }

    fn newest_of(&self, listed: &[DocumentId]) -> Vec<DocumentId> {
        let published = |id: &DocumentId| self.document(*id).front.published.map(Moment::at);
        let is_news = |id: &DocumentId| self.standing(*id) == Standing::Published && published(id).is_some();
        let mut newest: Vec<DocumentId> = listed.iter().copied().filter(is_news).collect();
        newest.sort_by(|a, b| published(b).cmp(&published(a)).then(a.cmp(b)));
        newest.truncate(self.config.feed_limit);
        newest
    }
}

/// By the order's own key; then the newest first; then by path.
fn compare(a: &Document, b: &Document, order: Order) -> Ordering {
    let own = match order {
        Order::Published => Ordering::Equal,
        Order::Weight => absent_last(a.front.weight, b.front.weight),
        Order::Year => absent_last(a.year().map(Reverse), b.year().map(Reverse)),
        Order::DocNumber => absent_last(a.front.doc_number.as_ref(), b.front.doc_number.as_ref()),
        Order::Title => a.front.title.cmp(&b.front.title),
    };
    let newest = |document: &Document| document.front.published.map(|moment| Reverse(moment.at()));
    own.then_with(|| absent_last(newest(a), newest(b))).then_with(|| a.path.cmp(&b.path))
}

/// What has no key stands after all that have one.
pub(super) fn absent_last<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

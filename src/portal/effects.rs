//! What documents do to the force of others: amendments and repeals, each from the day on which it bites.

use super::relations::{Found, Resolved};
use super::{DocumentId, Standing};
use crate::content::{Document, Particulars, Policy};
use crate::law::validity::Facts;
use jiff::civil::Date;
use std::sync::Arc;

/// What one document does to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// 修改.
    Amends,
    /// 废止 of some of its parts.
    RepealsParts,
    /// 废止.
    Repeals,
}

/// An amendment or a repeal, seen from the document that it is done to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bite {
    /// The first day on which it holds.
    pub(super) from: Date,
    /// The document that does it.
    pub(super) by: DocumentId,
    /// What it does.
    pub(super) deed: Deed,
    /// The parts that it names.
    pub(super) parts: Option<String>,
}

/// All of them by the document that they are done to, and then by day; one document's are a stretch of the list.
#[derive(Debug, Default)]
pub(super) struct Effects(Vec<(DocumentId, Bite)>);

impl Effects {
    /// What the documents do that are listed: a draft, a scheduled and a withdrawn one do nothing.
    pub(super) fn new(documents: &[Arc<Document>], standings: &[Standing], found: &Found<'_>) -> Self {
        let amendments = found.amendments.iter().map(|one| (one, Deed::Amends));
        let repeal = |one: &Resolved<'_>| if one.effect.parts.is_some() { Deed::RepealsParts } else { Deed::Repeals };
        let repeals = found.repeals.iter().map(|one| (one, repeal(one)));
        let counts = |one: &Resolved<'_>| standings[one.by.index()].is_listed() && one.by != one.on;
        let done = amendments.chain(repeals).filter(|(one, _)| counts(one));
        let mut all: Vec<_> = done.filter_map(|(one, deed)| Some((one.on, bite(one, deed, documents)?))).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// What is done to one document, the earliest first.
    pub(super) fn of(&self, id: DocumentId) -> impl Iterator<Item = &Bite> {
        let start = self.0.partition_point(|(on, _)| *on < id);
        self.0[start..].iter().take_while(move |(on, _)| *on == id).map(|(_, bite)| bite)
    }

    /// The dates that decide a policy's state.
    pub(super) fn facts(&self, id: DocumentId, document: &Document, policy: &Policy) -> Facts {
        let first = |deed| self.of(id).find(|bite| bite.deed == deed).map(|bite| bite.from);
        Facts {
            effective: effective(document, policy),
            expires: policy.expires,
            repealed: first(Deed::Repeals),
            partly_repealed: first(Deed::RepealsParts),
            amended: first(Deed::Amends),
        }
    }
}

/// The first day on which a policy is in force: by default that of its publication.
pub(super) fn effective(document: &Document, policy: &Policy) -> Date {
    policy.effective.or(document.front.published.map(|moment| moment.date)).unwrap_or(Date::MIN)
}

/// When an amendment or repeal bites: its own date, else when the document that makes it takes effect.
fn bite(one: &Resolved<'_>, deed: Deed, documents: &[Arc<Document>]) -> Option<Bite> {
    let document = &documents[one.by.index()];
    let effective = match &document.particulars {
        Particulars::Policy(policy) => policy.effective,
        _ => None,
    };
    let published = || document.front.published.map(|moment| moment.date);
    let from = one.effect.date.or(effective).or_else(published)?;
    Some(Bite { from, by: one.by, deed, parts: one.effect.parts.clone() })
}

//! The year's catalogue of decisions and every consultation, with the steps that are done and those that are missing.

use crate::content::{Decision, Order, Particulars};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::{Period, Stage};
use crate::law::decision::{Progress, Step};
use crate::portal::list::sort;
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Consultations stand in this order: first those that anyone can still answer.
const STAGES: [Stage; 4] = [Stage::Open, Stage::Upcoming, Stage::Closed, Stage::Answered];

/// Shown as the field `decisions` of the site.
pub(in crate::portal) fn decisions(portal: &Portal) -> Shown {
    let (mut decisions, mut consultations) = (Vec::new(), Vec::new());
    for (id, document) in portal.listed() {
        match &document.particulars {
            Particulars::Decision(_) => decisions.push(id),
            Particulars::Consultation(_) => consultations.push(id),
            _ => {}
        }
    }
    Shown::Record(vec![
        ("years", catalogue(portal, decisions)),
        ("consultations", by_stage(portal, &consultations)),
        ("unexplained", consultations.iter().filter(|id| is_unexplained(portal, **id)).count().into()),
    ])
}

/// The decisions of each year, the newest year first, in the order of the catalogue.
fn catalogue(portal: &Portal, mut decisions: Vec<DocumentId>) -> Shown {
    sort(&mut decisions, &portal.documents, Order::Weight);
    let mut years: BTreeMap<Reverse<i16>, Vec<(DocumentId, &Decision)>> = BTreeMap::new();
    for id in decisions {
        if let Particulars::Decision(decision) = &portal.document(id).particulars {
            years.entry(Reverse(decision.year)).or_default().push((id, decision));
        }
    }
    let year = |(Reverse(year), items): (Reverse<i16>, Vec<(DocumentId, &Decision)>)| {
        Shown::Record(vec![
            ("year", Shown::Number(year.into())),
            ("count", items.len().into()),
            ("decisions", Shown::List(items.into_iter().map(|(id, decision)| item(portal, id, decision)).collect())),
        ])
    };
    Shown::List(years.into_iter().map(year).collect())
}

fn item(portal: &Portal, id: DocumentId, decision: &Decision) -> Shown {
    let chain = portal.chain(id, decision);
    let count = |progress| chain.iter().filter(|link| link.progress == progress).count();
    let (done, missing) = (count(Progress::Done), count(Progress::Missing));
    let step = |step: &Step| {
        let is_registered = decision.steps.contains(step);
        Shown::Record(vec![("name", Shown::word(step.name())), ("done", Shown::Yes(is_registered))])
    };
    let mut record = portal.named(id);
    record.extend([
        ("publishers", portal.publisher_names(id).into()),
        ("undertaker", Shown::text(portal.undertaker(decision))),
        ("due", Shown::text(decision.due.clone())),
        ("steps", Shown::List(Step::ALL.iter().map(step).collect())),
        ("done", done.into()),
        ("missing", missing.into()),
        ("chain", portal.show_links(chain)),
    ]);
    Shown::Record(record)
}

/// The consultations of each stage: what closes next first, what has closed newest first.
fn by_stage(portal: &Portal, all: &[DocumentId]) -> Shown {
    let closes = |id: DocumentId| portal.consultation(id).map(|consultation| consultation.closes);
    let group = |stage: Stage| {
        let mut ids: Vec<DocumentId> = all.iter().copied().filter(|id| portal.stage(*id) == Some(stage)).collect();
        match stage {
            Stage::Open | Stage::Upcoming => ids.sort_by_key(|id| (closes(*id), *id)),
            Stage::Closed | Stage::Answered => ids.sort_by_key(|id| (Reverse(closes(*id)), *id)),
        }
        Shown::Record(vec![
            ("state", Shown::word(stage.code())),
            ("state_name", Shown::word(stage.name())),
            ("count", ids.len().into()),
            ("items", Shown::List(ids.into_iter().map(|id| portal.show_consultation(id)).collect())),
        ])
    };
    Shown::List(STAGES.map(group).into())
}

/// Whether the period of a consultation is short and nothing says why (重大行政决策程序暂行条例 art. 15).
fn is_unexplained(portal: &Portal, id: DocumentId) -> bool {
    portal.consultation(id).is_some_and(|consultation| {
        let period = Period::new(consultation.opens, consultation.closes);
        period.is_some_and(Period::needs_reason) && consultation.short_reason.is_none()
    })
}

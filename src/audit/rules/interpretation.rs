//! A policy document is interpreted, and soon.

use crate::audit::Auditor;
use crate::content::{Document, Particulars};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::law::calendar::deadline;
use crate::law::interpretation::Coverage;
use crate::portal::{DocumentId, Portal, State};
use crate::say;

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let days = auditor.config().audit.thresholds.interpretation;
    let policies = portal.listed().filter(|(_, document)| matches!(document.particulars, Particulars::Policy(_)));
    policies.filter_map(|(id, document)| tell(portal, (id, document), days)).collect()
}

fn tell(portal: &Portal, (id, document): (DocumentId, &Document), days: u16) -> Option<Diagnostic> {
    let published = document.front.published?.date;
    let first = portal.interpreted(id).by.first().copied();
    let interpreted = first.and_then(|one| portal.day_of(one));
    match Coverage::until(deadline(published, days.into()), portal.date, published, interpreted) {
        Coverage::Missing if is_in_force(portal, id) => Some(missing(document, days)),
        Coverage::Late => Some(late(document, &portal.document(first?).front.places.head, days)),
        _ => None,
    }
}

/// Nobody need explain any more what has ended.
fn is_in_force(portal: &Portal, id: DocumentId) -> bool {
    matches!(portal.state(id), State::Policy { validity, .. } if validity.has_not_ended())
}

fn missing(document: &Document, days: u16) -> Diagnostic {
    let told = say!("没有解读", "there is no interpretation");
    Diagnostic::new(Code::Rule(Rule::InterpretationMissing), document.front.places.head.clone(), told).help(say!(
        "解读与文件同步发布，最迟在 {days} 个工作日内；由解读文档的 interprets（解读）指向本文",
        "an interpretation comes with the document, within {days} working days; it names this document by `interprets`"
    ))
}

fn late(document: &Document, interpretation: &Place, days: u16) -> Diagnostic {
    let told =
        say!("解读晚于文件 {days} 个工作日以上", "the interpretation came more than {days} working days after it");
    Diagnostic::new(Code::Rule(Rule::InterpretationLate), document.front.places.head.clone(), told)
        .related(interpretation.clone(), say!("最早的解读", "the first interpretation"))
        .help(say!(
            "今后同步起草、同步审签、同步发布；发布日期不得改动",
            "draft, sign and publish both together from now on; dates of publication are not changed"
        ))
}

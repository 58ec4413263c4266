//! Information is published soon after it was made.

use crate::audit::Auditor;
use crate::config::Thresholds;
use crate::content::{Document, Kind};
use crate::diag::{Code, Diagnostic, Rule};
use crate::law::calendar::working_days;
use crate::law::duty::Duty;
use crate::portal::Portal;
use crate::say;

/// Results of licences, and decisions on penalties (政府信息公开条例 art. 20).
const DECISIONS: [&str; 2] = ["20-5", "20-6"];

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let thresholds = &auditor.config().audit.thresholds;
    portal.listed().filter_map(|(_, document)| tell(document, thresholds)).collect()
}

fn tell(document: &Document, thresholds: &Thresholds) -> Option<Diagnostic> {
    let front = &document.front;
    let (issued, published) = (front.issued?, front.published?.date);
    let limit = if is_decision(document) { thresholds.penalties } else { thresholds.publication };
    // Of a year whose calendar is not known nothing is told.
    let days = working_days(issued, published)?;
    (days > limit.into()).then(|| {
        let told = say!(
            "成文后第 {days} 个工作日才公开，期限是 {limit} 个工作日",
            "it was published {days} working days after it was issued; the limit is {limit}"
        );
        let place = front.places.issued.as_ref().unwrap_or(&front.places.head).clone();
        Diagnostic::new(Code::Rule(Rule::PublicationLate), place, told).help(say!(
            "核对成文日期；确实迟了的，今后按期公开，发布日期不得改动",
            "check the date of issue; if it was late, be in time from now on: dates of publication are not changed"
        ))
    })
}

/// Whether it is a decision or a result. A policy on licences or penalties is not.
fn is_decision(document: &Document) -> bool {
    let is_one = |duty: &Duty| DECISIONS.contains(&duty.code().as_str());
    document.kind() != Kind::Policy && document.front.duty.iter().any(is_one)
}

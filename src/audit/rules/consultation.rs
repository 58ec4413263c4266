//! A consultation is long enough, shows what it is about, and is answered.

use crate::audit::Auditor;
use crate::config::Thresholds;
use crate::content::{Consultation, Document, Particulars};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::law::consultation::{Period, Stage};
use crate::markdown::LinkKind;
use crate::portal::{Portal, State};
use crate::say;

/// The draft and its explanation.
const PAPERS: usize = 2;

/// A section of the text with one of these words in its heading holds one of them.
const HEADINGS: [&str; 3] = ["征求意见稿", "草案", "说明"];

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let thresholds = &auditor.config().audit.thresholds;
    let mut told = Vec::new();
    for (id, document) in portal.listed() {
        let Particulars::Consultation(consultation) = &document.particulars else { continue };
        told.extend(short(document, consultation, thresholds));
        told.extend(papers(document));
        if portal.state(id) == State::Consultation(Stage::Closed) {
            told.extend(unanswered(portal, document, consultation, thresholds));
        }
    }
    told
}

fn closes(document: &Document) -> Place {
    let places = &document.front.places;
    places.closes.as_ref().unwrap_or(&places.head).clone()
}

fn short(document: &Document, consultation: &Consultation, thresholds: &Thresholds) -> Option<Diagnostic> {
    let usual = thresholds.consultation;
    let days = Period::new(consultation.opens, consultation.closes)?.days();
    (days < usual.into() && consultation.short_reason.is_none()).then(|| {
        let told = say!(
            "征集期限 {days} 天，少于 {usual} 天，没有说明理由",
            "it is open for {days} days, fewer than {usual}, and does not say why"
        );
        Diagnostic::new(Code::Rule(Rule::ConsultationShort), closes(document), told).help(say!(
            "延长到 {usual} 天以上，或用 short_reason（缩短理由）说明理由",
            "keep it open for {usual} days, or say why by `short_reason`"
        ))
    })
}

fn papers(document: &Document) -> Option<Diagnostic> {
    let outline = &document.outline;
    let links = outline.links.iter().filter(|link| link.kind == LinkKind::Link && is_within(&link.to)).count();
    let sections = outline.headings.iter().filter(|heading| HEADINGS.iter().any(|word| heading.text.contains(word)));
    (document.front.attachments.len() + links + sections.count() < PAPERS).then(|| {
        let told = say!("没有附上征求意见稿和起草说明", "the draft and its explanation are not both attached");
        Diagnostic::new(Code::Rule(Rule::ConsultationPapers), document.front.places.head.clone(), told).help(say!(
            "把征求意见稿和起草说明写进 attachments（附件），或在正文里各设一节",
            "put both under `attachments`, or make a section of the text of each"
        ))
    })
}

/// Whether a link leads to a document or a file of the site.
fn is_within(to: &str) -> bool {
    !to.starts_with('#') && !to.contains("://") && !to.starts_with("mailto:") && !to.starts_with("tel:")
}

fn unanswered(
    portal: &Portal,
    document: &Document,
    consultation: &Consultation,
    thresholds: &Thresholds,
) -> Option<Diagnostic> {
    let days = (portal.date - consultation.closes).get_days();
    (days > thresholds.feedback.into()).then(|| {
        let told = say!("征集结束已 {days} 天，没有反馈", "it closed {days} days ago and was not answered");
        Diagnostic::new(Code::Rule(Rule::ConsultationFeedback), closes(document), told).help(say!(
            "公布意见采纳情况，写进 feedback（反馈）",
            "publish what was received and adopted, under `feedback`"
        ))
    })
}

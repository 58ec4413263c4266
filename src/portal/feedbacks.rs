//! Feedback that would answer twice.

use super::relations::{Relation, Relations};
use super::{DocumentId, Standing};
use crate::content::{Document, Particulars, Reference};
use crate::diag::{Code, Diagnostic};
use crate::say;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Documents that two consultations name as their feedback: how much was received and adopted could belong to either.
pub(super) fn shared(documents: &[Arc<Document>], standings: &[Standing], relations: &Relations) -> Vec<Diagnostic> {
    let mut first: FxHashMap<DocumentId, (&Reference, &str)> = FxHashMap::default();
    let mut faults = Vec::new();
    for (at, document) in documents.iter().enumerate().filter(|(at, _)| standings[*at].has_page()) {
        let Some(reference) = feedback(document) else { continue };
        let mut related = relations.of(DocumentId::new(at));
        let Some((_, to)) = related.find(|(relation, _)| *relation == Relation::Feedback) else { continue };
        match first.get(&to) {
            Some((earlier, title)) => faults.push(twice(reference, earlier, title)),
            None => {
                first.insert(to, (reference, &document.front.title));
            }
        }
    }
    faults
}

/// The document that a consultation names as its feedback.
fn feedback(document: &Document) -> Option<&Reference> {
    match &document.particulars {
        Particulars::Consultation(consultation) => consultation.feedback.as_ref()?.document.as_ref(),
        _ => None,
    }
}

fn twice(reference: &Reference, earlier: &Reference, title: &str) -> Diagnostic {
    let text = &reference.text;
    Diagnostic::new(
        Code::FeedbackTwice,
        reference.place.clone(),
        say!("“{text}”已经是《{title}》的反馈", "`{text}` is the feedback of 《{title}》 already"),
    )
    .related(earlier.place.clone(), say!("先写在这里", "first written here"))
    .help(say!(
        "每次征集各有各的反馈；合在一份文件里答复的，只在一处写 document，另一处写进 related（相关）",
        "each consultation has its own feedback; where one document answers both, name it once and put it under `related` in the other"
    ))
}

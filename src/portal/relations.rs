//! Which documents belong together, seen from both sides.

use super::references::{Index, unpublished};
use super::{DocumentId, Standing};
use crate::content::{Document, Effect, Particulars, Reference};
use crate::diag::{Code, Diagnostic};
use crate::say;
use std::collections::HashMap;
use std::sync::Arc;

/// How one document stands to another, from its own side. The order is the one in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named in `name`")]
pub enum Relation {
    Interprets,
    InterpretedBy,
    Repeals,
    RepealedBy,
    Amends,
    AmendedBy,
    Basis,
    BasisOf,
    OutcomeOf,
    Outcome,
    Decides,
    ConsultedBy,
    About,
    Consultation,
    Feedback,
    FeedbackOf,
    Fulfils,
    FulfilledBy,
    Evidence,
    EvidenceFor,
    ReplacedBy,
    Replaces,
    Related,
}

impl Relation {
    /// What the other document is to this one.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interprets => "解读文件",
            Self::InterpretedBy => "相关解读",
            Self::Repeals => "废止的文件",
            Self::RepealedBy => "被其废止",
            Self::Amends => "修改的文件",
            Self::AmendedBy => "被其修改",
            Self::Basis => "制定依据",
            Self::BasisOf => "以本文件为依据",
            Self::OutcomeOf => "对应决策事项",
            Self::Outcome => "决策结果",
            Self::Decides => "决策事项",
            Self::ConsultedBy => "意见征集",
            Self::About => "征求意见的文件",
            Self::Consultation => "征求意见情况",
            Self::Feedback => "意见采纳情况",
            Self::FeedbackOf => "对应意见征集",
            Self::Fulfils => "兑现的承诺",
            Self::FulfilledBy => "承诺兑现情况",
            Self::Evidence => "兑现依据",
            Self::EvidenceFor => "作为兑现依据",
            Self::ReplacedBy => "替代文件",
            Self::Replaces => "替代的文件",
            Self::Related => "相关文件",
        }
    }

    /// The same in English, for data files and templates.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Interprets => "interprets",
            Self::InterpretedBy => "interpreted_by",
            Self::Repeals => "repeals",
            Self::RepealedBy => "repealed_by",
            Self::Amends => "amends",
            Self::AmendedBy => "amended_by",
            Self::Basis => "basis",
            Self::BasisOf => "basis_of",
            Self::OutcomeOf => "outcome_of",
            Self::Outcome => "outcome",
            Self::Decides => "decides",
            Self::ConsultedBy => "consulted_by",
            Self::About => "about",
            Self::Consultation => "consultation",
            Self::Feedback => "feedback",
            Self::FeedbackOf => "feedback_of",
            Self::Fulfils => "fulfils",
            Self::FulfilledBy => "fulfilled_by",
            Self::Evidence => "evidence",
            Self::EvidenceFor => "evidence_for",
            Self::ReplacedBy => "replaced_by",
            Self::Replaces => "replaces",
            Self::Related => "related",
        }
    }

    /// Whether the document itself names the other, and not the other way round.
    #[must_use]
    pub fn is_own(self) -> bool {
        match self {
            Self::Interprets
            | Self::Repeals
            | Self::Amends
            | Self::Basis
            | Self::Outcome
            | Self::Decides
            | Self::About
            | Self::Feedback
            | Self::Fulfils
            | Self::Evidence
            | Self::ReplacedBy
            | Self::Related => true,
            Self::InterpretedBy
            | Self::RepealedBy
            | Self::AmendedBy
            | Self::BasisOf
            | Self::OutcomeOf
            | Self::ConsultedBy
            | Self::Consultation
            | Self::FeedbackOf
            | Self::FulfilledBy
            | Self::EvidenceFor
            | Self::Replaces => false,
        }
    }

    /// The same relation from the other side.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::Interprets => Self::InterpretedBy,
            Self::InterpretedBy => Self::Interprets,
            Self::Repeals => Self::RepealedBy,
            Self::RepealedBy => Self::Repeals,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::Basis => Self::BasisOf,
            Self::BasisOf => Self::Basis,
            Self::OutcomeOf => Self::Outcome,
            Self::Outcome => Self::OutcomeOf,
            Self::Decides => Self::ConsultedBy,
            Self::ConsultedBy => Self::Decides,
            Self::About => Self::Consultation,
            Self::Consultation => Self::About,
            Self::Feedback => Self::FeedbackOf,
            Self::FeedbackOf => Self::Feedback,
            Self::Fulfils => Self::FulfilledBy,
            Self::FulfilledBy => Self::Fulfils,
            Self::Evidence => Self::EvidenceFor,
            Self::EvidenceFor => Self::Evidence,
            Self::ReplacedBy => Self::Replaces,
            Self::Replaces => Self::ReplacedBy,
            Self::Related => Self::Related,
        }
    }
}

/// All relations, each from both sides, sorted; one document's are a stretch of the list.
#[derive(Debug, Default)]
pub struct Relations(Vec<(DocumentId, Relation, DocumentId)>);

impl Relations {
    /// Those of one document, in the order in which they are shown.
    pub fn of(&self, id: DocumentId) -> impl Iterator<Item = (Relation, DocumentId)> {
        let start = self.0.partition_point(|(from, ..)| *from < id);
        self.0[start..].iter().take_while(move |(from, ..)| *from == id).map(|(_, relation, to)| (*relation, *to))
    }
}

/// An amendment or a repeal that was resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved<'a> {
    pub(super) by: DocumentId,
    pub(super) on: DocumentId,
    pub(super) effect: &'a Effect,
}

/// What resolving all references gives.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) relations: Relations,
    pub(super) amendments: Vec<Resolved<'a>>,
    pub(super) repeals: Vec<Resolved<'a>>,
    pub(super) faults: Vec<Diagnostic>,
}

/// Resolves every reference of every document that is shown.
pub(super) fn resolve<'a>(documents: &'a [Arc<Document>], index: &Index<'_>, standings: &[Standing]) -> Found<'a> {
    let mut found = Found::default();
    let promises = promises(documents, &mut found.faults);
    for (at, document) in documents.iter().enumerate().filter(|(at, _)| standings[*at].has_page()) {
        let id = DocumentId::new(at);
        for (relation, reference, effect) in references(document) {
            match index.find(&document.path, reference, found.faults.len()) {
                Err(fault) => found.faults.push(*fault),
                Ok(to) => {
                    found.faults.extend(unpublished(standings[to.index()], &reference.text, &reference.place));
                    // What takes its place does so from the day of its withdrawal.
                    if relation != Relation::ReplacedBy || standings[at] == Standing::Withdrawn {
                        found.relate(id, relation, to);
                    }
                    let resolved = effect.map(|effect| Resolved { by: id, on: to, effect });
                    match relation {
                        Relation::Amends => found.amendments.extend(resolved),
                        Relation::Repeals => found.repeals.extend(resolved),
                        _ => {}
                    }
                }
            }
        }
        fulfil(documents, id, &promises, &mut found);
    }
    found.relations.0.sort_unstable();
    found.relations.0.dedup();
    found
}

impl Found<'_> {
    fn relate(&mut self, from: DocumentId, relation: Relation, to: DocumentId) {
        if from != to {
            self.relations.0.push((from, relation, to));
            self.relations.0.push((to, relation.reverse(), from));
        }
    }
}

/// Every reference of a document, and how it relates.
fn references(document: &Document) -> Vec<(Relation, &Reference, Option<&Effect>)> {
    let mut all: Vec<(Relation, &Reference, Option<&Effect>)> = Vec::new();
    all.extend(document.front.related.iter().map(|one| (Relation::Related, one, None)));
    let replaced = document.front.withdrawn.as_ref().and_then(|withdrawal| withdrawal.replaced_by.as_ref());
    all.extend(replaced.map(|one| (Relation::ReplacedBy, one, None)));
    match &document.particulars {
        Particulars::Policy(policy) => {
            all.extend(policy.basis.iter().map(|one| (Relation::Basis, one, None)));
            all.extend(policy.amends.iter().map(|one| (Relation::Amends, &one.document, Some(one))));
            all.extend(policy.repeals.iter().map(|one| (Relation::Repeals, &one.document, Some(one))));
        }
        Particulars::Interpretation(interpretation) => {
            all.extend(interpretation.interprets.iter().map(|one| (Relation::Interprets, one, None)))
        }
        Particulars::Decision(decision) => {
            all.extend(decision.outcome.iter().map(|one| (Relation::Outcome, one, None)))
        }
        Particulars::Consultation(consultation) => {
            all.extend(consultation.decision.iter().map(|one| (Relation::Decides, one, None)));
            all.extend(consultation.about.iter().map(|one| (Relation::About, one, None)));
            let feedback = consultation.feedback.as_ref().and_then(|feedback| feedback.document.as_ref());
            all.extend(feedback.map(|one| (Relation::Feedback, one, None)));
        }
        Particulars::Report(report) => {
            let evidence = report.fulfils.iter().flat_map(|fulfilment| &fulfilment.evidence);
            all.extend(evidence.map(|one| (Relation::Evidence, one, None)));
        }
        _ => {}
    }
    all
}

/// Which report made each promise; ids that are given twice are told.
fn promises<'a>(documents: &'a [Arc<Document>], faults: &mut Vec<Diagnostic>) -> HashMap<&'a str, DocumentId> {
    let mut promises: HashMap<&str, (DocumentId, &crate::diag::Place)> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        let Particulars::Report(report) = &document.particulars else { continue };
        for commitment in &report.commitments {
            let id = &commitment.id;
            if let Some((_, first)) = promises.get(id.as_str()) {
                faults.push(
                    Diagnostic::new(
                        Code::IdTwice,
                        commitment.place.clone(),
                        say!("承诺“{id}”已经有了", "there is a promise `{id}` already"),
                    )
                    .related((*first).clone(), say!("先写在这里", "first written here"))
                    .help(say!("换一个标识", "give it another id")),
                );
            } else {
                promises.insert(id, (DocumentId::new(at), &commitment.place));
            }
        }
    }
    promises.into_iter().map(|(id, (document, _))| (id, document)).collect()
}

/// Relates a report to those whose promises it answers, and tells of answers that can be none.
fn fulfil(documents: &[Arc<Document>], id: DocumentId, promises: &HashMap<&str, DocumentId>, found: &mut Found<'_>) {
    let document = &documents[id.index()];
    let Particulars::Report(report) = &document.particulars else { return };
    for (at, fulfilment) in report.fulfils.iter().enumerate() {
        let reference = &fulfilment.commitment;
        let Some(made) = promises.get(reference.text.as_str()) else {
            found.faults.push(no_promise(reference, promises));
            continue;
        };
        found.relate(id, Relation::Fulfils, *made);
        if *made == id || document.year() < documents[made.index()].year() {
            found.faults.push(no_later_report(reference));
        }
        if let Some(first) = report.fulfils[..at].iter().find(|one| one.commitment.text == reference.text) {
            found.faults.push(answered_twice(reference, &first.commitment));
        }
    }
}

fn no_promise(reference: &Reference, promises: &HashMap<&str, DocumentId>) -> Diagnostic {
    let text = &reference.text;
    let told = say!("没有承诺“{text}”", "there is no promise `{text}`");
    let fault = Diagnostic::new(Code::CommitmentUnknown, reference.place.clone(), told);
    let mut known: Vec<&str> = promises.keys().copied().collect();
    known.sort_unstable();
    let near = crate::law::nearest::few_nearest(text, known).join("、");
    if near.is_empty() {
        fault.help(say!("写上一年报告里 commitments（承诺）的标识", "write the id of a promise in an earlier report"))
    } else {
        fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }
}

/// What came of a promise can be told only after it was made.
fn no_later_report(reference: &Reference) -> Diagnostic {
    let text = &reference.text;
    let told =
        say!("这份报告不晚于作出承诺“{text}”的报告", "this report is no later than the one that promised `{text}`");
    Diagnostic::new(Code::CommitmentAnswer, reference.place.clone(), told)
        .help(say!("在以后年度的报告里写 fulfils（兑现）", "write what came of it in the report of a later year"))
}

fn answered_twice(reference: &Reference, first: &Reference) -> Diagnostic {
    let text = &reference.text;
    let told = say!("承诺“{text}”在这份报告里回应了两次", "this report answers the promise `{text}` twice");
    Diagnostic::new(Code::CommitmentAnswer, reference.place.clone(), told)
        .related(first.place.clone(), say!("先写在这里", "first written here"))
        .help(say!("留下一处，状态写最后的结果", "keep one, with what came of it in the end"))
}

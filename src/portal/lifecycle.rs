//! How policies and consultations stand on the portal's date.

use super::effects::{Deed, Effects};
use super::relations::Relations;
use super::{DocumentId, Relation, Standing};
use crate::content::{Consultation, Document, Particulars, Policy};
use crate::diag::{Code, Diagnostic};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::{Period, Stage};
use crate::law::validity::Validity;
use crate::say;
use jiff::civil::Date;
use std::sync::Arc;

/// The state of a document whose kind has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its kind has none.
    None,
    /// A policy's validity, and what made it so: a date, and the document that did it.
    Policy {
        /// Whether it is in force.
        validity: Validity,
        /// From which day, or through which day.
        date: Option<Date>,
        /// The document that amended or repealed it.
        by: Option<DocumentId>,
    },
    /// Where a consultation stands.
    Consultation(Stage),
}

impl State {
    /// The word of the contract.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Policy { validity, .. } => Some(validity.name()),
            Self::Consultation(stage) => Some(stage.name()),
        }
    }

    /// The English word.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Policy { validity, .. } => Some(validity.code()),
            Self::Consultation(stage) => Some(stage.code()),
        }
    }
}

/// The states of all documents; a status that is written and disagrees is told. What is withdrawn, or not published, has
/// none, whoever names it.
pub(super) fn states(
    documents: &[Arc<Document>],
    standings: &[Standing],
    (effects, relations): (&Effects, &Relations),
    date: Date,
) -> (Vec<State>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let state = |(at, document): (usize, &Arc<Document>)| match &document.particulars {
        _ if !standings[at].is_listed() => State::None,
        Particulars::Policy(own) => {
            let state = policy(DocumentId::new(at), document, own, (effects, date));
            faults.extend(disagreement(own, state, documents));
            state
        }
        Particulars::Consultation(consultation) => {
            let document = relations.of(DocumentId::new(at)).find(|(relation, _)| *relation == Relation::Feedback);
            let document = document.map(|(_, id)| (&*documents[id.index()], standings[id.index()]));
            let period = Period::new(consultation.opens, consultation.closes);
            let stage = |period: Period| period.stage(answered(consultation, document), date);
            period.map_or(State::None, |period| State::Consultation(stage(period)))
        }
        _ => State::None,
    };
    let states = documents.iter().enumerate().map(state).collect();
    (states, faults)
}

/// From which day a consultation is answered: the day that is given, else that of the document which answers it, else
/// the end of the period. A draft answers nothing.
fn answered(consultation: &Consultation, document: Option<(&Document, Standing)>) -> Option<Date> {
    let feedback = consultation.feedback.as_ref()?;
    let published = |document: &Document| document.front.published.map(|moment| moment.date);
    match (feedback.date, document) {
        (Some(given), _) => Some(given),
        (None, Some((_, Standing::Draft))) => None,
        (None, document) => document.and_then(|(document, _)| published(document)).or(Some(consultation.closes)),
    }
}

/// A policy's state on a day, and what made it so.
fn policy(id: DocumentId, document: &Document, policy: &Policy, (effects, day): (&Effects, Date)) -> State {
    let facts = effects.facts(id, document, policy);
    let validity = facts.on(day);
    let first = |deed| effects.of(id).find(|bite| bite.deed == deed).map(|bite| (bite.from, bite.by)).unzip();
    let (date, by) = match validity {
        Validity::Repealed => first(Deed::Repeals),
        Validity::PartlyRepealed => first(Deed::RepealsParts),
        Validity::Amended => first(Deed::Amends),
        Validity::Lapsed => (policy.expires, None),
        Validity::Pending => (Some(facts.effective), None),
        Validity::InForce => (None, None),
    };
    State::Policy { validity, date, by }
}

fn disagreement(policy: &Policy, state: State, documents: &[Arc<Document>]) -> Option<Diagnostic> {
    let (written, place) = policy.status.as_ref()?;
    let State::Policy { validity, date, by } = state else { return None };
    if *written == validity {
        return None;
    }
    let (written, right, right_en) = (written.name(), validity.name(), validity.code());
    let told = Diagnostic::new(
        Code::StatusDisagrees,
        place.clone(),
        say!("写的是“{written}”，推算为“{right}”", "`{written}` is written; it is {right_en}"),
    );
    let day = date.map_or_else(String::new, |date| date.to_string());
    let told = match by.map(|by| &documents[by.index()].front.title) {
        Some(title) => told.help(say!("{day} 起，《{title}》", "from {day}, by 《{title}》")),
        None if date.is_some() => told.help(say!("依据日期 {day}", "because of the date {day}")),
        None => told.help(say!("没有任何日期或文件使它失去效力", "no date and no document ends or changes its force")),
    };
    Some(told.help(say!(
        "删去 status 一行，由程序推算；或改正日期和关联文件",
        "delete the line `status`, which is worked out; or correct the dates and relations"
    )))
}

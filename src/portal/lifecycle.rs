//! How policies and consultations stand on the portal's date.

use super::relations::{Found, Resolved};
use super::{DocumentId, Standing};
use crate::content::{Document, Effect, Particulars, Policy};
use crate::diag::{Code, Diagnostic};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::{Period, Stage};
use crate::law::validity::{Facts, Validity};
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

/// The states of all documents; a status that is written and disagrees is told.
pub(super) fn states(
    documents: &[Arc<Document>],
    standings: &[Standing],
    found: &Found<'_>,
    date: Date,
) -> (Vec<State>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let effects = Effects::new(documents, standings, found);
    let state = |(at, document): (usize, &Arc<Document>)| match &document.particulars {
        Particulars::Policy(policy) => {
            let state = effects.policy(DocumentId::new(at), document, policy, date);
            faults.extend(disagreement(policy, state, documents).filter(|_| standings[at].has_page()));
            state
        }
        Particulars::Consultation(consultation) => {
            let answered = consultation.feedback.as_ref().map(|feedback| feedback.date.unwrap_or(consultation.closes));
            let period = Period::new(consultation.opens, consultation.closes);
            period.map_or(State::None, |period| State::Consultation(period.stage(answered, date)))
        }
        _ => State::None,
    };
    let states = documents.iter().enumerate().map(state).collect();
    (states, faults)
}

/// What amends and repeals each document: from when, and by which.
struct Effects {
    amended: Vec<Option<(Date, DocumentId)>>,
    repealed: Vec<Option<(Date, DocumentId)>>,
    partly: Vec<Option<(Date, DocumentId)>>,
}

impl Effects {
    fn new(documents: &[Arc<Document>], standings: &[Standing], found: &Found<'_>) -> Self {
        let none = || vec![None; documents.len()];
        let mut effects = Self { amended: none(), repealed: none(), partly: none() };
        let shown = |one: &&Resolved<'_>| standings[one.by.index()].is_listed();
        for one in found.amendments.iter().filter(shown) {
            earliest(&mut effects.amended[one.on.index()], from(one, documents));
        }
        for one in found.repeals.iter().filter(shown) {
            let list = if one.effect.parts.is_some() { &mut effects.partly } else { &mut effects.repealed };
            earliest(&mut list[one.on.index()], from(one, documents));
        }
        effects
    }

    fn policy(&self, id: DocumentId, document: &Document, policy: &Policy, day: Date) -> State {
        let at = id.index();
        let first = |list: &[Option<(Date, DocumentId)>]| list[at].map(|(date, _)| date);
        let effective = policy.effective.or(document.front.published.map(|moment| moment.date)).unwrap_or(Date::MIN);
        let facts = Facts {
            effective,
            expires: policy.expires,
            repealed: first(&self.repealed),
            partly_repealed: first(&self.partly),
            amended: first(&self.amended),
        };
        let validity = facts.on(day);
        let (date, by) = match validity {
            Validity::Repealed => self.repealed[at].unzip(),
            Validity::PartlyRepealed => self.partly[at].unzip(),
            Validity::Amended => self.amended[at].unzip(),
            Validity::Lapsed => (policy.expires, None),
            Validity::Pending => (Some(effective), None),
            Validity::InForce => (None, None),
        };
        State::Policy { validity, date, by }
    }
}

/// When an amendment or repeal bites: its own date, else when the document that makes it takes effect.
fn from(one: &Resolved<'_>, documents: &[Arc<Document>]) -> Option<(Date, DocumentId)> {
    let by = &documents[one.by.index()];
    let effective = match &by.particulars {
        Particulars::Policy(policy) => policy.effective,
        _ => None,
    };
    let Effect { date, .. } = one.effect;
    date.or(effective).or(by.front.published.map(|moment| moment.date)).map(|date| (date, one.by))
}

fn earliest(slot: &mut Option<(Date, DocumentId)>, new: Option<(Date, DocumentId)>) {
    *slot = match (*slot, new) {
        (Some(old), Some(new)) => Some(old.min(new)),
        (old, new) => old.or(new),
    };
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

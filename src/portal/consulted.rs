//! A consultation as pages show it: how long it is open, and what was answered.

use super::view::Shown;
use super::{DocumentId, Portal, Relation, State};
use crate::content::{Consultation, Feedback, Particulars};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::{Period, Stage};
use crate::law::quantity::Rate;

impl Portal {
    /// The keys of a consultation; nothing for another kind.
    pub(super) fn consultation(&self, id: DocumentId) -> Option<&Consultation> {
        match &self.document(id).particulars {
            Particulars::Consultation(consultation) => Some(consultation),
            _ => None,
        }
    }

    /// Where a consultation stands; nothing for another kind.
    pub(crate) fn stage(&self, id: DocumentId) -> Option<Stage> {
        match self.states[id.index()] {
            State::Consultation(stage) => Some(stage),
            _ => None,
        }
    }

    /// Shown as the field `consultation` of a consultation, and as a row of all of them.
    pub(super) fn show_consultation(&self, id: DocumentId) -> Shown {
        let (Some(consultation), Some(stage)) = (self.consultation(id), self.stage(id)) else { return Shown::Nothing };
        let mut record = self.named(id);
        record.extend([
            ("publishers", Shown::from(self.publisher_names(id))),
            ("state", Shown::word(stage.code())),
            ("state_name", Shown::word(stage.name())),
        ]);
        record.extend(self.period(consultation));
        let first = |relation| self.shown_by(id, relation).next().map(|other| Shown::Record(self.named(other)));
        record.push(("decision", first(Relation::Decides).unwrap_or(Shown::Nothing)));
        record.push(("about", first(Relation::About).unwrap_or(Shown::Nothing)));
        let feedback = consultation.feedback.as_ref().filter(|_| stage == Stage::Answered);
        let document = feedback.and_then(|_| first(Relation::Feedback)).unwrap_or(Shown::Nothing);
        record.push(("feedback", feedback.map_or(Shown::Nothing, |feedback| self.answer(feedback, document))));
        Shown::Record(record)
    }

    /// The days between which opinions are asked for, and whether they are fewer than usual without a reason.
    fn period(&self, consultation: &Consultation) -> Vec<(&'static str, Shown)> {
        let (opens, closes) = (consultation.opens, consultation.closes);
        let period = Period::new(opens, closes);
        let number = |days: Option<i32>| days.map_or(Shown::Nothing, |days| Shown::Number(days.into()));
        let past = (closes < self.date).then(|| (self.date - closes).get_days());
        let ahead = (self.date < opens).then(|| (opens - self.date).get_days());
        let is_short = period.is_some_and(Period::needs_reason);
        vec![
            ("opens", self.moment(Some(opens))),
            ("closes", self.moment(Some(closes))),
            ("days", number(period.map(Period::days))),
            ("left", number(period.and_then(|period| period.days_left(self.date)))),
            ("past", number(past)),
            ("ahead", number(ahead)),
            ("short", Shown::Yes(is_short)),
            ("unexplained", Shown::Yes(is_short && consultation.short_reason.is_none())),
            ("short_reason", Shown::text(consultation.short_reason.clone())),
        ]
    }

    fn answer(&self, feedback: &Feedback, document: Shown) -> Shown {
        let count = |count: Option<u32>| count.map_or(Shown::Nothing, |count| Shown::Number(count.into()));
        Shown::Record(vec![
            ("date", self.moment(feedback.date)),
            ("received", count(feedback.received)),
            ("adopted", count(feedback.adopted)),
            ("rate", Shown::text(adoption(feedback).map(|rate| rate.to_string()))),
            ("note", Shown::text(feedback.note.clone())),
            ("document", document),
        ])
    }
}

/// How many of the opinions were adopted, when both numbers are given.
fn adoption(feedback: &Feedback) -> Option<Rate> {
    Rate::new(usize::try_from(feedback.adopted?).ok()?, usize::try_from(feedback.received?).ok()?)
}

//! Why a policy has its state, in a sentence, and which states the days to come will bring it as far as is known.

use super::effects::{Bite, Deed};
use super::view::{Shown, View};
use super::{DocumentId, Portal, State};
use crate::content::Particulars;
use crate::law::closed_list::ClosedList;
use crate::law::validity::{Facts, Validity};
use jiff::civil::Date;

/// A state that a day to come brings.
#[derive(Debug, PartialEq, Eq)]
struct Turn {
    from: Date,
    validity: Validity,
    reason: Option<String>,
}

impl Portal {
    /// A state's reason on the portal's date: 废止：被启政发〔2026〕3号废止，2026-05-01起.
    pub(super) fn status_reason(&self, id: DocumentId) -> Shown {
        let State::Policy { validity, .. } = self.states[id.index()] else { return Shown::Nothing };
        let Some(facts) = self.validity_facts(id) else { return Shown::Nothing };
        Shown::text(self.reason(id, &facts, (validity, self.date)))
    }

    /// The documents that made a state what it is on the portal's date.
    pub(super) fn status_by(&self, id: DocumentId) -> Shown {
        let State::Policy { validity, .. } = self.states[id.index()] else { return Shown::List(Vec::new()) };
        let mut by: Vec<DocumentId> = self.causes(id, (validity, self.date)).map(|bite| bite.by).collect();
        by.dedup();
        Shown::views(by.into_iter().map(View::Document))
    }

    /// The states that come after the portal's date, so that a page which is opened later can say them by itself.
    pub(super) fn status_turns(&self, id: DocumentId) -> Shown {
        let turn = |turn: Turn| {
            Shown::Record(vec![
                ("from", self.moment(Some(turn.from))),
                ("code", Shown::word(turn.validity.code())),
                ("name", Shown::word(turn.validity.name())),
                ("reason", Shown::text(turn.reason)),
            ])
        };
        Shown::List(self.turns(id).into_iter().map(turn).collect())
    }

    fn turns(&self, id: DocumentId) -> Vec<Turn> {
        let Some(facts) = self.validity_facts(id) else { return Vec::new() };
        let lapses = facts.expires.and_then(|last| last.tomorrow().ok());
        let bites = self.effects.of(id).map(|bite| bite.from);
        let mut days: Vec<Date> = [Some(facts.effective), lapses].into_iter().flatten().chain(bites).collect();
        days.sort_unstable();
        let on = |from: Date| {
            let validity = facts.on(from);
            Turn { from, validity, reason: self.reason(id, &facts, (validity, from)) }
        };
        let mut turns = vec![on(self.date)];
        for turn in days.into_iter().filter(|day| *day > self.date).map(on) {
            if turns.last().is_none_or(|last| (last.validity, &last.reason) != (turn.validity, &turn.reason)) {
                turns.push(turn);
            }
        }
        turns.split_off(1)
    }

    fn validity_facts(&self, id: DocumentId) -> Option<Facts> {
        let document = self.document(id);
        match &document.particulars {
            Particulars::Policy(policy) => Some(self.effects.facts(id, document, policy)),
            _ => None,
        }
    }

    fn reason(&self, id: DocumentId, facts: &Facts, (validity, day): (Validity, Date)) -> Option<String> {
        let why = match validity {
            Validity::InForce => return None,
            Validity::Lapsed => format!("有效期至{}，已届满", facts.expires?),
            Validity::Pending => format!("{}起施行", facts.effective),
            Validity::Repealed | Validity::PartlyRepealed | Validity::Amended => {
                self.causes(id, (validity, day)).map(|bite| self.sentence(bite)).collect::<Vec<_>>().join("；")
            }
        };
        Some(format!("{}：{why}", validity.name()))
    }

    /// What others did that makes a state what it is on a day.
    fn causes(&self, id: DocumentId, (validity, day): (Validity, Date)) -> impl Iterator<Item = &Bite> {
        let (deeds, count): (&[Deed], usize) = match validity {
            // What comes after a repeal changes nothing.
            Validity::Repealed => (&[Deed::Repeals], 1),
            Validity::PartlyRepealed => (&[Deed::RepealsParts, Deed::Amends], usize::MAX),
            Validity::Amended => (&[Deed::Amends], usize::MAX),
            Validity::InForce | Validity::Lapsed | Validity::Pending => (&[], 0),
        };
        self.effects.of(id).filter(move |bite| bite.from <= day && deeds.contains(&bite.deed)).take(count)
    }

    /// 第三条被启政发〔2026〕3号废止，2026-05-01起.
    fn sentence(&self, bite: &Bite) -> String {
        let front = &self.document(bite.by).front;
        let by = front.doc_number.as_ref().map_or_else(|| format!("《{}》", front.title), ToString::to_string);
        let verb = if bite.deed == Deed::Amends { "修改" } else { "废止" };
        format!("{}被{by}{verb}，{}起", bite.parts.as_deref().unwrap_or_default(), bite.from)
    }
}

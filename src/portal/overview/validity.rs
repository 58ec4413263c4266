//! 行政规范性文件: which are in force, which are not, and why, as of the portal’s date; what became of them year by year;
//! how many are filed with the authority above (备案).

use crate::content::{Document, Particulars, Policy};
use crate::law::closed_list::ClosedList;
use crate::law::quantity::Rate;
use crate::law::validity::{Validity, ends_within};
use crate::portal::effects::{Deed, effective};
use crate::portal::list::newest_first;
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal, State};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How long before its last day a document is to be assessed, in months: what the local rules on normative documents
/// ask for that set terms (Hunan's among them).
const ASSESSED: i32 = 6;

/// Shown as the field `validity` of the site.
pub(in crate::portal) fn validity(portal: &Portal) -> Shown {
    let all = normative(portal);
    let state = |validity: Validity| {
        Shown::Record(vec![
            ("code", Shown::word(validity.code())),
            ("name", Shown::word(validity.name())),
            ("count", all.iter().filter(|one| one.validity == validity).count().into()),
        ])
    };
    let mut record = counts(portal, &all);
    record.extend([
        ("states", Shown::List(Validity::ALL.iter().copied().map(state).collect())),
        ("rows", Shown::List(all.iter().map(|one| one.row(portal)).collect())),
        ("changes", changes(portal, &all)),
        ("filing", filing(portal, &all)),
    ]);
    Shown::Record(record)
}

/// The counts of all of them together.
pub(super) fn sum(portal: &Portal) -> Shown {
    Shown::Record(counts(portal, &normative(portal)))
}

fn counts(portal: &Portal, all: &[Normative<'_>]) -> Vec<(&'static str, Shown)> {
    let expiring = all.iter().filter(|one| one.is_expiring(portal.date)).count();
    let in_force = all.iter().filter(|one| one.is_in_force()).count();
    vec![("count", all.len().into()), ("in_force", in_force.into()), ("expiring", expiring.into())]
}

/// An administrative normative document that is listed.
struct Normative<'a> {
    id: DocumentId,
    document: &'a Document,
    policy: &'a Policy,
    validity: Validity,
}

/// The newest first.
fn normative(portal: &Portal) -> Vec<Normative<'_>> {
    let one = |id: DocumentId| {
        let document = portal.document(id);
        match (&document.particulars, portal.states[id.index()]) {
            (Particulars::Policy(policy), State::Policy { validity, .. }) if policy.normative => {
                Some(Normative { id, document, policy, validity })
            }
            _ => None,
        }
    };
    newest_first(&portal.documents, &portal.standings).into_iter().filter_map(one).collect()
}

impl Normative<'_> {
    fn is_in_force(&self) -> bool {
        self.validity.is_in_force()
    }

    /// Whether its last day in force comes within the months in which it is to be assessed.
    fn is_expiring(&self, today: Date) -> bool {
        self.is_in_force() && self.policy.expires.is_some_and(|last| ends_within(last, today, ASSESSED))
    }

    fn row(&self, portal: &Portal) -> Shown {
        let front = &self.document.front;
        let name = |id: &_| {
            let organisation = portal.config.organisations.get(*id);
            Shown::from(organisation.short.clone().unwrap_or_else(|| organisation.name.clone()))
        };
        let starts = Some(effective(self.document, self.policy)).filter(|date| *date > Date::MIN);
        Shown::Record(vec![
            ("title", front.title.clone().into()),
            ("url", portal.document_url(self.id).to_owned().into()),
            ("doc_number", Shown::text(front.doc_number.as_ref().map(ToString::to_string))),
            ("publishers", Shown::List(front.publishers.iter().map(name).collect())),
            ("topic", front.topic.map_or(Shown::Nothing, |topic| Shown::word(topic.class().name))),
            ("year", self.document.year().map_or(Shown::Nothing, |year| Shown::Number(year.into()))),
            ("effective", portal.moment(starts)),
            ("expires", portal.moment(self.policy.expires)),
            ("status", Shown::word(self.validity.name())),
            ("status_code", Shown::word(self.validity.code())),
            ("reason", portal.status_reason(self.id)),
            ("turns", portal.status_turns(self.id)),
            ("expiring", Shown::Yes(self.is_expiring(portal.date))),
            ("filed", Shown::Yes(self.policy.filed_by(portal.date).is_some())),
        ])
    }

    /// What befell it by a day, with the first day on which it held. A document that was repealed by then does not
    /// lapse as well.
    fn fates(&self, portal: &Portal, today: Date) -> Vec<(Date, Fate)> {
        let bites = || portal.effects.of(self.id).map(|bite| (bite.from, bite.deed));
        let first_repeal = bites().find(|(_, deed)| *deed == Deed::Repeals).map(|(from, _)| from);
        let lapses = self.policy.expires.and_then(|last| last.tomorrow().ok());
        let lapses = lapses.filter(|day| first_repeal.is_none_or(|repeal| repeal > *day));
        // What comes after a repeal changes nothing, a second repeal neither.
        let done = bites().filter(|(from, _)| first_repeal.is_none_or(|repeal| *from <= repeal));
        let done = done.map(|(from, deed)| match deed {
            Deed::Amends => (from, Fate::Amended),
            Deed::RepealsParts => (from, Fate::PartlyRepealed),
            Deed::Repeals => (from, Fate::Repealed),
        });
        done.chain(lapses.map(|day| (day, Fate::Lapsed))).filter(|(day, _)| *day <= today).collect()
    }
}

/// What a clean-up (清理) counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Amended,
    PartlyRepealed,
    Repealed,
    Lapsed,
}

/// How many documents were amended, repealed or lapsed in each year, the newest first; a document counts once for each
/// in a year, in the year in which it bites (that of the first day out of force for one that lapsed).
fn changes(portal: &Portal, all: &[Normative<'_>]) -> Shown {
    let mut years: BTreeMap<Reverse<i16>, BTreeSet<(Fate, DocumentId)>> = BTreeMap::new();
    for one in all {
        for (day, fate) in one.fates(portal, portal.date) {
            years.entry(Reverse(day.year())).or_default().insert((fate, one.id));
        }
    }
    let row = |(Reverse(year), fates): (Reverse<i16>, BTreeSet<(Fate, DocumentId)>)| {
        let count = |fate| Shown::from(fates.iter().filter(|(one, _)| *one == fate).count());
        Shown::Record(vec![
            ("year", Shown::Number(year.into())),
            ("amended", count(Fate::Amended)),
            ("partly_repealed", count(Fate::PartlyRepealed)),
            ("repealed", count(Fate::Repealed)),
            ("lapsed", count(Fate::Lapsed)),
        ])
    };
    Shown::List(years.into_iter().map(row).collect())
}

/// 报备率: how many of the documents were filed, in all and of each year, the newest first.
fn filing(portal: &Portal, all: &[Normative<'_>]) -> Shown {
    let mut years: BTreeMap<Reverse<i16>, Vec<&Normative<'_>>> = BTreeMap::new();
    for one in all {
        if let Some(year) = one.document.year() {
            years.entry(Reverse(year)).or_default().push(one);
        }
    }
    let row = |(Reverse(year), of_year): (Reverse<i16>, Vec<&Normative<'_>>)| {
        Shown::Record(vec![("year", Shown::Number(year.into())), ("rate", filed(portal.date, of_year))])
    };
    Shown::Record(vec![
        ("total", filed(portal.date, all.iter())),
        ("years", Shown::List(years.into_iter().map(row).collect())),
    ])
}

/// How many of some documents were filed by a day: part, whole and percent.
fn filed<'a>(day: Date, all: impl IntoIterator<Item = &'a Normative<'a>>) -> Shown {
    let (mut part, mut whole) = (0, 0);
    for one in all {
        whole += 1;
        part += usize::from(one.policy.filed_by(day).is_some());
    }
    let percent = Rate::new(part, whole).map(|rate| rate.to_string());
    Shown::Record(vec![("part", part.into()), ("whole", whole.into()), ("percent", Shown::text(percent))])
}

//! What reports promised, and what later ones say came of it: all of them, counted by year and by publisher.

use crate::config::OrganisationId;
use crate::law::closed_list::ClosedList;
use crate::law::promise::Course;
use crate::law::quantity::Rate;
use crate::portal::Portal;
use crate::portal::promises::Promised;
use crate::portal::view::Shown;
use std::collections::BTreeMap;

/// Shown as the field `commitments` of the site.
pub(in crate::portal) fn commitments(portal: &Portal) -> Shown {
    let promises = portal.promises();
    let mut years: BTreeMap<i16, Tally> = BTreeMap::new();
    let mut publishers: BTreeMap<OrganisationId, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for promised in &promises {
        all.count(promised);
        years.entry(promised.year).or_default().count(promised);
        for id in &portal.document(promised.by).front.publishers {
            publishers.entry(*id).or_default().count(promised);
        }
    }
    let years = years.into_iter().rev().map(|(year, tally)| tally.shown(vec![("year", Shown::Number(year.into()))]));
    // The newest report first, its promises in its own order.
    let rows = promises.chunk_by(|one, other| one.by == other.by).rev().flatten().map(|one| portal.shown_promise(one));
    let publishers = publishers.into_iter().map(|(id, tally)| tally.shown(portal.named_organisation(id)));
    Shown::Record(vec![
        ("all", all.shown(Vec::new())),
        ("years", Shown::List(years.collect())),
        ("publishers", Shown::List(publishers.collect())),
        ("rows", Shown::List(rows.collect())),
    ])
}

/// The counts of all promises together.
pub(super) fn sum(portal: &Portal) -> Shown {
    let mut all = Tally::default();
    portal.promises().iter().for_each(|promised| all.count(promised));
    all.shown(Vec::new())
}

/// How many promises stand how.
#[derive(Default)]
struct Tally {
    total: usize,
    by_course: BTreeMap<Course, usize>,
}

impl Tally {
    fn count(&mut self, promised: &Promised<'_>) {
        self.total += 1;
        *self.by_course.entry(promised.course).or_default() += 1;
    }

    fn of(&self, course: Course) -> usize {
        self.by_course.get(&course).copied().unwrap_or_default()
    }

    /// Its numbers, after what it is the tally of.
    fn shown(&self, mut record: Vec<(&'static str, Shown)>) -> Shown {
        let states = Course::ALL.iter().map(|course| {
            Shown::Record(vec![
                ("code", Shown::word(course.code())),
                ("name", Shown::word(course.name())),
                ("count", self.of(*course).into()),
            ])
        });
        record.extend([
            ("total", self.total.into()),
            ("kept", self.of(Course::Kept).into()),
            ("rate", Shown::text(Rate::new(self.of(Course::Kept), self.total).map(|rate| rate.to_string()))),
            ("states", Shown::List(states.collect())),
        ]);
        Shown::Record(record)
    }
}

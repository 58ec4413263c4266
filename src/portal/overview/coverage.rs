//! Which policies have an interpretation, and how soon after them it came.
//!
//! Every document of the kind 政策文件 counts that is published on the portal's date, whatever became of its force: the
//! duty came with its publication. Of the normative ones (行政规范性文件), which must be interpreted everywhere, the
//! same is counted once more.

use crate::config::OrganisationId;
use crate::content::Particulars;
use crate::law::closed_list::ClosedList;
use crate::law::interpretation::{Coverage, WORKING_DAYS};
use crate::law::quantity::Rate;
use crate::portal::interpreted::Interpreted;
use crate::portal::list::sort;
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The counts of all policies together.
pub(super) fn sum(portal: &Portal) -> Shown {
    Tally::of(&policies(portal)).show(Vec::new())
}

/// One policy, and what is known of its interpretations.
struct Policy {
    id: DocumentId,
    is_normative: bool,
    year: Option<i16>,
    interpreted: Interpreted,
}

/// Shown as the field `coverage` of the site.
pub(in crate::portal) fn coverage(portal: &Portal) -> Shown {
    let policies = policies(portal);
    Shown::Record(vec![
        ("working_days", Shown::Number(WORKING_DAYS.into())),
        ("total", Tally::of(&policies).show(Vec::new())),
        ("normative", Tally::of(policies.iter().filter(|policy| policy.is_normative)).show(Vec::new())),
        ("years", by_year(&policies)),
        ("publishers", by_publisher(portal, &policies)),
        ("documents", Shown::List(policies.iter().map(|policy| row(portal, policy)).collect())),
        ("interpretations", interpretations(portal, &policies)),
    ])
}

/// All policies that are published, the newest first.
fn policies(portal: &Portal) -> Vec<Policy> {
    let policy = |(id, document): (DocumentId, &crate::content::Document)| match &document.particulars {
        Particulars::Policy(policy) => Some((id, policy.normative)),
        _ => None,
    };
    let known = portal.listed().filter_map(policy).map(|(id, is_normative)| Policy {
        id,
        is_normative,
        year: portal.day_of(id).map(jiff::civil::Date::year),
        interpreted: portal.interpreted(id),
    });
    let mut all: Vec<Policy> = known.collect();
    all.sort_by_key(|policy| (Reverse(portal.document(policy.id).front.published), policy.id));
    all
}

/// How many policies stand how.
#[derive(Default)]
struct Tally {
    documents: usize,
    of: BTreeMap<Coverage, usize>,
    by: BTreeSet<DocumentId>,
}

impl Tally {
    fn of<'a>(policies: impl IntoIterator<Item = &'a Policy>) -> Self {
        let mut tally = Self::default();
        policies.into_iter().for_each(|policy| tally.add(policy));
        tally
    }

    fn add(&mut self, policy: &Policy) {
        self.documents += 1;
        *self.of.entry(policy.interpreted.coverage).or_default() += 1;
        self.by.extend(&policy.interpreted.by);
    }

    /// The counts, after what names whose they are.
    fn show(&self, mut record: Vec<(&'static str, Shown)>) -> Shown {
        let count = |coverage: &Coverage| self.of.get(coverage).copied().unwrap_or_default();
        let covered = Coverage::ALL.iter().filter(|one| one.is_covered()).map(count).sum();
        let rate = |part| Shown::text(Rate::new(part, self.documents).map(|rate| rate.to_string()));
        record.extend([
            ("documents", self.documents.into()),
            ("covered", Shown::from(covered)),
            ("interpretations", self.by.len().into()),
            ("rate", rate(covered)),
            ("timely_rate", rate(count(&Coverage::Timely))),
        ]);
        record.extend(Coverage::ALL.iter().map(|one| (one.code(), count(one).into())));
        Shown::Record(record)
    }
}

fn by_year(policies: &[Policy]) -> Shown {
    let mut years: BTreeMap<Reverse<i16>, Tally> = BTreeMap::new();
    for policy in policies {
        if let Some(year) = policy.year {
            years.entry(Reverse(year)).or_default().add(policy);
        }
    }
    let row = |(year, tally): (&Reverse<i16>, &Tally)| {
        tally.show(vec![("name", format!("{}年", year.0).into()), ("url", Shown::Nothing)])
    };
    Shown::List(years.iter().map(row).collect())
}

/// In the order of the organisations' file; a joint document counts for each of its publishers.
fn by_publisher(portal: &Portal, policies: &[Policy]) -> Shown {
    let mut publishers: BTreeMap<OrganisationId, Tally> = BTreeMap::new();
    for policy in policies {
        for publisher in &portal.document(policy.id).front.publishers {
            publishers.entry(*publisher).or_default().add(policy);
        }
    }
    let row = |(id, tally): (&OrganisationId, &Tally)| tally.show(portal.named_organisation(*id));
    Shown::List(publishers.iter().map(row).collect())
}

fn row(portal: &Portal, policy: &Policy) -> Shown {
    let Interpreted { by, coverage, last_day } = &policy.interpreted;
    let number = portal.document(policy.id).front.doc_number.as_ref();
    let mut record = portal.named(policy.id);
    record.extend([
        ("doc_number", Shown::text(number.map(ToString::to_string))),
        ("publishers", portal.publisher_names(policy.id).into()),
        ("year", policy.year.map_or(Shown::Nothing, |year| Shown::Number(year.into()))),
        ("normative", Shown::Yes(policy.is_normative)),
        ("state", Shown::word(coverage.code())),
        ("state_name", Shown::word(coverage.name())),
        ("last_day", portal.moment(*last_day)),
        ("interpretations", Shown::List(by.iter().map(|one| Shown::Record(portal.named(*one))).collect())),
    ]);
    Shown::Record(record)
}

/// The interpretations that cover these policies, the newest first, each with the policies that it covers.
fn interpretations(portal: &Portal, policies: &[Policy]) -> Shown {
    let by: BTreeSet<DocumentId> = policies.iter().flat_map(|policy| policy.interpreted.by.iter().copied()).collect();
    let mut by: Vec<DocumentId> = by.into_iter().collect();
    sort(&mut by, &portal.documents, crate::content::Order::Published);
    let is_policy = |id: &DocumentId| matches!(portal.document(*id).particulars, Particulars::Policy(_));
    let row = |id: &DocumentId| {
        let covers: Vec<DocumentId> = portal.shown_by(*id, Relation::Interprets).filter(is_policy).collect();
        let mut record = portal.named(*id);
        record.extend([
            ("publishers", portal.publisher_names(*id).into()),
            ("count", covers.len().into()),
            ("documents", Shown::List(covers.into_iter().map(|one| Shown::Record(portal.named(one))).collect())),
        ]);
        Shown::Record(record)
    };
    Shown::List(by.iter().map(row).collect())
}

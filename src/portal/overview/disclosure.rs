//! The platform on which government information is disclosed (政府信息公开平台): its four parts for each publisher, and which
//! of the duties of disclosure have content.
//!
//! Source: 国办公开办函〔2019〕61号 for the parts, 政府信息公开条例 art. 20 and 21 for the duties. A disclosure report belongs to
//! 年报; a document that names a duty (`duty`) to 法定主动公开内容; any document to the part that the type of its column
//! (`column_type`) names, or of the nearest column above that names one.

use crate::config::{Organisation, OrganisationId};
use crate::content::{Document, Particulars};
use crate::law::closed_list::ClosedList;
use crate::law::disclosure::Part;
use crate::law::duty::Duty;
use crate::law::level::Level;
use crate::law::moment::Moment;
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal};
use std::collections::BTreeMap;

/// How many of the newest documents are named for a part or a duty.
const NAMED: usize = 5;

/// Shown as the field `disclosure` of the site.
pub(in crate::portal) fn disclosure(portal: &Portal) -> Shown {
    let mut shelves: BTreeMap<OrganisationId, Shelves> = BTreeMap::new();
    for (id, document) in portal.listed() {
        for publisher in &document.front.publishers {
            shelves.entry(*publisher).or_default().add(portal, id, document);
        }
    }
    let publishers = shelves.iter().map(|(id, shelves)| shelves.shown(portal, *id));
    Shown::Record(vec![("publishers", Shown::List(publishers.collect()))])
}

/// What a publisher has published.
#[derive(Default)]
struct Shelves {
    parts: BTreeMap<Part, Shelf>,
    duties: BTreeMap<Duty, Shelf>,
}

/// Documents that belong together: the newest by name, all by number.
#[derive(Default)]
struct Shelf {
    count: usize,
    /// When each was last updated, the newest first.
    newest: Vec<(Moment, DocumentId)>,
}

impl Shelves {
    fn add(&mut self, portal: &Portal, id: DocumentId, document: &Document) {
        let Some(updated) = portal.last_changed(id) else { return };
        let of_column = column_part(portal, id);
        let of_kind = matches!(document.particulars, Particulars::Disclosure(_)).then_some(Part::Reports);
        let of_duty = (!document.front.duty.is_empty()).then_some(Part::Active);
        let mut parts: Vec<Part> = [of_kind.or(of_column), of_duty].into_iter().flatten().collect();
        parts.dedup();
        for part in parts {
            self.parts.entry(part).or_default().add(updated, id);
        }
        let mut duties = document.front.duty.clone();
        duties.sort_unstable();
        duties.dedup();
        for duty in duties {
            self.duties.entry(duty).or_default().add(updated, id);
        }
    }

    fn shown(&self, portal: &Portal, id: OrganisationId) -> Shown {
        let organisation = portal.config.organisations.get(id);
        let duties: Vec<Duty> =
            Duty::all().filter(|duty| self.duties.contains_key(duty) || binds(*duty, organisation)).collect();
        let none = Shelf::default();
        let part = |part: &Part| {
            self.parts
                .get(part)
                .unwrap_or(&none)
                .shown(portal, vec![("code", Shown::word(part.code())), ("name", Shown::word(part.name()))])
        };
        let duty = |duty: &Duty| {
            self.duties
                .get(duty)
                .unwrap_or(&none)
                .shown(portal, vec![("code", duty.code().into()), ("text", Shown::word(duty.text()))])
        };
        let newest = self.parts.values().filter_map(Shelf::updated).max();
        let mut record = portal.named_organisation(id);
        record.extend([
            ("level", organisation.level.map_or(Shown::Nothing, |level| Shown::word(level.name()))),
            ("updated", portal.moment(newest)),
            ("held", self.duties.len().into()),
            ("owed", duties.len().into()),
            ("parts", Shown::List(Part::ALL.iter().map(part).collect())),
            ("duties", Shown::List(duties.iter().map(duty).collect())),
        ]);
        Shown::Record(record)
    }
}

impl Shelf {
    fn add(&mut self, updated: Moment, id: DocumentId) {
        self.count += 1;
        let place = self.newest.partition_point(|(other, _)| other.at() >= updated.at());
        if place < NAMED {
            self.newest.insert(place, (updated, id));
            self.newest.truncate(NAMED);
        }
    }

    fn updated(&self) -> Option<Moment> {
        self.newest.first().map(|(updated, _)| *updated)
    }

    /// What it holds, after what it is.
    fn shown(&self, portal: &Portal, mut record: Vec<(&'static str, Shown)>) -> Shown {
        let documents = self.newest.iter().map(|(updated, id)| {
            let mut record = portal.named(*id);
            record.push(("updated", portal.moment(Some(*updated))));
            Shown::Record(record)
        });
        record.extend([
            ("count", self.count.into()),
            ("updated", portal.moment(self.updated())),
            ("documents", Shown::List(documents.collect())),
        ]);
        Shown::Record(record)
    }
}

/// The part of the nearest column above a document that is one.
fn column_part(portal: &Portal, id: DocumentId) -> Option<Part> {
    let mut columns = std::iter::successors(Some(portal.home(id)), |column| portal.section(*column).parent);
    columns.find_map(|column| portal.section(column).source.column_type.as_ref().and_then(Part::of_column))
}

/// Whether a duty is an organisation's; where its level is not known, those of art. 20 are, which bind all (a province owes
/// these alone).
fn binds(duty: Duty, organisation: &Organisation) -> bool {
    duty.binds(organisation.level.unwrap_or(Level::Province))
}

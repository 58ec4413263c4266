//! What was published, changed, archived and withdrawn, the newest first: the portal’s own change log.

use crate::content::Document;
use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::moment::Moment;
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal, Relation, Standing};
use jiff::civil::DateTime;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many entries the page shows.
const LATEST: usize = 200;

closed_list! {
    /// What happened to a document. On one day the first of these stands first.
    pub enum Happening {
        Withdrawn: "withdrawn", "撤回";
        Archived: "archived", "归档";
        Revised: "revised", "修订";
        Updated: "updated", "更新";
        Published: "published", "发布";
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The document.
    pub document: DocumentId,
    /// What happened.
    pub happening: Happening,
    /// When.
    pub moment: Moment,
    /// What the change log or the withdrawal says of it.
    pub note: Option<String>,
    /// Whether it changed the meaning.
    pub major: bool,
    /// A name for it among the document’s entries that stays when others come.
    pub name: String,
}

/// Shown as the field `changes` of the site: the months, each with its entries.
pub(in crate::portal) fn changes(portal: &Portal) -> Shown {
    let mut months: BTreeMap<Reverse<(i16, i8)>, Vec<Shown>> = BTreeMap::new();
    for entry in portal.log(LATEST) {
        let date = entry.moment.date;
        months.entry(Reverse((date.year(), date.month()))).or_default().push(row(portal, entry));
    }
    let month = |(Reverse((year, month)), entries): (Reverse<(i16, i8)>, Vec<Shown>)| {
        Shown::Record(vec![("name", format!("{year}年{month}月").into()), ("entries", Shown::List(entries))])
    };
    Shown::List(months.into_iter().map(month).collect())
}

/// Shown as the field `latest_changes` of the site: as many as a feed has.
pub(in crate::portal) fn latest_changes(portal: &Portal) -> Shown {
    Shown::List(portal.latest_changes().into_iter().map(|entry| row(portal, entry)).collect())
}

fn row(portal: &Portal, entry: Entry) -> Shown {
    let document = portal.document(entry.document);
    let mut record = vec![
        ("happening", Shown::word(entry.happening.code())),
        ("happening_name", Shown::word(entry.happening.name())),
        ("date", portal.moment(Some(entry.moment))),
        ("title", document.front.title.clone().into()),
        ("url", portal.document_url(entry.document).to_owned().into()),
        ("kind_name", Shown::word(document.kind().name())),
        ("doc_number", Shown::text(document.front.doc_number.as_ref().map(ToString::to_string))),
        ("note", Shown::text(entry.note)),
        ("major", Shown::Yes(entry.major)),
        ("replacement", replacement(portal, entry.document, entry.happening)),
    ];
    record.extend(portal.named_state(Some(entry.document)));
    Shown::Record(record)
}

/// What stands in the place of a document that was withdrawn.
fn replacement(portal: &Portal, id: DocumentId, happening: Happening) -> Shown {
    if happening != Happening::Withdrawn {
        return Shown::Nothing;
    }
    let other = portal.relations.of(id).find(|(relation, _)| *relation == Relation::ReplacedBy).map(|(_, other)| other);
    other.map_or(Shown::Nothing, |other| {
        let has_page = portal.standing(other).has_page();
        let mut record = vec![
            ("title", portal.document(other).front.title.clone().into()),
            ("url", Shown::text(has_page.then(|| portal.document_url(other)))),
        ];
        record.extend(portal.named_state(Some(other)));
        Shown::Record(record)
    })
}

impl Portal {
    /// The newest entries of the log, as many as a feed shows.
    #[must_use]
    pub fn latest_changes(&self) -> Vec<Entry> {
        self.log(self.config.feed_limit)
    }

    /// The newest entries up to the portal’s date, by time, then by path, then by what happened.
    fn log(&self, limit: usize) -> Vec<Entry> {
        let shown = self.documents().filter(|(id, _)| self.standing(*id).has_page());
        let dated = shown.flat_map(|(id, document)| dated(document, id, self.standing(id)));
        let mut all: Vec<Dated> = dated.filter(|one| one.moment.date <= self.date).collect();
        if all.len() > limit {
            // Most of a large portal's log is never shown, and need not be put in order.
            all.select_nth_unstable(limit);
            all.truncate(limit);
        }
        all.sort_unstable();
        all.into_iter().map(|one| one.entry(self.document(one.document))).collect()
    }
}

/// Something that happened, in the order of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    at: Reverse<DateTime>,
    document: DocumentId,
    happening: Happening,
    /// The line of the document's own change log.
    line: usize,
    moment: Moment,
}

/// All that happened to a document, of days to come too. Of one that is withdrawn nothing else is told.
fn dated(document: &Document, id: DocumentId, standing: Standing) -> impl Iterator<Item = Dated> {
    let front = &document.front;
    let is_withdrawn = standing == Standing::Withdrawn;
    // A line of the change log says more than the date alone.
    let is_told = |moment: &Moment| front.history.iter().any(|revision| revision.date == moment.date);
    let withdrawn = front.withdrawn.as_ref().map(|one| (Moment::from(one.date), Happening::Withdrawn, 0));
    let archived = front.archived.map(|date| (Moment::from(date), Happening::Archived, 0));
    let updated = front.updated.filter(|moment| front.published != Some(*moment) && !is_told(moment));
    let updated = updated.map(|moment| (moment, Happening::Updated, 0));
    let published = front.published.map(|moment| (moment, Happening::Published, 0));
    let revised = (0..).zip(&front.history).map(|(line, one)| (Moment::from(one.date), Happening::Revised, line));
    let others = [archived, updated, published].into_iter().flatten().chain(revised);
    let all = withdrawn.filter(|_| is_withdrawn).into_iter().chain(others.filter(move |_| !is_withdrawn));
    all.map(move |(moment, happening, line)| Dated { at: Reverse(moment.at()), document: id, happening, line, moment })
}

impl Dated {
    fn entry(self, document: &Document) -> Entry {
        let front = &document.front;
        let revision = front.history.get(self.line).filter(|_| self.happening == Happening::Revised);
        let withdrawal = front.withdrawn.as_ref().filter(|_| self.happening == Happening::Withdrawn);
        Entry {
            document: self.document,
            happening: self.happening,
            moment: self.moment,
            note: revision.map(|one| one.note.clone()).or_else(|| withdrawal.map(|one| one.reason.clone())),
            major: revision.is_some_and(|one| one.major),
            name: self.name(document),
        }
    }

    /// What happens once has its own word; the others have their day with it, and the second line of a day its number,
    /// whatever stands around it.
    fn name(self, document: &Document) -> String {
        let (code, day) = (self.happening.code(), self.moment.day());
        let revisions = document.front.history.iter().take(self.line);
        let before = revisions.filter(|one| one.date == self.moment.date).count();
        match self.happening {
            Happening::Withdrawn | Happening::Archived | Happening::Published => code.to_owned(),
            Happening::Revised if before > 0 => format!("{code}-{day}-{}", before + 1),
            Happening::Revised | Happening::Updated => format!("{code}-{day}"),
        }
    }
}

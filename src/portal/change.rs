//! What is otherwise in one portal than in another: whether that which a page read would read the same today.
//!
//! In: the portal of which a page was made, and the portal of now. Out: for a [`Key`] of the older one, whether its value
//! has changed. Things are the same when they have the same name: a document its path, a section its folder, a term its
//! taxonomy and URL, a series its indicator. Each answer is found once. Never here: what was read by whom.

use super::view::{Shown, Starts, View};
use super::{DocumentId, Owner, Plan, Portal, Resolved, SectionId, SeriesId, TermId};
use crate::trace::{Key, Subject};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

/// Two portals, the older one first.
pub struct Change<'a> {
    old: &'a Portal,
    new: &'a Portal,
    documents: Vec<Option<DocumentId>>,
    sections: Vec<Option<SectionId>>,
    terms: Vec<Option<TermId>>,
    series: Vec<Option<SeriesId>>,
    /// The older document of each new one.
    older: Vec<Option<DocumentId>>,
    /// Where the fields of sections, terms and so on begin, and the answers for them.
    starts: Starts,
    shared: Vec<AtomicU8>,
    /// The answers for documents, a row each.
    fields: Vec<AtomicU8>,
    /// The answers for lists, each of which many pages read.
    section_lists: Vec<OnceLock<bool>>,
    term_lists: Vec<OnceLock<bool>>,
    newest: Vec<OnceLock<bool>>,
    term_newest: Vec<OnceLock<bool>>,
    census: OnceLock<bool>,
    /// The answers for all documents together, by field, and for their bodies.
    every: Vec<OnceLock<bool>>,
    bodies: OnceLock<bool>,
}

/// An answer that is found once; a thing that the older portal does not have has changed.
fn once(answers: &[OnceLock<bool>], id: u32, find: impl FnOnce() -> bool) -> bool {
    answers.get(id as usize).is_none_or(|answer| *answer.get_or_init(find))
}

const UNKNOWN: u8 = 0;
const SAME: u8 = 1;
const CHANGED: u8 = 2;

impl<'a> Change<'a> {
    /// Compares two portals.
    #[must_use]
    pub fn between(old: &'a Portal, new: &'a Portal) -> Self {
        let unknown = |count: usize| std::iter::repeat_with(|| AtomicU8::new(UNKNOWN)).take(count).collect();
        let unasked = |count: usize| std::iter::repeat_with(OnceLock::new).take(count).collect();
        let starts = old.shared_starts();
        let documents = documents(old, new);
        let mut older = vec![None; new.documents.len()];
        for (at, now) in documents.iter().enumerate() {
            if let Some(now) = now {
                older[now.index()] = Some(DocumentId::new(at));
            }
        }
        Self {
            documents,
            older,
            sections: sections(old, new),
            terms: terms(old, new),
            series: old.series.iter().map(|(_, one)| new.series.find(&one.indicator)).collect(),
            section_lists: unasked(old.sections.len()),
            term_lists: unasked(old.terms.len()),
            newest: unasked(old.sections.len()),
            term_newest: unasked(old.terms.len()),
            census: OnceLock::new(),
            every: unasked(View::document_fields()),
            bodies: OnceLock::new(),
            shared: unknown(starts[starts.len() - 1]),
            fields: unknown(old.documents.len() * View::document_fields()),
            starts,
            old,
            new,
        }
    }

    /// Whether the value of a key of the older portal is another one now. Keys that no portal knows (templates, files,
    /// the day) are not asked here.
    #[must_use]
    pub fn has(&self, key: &Key) -> bool {
        match key {
            Key::Field(subject, field) => self.field(*subject, *field),
            Key::Body(subject) => self.body(*subject),
            Key::Every(field) => {
                once(&self.every, u32::from(*field), || self.any(|one| self.field(Subject::Document(one.0), *field)))
            }
            Key::Bodies => *self.bodies.get_or_init(|| self.any(|one| self.body(Subject::Document(one.0)))),
            Key::OneByOne(_) => false,
            Key::Listed(Subject::Site) => *self.census.get_or_init(|| self.census()),
            Key::Listed(subject @ Subject::Section(id)) => once(&self.section_lists, *id, || self.listed(*subject)),
            Key::Listed(subject @ Subject::Term(id)) => once(&self.term_lists, *id, || self.listed(*subject)),
            Key::Newest(Subject::Section(id)) => once(&self.newest, *id, || {
                let id = SectionId(*id);
                self.section(id).is_none_or(|new| !self.are_same(&self.old.newest(id), &self.new.newest(new)))
            }),
            Key::Newest(Subject::Term(id)) => once(&self.term_newest, *id, || {
                let id = TermId(*id);
                let now = self.terms.get(id.index()).copied().flatten();
                let newest = |now| self.new.newest_under(now);
                now.is_none_or(|now| !self.are_same(&self.old.newest_under(id), &newest(now)))
            }),
            Key::Param(name) => self.param(name),
            Key::Publisher(name) => {
                let found = |portal: &'a Portal| {
                    let organisations = &portal.config.organisations;
                    organisations.find(name).map(|id| organisations.get(id).id.as_str())
                };
                found(self.old) != found(self.new)
            }
            Key::Reference(name) => match (self.old.find(name), self.new.find(name)) {
                (Some(old), Some(new)) => self.view(old) != Some(new),
                (None, None) => false,
                _ => true,
            },
            _ => true,
        }
    }

    /// Whether a query finds something else now, or shows something else of what it finds.
    #[must_use]
    pub fn query(&self, plan: &Plan) -> bool {
        let section = plan.filter.section.as_deref();
        if section.is_some_and(|folder| self.new.section_at(folder).is_none()) {
            return true;
        }
        let (old, new) = (self.old.evaluate(plan), self.new.evaluate(plan));
        let shown = |id: &DocumentId| plan.fields.iter().any(|field| self.field(Subject::Document(id.0), *field));
        !self.are_same(&old, &new) || old.iter().any(shown)
    }

    /// Whether a page's own template was chosen otherwise.
    #[must_use]
    pub fn template(&self, owner: &Owner) -> bool {
        fn name<T>(named: Option<&(String, T)>) -> Option<&String> {
            named.map(|(name, _)| name)
        }
        match owner {
            Owner::Document(new) => {
                let old = self.older.get(new.index()).copied().flatten();
                old.is_none_or(|old| self.old.document(old).front.template != self.new.document(*new).front.template)
            }
            Owner::Section(new, _) => {
                let old = self.sections.iter().position(|now| now == &Some(*new)).map(SectionId::new);
                let template = |portal: &'a Portal, id| name(portal.section(id).source.template.as_ref());
                old.is_none_or(|old| template(self.old, old) != template(self.new, *new))
            }
            _ => false,
        }
    }

    /// What a thing of the older portal is in the new one.
    fn view(&self, view: View) -> Option<View> {
        Some(match view {
            View::Document(id) => View::Document(self.document(id)?),
            View::Section(id) => View::Section(self.section(id)?),
            View::Term(id) => View::Term((*self.terms.get(id.index())?)?),
            View::Organisation(id) => {
                let name = &self.old.config.organisations.get(id).id;
                let mut all = self.new.config.organisations.iter();
                View::Organisation(all.find(|(_, one)| one.id == *name)?.0)
            }
            View::Series(id) => View::Series((*self.series.get(id.index())?)?),
            View::Taxonomy(_) | View::Site => view,
        })
    }

    fn document(&self, id: DocumentId) -> Option<DocumentId> {
        self.documents.get(id.index()).copied().flatten()
    }

    fn section(&self, id: SectionId) -> Option<SectionId> {
        self.sections.get(id.index()).copied().flatten()
    }

    fn field(&self, subject: Subject, field: u16) -> bool {
        let Some(view) = self.old.view_of(subject) else { return true };
        let slot = match view {
            View::Document(id) => &self.fields[id.index() * View::document_fields() + usize::from(field)],
            _ => match Portal::shared_field(&self.starts, view, field).and_then(|at| self.shared.get(at)) {
                Some(slot) => slot,
                None => return true,
            },
        };
        match slot.load(Ordering::Relaxed) {
            SAME => false,
            CHANGED => true,
            _ => {
                let changed = self.compare(view, field);
                slot.store(if changed { CHANGED } else { SAME }, Ordering::Relaxed);
                changed
            }
        }
    }

    /// Whether other documents are there than before, or one is otherwise.
    fn any(&self, is_otherwise: impl Fn(DocumentId) -> bool) -> bool {
        !is_whole(&self.documents, self.new.documents.len()) || self.old.documents().any(|(id, _)| is_otherwise(id))
    }

    fn compare(&self, view: View, field: u16) -> bool {
        let Some(now) = self.view(view) else { return true };
        if view.field("body") == Some(field) {
            // Not rendered for this: two texts with the same links are the same body.
            return match view {
                View::Document(id) => self.body(Subject::Document(id.0)),
                View::Section(id) => self.body(Subject::Section(id.0)),
                _ => true,
            };
        }
        !self.is_same(&self.old.show_field(view, field), &self.new.show_field(now, field))
    }

    /// Whether two values show the same.
    fn is_same(&self, old: &Shown, new: &Shown) -> bool {
        match (old, new) {
            (Shown::Nothing, Shown::Nothing) => true,
            (Shown::Text(old), Shown::Text(new)) => old == new,
            (Shown::Html(old), Shown::Html(new)) => old == new,
            (Shown::Number(old), Shown::Number(new)) => old == new,
            (Shown::Yes(old), Shown::Yes(new)) => old == new,
            (Shown::Moment(old, zone), Shown::Moment(new, now)) => old == new && zone == now,
            (Shown::List(old), Shown::List(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.is_same(old, new))
            }
            (Shown::Record(old), Shown::Record(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.is_same(&old.1, &new.1))
            }
            (Shown::Free(old), Shown::Free(new)) => old == new,
            (Shown::View(old), Shown::View(new)) => self.view(*old) == Some(*new),
            (Shown::Found(_, old, fields), Shown::Found(_, new, now)) => fields == now && self.are_same(old, new),
            _ => false,
        }
    }

    /// Whether two lists of documents are the same.
    fn are_same(&self, old: &[DocumentId], new: &[DocumentId]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.document(*old) == Some(*new))
    }

    fn listed(&self, subject: Subject) -> bool {
        match subject {
            Subject::Section(id) => {
                let (id, old) = (SectionId(id), self.old);
                let same = |new| {
                    self.are_same(&old.section(id).listed, &self.new.section(new).listed)
                        && old.section_pages(id) == self.new.section_pages(new)
                };
                self.section(id).is_none_or(|new| !same(new))
            }
            Subject::Term(id) => {
                let id = TermId(id);
                let now = self.terms.get(id.index()).copied().flatten();
                let members = |new| &self.new.terms.get(new).documents;
                now.is_none_or(|new| !self.are_same(&self.old.terms.get(id).documents, members(new)))
            }
            _ => true,
        }
    }

    /// Whether other pages are listed than before, in whatever order.
    fn census(&self) -> bool {
        let listed = |portal: &Portal| portal.standings.iter().filter(|standing| standing.is_listed()).count();
        let still = |(at, now): (usize, &Option<DocumentId>)| {
            !self.old.standings[at].is_listed() || now.is_some_and(|now| self.new.standing(now).is_listed())
        };
        listed(self.old) != listed(self.new)
            || !self.documents.iter().enumerate().all(still)
            || !is_whole(&self.sections, self.new.sections.len())
            || !is_whole(&self.terms, self.new.terms.len())
            || !is_whole(&self.series, self.new.series.len())
            || !self.old.terms.taxonomies().eq(self.new.terms.taxonomies())
    }

    fn body(&self, subject: Subject) -> bool {
        match subject {
            Subject::Document(id) => {
                let id = DocumentId(id);
                let same = |new: DocumentId| {
                    let (text, now) = (self.old.document(id).body, self.new.document(new).body);
                    text.fingerprint == now.fingerprint
                        && self.old.marked_words(id).eq(self.new.marked_words(new))
                        && self.leads_to_same(&self.old.links[id.index()], &self.new.links[new.index()])
                };
                self.document(id).is_none_or(|new| !same(new))
            }
            Subject::Section(id) => {
                let id = SectionId(id);
                let same = |new: SectionId| {
                    let (text, now) = (self.old.section(id).source.body, self.new.section(new).source.body);
                    text.fingerprint == now.fingerprint
                        && self.leads_to_same(&self.old.section_links[id.index()], &self.new.section_links[new.index()])
                };
                self.section(id).is_none_or(|new| !same(new))
            }
            _ => true,
        }
    }

    /// Whether links lead to the same things; where these stand is read as a field of theirs.
    fn leads_to_same(&self, old: &[Resolved], new: &[Resolved]) -> bool {
        let same = |(old, new): (&Resolved, &Resolved)| match (old, new) {
            (Resolved::Document(old, place), Resolved::Document(new, now)) => {
                self.document(*old) == Some(*new) && place == now
            }
            (Resolved::Mention(old, start), Resolved::Mention(new, now)) => {
                self.document(*old) == Some(*new) && start == now
            }
            (Resolved::Section(old, place), Resolved::Section(new, now)) => {
                self.section(*old) == Some(*new) && place == now
            }
            (Resolved::File(old), Resolved::File(new)) => {
                self.old.files.get(*old).route == self.new.files.get(*new).route
            }
            (Resolved::Leave(old), Resolved::Leave(new)) => {
                self.old.leaves[*old as usize].route == self.new.leaves[*new as usize].route
            }
            _ => old == new,
        };
        old.len() == new.len() && old.iter().zip(new).all(same)
    }

    fn param(&self, name: &str) -> bool {
        let value = |portal: &'a Portal| portal.config.params.iter().find(|(key, _)| key == name);
        value(self.old) != value(self.new)
    }
}

/// Whether all things are still there, and no others.
fn is_whole<T>(now: &[Option<T>], count: usize) -> bool {
    now.len() == count && now.iter().all(Option::is_some)
}

fn documents(old: &Portal, new: &Portal) -> Vec<Option<DocumentId>> {
    // Both are sorted by path.
    let mut rest = new.documents().peekable();
    let find = |document: &crate::content::Document| {
        while rest.next_if(|(_, one)| one.path < document.path).is_some() {}
        rest.next_if(|(_, one)| one.path == document.path).map(|(id, _)| id)
    };
    old.documents.iter().map(|document| &**document).map(find).collect()
}

fn sections(old: &Portal, new: &Portal) -> Vec<Option<SectionId>> {
    old.sections.iter().map(|node| new.section_at(&node.source.folder)).collect()
}

fn terms(old: &Portal, new: &Portal) -> Vec<Option<TermId>> {
    let ids: FxHashMap<_, TermId> = new.terms.iter().map(|(id, term)| ((term.taxonomy, &term.route), id)).collect();
    old.terms.iter().map(|(_, term)| ids.get(&(term.taxonomy, &term.route)).copied()).collect()
}

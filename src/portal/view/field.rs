//! Tables of fields, and the one function that reads them.

use super::Shown;
use super::{document, organisation, section, series, site, term};
use crate::config::{OrganisationId, Taxonomy};
use crate::law::closed_list::ClosedList;
use crate::portal::{DocumentId, Portal, SectionId, SeriesId, TermId};
use crate::trace::{Key, Subject, read};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One field of a view.
pub struct Field<T> {
    /// Its name in templates.
    pub name: &'static str,
    /// What it is, for theme makers.
    pub doc: &'static str,
    /// How it is shown.
    pub(super) show: fn(&Portal, T) -> Shown,
}

/// A thing that has a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// A document.
    Document(DocumentId),
    /// A section.
    Section(SectionId),
    /// A term.
    Term(TermId),
    /// A taxonomy.
    Taxonomy(Taxonomy),
    /// An organisation.
    Organisation(OrganisationId),
    /// The figures of one indicator.
    Series(SeriesId),
    /// The site.
    Site,
}

impl View {
    /// The names of all views, with their fields' names and sentences.
    #[must_use]
    pub fn tables() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
        fn rows<T>(fields: &[Field<T>]) -> Vec<(&'static str, &'static str)> {
            fields.iter().map(|field| (field.name, field.doc)).collect()
        }
        vec![
            ("site", rows(site::FIELDS)),
            ("document", rows(document::FIELDS)),
            ("section", rows(section::FIELDS)),
            ("taxonomy", rows(term::TAXONOMY_FIELDS)),
            ("term", rows(term::FIELDS)),
            ("organisation", rows(organisation::FIELDS)),
            ("series", rows(series::FIELDS)),
        ]
    }

    /// A field's place in its table; nothing for a name that the view does not have.
    #[must_use]
    pub fn field(self, name: &str) -> Option<u16> {
        match self {
            Self::Document(_) => DOCUMENT.get(name).copied(),
            Self::Section(_) => SECTION.get(name).copied(),
            Self::Term(_) => place(term::FIELDS, name),
            Self::Taxonomy(_) => place(term::TAXONOMY_FIELDS, name),
            Self::Organisation(_) => place(organisation::FIELDS, name),
            Self::Series(_) => place(series::FIELDS, name),
            Self::Site => SITE.get(name).copied(),
        }
    }

    /// How many fields a document has.
    pub(in crate::portal) fn document_fields() -> usize {
        document::FIELDS.len()
    }

    fn subject(self) -> Subject {
        match self {
            Self::Document(id) => Subject::Document(id.0),
            Self::Section(id) => Subject::Section(id.0),
            Self::Term(id) => Subject::Term(id.0),
            Self::Taxonomy(taxonomy) => Subject::Taxonomy(taxonomy as u32),
            Self::Organisation(id) => Subject::Organisation(id.0),
            Self::Series(id) => Subject::Series(id.0),
            Self::Site => Subject::Site,
        }
    }
}

/// Where the fields begin of each kind of thing that many pages show, and where the last ends.
pub type Starts = [usize; 7];

/// The places of names in the large tables.
type Index = LazyLock<FxHashMap<&'static str, u16>>;

static DOCUMENT: Index = LazyLock::new(|| index(document::FIELDS));
static SECTION: Index = LazyLock::new(|| index(section::FIELDS));
static SITE: Index = LazyLock::new(|| index(site::FIELDS));

fn index<T>(fields: &[Field<T>]) -> FxHashMap<&'static str, u16> {
    (0..).zip(fields).map(|(at, field)| (field.name, at)).collect()
}

/// The tables are sorted by name; a test keeps them so.
fn place<T>(fields: &[Field<T>], name: &str) -> Option<u16> {
    let at = fields.binary_search_by(|field| field.name.cmp(name)).ok()?;
    u16::try_from(at).ok()
}

impl Portal {
    /// The thing whose field was read; nothing when this portal has none of that number.
    pub(in crate::portal) fn view_of(&self, subject: Subject) -> Option<View> {
        let within = |id: u32, count: usize| ((id as usize) < count).then_some(id);
        Some(match subject {
            Subject::Document(id) => View::Document(DocumentId(within(id, self.documents.len())?)),
            Subject::Section(id) => View::Section(SectionId(within(id, self.sections.len())?)),
            Subject::Term(id) => View::Term(TermId(within(id, self.terms.len())?)),
            Subject::Taxonomy(id) => View::Taxonomy(*Taxonomy::ALL.get(id as usize)?),
            Subject::Organisation(id) => {
                View::Organisation(OrganisationId(within(id, self.config.organisations.len())?))
            }
            Subject::Series(id) => View::Series(SeriesId(within(id, self.series.len())?)),
            Subject::Site => View::Site,
        })
    }

    /// A field's name.
    #[must_use]
    pub fn field_name(of: Subject, field: u16) -> Option<&'static str> {
        let at = usize::from(field);
        match of {
            Subject::Document(_) => document::FIELDS.get(at).map(|field| field.name),
            Subject::Section(_) => section::FIELDS.get(at).map(|field| field.name),
            Subject::Term(_) => term::FIELDS.get(at).map(|field| field.name),
            Subject::Taxonomy(_) => term::TAXONOMY_FIELDS.get(at).map(|field| field.name),
            Subject::Organisation(_) => organisation::FIELDS.get(at).map(|field| field.name),
            Subject::Series(_) => series::FIELDS.get(at).map(|field| field.name),
            Subject::Site => site::FIELDS.get(at).map(|field| field.name),
        }
    }

    /// A field of a view, recorded as read; nothing for a name that the view does not have.
    #[must_use]
    pub fn show(&self, view: View, name: &str) -> Option<Shown> {
        let field = self.record(view, name)?;
        Some(self.show_field(view, field))
    }

    /// Records that a field is read, and gives its place in the view's table.
    #[must_use]
    pub fn record(&self, view: View, name: &str) -> Option<u16> {
        let field = view.field(name)?;
        read(Key::Field(view.subject(), field));
        Some(field)
    }

    /// A field's place among those of the things that many pages show; nothing for a document's.
    #[must_use]
    pub fn shared_field(starts: &Starts, view: View, field: u16) -> Option<usize> {
        let at = |start: usize, id: u32, fields: usize| start + id as usize * fields + usize::from(field);
        Some(match view {
            View::Document(_) => return None,
            View::Site => at(starts[0], 0, 0),
            View::Section(id) => at(starts[1], id.0, section::FIELDS.len()),
            View::Term(id) => at(starts[2], id.0, term::FIELDS.len()),
            View::Taxonomy(taxonomy) => at(starts[3], taxonomy as u32, term::TAXONOMY_FIELDS.len()),
            View::Organisation(id) => at(starts[4], id.0, organisation::FIELDS.len()),
            View::Series(id) => at(starts[5], id.0, series::FIELDS.len()),
        })
    }

    /// Where the fields begin of each kind of thing that many pages show (all but documents), and where the last ends.
    #[must_use]
    pub fn shared_starts(&self) -> Starts {
        let sizes = [
            site::FIELDS.len(),
            self.sections().len() * section::FIELDS.len(),
            self.terms().len() * term::FIELDS.len(),
            Taxonomy::ALL.len() * term::TAXONOMY_FIELDS.len(),
            self.config.organisations.len() * organisation::FIELDS.len(),
            self.series.len() * series::FIELDS.len(),
        ];
        let mut starts = Starts::default();
        for (at, size) in sizes.into_iter().enumerate() {
            starts[at + 1] = starts[at] + size;
        }
        starts
    }

    /// The same without a record, for a field whose reading is covered by a query's.
    #[must_use]
    pub fn show_field(&self, view: View, field: u16) -> Shown {
        let at = usize::from(field);
        match view {
            View::Document(id) => (document::FIELDS[at].show)(self, id),
            View::Section(id) => (section::FIELDS[at].show)(self, id),
            View::Term(id) => (term::FIELDS[at].show)(self, id),
            View::Taxonomy(taxonomy) => (term::TAXONOMY_FIELDS[at].show)(self, taxonomy),
            View::Organisation(id) => (organisation::FIELDS[at].show)(self, id),
            View::Series(id) => (series::FIELDS[at].show)(self, id),
            View::Site => (site::FIELDS[at].show)(self, ()),
        }
    }

    /// A free setting; one that is not there is nothing, and that it was asked for is recorded.
    #[must_use]
    pub fn show_param(&self, name: &str) -> Shown {
        read(Key::Param(name.into()));
        let found = self.config.params.iter().find(|(key, _)| key == name);
        found.map_or(Shown::Nothing, |(_, value)| Shown::Free(value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_explained() {
        for (view, fields) in View::tables() {
            assert!(fields.is_sorted_by(|a, b| a.0 < b.0), "{view}");
            assert!(fields.iter().all(|(_, doc)| !doc.is_empty()), "{view}");
        }
    }
}

//! What can be read.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Whose field was read. The numbers are those of the portal that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A document.
    Document(u32),
    /// A section.
    Section(u32),
    /// A term of a taxonomy.
    Term(u32),
    /// A taxonomy.
    Taxonomy(u32),
    /// An organisation.
    Organisation(u32),
    /// The figures of one indicator.
    Series(u32),
    /// The site itself.
    Site,
}

/// Where in the templates one field of very many documents was read, one document after the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The template's name.
    pub template: Box<str>,
    /// The first byte in it, and the one after the last; nothing when the template as a whole is known alone.
    pub range: Option<(u32, u32)>,
    /// The field's place in the documents' table.
    pub field: u16,
}

/// One thing that a making looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// A field; the number is its place in the view's table of fields.
    Field(Subject, u16),
    /// A document's or a section's body.
    Body(Subject),
    /// A field of every document, those that are to come among them: in place of that field of very many.
    Every(u16),
    /// The body of every document, in the same way.
    Bodies,
    /// The members of a section's or a term's own list, in order; of the site: every page that is listed.
    Listed(Subject),
    /// A section's newest documents, as its feed shows them.
    Newest(Subject),
    /// The result of a query; the number is that of its plan.
    Query(u32),
    /// A free setting under `params`, whether it is there or not.
    Param(Arc<str>),
    /// The document or section that a name means, whether there is one or not.
    Reference(Arc<str>),
    /// The organisation that a name means.
    Publisher(Arc<str>),
    /// A template, by name: every one that was extended, included or imported.
    Template(Arc<str>),
    /// A data file or a file of the host portal that was found.
    File(Arc<str>),
    /// A file that was asked for and not there.
    Absent(Arc<str>),
    /// A hashed asset, by its plain name.
    Asset(Arc<str>),
    /// The build's date.
    Today,
    /// How a template looked at very many documents. It has no value that could be otherwise; it is remembered with
    /// what was read, so that it can be told of a page that is not made again.
    OneByOne(Arc<Spot>),
}

/// A key that is all numbers, as one: what it is, whose, and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Packed(u64);

/// In place of a field's number.
const BODY: u16 = u16::MAX;
const LISTED: u16 = u16::MAX - 1;
const NEWEST: u16 = u16::MAX - 2;
/// In place of a subject.
const QUERY: u8 = 6;
const TODAY: u8 = 7;
const EVERY: u8 = 8;
const SERIES: u8 = 9;

impl Key {
    /// The key as one number, unless it holds a name.
    pub(super) fn pack(&self) -> Option<Packed> {
        let (kind, number, field) = match self {
            Self::Field(subject, field) => subject.numbers(*field),
            Self::Body(subject) => subject.numbers(BODY),
            Self::Every(field) => (EVERY, 0, *field),
            Self::Bodies => (EVERY, 0, BODY),
            Self::Listed(subject) => subject.numbers(LISTED),
            Self::Newest(subject) => subject.numbers(NEWEST),
            Self::Query(plan) => (QUERY, *plan, 0),
            Self::Today => (TODAY, 0, 0),
            Self::Param(_)
            | Self::Reference(_)
            | Self::Publisher(_)
            | Self::Template(_)
            | Self::File(_)
            | Self::Absent(_)
            | Self::Asset(_)
            | Self::OneByOne(_) => return None,
        };
        Some(Packed::new(kind, number, field))
    }
}

impl Key {
    /// The key as one number, unless it holds a name.
    #[must_use]
    pub fn to_number(&self) -> Option<u64> {
        self.pack().map(|packed| packed.0)
    }

    /// The key of a number.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Packed(number).unpack()
    }
}

impl Subject {
    fn numbers(self, field: u16) -> (u8, u32, u16) {
        match self {
            Self::Document(id) => (0, id, field),
            Self::Section(id) => (1, id, field),
            Self::Term(id) => (2, id, field),
            Self::Taxonomy(id) => (3, id, field),
            Self::Organisation(id) => (4, id, field),
            Self::Site => (5, 0, field),
            Self::Series(id) => (SERIES, id, field),
        }
    }
}

impl Packed {
    fn new(kind: u8, number: u32, field: u16) -> Self {
        Self(u64::from(kind) << 48 | u64::from(number) << 16 | u64::from(field))
    }

    /// What was read of a document, whichever it is; nothing when it was no document's.
    pub(super) fn of_a_document(self) -> Option<u16> {
        (self.0 >> 48 == 0).then_some(self.0 as u16)
    }

    /// What was read of one document, read of every document.
    pub(super) fn of_every_document(field: u16) -> Self {
        Self::new(EVERY, 0, field)
    }

    /// The key again.
    pub(super) fn unpack(self) -> Key {
        let [_, kind, a, b, c, d, e, f] = self.0.to_be_bytes();
        let (number, field) = (u32::from_be_bytes([a, b, c, d]), u16::from_be_bytes([e, f]));
        let subject = match kind {
            0 => Subject::Document(number),
            1 => Subject::Section(number),
            2 => Subject::Term(number),
            3 => Subject::Taxonomy(number),
            4 => Subject::Organisation(number),
            SERIES => Subject::Series(number),
            QUERY => return Key::Query(number),
            TODAY => return Key::Today,
            EVERY if field == BODY => return Key::Bodies,
            EVERY => return Key::Every(field),
            _ => Subject::Site,
        };
        match field {
            BODY => Key::Body(subject),
            LISTED => Key::Listed(subject),
            NEWEST => Key::Newest(subject),
            field => Key::Field(subject, field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn packing_loses_nothing() {
        let subjects = [
            Subject::Document(7),
            Subject::Section(u32::MAX),
            Subject::Term(0),
            Subject::Taxonomy(3),
            Subject::Organisation(1),
            Subject::Series(2),
            Subject::Site,
        ];
        let keys = subjects
            .into_iter()
            .flat_map(|one| [Key::Field(one, 12), Key::Body(one), Key::Listed(one), Key::Newest(one)]);
        for key in keys.chain([Key::Query(9), Key::Today, Key::Every(0), Key::Every(41), Key::Bodies]) {
            assert_eq!(key.pack().unwrap().unpack(), key);
        }
        assert_eq!(Key::Param("a".into()).pack(), None);
    }

    #[test]
    fn what_is_read_of_one_document_is_known_of_every() {
        let of = |key: Key| key.pack().unwrap().of_a_document().map(|field| Packed::of_every_document(field).unpack());
        assert_eq!(of(Key::Field(Subject::Document(u32::MAX), 12)), Some(Key::Every(12)));
        assert_eq!(of(Key::Body(Subject::Document(0))), Some(Key::Bodies));
        for other in [Key::Field(Subject::Section(0), 12), Key::Body(Subject::Site), Key::Query(1), Key::Every(3)] {
            assert_eq!(of(other), None);
        }
    }

    proptest! {
        #[test]
        fn a_number_is_its_keys(id: u32, field in 0..NEWEST) {
            let of = [Subject::Document, Subject::Section, Subject::Term, Subject::Organisation, Subject::Series];
            let fields = of.into_iter().map(|of| of(id)).map(|subject| Key::Field(subject, field));
            for key in fields.chain([Key::Every(field), Key::Query(id)]) {
                prop_assert_eq!(Key::from_number(key.to_number().unwrap()), key);
            }
        }
    }
}

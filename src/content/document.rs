//! A document: one source, understood alone.

use super::body::BodyText;
use super::kind::Kind;
use super::particulars::Particulars;
use crate::config::OrganisationId;
use crate::diag::{Path, Place, shared};
use crate::law::doc_number::DocNumber;
use crate::law::duty::Duty;
use crate::law::form::Form;
use crate::law::moment::Moment;
use crate::law::subject::Subject;
use crate::markdown::Outline;
use crate::yaml::Free;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One source, understood alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// Its file, from the site's root.
    #[serde(with = "shared")]
    pub path: Path,
    /// The keys that every kind has.
    pub front: Front,
    /// The keys of its own kind.
    pub particulars: Particulars,
    /// Its headings, links and first paragraph.
    pub outline: Outline,
    /// Where its body is.
    pub body: BodyText,
}

/// The keys that every kind has; `None` and empty lists are keys that were not written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Front {
    pub title: String,
    pub subtitle: Option<String>,
    pub publishers: Vec<OrganisationId>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub issued: Option<Date>,
    pub doc_number: Option<DocNumber>,
    pub index_number: Option<String>,
    pub topic: Option<Subject>,
    pub form: Option<Form>,
    pub keywords: Vec<String>,
    pub summary: Option<String>,
    pub duty: Vec<Duty>,
    pub attachments: Vec<Attachment>,
    pub related: Vec<Reference>,
    pub history: Vec<Revision>,
    pub withdrawn: Option<Withdrawal>,
    pub archived: Option<Date>,
    pub draft: bool,
    pub slug: Option<String>,
    pub aliases: Vec<String>,
    pub weight: Option<i64>,
    pub template: Option<String>,
    pub id: Option<String>,
    pub extra: Vec<(String, Free)>,
    /// Where the values stand that the whole portal checks against each other.
    pub places: Places,
}

/// Where some values stand: each field is the place of the value of the key with its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Places {
    pub head: Place,
    pub title: Option<Place>,
    pub updated: Option<Place>,
    pub issued: Option<Place>,
    pub expires: Option<Place>,
    pub closes: Option<Place>,
    pub doc_number: Option<Place>,
    pub index_number: Option<Place>,
    pub id: Option<Place>,
    pub aliases: Vec<Place>,
    pub template: Option<Place>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// As written: beside the document, or from static/ when it begins with `/`.
    pub file: String,
    /// Its title; the file's name by default.
    pub title: Option<String>,
    /// Where it was written.
    pub place: Place,
}

/// Another document, as an id, a document number or a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// As written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// An entry of a document's change log (修订记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// When.
    pub date: Date,
    /// What changed.
    pub note: String,
    /// Whether it changed the meaning.
    pub major: bool,
    /// Where its date was written.
    pub place: Place,
}

/// A document that was taken back (撤回).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// From this day.
    pub date: Date,
    /// Why.
    pub reason: String,
    /// What stands in its place.
    pub replaced_by: Option<Reference>,
}

impl Document {
    /// Whether another reading of the same source differs in its text alone: what the rest of the site asks about it is
    /// the same.
    #[must_use]
    pub fn differs_in_text_alone(&self, other: &Self) -> bool {
        let stored =
            |document: &Self| postcard::to_stdvec(&(&document.path, &document.front, &document.particulars)).ok();
        self.outline.shows_the_same(&other.outline) && stored(self) == stored(other)
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.particulars.kind()
    }

    /// Its year: the key's, else that of its publication.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.particulars.year().or_else(|| self.front.published.map(|moment| moment.date.year()))
    }
}

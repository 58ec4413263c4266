//! One source -> one [`Document`], understood alone.
//!
//! In: the files under content/, the settings, and the keys that sections hand down. Out: documents and sections,
//! each with its typed front matter and outline, bodies put on a shelf; and every diagnostic. Everything that one
//! file can show to be wrong is told here. Never here: a document's URL, its neighbours, whether what it refers to
//! exists.

mod body;
mod cascade;
mod chapters;
mod document;
mod figures;
mod filter;
mod front_matter;
mod keys;
mod kind;
mod load;
mod particulars;
mod read;
mod read_kind;
mod records;
mod register;
mod section;
mod tables;

pub use body::{Bodies, BodyText};
pub use document::{Attachment, Document, Front, Reference, Revision, Withdrawal};
pub use figures::{Commitment, Figure, Fulfilment};
pub use filter::{Filter, Order, StateCode};
pub use keys::{DOCUMENT_KEYS, KindKey, SECTION};
pub use kind::Kind;
pub use load::{Content, Faulty, Reading, Sources, Understood, is_document, load, value_fault};
pub use particulars::{
    Carried, Column, ColumnKind, Consultation, Decision, Disclosure, Effect, Feedback, Filing, Interpretation,
    Interview, Particulars, Policy, Register, Report, Statement,
};
pub use register::{Cell, Row, Table, Tables};
pub use section::{Folder, Section};

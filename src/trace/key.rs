//! What can be read.

use std::sync::Arc;

/// Whose field was read. The numbers are those of the portal that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The site itself.
    Site,
}

/// One thing that a making looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A field; the number is its place in the view's table of fields.
    Field(Subject, u16),
    /// A document's or a section's body.
    Body(Subject),
    /// The members of a section's or a term's own list, in order.
    Listed(Subject),
    /// The result of a query; the number is that of its plan.
    Query(u32),
    /// A free setting under `params`, whether it is there or not.
    Param(Arc<str>),
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
}

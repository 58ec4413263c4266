//! What we tell the person.
//!
//! In: byte spans of what the author wrote, and sentences in two languages. Out: [`Diagnostic`]s, and the three
//! forms in which they are shown. A place stays a byte span until it is shown; lines and columns are counted
//! here and nowhere else, in characters. Never here: reading a file (a [`Sources`] gives the text), or a decision
//! about what happens because of a fault.

pub mod code;
pub mod diagnostic;
pub mod failure;
pub mod once;
pub mod render;
pub mod severity;
pub mod shared;
pub mod source;
pub mod text;

pub use code::{Code, Rule};
pub use diagnostic::{Diagnostic, Place};
pub use failure::Failure;
pub use once::Once;
pub use severity::Severity;
pub use source::{Path, Source, Sources, Span};
pub use text::{Lang, Text};

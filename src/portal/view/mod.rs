//! What whoever makes a page may look at, field by field; every look is recorded.
//!
//! A view is a table of [`Field`]s: a name, a sentence for theme makers, and a function that gives the value as
//! [`Shown`], which knows no template engine. `docs/theme.md` is made from these tables.

mod attachments;
mod body;
mod document;
mod field;
mod json;
mod named;
mod organisation;
mod read;
mod register;
mod relations;
mod section;
mod series;
mod sheet;
mod shown;
mod site;
mod tag;
mod term;

pub use attachments::size_text;
pub use field::{Field, Starts, View};
pub use shown::{MOMENT_FIELDS, Shown, moment_field};
pub use tag::TAG_YEAR;

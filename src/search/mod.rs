//! Full-text search: an index of all documents in files that a browser can ask without any server's help.
//!
//! In: a [`Record`] of each document, with the blocks of text that its page shows. Out: the files of an index, made from
//! nothing ([`make`]) or from the one before it ([`update`]), which comes to the same bytes; and from these files the
//! answer to a question ([`find`]). The format is docs/search-format.md. Never here: the disk, the portal, how results
//! are shown.

mod bits;
mod catalogue;
mod find;
mod fold;
mod index;
mod posting;
mod query;
mod record;
mod shard;
mod terms;
mod titles;
mod update;
mod visible;

pub use catalogue::{CATALOGUE, Catalogue, Marks, VERSION};
pub use find::{Found, Hit, Order, Question, find};
pub use fold::{fold, folded};
pub use index::{Files, make};
pub use record::{About, Record};
pub use titles::{FIRST_PAGE, Titled, lost};
pub use update::{Origin, Published, update};
pub use visible::blocks;

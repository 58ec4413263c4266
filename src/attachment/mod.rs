//! What stands in a published file that is no page.
//!
//! In: a file's name and its bytes. Out: a [`Reading`]: every text in it with its place, also what a reader does not see
//! at once (comments, deleted text, hidden rows, properties, files within files), and what could not be read, with the
//! reason. The form is told by the content first and by the name second. Reading is linear in what the [`Limits`]
//! let through, and a panic spoils one file alone. Never here: what a text means, a file written, a macro or script run.

mod archive;
mod bytes;
mod columns;
mod compound;
mod container;
mod figure;
mod flat;
mod flow;
mod form;
mod harvest;
mod html;
mod limits;
mod ofd;
mod open_document;
mod package;
mod packed;
mod pdf;
mod pdf_aside;
mod picture;
mod plain;
mod properties;
mod rtf;
mod spot;
mod unread;
mod word;
mod xml;

#[cfg(test)]
mod tests;

pub(crate) use container::Container;
pub(crate) use form::Form;
pub use limits::Limits;
pub(crate) use pdf::run as poppler;
pub(crate) use plain::{decoded, decoded_page, is_text};
pub use spot::{Part, Spot};
pub use unread::{Reason, Unread};
pub(crate) use xml::{Piece, Pieces};

use crate::diag::Failure;
use crate::world::World;
use harvest::Harvest;

/// What one file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every text, in the order of the file.
    pub passages: Vec<Passage>,
    /// What could not be read: the file, or a part of it.
    pub unread: Vec<Unread>,
}

/// A text that belongs together: a paragraph, a row of a table with a tab between its cells, a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub spot: Spot,
    /// Never blank; lines within it end with `\n`.
    pub text: String,
}

/// Reads a file of the site; nothing when there is none. One that is too large is not taken into memory.
///
/// # Errors
/// When the system cannot read a file that is there.
pub fn open(world: &World, path: &str, limits: &Limits) -> Result<Option<Reading>, Failure> {
    if world.length(path).is_some_and(|length| length > limits.file) {
        return Ok(Some(Reading { passages: Vec::new(), unread: vec![Unread::whole(Reason::TooLarge)] }));
    }
    Ok(world.bytes(path)?.map(|bytes| read(path, &bytes, limits)))
}

/// Reads a file that is in memory. The name counts where the bytes alone do not tell the form.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Reading {
    let mut harvest = Harvest::new(limits);
    harvest.file(name, bytes);
    harvest.reading()
}

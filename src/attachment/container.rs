//! An archive for whoever reads what it holds in a way of their own: opened and unpacked within the same limits.

use super::archive::Archive;
use super::harvest::Harvest;
use super::{Limits, Reason};

/// An archive, and what may still come out of it.
pub(crate) struct Container<'a> {
    archive: Archive<'a>,
    harvest: Harvest<'a>,
}

impl<'a> Container<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is damaged or has too many members.
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Reason> {
        let mut harvest = Harvest::new(limits);
        let archive = Archive::open(bytes, &mut harvest)?;
        Ok(Self { archive, harvest })
    }

    /// Whether it has a member.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.archive.has(path)
    }

    /// The bytes of a member, by its path in the archive; nothing when there is none.
    ///
    /// # Errors
    /// When it is damaged, encrypted or too large.
    pub(crate) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Reason> {
        self.archive.bytes_of(path, &mut self.harvest).transpose()
    }
}

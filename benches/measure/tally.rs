//! How much stands in a folder.

use super::figures::megabytes;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Files and bytes below a folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// All files.
    pub(crate) files: u64,
    /// Those of them that are pages: HTML.
    pub(crate) pages: u64,
    /// Their length together.
    pub(crate) bytes: u64,
    /// Folders, the uppermost among them.
    pub(crate) folders: u64,
}

impl Tally {
    /// Counts what is below a folder.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let mut tally = Self::default();
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_dir() {
                tally.folders += 1;
                continue;
            }
            tally.files += 1;
            tally.bytes += entry.metadata()?.len();
            tally.pages += u64::from(entry.path().extension().is_some_and(|extension| extension == "html"));
        }
        Ok(tally)
    }

    /// `80.3 MB`.
    pub(crate) fn megabytes(&self) -> String {
        megabytes(self.bytes)
    }
}

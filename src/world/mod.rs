//! The one door to the site's files and to the clock.
//!
//! In: a root folder. Out: which files there are, their bytes and text, and today's date. Paths are relative to the
//! root, with `/`, and none leaves it: not by `..`, not by a symbolic link. The default theme is built into the
//! program and stands behind the files on disk. Never here: writing a site; that is publish's.

mod builtin;
mod cache;
mod clock;
mod office;
mod path;
mod place;
mod program;
mod read;
mod seen;
mod shelf;
mod survey;
mod walk;

pub use builtin::starter;
pub use cache::{Cache, program};
pub use clock::{Zone, now, today};
pub use office::{OFFICE, to_docx};
pub use path::join;
pub use place::{FOLDERS, settled};
pub use program::{Bounds, Program, Ran};
pub use read::{Read, named, named_bytes, named_within};
pub use seen::{Seen, Stat};
pub use shelf::{Shelf, Slot};
pub use survey::Survey;
pub use walk::Listing;

use crate::diag::{Failure, Source, Sources};
use crate::say;
use std::path::{Path as FilePath, PathBuf};

/// A site's folder, open for reading.
#[derive(Debug, Clone)]
pub struct World {
    root: PathBuf,
}

impl World {
    /// Opens a site's folder.
    ///
    /// # Errors
    /// When it is not there or cannot be entered.
    pub fn open(root: &FilePath) -> Result<Self, Failure> {
        let shown = root.display();
        let root = root.canonicalize().map_err(|cause| {
            Failure::io(say!("打不开站点文件夹 {shown}", "cannot open the site's folder {shown}"), cause)
        })?;
        Ok(Self { root })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &FilePath {
        &self.root
    }
}

impl Sources for World {
    fn source(&self, path: &str) -> Option<Source> {
        match self.read(path) {
            Ok(Read::Text(source)) => Some(source),
            _ => None,
        }
    }
}

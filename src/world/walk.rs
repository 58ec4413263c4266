//! Which files there are.

use super::{World, builtin};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::say;
use rayon::prelude::*;
use std::path::{Path as FilePath, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files of a folder and of all below it.
#[derive(Debug, Default)]
pub struct Listing {
    /// Paths from the site's root, sorted.
    pub files: Vec<Path>,
    /// Symbolic links that leave the site.
    pub faults: Vec<Diagnostic>,
}

impl World {
    /// Lists a folder of the site and, where it is the default theme, the built-in files behind it. Folders and files
    /// whose name begins with `.` are passed over. A folder that is not there is empty.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn walk(&self, folder: &str) -> Result<Listing, Failure> {
        let top = self.root().join(folder);
        let mut listing = if !top.is_dir() {
            Listing::default()
        } else if top.canonicalize().is_ok_and(|target| !target.starts_with(self.root())) {
            Listing { files: Vec::new(), faults: vec![outside(folder.into())] }
        } else {
            self.walk_all(&top, folder)?
        };
        listing.files.extend(builtin::paths(folder).into_iter().map(Path::from));
        listing.files.sort_unstable();
        listing.files.dedup();
        Ok(listing)
    }

    /// The folders right below one are walked in parallel.
    fn walk_all(&self, top: &FilePath, folder: &str) -> Result<Listing, Failure> {
        let mut below = Vec::new();
        let mut whole = self.walk_one(WalkDir::new(top).max_depth(1), folder, |path| below.push(path))?;
        let parts: Vec<Result<Listing, Failure>> =
            below.par_iter().map(|path| self.walk_one(WalkDir::new(path), folder, |_| {})).collect();
        for part in parts {
            let Listing { files, faults } = part?;
            whole.files.extend(files);
            whole.faults.extend(faults);
        }
        Ok(whole)
    }

    /// Walks as far as `walk` goes, and tells of each folder right below its top.
    fn walk_one(&self, walk: WalkDir, folder: &str, mut below: impl FnMut(PathBuf)) -> Result<Listing, Failure> {
        let mut listing = Listing::default();
        let mut astray = Vec::new();
        let entries = walk.follow_links(true).into_iter();
        let seen = entries
            .filter_entry(|entry| entry.depth() == 0 || (!hidden(entry) && self.admits(entry, &mut listing.faults)));
        for entry in seen {
            match entry {
                Ok(entry) if entry.file_type().is_file() => listing.files.push(self.relative(entry.path())),
                Ok(entry) if entry.depth() == 1 => below(entry.into_path()),
                Ok(_) => {}
                Err(error) => astray.push(self.astray(error, folder)?),
            }
        }
        listing.faults.extend(astray);
        Ok(listing)
    }

    /// Whether an entry stays within the site; a link that leaves it, or leads to a folder that it is in, is told.
    fn admits(&self, entry: &DirEntry, faults: &mut Vec<Diagnostic>) -> bool {
        if !entry.path_is_symlink() {
            return true;
        }
        let above = entry.path().parent().and_then(|folder| folder.canonicalize().ok());
        let inside = entry.path().canonicalize().is_ok_and(|target| {
            target.starts_with(self.root()) && above.is_some_and(|above| !above.starts_with(target))
        });
        if !inside {
            faults.push(outside(self.relative(entry.path())));
        }
        inside
    }

    fn relative(&self, path: &FilePath) -> Path {
        path.strip_prefix(self.root()).unwrap_or(path).to_string_lossy().replace('\\', "/").into()
    }

    /// A link that leads nowhere or round in a circle is told; other errors end the run.
    fn astray(&self, error: walkdir::Error, folder: &str) -> Result<Diagnostic, Failure> {
        let lost = error.io_error().is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound);
        let path = error.path().map_or_else(|| folder.into(), |path| self.relative(path));
        if error.loop_ancestor().is_some() || lost {
            return Ok(outside(path));
        }
        let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("cannot walk"));
        Err(Failure::io(say!("读不了文件夹 {path}", "cannot read the folder {path}"), cause))
    }
}

/// A link that leads out of the site, nowhere, or round in a circle.
pub(super) fn outside(path: Path) -> Diagnostic {
    let message = say!(
        "符号链接指向站点文件夹之外，或没有指向任何文件",
        "the symbolic link leaves the site's folder, or leads nowhere"
    );
    Diagnostic::new(Code::SymlinkOutside, Place::File(path), message)
        .help(say!("把文件复制到站点文件夹里", "copy the file into the site's folder"))
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

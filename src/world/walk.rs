//! Which files there are.

use super::{World, builtin};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::say;
use std::collections::BTreeSet;
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
        let mut files: BTreeSet<Path> = builtin::paths(folder).into_iter().map(Path::from).collect();
        let mut faults = Vec::new();
        let top = self.root().join(folder);
        if !top.is_dir() {
            return Ok(Listing { files: files.into_iter().collect(), faults });
        }
        let walk = WalkDir::new(&top).follow_links(true).into_iter();
        let seen = walk.filter_entry(|entry| entry.depth() == 0 || (!hidden(entry) && self.admits(entry, &mut faults)));
        for entry in seen {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    files.insert(self.relative(&entry));
                }
                Ok(_) => {}
                Err(error) => passed_over(error, folder)?,
            }
        }
        Ok(Listing { files: files.into_iter().collect(), faults })
    }

    /// Whether an entry stays within the site; a link that leaves it is told.
    fn admits(&self, entry: &DirEntry, faults: &mut Vec<Diagnostic>) -> bool {
        if !entry.path_is_symlink() {
            return true;
        }
        let inside = entry.path().canonicalize().is_ok_and(|target| target.starts_with(self.root()));
        if !inside {
            let place = Place::File(self.relative(entry));
            faults.push(
                Diagnostic::new(
                    Code::SymlinkOutside,
                    place,
                    say!("符号链接指向站点文件夹之外", "the symbolic link leaves the site's folder"),
                )
                .help(say!("把文件复制到站点文件夹里", "copy the file into the site's folder")),
            );
        }
        inside
    }

    fn relative(&self, entry: &DirEntry) -> Path {
        let path = entry.path().strip_prefix(self.root()).unwrap_or(entry.path());
        path.to_string_lossy().replace('\\', "/").into()
    }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A link that leads nowhere or round in a circle is passed over by the walk; other errors end it.
fn passed_over(error: walkdir::Error, folder: &str) -> Result<(), Failure> {
    if error.loop_ancestor().is_some() || error.io_error().is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound) {
        return Ok(());
    }
    let path = error.path().map_or_else(|| folder.to_owned(), |path| path.display().to_string());
    let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("cannot walk"));
    Err(Failure::io(say!("读不了文件夹 {path}", "cannot read the folder {path}"), cause))
}

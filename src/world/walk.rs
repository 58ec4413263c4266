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
        if top.canonicalize().is_ok_and(|target| !target.starts_with(self.root())) {
            return Ok(Listing { files: files.into_iter().collect(), faults: vec![outside(folder.into())] });
        }
        let walk = WalkDir::new(&top).follow_links(true).into_iter();
        let mut astray = Vec::new();
        let seen = walk.filter_entry(|entry| entry.depth() == 0 || (!hidden(entry) && self.admits(entry, &mut faults)));
        for entry in seen {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    files.insert(self.relative(entry.path()));
                }
                Ok(_) => {}
                Err(error) => astray.push(self.astray(error, folder)?),
            }
        }
        faults.extend(astray);
        Ok(Listing { files: files.into_iter().collect(), faults })
    }

    /// Whether an entry stays within the site; a link that leaves it is told.
    fn admits(&self, entry: &DirEntry, faults: &mut Vec<Diagnostic>) -> bool {
        if !entry.path_is_symlink() {
            return true;
        }
        let inside = entry.path().canonicalize().is_ok_and(|target| target.starts_with(self.root()));
        if !inside {
            faults.push(outside(self.relative(entry.path())));
        }
        inside
    }

    fn relative(&self, path: &std::path::Path) -> Path {
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

//! Whether two folders hold the same files, byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// So many files that differ are named.
const NAMED: usize = 10;

/// How many files both folders hold.
///
/// # Errors
/// When they differ, or cannot be read.
pub(crate) fn same(one: &Path, other: &Path) -> io::Result<usize> {
    let (ours, theirs) = (files(one)?, files(other)?);
    let mut differing = Vec::new();
    for path in ours.union(&theirs) {
        let in_both = ours.contains(path) && theirs.contains(path);
        if !in_both || fs::read(one.join(path))? != fs::read(other.join(path))? {
            differing.push(path.display().to_string());
        }
    }
    if differing.is_empty() {
        return Ok(ours.len());
    }
    let count = differing.len();
    differing.truncate(NAMED);
    let (one, other, names) = (one.display(), other.display(), differing.join("\n  "));
    Err(io::Error::other(format!("{count} files of {one} and {other} differ:\n  {names}")))
}

/// All files below a folder, by their path from it.
fn files(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            files.insert(entry.path().strip_prefix(folder).map_err(io::Error::other)?.to_owned());
        }
    }
    Ok(files)
}

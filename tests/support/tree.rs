//! A tree of files in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Files by path, without those of the program's own book-keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, Vec<u8>>);

impl Tree {
    /// All files below a folder; a folder that is not there has none.
    pub(crate) fn read(folder: &Path) -> Self {
        let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let read = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (!path.starts_with(".xiangwei")).then(|| (path, fs::read(entry.path()).unwrap()))
        };
        Self(files.filter_map(read).collect())
    }

    /// The paths, in order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// Fails with the first file that differs.
    #[track_caller]
    pub(crate) fn assert_same(&self, other: &Self, what: &str) {
        assert_eq!(self.paths(), other.paths(), "{what}: other files");
        for (path, bytes) in &self.0 {
            let (mine, theirs) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other.0[path]));
            assert!(mine == theirs, "{what}: {path} differs\n--- one\n{mine}\n--- other\n{theirs}");
        }
    }
}

/// Copies a folder's files into another.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let file = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(entry.path(), file).unwrap();
    }
}

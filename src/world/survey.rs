//! All files of some folders at one time, each with what the system tells of it.

use super::{Listing, Stat, World};
use crate::diag::{Diagnostic, Failure, Path};
use rayon::prelude::*;

/// The files of a site's folders, looked at once in a build.
#[derive(Debug, Default)]
pub struct Survey {
    files: Vec<(Path, Option<Stat>)>,
    /// Each folder's place in the list, and what was told of it.
    folders: Vec<(&'static str, std::ops::Range<usize>, Vec<Diagnostic>)>,
}

impl World {
    /// Looks at some folders and all below them, and at some files beside them.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn survey(&self, folders: &[&'static str], files: &[&str]) -> Result<Survey, Failure> {
        let mut survey = Survey::default();
        let mut paths = Vec::new();
        for folder in folders {
            let Listing { files, faults } = self.walk(folder)?;
            let start = paths.len();
            paths.extend(files);
            survey.folders.push((folder, start..paths.len(), faults));
        }
        paths.extend(files.iter().map(|path| Path::from(*path)));
        survey.files =
            paths.into_par_iter().map(|path| (self.stat(&path), path)).map(|(stat, path)| (path, stat)).collect();
        Ok(survey)
    }
}

impl Survey {
    /// The files below one of the folders, sorted by path. A file that is built into the program has no stat.
    #[must_use]
    pub fn below(&self, folder: &str) -> &[(Path, Option<Stat>)] {
        let found = self.folders.iter().find(|(name, ..)| *name == folder);
        found.map_or(&[], |(_, range, _)| &self.files[range.clone()])
    }

    /// What was told of a folder.
    #[must_use]
    pub fn told(&self, folder: &str) -> &[Diagnostic] {
        self.folders.iter().find(|(name, ..)| *name == folder).map_or(&[], |(_, _, told)| told)
    }

    /// Whether anything was told.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        self.folders.iter().any(|(_, _, told)| !told.is_empty())
    }

    /// What the system told of a file; nothing when it was not there.
    #[must_use]
    pub fn stat(&self, path: &str) -> Option<Stat> {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        let sorted = self.below(folder);
        let found = match sorted.binary_search_by(|(known, _)| (**known).cmp(path)) {
            Ok(at) => Some(&sorted[at]),
            Err(_) => self.files.iter().rev().find(|(known, _)| **known == *path),
        };
        found.and_then(|(_, stat)| *stat)
    }

    /// The files of all folders that stand on the disk.
    pub fn on_disk(&self) -> impl Iterator<Item = (&Path, &Stat)> {
        self.files.iter().filter_map(|(path, stat)| Some((path, stat.as_ref()?)))
    }
}

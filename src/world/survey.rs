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
    /// Looks at some folders and all below them, and at some files beside them. Of the files that are looked at `later`,
    /// only the names are taken.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn survey(&self, folders: &[&'static str], files: &[&str], later: fn(&str) -> bool) -> Result<Survey, Failure> {
        let mut survey = Survey::default();
        let mut paths = Vec::new();
        for folder in folders {
            let Listing { files, faults } = self.walk(folder)?;
            let start = paths.len();
            paths.extend(files);
            survey.folders.push((folder, start..paths.len(), faults));
        }
        paths.extend(files.iter().map(|path| Path::from(*path)));
        let look = |path: Path| (if later(&path) { None } else { self.stat(&path) }, path);
        survey.files = paths.into_par_iter().map(look).map(|(stat, path)| (path, stat)).collect();
        Ok(survey)
    }
}

impl Survey {
    /// The files below one of the folders, sorted by path. One that is built into the program, or
    /// is looked at later, has no stat.
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

    /// What the system told of a file; nothing when it was not there, or not looked at.
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

    /// All files, with what the system told of those that were looked at and there.
    pub fn all(&self) -> impl Iterator<Item = (&Path, Option<&Stat>)> {
        self.files.iter().map(|(path, stat)| (path, stat.as_ref()))
    }

    /// The files of all folders that stand on the disk, as far as they were looked at.
    pub fn on_disk(&self) -> impl Iterator<Item = (&Path, &Stat)> {
        self.files.iter().filter_map(|(path, stat)| Some((path, stat.as_ref()?)))
    }
}

//! The folders that the system watches for us.
//!
//! `notify` watches one folder at a time, by its real path: left to watch all that is below a folder, it gives up at
//! the first one that is closed to us, keeps one name alone of a folder that links lead to, and may tell of a folder
//! before it watches it. A folder may have more than one name here; a change in it is told under each.

use super::news::{News, news};
use super::places::{Entry, Places, is_source};
use super::{Lost, Path};
use crate::world::FOLDERS;
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path as FilePath, PathBuf};
use walkdir::WalkDir;

/// inotify has a watch for each folder; other systems watch all that is below one.
const FOLDER_BY_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// The watched folders of a site.
#[derive(Debug)]
pub(super) struct Tree {
    places: Places,
    watcher: RecommendedWatcher,
    pub(super) news: News,
    /// The names of each, from the site's root: its own, and those that links give it.
    folders: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    /// All of these.
    names: BTreeSet<PathBuf>,
}

impl Tree {
    /// Watches the root of a site, and all of the folders that the site is made of.
    pub(super) fn open(places: Places) -> notify::Result<Self> {
        let (ear, news) = news(places.clone());
        let watcher = RecommendedWatcher::new(ear, Config::default().with_follow_symlinks(false))?;
        let mut tree = Self { places, watcher, news, folders: BTreeMap::new(), names: BTreeSet::new() };
        tree.watch(FilePath::new(""))?;
        for folder in FOLDERS {
            tree.add(folder.as_ref())?;
        }
        Ok(tree)
    }

    /// What of all that was told counts, which may be nothing. New folders are watched when this returns.
    pub(super) fn take(&mut self) -> Result<BTreeSet<Path>, Lost> {
        let mut paths = BTreeSet::new();
        for (path, moved) in self.news.take()? {
            if moved && self.folders.contains_key(&path) {
                return Err(Lost);
            }
            let Some((folder, file)) = path.parent().zip(path.file_name()) else { continue };
            for name in self.folders.get(folder).cloned().unwrap_or_default() {
                self.note(name.join(file), moved, &mut paths)?;
            }
        }
        Ok(paths.into_iter().map(|path| path.to_string_lossy().into()).collect())
    }

    /// Ends, and gives back to the system what it kept for us.
    pub(super) fn close(self) {
        drop(self.watcher);
        self.news.end();
    }

    /// Something about a path from the site's root.
    fn note(&mut self, path: PathBuf, moved: bool, paths: &mut BTreeSet<PathBuf>) -> Result<(), Lost> {
        if moved && self.names.contains(&path) {
            return Err(Lost);
        }
        let there = self.places.root.join(&path);
        let entry = if there.is_dir() { Entry::Folder } else { Entry::File };
        if !self.places.counts(&path, entry) {
            return Ok(());
        }
        // A link to a file may have made a folder known, but not what is below it.
        if is_source(&path) && (entry == Entry::Folder || there.is_symlink()) {
            self.add(&path).map_err(|_| Lost)?;
        }
        paths.insert(path);
        Ok(())
    }

    /// Watches a folder and all below it, or the folder in which the file stands that a link leads to. A path that is
    /// neither, or nothing, is no trouble.
    fn add(&mut self, top: &FilePath) -> notify::Result<()> {
        let places = self.places.clone();
        let walk = WalkDir::new(places.root.join(top)).follow_links(true).into_iter();
        // What cannot be walked is told by whoever reads the site.
        for entry in walk.filter_entry(|entry| places.admits(entry)).flatten() {
            if entry.file_type().is_dir() {
                self.watch_if_there(&places.relative(entry.path()))?;
            } else if entry.path_is_symlink() {
                let target = entry.path().canonicalize().unwrap_or_default();
                target.parent().map_or(Ok(()), |folder| self.watch_if_there(&places.relative(folder)))?;
            }
        }
        Ok(())
    }

    /// Watches a folder, unless it is gone again or closed to us.
    fn watch_if_there(&mut self, name: &FilePath) -> notify::Result<()> {
        use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
        match self.watch(name).map_err(|error| error.kind) {
            Err(ErrorKind::PathNotFound) => Ok(()),
            Err(ErrorKind::Io(cause)) if [NotADirectory, NotFound, PermissionDenied].contains(&cause.kind()) => Ok(()),
            other => other.map_err(notify::Error::new),
        }
    }

    fn watch(&mut self, name: &FilePath) -> notify::Result<()> {
        if self.names.contains(name) {
            return Ok(());
        }
        let real = self.places.root.join(name).canonicalize().map_err(notify::Error::io)?;
        if FOLDER_BY_FOLDER || real == self.places.root {
            self.watcher.watch(&real, RecursiveMode::NonRecursive)?;
        } else if !self.is_below_another(&real) {
            self.watcher.watch(&real, RecursiveMode::Recursive)?;
        }
        let own = self.places.relative(&real);
        self.names.extend([own.clone(), name.to_owned()]);
        self.folders.entry(real).or_default().extend([own, name.to_owned()]);
        Ok(())
    }

    /// Whether a folder is below one that is watched; all but the root are watched with what is below.
    fn is_below_another(&self, real: &FilePath) -> bool {
        let mut above = real.ancestors().skip(1).take_while(|above| *above != self.places.root);
        above.any(|above| self.folders.contains_key(above))
    }
}

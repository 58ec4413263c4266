//! Files and folders in a generation that are not ours, such as one by which a search engine knows whose site it is: they
//! are brought along into the next one, and are never lost.

use crate::deploy::deployed::{DEPLOYED, Deployed};
use crate::deploy::disk::{self, Below, Done};
use crate::deploy::plan::spared;
use crate::publish::{bring, make_folder, remove_file, unwritable};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path as FilePath, PathBuf};

/// What stands in a generation and is not ours: names are what others called them, in whatever encoding.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Each after those above it. One with anything of ours in it is ours.
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Foreign {
    /// Looks for it. What was ours is told by the generation itself, so that a page that the site has no more does not come
    /// back as somebody else's.
    pub(super) fn of(generation: &FilePath, deployed: &Deployed) -> Done<Self> {
        let Below { mut folders, mut files } = disk::below(generation)?;
        let above: FxHashSet<&FilePath> = deployed.files.keys().flat_map(|path| above(FilePath::new(path))).collect();
        folders.retain(|path| !above.contains(path.as_path()));
        files.retain(|path| path.to_str().is_none_or(|path| !deployed.files.contains_key(path) && path != DEPLOYED));
        Ok(Self { folders, files })
    }

    /// The files as they are shown.
    pub(super) fn shown(&self) -> Vec<String> {
        self.files.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    }

    /// Where something of ours would stand at the same place, or within a foreign file, or the other way round, nothing is
    /// done.
    pub(super) fn spare<'a>(&self, ours: impl Iterator<Item = &'a str>) -> Done {
        let ours: FxHashSet<&FilePath> = ours.map(FilePath::new).collect();
        let files: FxHashSet<&FilePath> = self.files.iter().map(PathBuf::as_path).collect();
        // A folder with something in it is told by that.
        let full: FxHashSet<&FilePath> = files.iter().copied().flat_map(above).collect();
        let empty = self.folders.iter().map(PathBuf::as_path).filter(|path| !full.contains(path));
        let empty: FxHashSet<&FilePath> = empty.collect();
        let is_file = |path: &FilePath| files.contains(path);
        let at_or_above = ours.iter().copied().filter_map(|path| {
            above(path).find(|path| is_file(path)).or(Some(path).filter(|path| is_file(path) || empty.contains(path)))
        });
        let below = files.iter().copied().filter(|path| above(path).any(|path| ours.contains(path)));
        tell(at_or_above.chain(below))
    }

    /// Where what others have in the older of two generations is of another kind, neither of them can stand for both.
    pub(super) fn spare_theirs(&self, older: &FilePath) -> Done {
        let kind = |path: &FilePath| fs::symlink_metadata(older.join(path)).ok().map(|meta| meta.is_dir());
        let is_no_folder = |path: &FilePath| kind(path) == Some(false);
        let files = self.files.iter().filter(|path| kind(path) == Some(true) || above(path).any(is_no_folder));
        let folders = self.folders.iter().filter(|path| is_no_folder(path) || above(path).any(is_no_folder));
        tell(files.chain(folders).map(PathBuf::as_path))
    }

    /// Brings all of it along from one generation to another, in which it takes the place of what was theirs before.
    pub(super) fn carry(&self, from: &FilePath, to: &FilePath) -> Done {
        self.folders.iter().try_for_each(|folder| follow(folder, from, to))?;
        self.files.iter().try_for_each(|file| {
            follow(file.parent().unwrap_or(file), from, to)?;
            remove_file(&to.join(file))?;
            bring(&from.join(file), &to.join(file))
        })
    }

    /// Moves out of a generation that goes what is not theirs in the one that is read, too.
    pub(super) fn set_aside(&self, read: &Self, from: &FilePath, to: &FilePath) -> Done {
        let read: FxHashSet<&PathBuf> = read.files.iter().collect();
        self.files.iter().filter(|file| !read.contains(file)).try_for_each(|file| {
            make_folder(to)?;
            follow(file.parent().unwrap_or(file), from, to)?;
            fs::rename(from.join(file), to.join(file)).map_err(|cause| unwritable(&to.join(file), cause))
        })
    }
}

/// Makes a folder and those above it, each as it is in another generation.
fn follow(folder: &FilePath, from: &FilePath, to: &FilePath) -> Done {
    for folder in above(folder).collect::<Vec<_>>().into_iter().rev().chain([folder]) {
        let (like, folder) = (from.join(folder), to.join(folder));
        match fs::create_dir(&folder) {
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => continue,
            made => made.map_err(|cause| unwritable(&folder, cause))?,
        }
        let like = fs::metadata(&like).map_err(|cause| disk::unreadable(&like, cause))?;
        // Only a mighty user may give something away; whose it is changes the mode, which is set after it.
        chown(&folder, Some(like.uid()), Some(like.gid())).unwrap_or_default();
        fs::set_permissions(&folder, like.permissions()).map_err(|cause| unwritable(&folder, cause))?;
    }
    Ok(())
}

/// Nothing is done where something is in the way.
fn tell<'a>(taken: impl Iterator<Item = &'a FilePath>) -> Done {
    let taken: BTreeSet<String> = taken.map(|path| path.to_string_lossy().into_owned()).collect();
    spared(&taken.into_iter().collect::<Vec<_>>())
}

/// The folders above a path, the lowest first.
fn above(path: &FilePath) -> impl Iterator<Item = &FilePath> {
    path.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty())
}

//! An output folder, and what in it is ours.

use super::disk::{self, Done, make_folder, make_own_folder, unwritable};
use super::stage::{self, Stage};
use crate::diag::Failure;
use crate::output::Manifest;
use crate::trace::Fingerprint;
use crate::world::Stat;
use rustix::fs::{FlockOperation, flock};
use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The list of what is ours.
pub const MANIFEST: &str = ".xiangwei-manifest";
/// The same for a run that moves files in; it is there only while one does, or after it was killed.
pub(super) const NEXT: &str = ".xiangwei-manifest.next";

/// What offering a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// The published file is the same.
    Unchanged,
    /// There was none, or an older one; the new one waits, and the system tells this of it.
    Waits(Stat),
    /// The published one was changed by hand; the new one waits.
    ChangedByHand(Stat),
    /// A file stands there that is not ours.
    Foreign,
}

/// What an output folder says that it holds of ours.
#[must_use]
pub fn manifest(out: &Path) -> Manifest {
    read(&out.join(MANIFEST))
}

/// A manifest; one that is not there, or that we cannot read, names nothing.
fn read(path: &Path) -> Manifest {
    fs::read_to_string(path).ok().and_then(|text| Manifest::parse(&text)).unwrap_or_default()
}

/// Whether no run that was killed has left anything in an output folder or beside it.
#[must_use]
pub fn is_settled(out: &Path) -> bool {
    let left = [Some(out.join(NEXT)), Some(out.join(stage::WITHIN)), stage::beside(out)];
    left.into_iter().flatten().all(|path| fs::symlink_metadata(path).is_err())
}

/// An output folder while a site is made for it.
#[derive(Debug)]
pub struct Folder {
    pub(super) out: PathBuf,
    pub(super) kept: PathBuf,
    pub(super) old: Manifest,
    pub(super) interrupted: Manifest,
    pub(super) stage: Stage,
    /// What stands in the folder itself; where it has no entry, nothing need be looked for below.
    entries: HashSet<String>,
}

impl Folder {
    /// Opens the output folder of a site, making it when it is not there; the lock is held for as long as it is open.
    ///
    /// # Errors
    /// When a folder cannot be made or read.
    pub fn open(out: &Path, lock: &Lock) -> Result<Self, Failure> {
        make_folder(out)?;
        let out = out.canonicalize().map_err(|cause| unwritable(out, cause))?;
        let (old, interrupted) = (manifest(&out), read(&out.join(NEXT)));
        let stage = Stage::new(&out)?;
        let listed = fs::read_dir(&out).map_err(|cause| unwritable(&out, cause))?;
        let entries = listed.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        Ok(Self { kept: lock.state.join("kept"), old, interrupted, stage, entries, out })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.out
    }

    /// Compares a file with the published one, and puts it on the stage when it differs.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn offer(&self, path: &str, bytes: &[u8], hash: Fingerprint) -> Result<Offer, Failure> {
        self.compare(path, hash, || self.stage.put(path, bytes))
    }

    /// The same for a file that is copied from `source`.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn offer_copy(&self, path: &str, source: &Path, hash: Fingerprint) -> Result<Offer, Failure> {
        self.compare(path, hash, || self.stage.copy(path, source))
    }

    /// What stands there, against a file that `put` puts on the stage.
    fn compare(&self, path: &str, hash: Fingerprint, put: impl FnOnce() -> Done<Stat>) -> Done<Offer> {
        if !self.entries.contains(path.split('/').next().unwrap_or(path)) {
            return put().map(Offer::Waits);
        }
        if self.blocked(path) {
            return Ok(Offer::Foreign);
        }
        if fs::symlink_metadata(self.out.join(path)).is_ok_and(|meta| meta.is_symlink()) {
            // It leads somewhere that is not ours, whatever stands there.
            return put().map(Offer::ChangedByHand);
        }
        match disk::hash(&self.out.join(path))? {
            None => put().map(Offer::Waits),
            Some(found) if found == hash => Ok(Offer::Unchanged),
            Some(_) if !self.is_ours(path) => Ok(Offer::Foreign),
            Some(found) if self.knows(path, found) => put().map(Offer::Waits),
            Some(_) => put().map(Offer::ChangedByHand),
        }
    }

    /// Whether one of our manifests names the path.
    pub(super) fn is_ours(&self, path: &str) -> bool {
        self.old.get(path).is_some() || self.interrupted.get(path).is_some()
    }

    /// Whether we wrote this content there.
    pub(super) fn knows(&self, path: &str, hash: Fingerprint) -> bool {
        [&self.old, &self.interrupted].iter().any(|manifest| manifest.get(path).is_some_and(|entry| entry.hash == hash))
    }

    /// Whether something that is not ours stands in the way: a folder where the file must be, or a file where one of
    /// its folders must be.
    fn blocked(&self, path: &str) -> bool {
        let here = fs::symlink_metadata(self.out.join(path));
        if here.is_ok_and(|meta| meta.is_symlink()) {
            return !self.is_ours(path);
        }
        if self.out.join(path).is_dir() {
            return !self.is_folder_of_ours(path);
        }
        let mut above = path;
        while let Some((folder, _)) = above.rsplit_once('/') {
            let meta = fs::symlink_metadata(self.out.join(folder));
            match meta {
                Ok(meta) if meta.is_dir() => above = folder,
                // A link to a folder would lead our files out of the output folder.
                Ok(_) => return !self.is_ours(folder),
                Err(_) => above = folder,
            }
        }
        false
    }

    /// Whether a folder holds only files of ours, so that a file may take its place.
    fn is_folder_of_ours(&self, path: &str) -> bool {
        let inside = walkdir::WalkDir::new(self.out.join(path))
            .into_iter()
            .flatten()
            .filter(|entry| !entry.file_type().is_dir());
        inside.into_iter().all(|entry| {
            let relative = entry.path().strip_prefix(&self.out).map(|path| path.to_string_lossy().into_owned());
            relative.is_ok_and(|relative| self.is_ours(&relative))
        })
    }

    /// Gives up: what was made is thrown away, the published site stays as it was.
    ///
    /// # Errors
    /// When the stage cannot be removed.
    pub fn give_up(self) -> Result<(), Failure> {
        self.stage.clear()
    }
}

/// A site's `.xiangwei/`, held by one run alone.
#[derive(Debug)]
pub struct Lock {
    state: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of a site whose `.xiangwei/` is `state`. Another run that is at work in the same site is waited for;
    /// `waiting` is told of it.
    ///
    /// # Errors
    /// When there can be no such folder.
    pub fn take(state: &Path, out: &Path, waiting: impl FnOnce()) -> Result<Self, Failure> {
        let state = state_folder(state, out)?;
        let path = state.join("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|cause| unwritable(&path, cause))?;
        // The system frees the lock when its holder ends, however it ends.
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            waiting();
            flock(&file, FlockOperation::LockExclusive).map_err(|cause| unwritable(&path, cause.into()))?;
        }
        Ok(Self { state, _file: file })
    }

    /// The folder in which builds keep what is theirs.
    #[must_use]
    pub fn state(&self) -> &Path {
        &self.state
    }
}

/// The site's `.xiangwei/`; where the site cannot be written, one beside the output folder.
fn state_folder(state: &Path, out: &Path) -> Done<PathBuf> {
    if make_own_folder(state).is_ok() && File::options().append(true).create(true).open(state.join("lock")).is_ok() {
        return Ok(state.to_owned());
    }
    let beside = out.with_extension("xiangwei");
    make_own_folder(&beside)?;
    Ok(beside)
}

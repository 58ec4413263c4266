//! The folder in which a build leaves what the next one can use: whole files only, each named by what it holds, and one
//! that names them all. Whatever is missing or damaged there costs time, never a wrong page.

use super::World;
use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The file that names the others.
const HEAD: &str = "memory.head";
/// The ending of those others, whose name is what they hold.
const PIECE: &str = "piece";
/// How a file is called while it is written.
const NEW: &str = ".xiangwei-new-";

/// A cache's folder.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
impl Cache {
    /// The cache in a folder, which need not be there yet.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is a file that names the others.
    #[must_use]
    pub fn has_head(&self) -> bool {
        self.folder.join(HEAD).exists()
    }

    /// The file that names the others; nothing when there is none that can be read.
    #[must_use]
    pub fn head(&self) -> Option<Vec<u8>> {
        fs::read(self.folder.join(HEAD)).ok()
    }

    /// A file by what it holds; nothing when it is not there or holds something else.
    #[must_use]
    pub fn get(&self, name: Fingerprint) -> Option<Vec<u8>> {
        let bytes = fs::read(self.file(name)).ok()?;
        (Fingerprint::of(&bytes) == name).then_some(bytes)
    }

    /// Whether a file is there, whole or not.
    #[must_use]
    pub fn has(&self, name: Fingerprint) -> bool {
        fs::metadata(self.file(name)).is_ok()
    }

    /// Keeps some bytes, and gives their name.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn put(&self, bytes: &[u8]) -> Result<Fingerprint, Failure> {
        let name = Fingerprint::of(bytes);
        let file = self.file(name);
        // One of this name and length may still be damaged; whoever reads it finds out, and then it is written anew.
        if !fs::metadata(&file).is_ok_and(|meta| meta.len() == bytes.len() as u64) {
            self.write(&file, bytes)?;
        }
        Ok(name)
    }

    /// Replaces the file that names the others, and then removes those that it does not name.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn close(&self, head: &[u8], named: &BTreeSet<Fingerprint>) -> Result<(), Failure> {
        self.write(&self.folder.join(HEAD), head)?;
        let names: BTreeSet<PathBuf> = named.iter().map(|name| self.file(*name)).collect();
        self.remove(|path| !names.contains(path));
        Ok(())
    }

    /// Forgets everything. What cannot be removed is not used again all the same, since the head goes first.
    pub fn clear(&self) {
        drop(fs::remove_file(self.folder.join(HEAD)));
        self.remove(|_| true);
    }

    /// Removes files of ours, and no others: the folder may hold anything. One that is left over does no harm.
    fn remove(&self, which: impl Fn(&PathBuf) -> bool) {
        let Ok(all) = fs::read_dir(&self.folder) else { return };
        for path in all.flatten().map(|entry| entry.path()).filter(|path| is_ours(path) && which(path)) {
            drop(fs::remove_file(path));
        }
    }

    fn file(&self, name: Fingerprint) -> PathBuf {
        self.folder.join(format!("{name}.{PIECE}"))
    }

    /// Writes a file so that it is there whole or not at all.
    fn write(&self, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|cause| failure(&self.folder, cause))?;
        let temporary = tempfile::Builder::new().prefix(NEW).tempfile_in(&self.folder);
        let mut temporary = temporary.map_err(|cause| failure(&self.folder, cause))?;
        temporary.write_all(bytes).map_err(|cause| failure(file, cause))?;
        temporary.persist(file).map(drop).map_err(|error| failure(file, error.error))
    }
}

/// Whether a file is a piece, or one that was being written when a run was killed.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_piece = name.strip_suffix(PIECE).and_then(|name| name.strip_suffix('.'));
    name.starts_with(NEW) || is_piece.is_some_and(|name| Fingerprint::parse(name).is_some())
}

fn failure(path: &Path, cause: std::io::Error) -> Failure {
    let path = path.display();
    Failure::io(say!("写不了 {path}", "cannot write {path}"), cause)
}

/// What tells one build of this program from another: what was kept by another one is not used.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
pub fn program() -> Fingerprint {
    use std::os::unix::fs::MetadataExt as _;
    let file = std::env::current_exe().and_then(fs::metadata).ok();
    // The last of these cannot be set by hand.
    let told =
        file.map(|meta| (meta.len(), meta.ino(), meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()));
    Fingerprint::of(format!("{} {told:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

impl World {
    /// The folder of a site in which builds keep what is theirs.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.root().join(".xiangwei")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_any_more_goes_and_what_is_damaged_is_not_given() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(&folder.path().join("cache"));
        let (one, two) = (cache.put("甲".as_bytes()).unwrap(), cache.put("乙".as_bytes()).unwrap());
        cache.close(b"head", &BTreeSet::from([one])).unwrap();
        assert_eq!(cache.head().as_deref(), Some(b"head".as_slice()));
        assert_eq!(cache.get(one).as_deref(), Some("甲".as_bytes()));
        assert_eq!(cache.get(two), None);
        #[expect(clippy::disallowed_methods, reason = "a test does the damage")]
        fs::write(cache.file(one), "丙").unwrap();
        assert_eq!(cache.get(one), None);
    }
}

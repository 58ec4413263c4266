//! The folder in which a build leaves what the next one can use: whole files only, each named by what it holds, and one
//! that names them all. Whatever is missing or damaged there costs time, never a wrong page.

use super::World;
use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The file that names the others.
const HEAD: &str = "head";

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
        for entry in fs::read_dir(&self.folder).map_err(|cause| failure(&self.folder, cause))?.flatten() {
            if entry.file_name() != HEAD && !names.contains(&entry.path()) {
                // Left over, it does no harm.
                drop(fs::remove_file(entry.path()));
            }
        }
        Ok(())
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn clear(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(&self.folder) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(failure(&self.folder, cause)),
            _ => Ok(()),
        }
    }

    fn file(&self, name: Fingerprint) -> PathBuf {
        self.folder.join(name.to_string())
    }

    /// Writes a file so that it is there whole or not at all.
    fn write(&self, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|cause| failure(&self.folder, cause))?;
        let mut temporary = NamedTempFile::new_in(&self.folder).map_err(|cause| failure(&self.folder, cause))?;
        temporary.write_all(bytes).map_err(|cause| failure(file, cause))?;
        temporary.persist(file).map(drop).map_err(|error| failure(file, error.error))
    }
}

fn failure(path: &Path, cause: std::io::Error) -> Failure {
    let path = path.display();
    Failure::io(say!("写不了 {path}", "cannot write {path}"), cause)
}

/// What tells one build of this program from another: what was kept by another one is not used.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
pub fn program() -> Fingerprint {
    let file = std::env::current_exe().and_then(fs::metadata);
    let told = file.and_then(|meta| Ok((meta.len(), meta.modified()?))).ok();
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

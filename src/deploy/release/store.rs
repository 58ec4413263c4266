//! What was worked out of files once: their sums, and their compressed forms, named by the hash of the plain content.
//! What no published file has any more goes at the end.

use super::compress::Encoding;
use super::sums::Sums;
use crate::deploy::disk::{self, Done};
use crate::diag::Failure;
use crate::publish::remove_file;
use crate::say;
use crate::trace::Fingerprint;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file that tells what is known.
const KNOWN: &str = "known";

/// A compressed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Variant {
    pub(super) hash: Fingerprint,
    pub(super) length: u64,
    pub(super) sums: Sums,
}

/// What is known of some content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) sums: Sums,
    /// Whether its compressed forms were made; those that are hardly smaller are not kept.
    tried: bool,
    pub(super) variants: BTreeMap<Encoding, Variant>,
}

type All = BTreeMap<Fingerprint, Known>;

/// The folder, open.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    known: All,
    /// What of it is used in this run, or new.
    used: Mutex<FxHashMap<Fingerprint, Known>>,
}

impl Store {
    /// Opens it. What cannot be read is worked out again.
    pub(super) fn open(folder: &FilePath) -> Self {
        let known = disk::read(&folder.join(KNOWN)).ok().and_then(|bytes| parse(&bytes)).unwrap_or_default();
        Self { folder: folder.to_owned(), known, used: Mutex::default() }
    }

    /// What is known of a file's content, worked out when it is not; compressed forms only where `wanted`.
    pub(super) fn known(&self, source: &FilePath, hash: Fingerprint, wanted: bool) -> Done<Known> {
        if let Some(known) = self.known.get(&hash).filter(|known| self.is_there(hash, known, wanted)) {
            self.used().insert(hash, known.clone());
            return Ok(known.clone());
        }
        if let Some(known) = self.used().get(&hash).filter(|known| known.tried || !wanted) {
            return Ok(known.clone());
        }
        let known = self.work_out(&disk::read(source)?, (source, hash), wanted)?;
        self.used().insert(hash, known.clone());
        Ok(known)
    }

    fn work_out(&self, bytes: &[u8], (source, hash): (&FilePath, Fingerprint), wanted: bool) -> Done<Known> {
        let mut variants = BTreeMap::new();
        for encoding in Encoding::ALL.into_iter().filter(|_| wanted) {
            let made = encoding.compress(bytes).map_err(|cause| {
                let source = source.display();
                Failure::io(say!("压缩不了 {source}", "cannot compress {source}"), cause)
            })?;
            if let Some(made) = made {
                disk::write_whole(&self.file(hash, encoding), &made)?;
                variants.insert(encoding, Variant::of(&made));
            }
        }
        Ok(Known { sums: Sums::of(bytes), tried: wanted, variants })
    }

    fn used(&self) -> std::sync::MutexGuard<'_, FxHashMap<Fingerprint, Known>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what is known is enough, and its compressed forms are still there.
    fn is_there(&self, hash: Fingerprint, known: &Known, wanted: bool) -> bool {
        let stands = |(encoding, variant): (&Encoding, &Variant)| {
            disk::length(&self.file(hash, *encoding)) == Some(variant.length)
        };
        !wanted || (known.tried && known.variants.iter().all(stands))
    }

    /// Where a compressed form stands.
    pub(super) fn file(&self, hash: Fingerprint, encoding: Encoding) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(format!("{name}.{}", encoding.ending()))
    }

    /// Writes what is known, and removes what no file of this run has.
    pub(super) fn close(self) -> Done {
        let used: All = std::mem::take(&mut *self.used()).into_iter().collect();
        if used.keys().eq(self.known.keys()) && used.iter().all(|(hash, known)| self.known[hash].tried == known.tried) {
            return Ok(());
        }
        disk::write_whole(&self.folder.join(KNOWN), &text(&used))?;
        let files = |all: &All| -> BTreeSet<PathBuf> {
            let each = |(hash, known): (&Fingerprint, &Known)| -> Vec<PathBuf> {
                known.variants.keys().map(|encoding| self.file(*hash, *encoding)).collect()
            };
            all.iter().flat_map(each).collect()
        };
        files(&self.known).difference(&files(&used)).try_for_each(|path| remove_file(path))
    }
}

/// What is known, behind its own hash.
fn text(known: &All) -> Vec<u8> {
    let bytes = postcard::to_stdvec(known).expect("maps and numbers can be written");
    [Fingerprint::of(&bytes).as_bytes(), &bytes].concat()
}

fn parse(bytes: &[u8]) -> Option<All> {
    let (hash, bytes) = bytes.split_at_checked(16)?;
    (Fingerprint::of(bytes).as_bytes() == hash).then(|| postcard::from_bytes(bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compressed_form_is_made_once_and_goes_with_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.html");
        let kept = folder.path().join("made");
        let run = |text: &str| {
            disk::write_whole(&source, text.as_bytes()).unwrap();
            let (store, hash) = (Store::open(&kept), Fingerprint::of(text.as_bytes()));
            let known = store.known(&source, hash, true).unwrap();
            let file = store.file(hash, Encoding::Gzip);
            store.close().unwrap();
            (known, file)
        };
        let (one, two) = ("公开。".repeat(200), "依法。".repeat(200));
        let (first, file) = run(&one);
        assert_eq!(disk::length(&file), Some(first.variants[&Encoding::Gzip].length));
        let mark = std::time::SystemTime::UNIX_EPOCH;
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(mark).unwrap();
        let (again, _) = run(&one);
        assert_eq!(again.variants, first.variants);
        assert_eq!(std::fs::File::open(&file).unwrap().metadata().unwrap().modified().unwrap(), mark, "made again");
        let (_, other) = run(&two);
        assert!(disk::length(&file).is_none() && disk::length(&other).is_some());
        remove_file(&other).unwrap();
        run(&two);
        assert!(disk::length(&other).is_some(), "what is gone is made again");
    }
}

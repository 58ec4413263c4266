//! What a file was when it was read, so that it need not be read again to know that it is still the same.

use super::World;
use crate::diag::Failure;
use crate::trace::Fingerprint;
use rustix::fs::{FileType, Stat as Raw, stat};
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime};

/// What the system tells of a file without reading it. Two files that differ nowhere in it are taken for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Its length in bytes.
    pub length: u64,
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

/// A file's content, and what the system told of it at that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Nothing when the file was so new that it could have been written again without a trace.
    stat: Option<Stat>,
    /// What it held.
    pub fingerprint: Fingerprint,
}

/// Times of files stand still for as long as this, at the worst (two ticks of a slow clock).
const TICK: Duration = Duration::from_millis(25);

/// The same on disks that keep whole seconds, or every other one.
const COARSE: Duration = Duration::from_secs(3);

impl Stat {
    /// What no file has.
    pub const NONE: Self = Self { length: u64::MAX, inode: 0, modified: (0, 0), changed: (0, 0) };

    /// Of a file; nothing for a folder and what else there is.
    pub(crate) fn of_file(raw: &Raw) -> Option<Self> {
        (FileType::from_raw_mode(raw.st_mode) == FileType::RegularFile).then(|| Self::of(raw))
    }

    #[expect(clippy::useless_conversion, reason = "these numbers have other types on other systems")]
    fn of(raw: &Raw) -> Self {
        Self {
            length: u64::try_from(raw.st_size).unwrap_or_default(),
            inode: raw.st_ino.into(),
            modified: (raw.st_mtime.into(), i64::try_from(raw.st_mtime_nsec).unwrap_or_default()),
            changed: (raw.st_ctime.into(), i64::try_from(raw.st_ctime_nsec).unwrap_or_default()),
        }
    }

    /// Whether the file was last touched well before a time.
    fn is_settled(&self, now: SystemTime) -> bool {
        let is_coarse = self.modified.1 == 0 && self.changed.1 == 0;
        let Some(limit) = now
            .checked_sub(if is_coarse { COARSE } else { TICK })
            .and_then(|limit| limit.duration_since(SystemTime::UNIX_EPOCH).ok())
        else {
            return false;
        };
        let limit = (i64::try_from(limit.as_secs()).unwrap_or(i64::MAX), i64::from(limit.subsec_nanos()));
        self.modified < limit && self.changed < limit
    }
}

impl Seen {
    /// A file that may have held anything when it was read: it is none of those that there can be now.
    pub const DOUBTFUL: Self = Self { stat: None, fingerprint: Fingerprint::NONE };

    /// Whether the file is still what it was, as far as can be told without reading it.
    #[must_use]
    pub fn is_still(&self, stat: &Stat) -> bool {
        self.stat.as_ref() == Some(stat)
    }
}

impl World {
    /// What the system tells of a file; nothing when it is not there.
    #[must_use]
    pub fn stat(&self, path: &str) -> Option<Stat> {
        Stat::of_file(&stat(self.file(path)?).ok()?)
    }

    /// A file that was just read, to be known again. `before` is what the system told before it was read.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "world is the door to the clock")]
    pub fn seen(&self, before: Option<Stat>, fingerprint: Fingerprint) -> Seen {
        Seen { stat: before.filter(|stat| stat.is_settled(SystemTime::now())), fingerprint }
    }

    /// What a file holds now, read only when it may differ from what was seen; nothing when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look(&self, path: &str, known: Option<&Seen>) -> Result<Option<Seen>, Failure> {
        let stat = self.stat(path);
        self.look_at(path, stat, known)
    }

    /// The same for a file of which the system was asked already.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn look_at(&self, path: &str, stat: Option<Stat>, known: Option<&Seen>) -> Result<Option<Seen>, Failure> {
        if let (Some(known), Some(stat)) = (known, &stat)
            && known.is_still(stat)
        {
            return Ok(Some(*known));
        }
        if self.length(path).is_none() {
            return Ok(None);
        }
        let (hash, _) = self.hash(path)?;
        Ok(Some(self.seen(stat, Fingerprint::from_hash(hash))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_again_once_it_has_settled() {
        let folder = tempfile::tempdir().unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its files")]
        let write = |text: &str| std::fs::write(folder.path().join("a"), text).unwrap();
        let world = World::open(folder.path()).unwrap();
        write("甲");
        let fresh = world.look("a", None).unwrap().unwrap();
        assert!(!fresh.is_still(&world.stat("a").unwrap()), "it could be written again in the same tick");
        std::thread::sleep(TICK * 2);
        let settled = world.look("a", Some(&fresh)).unwrap().unwrap();
        assert!(settled.is_still(&world.stat("a").unwrap()));
        write("乙");
        assert!(!settled.is_still(&world.stat("a").unwrap()));
        assert_ne!(world.look("a", Some(&settled)).unwrap().unwrap().fingerprint, settled.fingerprint);
        assert_eq!(world.look("b", None).unwrap(), None);
    }
}

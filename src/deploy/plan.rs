//! What differs between a release and a target, and so what will be done.

use super::deployed::Deployed;
use super::disk::Done;
use super::release::{File, Release, Turn};
use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use std::collections::BTreeSet;

/// What will be done to a target.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// Files that are new there.
    pub added: Vec<&'a File>,
    /// Files that are other ones now, or may be.
    pub changed: Vec<&'a File>,
    /// Files of ours that the site has no more.
    pub removed: BTreeSet<String>,
    /// How many stay as they are.
    pub unchanged: usize,
    /// How many files of ours the target has.
    before: usize,
}

impl<'a> Plan<'a> {
    /// Compares a release with what a target holds; `stamp` is what a file would be sent as.
    pub(super) fn between(release: &'a Release, deployed: &Deployed, stamp: impl Fn(&File) -> Fingerprint) -> Self {
        let mut plan = Self { before: deployed.files.len(), ..Self::default() };
        for file in &release.files {
            match deployed.files.get(&file.path) {
                None => plan.added.push(file),
                Some(known) if *known == Some(stamp(file)) => plan.unchanged += 1,
                Some(_) => plan.changed.push(file),
            }
        }
        let gone = deployed.files.keys().filter(|path| release.get(path).is_none());
        plan.removed = gone.cloned().collect();
        plan
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Whether more than a fifth of what is there would go: more often a mistake than meant.
    #[must_use]
    pub fn removes_much(&self) -> bool {
        self.removed.len() * 5 > self.before
    }

    /// The files that are sent in a turn.
    pub(super) fn turn(&self, turn: Turn) -> Vec<&'a File> {
        self.sent().filter(|file| file.turn == turn).collect()
    }

    /// All files that are sent.
    pub fn sent(&self) -> impl Iterator<Item = &'a File> + '_ {
        self.added.iter().chain(&self.changed).copied()
    }
}

/// Where files that are not ours stand in the way of ours, nothing is sent.
pub(super) fn spared(taken: &[impl AsRef<str>]) -> Done {
    let Some(first) = taken.first().map(AsRef::as_ref) else { return Ok(()) };
    let count = taken.len();
    Err(Failure::own(say!(
        "目标里已有不是本程序放的文件，不覆盖：{first}（共 {count} 个）；移走它们，或换一个目录、前缀",
        "files that this program did not send stand at the target, and are not overwritten: {first} ({count} in all); move them away, or choose another folder or prefix"
    )))
}

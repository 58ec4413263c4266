//! Targets to which single files are sent: a bucket, another machine.
//!
//! What is sent, in which order, and how a broken run is gone on with is the same for all of them, and here; each of
//! them says how a file gets there.

mod alone;
mod bucket;
mod request;
mod ssh;
mod tool;
mod touched;

pub(super) use alone::hold;
pub(super) use bucket::Bucket;
pub use bucket::Secrets;
pub(super) use request::client;
pub(super) use ssh::Ssh;

use super::deployed::{DEPLOYED, Deployed};
use super::disk::Done;
use super::journal::{self, Journal};
use super::plan::{Plan, spared};
use super::release::{File, MANIFEST, Release, Turn};
use super::{Progress, disk};
use crate::trace::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path as FilePath, PathBuf};
use touched::{Touched, above};

/// How files get to a target.
pub(super) trait Remote: Sync {
    /// What a file holds; nothing when it is not there.
    fn fetch(&self, path: &str) -> Done<Option<Vec<u8>>>;
    /// Replaces it, in one step.
    fn note(&self, text: &[u8]) -> Done;
    /// What a file is sent as: another one when anything that the target keeps of it is.
    fn stamp(&self, file: &File) -> Fingerprint;
    /// Where something stands that is not ours, and in the way of what will be touched.
    fn taken(&self, touched: &Touched<'_>) -> Done<Vec<String>>;
    /// Sends files, and tells of each, or of all of them in the end.
    fn send(&self, files: &[&File], sent: &(dyn Fn(&File) -> Done + Sync)) -> Done;
    /// Removes files; one that is gone already is no trouble.
    fn remove(&self, paths: &[&str]) -> Done;
    /// What stands there, ours or not, with its length in bytes.
    fn holds(&self) -> Done<BTreeMap<String, u64>>;
}

/// A target, and what this machine keeps of it.
pub(super) struct Sending<'a> {
    remote: &'a dyn Remote,
    /// The folder for what is kept of this target.
    kept: PathBuf,
}

impl<'a> Sending<'a> {
    pub(super) fn new(remote: &'a dyn Remote, kept: &FilePath) -> Self {
        Self { remote, kept: kept.to_owned() }
    }

    fn journal(&self) -> PathBuf {
        self.kept.join("journal")
    }

    /// What the target holds of ours.
    pub(super) fn deployed(&self) -> Done<Deployed> {
        let mut deployed = Deployed::read(self.remote.fetch(DEPLOYED)?.as_deref())?;
        journal::recall(&self.journal(), &mut deployed)?;
        Ok(deployed)
    }

    /// What will be done.
    pub(super) fn plan<'f>(&self, release: &'f Release, deployed: &Deployed) -> Plan<'f> {
        Plan::between(release, deployed, |file| self.remote.stamp(file))
    }

    /// Makes unsure what the target does not hold as it should, by its length; tells of these files, and of those that
    /// are not ours.
    pub(super) fn check(&self, deployed: &mut Deployed, release: &Release) -> Done<(Vec<String>, Vec<String>)> {
        let mut held = self.remote.holds()?;
        held.remove(DEPLOYED);
        let foreign = held.keys().filter(|path| !deployed.files.contains_key(*path)).cloned().collect();
        let mut wrong = Vec::new();
        for (path, stamp) in &mut deployed.files {
            let length = release.get(path).map(|file| file.length);
            let is_right = held.get(path).is_some_and(|held| length.is_none_or(|length| length == *held));
            if !is_right && stamp.take().is_some() {
                wrong.push(path.clone());
            }
        }
        Ok((wrong, foreign))
    }

    /// Does what was planned.
    pub(super) fn run(
        &self,
        release: &Release,
        plan: &Plan<'_>,
        mut deployed: Deployed,
        progress: &dyn Progress,
    ) -> Done {
        self.spare_foreign(plan, &deployed)?;
        let journal = Journal::begin(&self.journal())?;
        (deployed.run, deployed.site) = (Some(journal.run), Some(release.site.clone()));
        let doubtful = plan.sent().map(|file| file.path.clone()).chain(plan.removed.iter().cloned());
        deployed.files.extend(doubtful.map(|path| (path, None)));
        self.remote.note(&deployed.to_bytes())?;
        let count = plan.sent().count();
        let sent = |file: &File| {
            progress.sent(count);
            journal.note(file, self.remote.stamp(file))
        };
        // A file makes room before others are sent below its name.
        let folders: BTreeSet<&str> = plan.sent().flat_map(|file| above(&file.path)).collect();
        let (first, last): (Vec<&str>, Vec<&str>) =
            plan.removed.iter().map(String::as_str).partition(|path| folders.contains(path));
        self.remote.remove(&first)?;
        for turn in Turn::ALL {
            let files = plan.turn(turn);
            if !files.is_empty() {
                self.remote.send(&files, &sent)?;
            }
        }
        self.remote.remove(&last)?;
        deployed.files.retain(|path, _| !plan.removed.contains(path));
        deployed.files.extend(plan.sent().map(|file| (file.path.clone(), Some(self.remote.stamp(file)))));
        deployed.run = None;
        self.remote.note(&deployed.to_bytes())?;
        journal.close()?;
        // By it a published site can be checked even when somebody changed the list that is published with it.
        let manifest = plan.sent().find(|file| file.path == MANIFEST);
        manifest.map_or(Ok(()), |file| disk::write_whole(&self.kept.join(MANIFEST), &file.bytes()?))
    }

    /// Where something stands that is not ours, nothing is sent.
    fn spare_foreign(&self, plan: &Plan<'_>, deployed: &Deployed) -> Done {
        if plan.is_empty() {
            return Ok(());
        }
        spared(&self.remote.taken(&Touched::by(plan, deployed))?)
    }
}

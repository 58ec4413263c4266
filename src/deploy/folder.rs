//! A folder in which generations of the site stand side by side; `current` leads to the one that is read.
//!
//! A new generation is made whole beside the others, with second names for what is unchanged, and `current` is then
//! exchanged in one step: whoever reads sees the old site or the new one, never something between.

use super::Progress;
use super::deployed::{DEPLOYED, Deployed};
use super::disk::{self, Done, unreadable, unwritable};
use super::plan::Plan;
use super::release::{File, MANIFEST, Release};
use crate::config::FolderWay;
use crate::diag::Failure;
use crate::say;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path as FilePath, PathBuf};
use std::time::SystemTime;

/// What leads to the generation that is read.
const CURRENT: &str = "current";
/// The folder of the generations.
const GENERATIONS: &str = "generations";
/// What a generation is called while it is made.
const NEW: &str = ".new";

/// The folder, held by one run alone.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    keep: usize,
    _lock: fs::File,
}

impl Folder {
    /// Opens it, making it when it is not there; `root` is the site's folder.
    ///
    /// # Errors
    /// When the disk does not let us, when another run is at work in it, and when something else stands where
    /// `current` must be.
    pub(super) fn open(way: &FolderWay, root: &FilePath) -> Done<Self> {
        let path = root.join(&way.path);
        disk::make_folder(&path.join(GENERATIONS))?;
        let Some(lock) = disk::lock(&path.join(".xiangwei-lock"))? else {
            let path = path.display();
            return Err(Failure::own(say!("另一次部署正在写 {path}", "another run is deploying to {path}")));
        };
        let folder = Self { path, keep: way.keep, _lock: lock };
        folder.spare_foreign()?;
        Ok(folder)
    }

    /// `current` must be a link of ours, or nothing.
    fn spare_foreign(&self) -> Done {
        let current = self.path.join(CURRENT);
        let is_ours = match fs::symlink_metadata(&current) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => true,
            Err(cause) => return Err(unreadable(&current, cause)),
            Ok(_) => self.number().is_some(),
        };
        let current = current.display();
        if is_ours {
            return Ok(());
        }
        Err(Failure::own(say!(
            "{current} 不是本程序建的，不覆盖；移走它，或换一个文件夹",
            "{current} was not made by this program and is not replaced; move it away, or choose another folder"
        )))
    }

    /// The number of the generation that is read.
    fn number(&self) -> Option<u64> {
        let target = fs::read_link(self.path.join(CURRENT)).ok()?;
        let number = target.strip_prefix(GENERATIONS).ok()?.to_str()?;
        number.parse().ok()
    }

    /// The numbers of all generations that are whole, in order.
    fn numbers(&self) -> Done<BTreeSet<u64>> {
        let folder = self.path.join(GENERATIONS);
        let all = fs::read_dir(&folder).map_err(|cause| unreadable(&folder, cause))?;
        let names = all.flatten().filter(|entry| entry.path().join(DEPLOYED).is_file());
        Ok(names.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect())
    }

    fn generation(&self, number: u64) -> PathBuf {
        self.path.join(GENERATIONS).join(format!("{number:06}"))
    }

    /// The generation that is read.
    fn now(&self) -> Option<PathBuf> {
        self.number().map(|number| self.generation(number))
    }

    /// What the generation that is read holds of ours.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn deployed(&self) -> Done<Deployed> {
        let Some(now) = self.now() else { return Ok(Deployed::default()) };
        let bytes = disk::read_if_there(&now.join(DEPLOYED))?;
        Ok(bytes.and_then(|bytes| Deployed::parse(&bytes)).unwrap_or_default())
    }

    /// The list of what the generation that is read shows.
    pub(super) fn online(&self) -> Done<Option<Vec<u8>>> {
        self.now().map_or(Ok(None), |now| disk::read_if_there(&now.join(MANIFEST)))
    }

    /// What will be done.
    pub(super) fn plan<'f>(&self, release: &'f Release, deployed: &Deployed) -> Plan<'f> {
        Plan::between(release, deployed, |file| file.hash)
    }

    /// Makes unsure what the generation that is read does not hold as it should; tells of these files, and of those
    /// that are not ours.
    pub(super) fn check(&self, deployed: &mut Deployed) -> Done<(Vec<String>, Vec<String>)> {
        let Some(now) = self.now() else { return Ok(Default::default()) };
        let mut wrong = Vec::new();
        for (path, stamp) in &mut deployed.files {
            let held = disk::read_if_there(&now.join(path))?.map(|bytes| crate::trace::Fingerprint::of(&bytes));
            if held != *stamp {
                *stamp = None;
                wrong.push(path.clone());
            }
        }
        let ours = |path: &String| deployed.files.contains_key(path) || path == DEPLOYED;
        Ok((wrong, disk::files(&now)?.into_iter().filter(|path| !ours(path)).collect()))
    }

    /// Makes the next generation, and lets `current` lead to it.
    pub(super) fn run(&self, release: &Release, plan: &Plan<'_>, progress: &dyn Progress) -> Done {
        let new = self.path.join(GENERATIONS).join(NEW);
        disk::remove_tree(&new)?;
        let folders: BTreeSet<PathBuf> =
            release.files.iter().filter_map(|file| Some(new.join(&file.path).parent()?.to_owned())).collect();
        disk::make_folder(&new)?;
        folders.iter().try_for_each(|folder| disk::make_folder(folder))?;
        let sent: FxHashSet<&str> = plan.sent().map(|file| file.path.as_str()).collect();
        let base = self.now().map(|now| (stamp(&now), now));
        release.files.par_iter().try_for_each(|file| {
            let to = new.join(&file.path);
            let base = base.as_ref().filter(|_| !sent.contains(file.path.as_str()));
            if base.is_some_and(|(at, base)| link(&base.join(&file.path), &to, file, *at)) {
                return Ok(());
            }
            progress.sent(sent.len());
            file.copy(&to)
        })?;
        let files = release.files.iter().map(|file| (file.path.clone(), Some(file.hash))).collect();
        disk::write(&new.join(DEPLOYED), &Deployed { files, run: None }.to_bytes())?;
        disk::settle(&new)?;
        let number = self.numbers()?.last().copied().max(self.number()).unwrap_or(0) + 1;
        let to = self.generation(number);
        fs::rename(&new, &to).map_err(|cause| unwritable(&to, cause))?;
        self.switch(number)?;
        self.forget()
    }

    /// Lets `current` lead to another generation, in one step.
    fn switch(&self, number: u64) -> Done {
        let (current, new) = (self.path.join(CURRENT), self.path.join(".current.new"));
        disk::remove(&new)?;
        let target = FilePath::new(GENERATIONS).join(format!("{number:06}"));
        std::os::unix::fs::symlink(target, &new).map_err(|cause| unwritable(&new, cause))?;
        fs::rename(&new, &current).map_err(|cause| unwritable(&current, cause))
    }

    /// Removes the oldest generations; the one that is read stays.
    fn forget(&self) -> Done {
        let numbers = self.numbers()?;
        let now = self.number();
        let too_many = numbers.len().saturating_sub(self.keep);
        let old = numbers.into_iter().filter(|number| Some(*number) != now).take(too_many);
        old.into_iter().try_for_each(|number| {
            // Without this file it is no generation any more, however far the rest gets.
            disk::remove(&self.generation(number).join(DEPLOYED))?;
            disk::remove_tree(&self.generation(number))
        })
    }

    /// Lets `current` lead to the generation before the one that is read.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn roll_back(&self) -> Done<u64> {
        let now = self.number();
        let before = self.numbers()?.into_iter().rfind(|number| now.is_some_and(|now| *number < now));
        let Some(before) = before else {
            return Err(Failure::own(say!("没有更早的一代可以退回", "there is no earlier generation to go back to")));
        };
        self.switch(before)?;
        Ok(before)
    }
}

/// When a generation was made whole.
fn stamp(generation: &FilePath) -> Option<SystemTime> {
    fs::metadata(generation.join(DEPLOYED)).and_then(|meta| meta.modified()).ok()
}

/// Gives a file of the generation before a second name. One that was touched since that was made is copied anew: it may
/// hold anything.
fn link(from: &FilePath, to: &FilePath, file: &File, whole: Option<SystemTime>) -> bool {
    let is_untouched = fs::symlink_metadata(from).is_ok_and(|meta| {
        let touched = meta.modified().ok();
        meta.is_file() && meta.len() == file.length && touched.is_some() && touched <= whole
    });
    is_untouched && fs::hard_link(from, to).is_ok()
}

//! The generations in a folder: which there are, which one is read, and which one was read before it.

use super::foreign::Foreign;
use crate::deploy::deployed::{DEPLOYED, Deployed};
use crate::deploy::disk::{self, Done, unreadable};
use crate::diag::Failure;
use crate::publish::{is_free, make_folder, remove_file, remove_tree, unwritable};
use crate::say;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path as FilePath, PathBuf};

/// What leads to the generation that is read.
const CURRENT: &str = "current";
/// What leads to the next one, until it takes that name.
const NEXT: &str = ".xiangwei-current";
/// The folder of the generations.
const GENERATIONS: &str = "generations";
/// What a generation is called while it is made, and while it is removed.
const WORK: &str = ".new";

/// What a generation's name is followed by where files of others are that were in none but it.
const OTHERS: &str = "others";
/// No generation has this number, or a greater one.
const END: u64 = 1_000_000_000_000;

/// All generations of a target. One is whole when it has a number for its name and knows what it holds of ours.
#[derive(Debug)]
pub(super) struct Generations {
    target: PathBuf,
}

impl Generations {
    pub(super) fn of(target: PathBuf) -> Self {
        Self { target }
    }

    /// The folder in which they stand.
    pub(super) fn folder(&self) -> PathBuf {
        self.target.join(GENERATIONS)
    }

    /// Where a generation stands.
    pub(super) fn path(&self, number: u64) -> PathBuf {
        self.folder().join(format!("{number:06}"))
    }

    /// The number of the generation that is read.
    ///
    /// # Errors
    /// When something else stands where `current` must be, or it leads to what is not ours.
    pub(super) fn now(&self) -> Done<Option<u64>> {
        let current = self.target.join(CURRENT);
        match fs::symlink_metadata(&current) {
            Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(cause) => return Err(unreadable(&current, cause)),
            Ok(_) => {}
        }
        let number = leads_to(&current).filter(|number| self.is_whole(*number));
        number.map(Some).ok_or_else(|| {
            let current = current.display();
            Failure::own(say!(
                "{current} 不是本程序建的，不覆盖；移走它，或换一个文件夹",
                "{current} was not made by this program and is not replaced; move it away, or choose another folder"
            ))
        })
    }

    fn is_whole(&self, number: u64) -> bool {
        self.path(number).join(DEPLOYED).is_file()
    }

    /// The numbers that are taken, by us or by others; one that is beyond all of ours is no number.
    fn numbers(&self) -> Done<BTreeSet<u64>> {
        let folder = self.folder();
        let all = fs::read_dir(&folder).map_err(|cause| unreadable(&folder, cause))?;
        let number = |name: &str| name.split('.').next()?.parse().ok().filter(|number| *number < END);
        Ok(all.flatten().filter_map(|entry| number(entry.file_name().to_str()?)).collect())
    }

    /// What a generation holds of ours.
    pub(super) fn deployed(&self, number: u64) -> Done<Deployed> {
        Deployed::read(disk::read_if_there(&self.path(number).join(DEPLOYED))?.as_deref())
    }

    /// The generation that was read when another one was made, if it is still there. One that was taken back is before
    /// none that came later.
    pub(super) fn before(&self, number: u64) -> Done<Option<u64>> {
        Ok(self.deployed(number)?.before.filter(|before| self.is_whole(*before)))
    }

    /// An empty folder in which the next generation is made.
    pub(super) fn begin(&self) -> Done<PathBuf> {
        let work = self.clear()?;
        make_folder(&work)?;
        // Marked as ours before there is anything in it.
        disk::write(&work.join(DEPLOYED), b"")?;
        Ok(work)
    }

    /// Gives what was made its number.
    pub(super) fn end(&self, work: &FilePath) -> Done<u64> {
        let number = self.numbers()?.last().map_or(1, |last| last + 1);
        let to = self.path(number);
        fs::rename(work, &to).map_err(|cause| unwritable(&to, cause))?;
        Ok(number)
    }

    /// Lets `current` lead to another generation, in one step.
    pub(super) fn switch(&self, number: u64) -> Done {
        let (current, next) = (self.target.join(CURRENT), self.target.join(NEXT));
        if leads_to(&next).is_some() {
            remove_file(&next)?;
        }
        let target = FilePath::new(GENERATIONS).join(format!("{number:06}"));
        std::os::unix::fs::symlink(target, &next).map_err(|cause| unwritable(&next, cause))?;
        fs::rename(&next, &current).map_err(|cause| unwritable(&current, cause))
    }

    /// Keeps so many: the one that is read, the one before it, and so on. All others go, those that were taken back
    /// among them; but not what others have there and not in the one that is read.
    pub(super) fn forget(&self, keep: usize) -> Done {
        let mut kept = BTreeSet::new();
        let mut next = self.now()?;
        while let Some(number) = next.filter(|_| kept.len() < keep.max(1)) {
            kept.insert(number);
            next = self.before(number)?;
        }
        for number in self.numbers()?.difference(&kept).filter(|number| self.is_whole(**number)) {
            let Ok(deployed) = self.deployed(*number) else { continue };
            self.spare(*number, &deployed)?;
            let (from, work) = (self.path(*number), self.clear()?);
            fs::rename(&from, &work).map_err(|cause| unwritable(&from, cause))?;
            self.clear()?;
        }
        Ok(())
    }

    /// Sets aside what others have in a generation that goes.
    fn spare(&self, number: u64, deployed: &Deployed) -> Done {
        let foreign = |number: u64| Foreign::of(&self.path(number), &self.deployed(number)?);
        let read = self.now()?.map_or_else(|| Ok(Foreign::default()), foreign)?;
        let from = self.path(number);
        Foreign::of(&from, deployed)?.set_aside(&read, &from, &from.with_extension(OTHERS))
    }

    /// Removes what a run that was broken off left, and tells where it stood. The mark goes last, so that however far
    /// this gets it is known as ours.
    pub(super) fn clear(&self) -> Done<PathBuf> {
        let work = self.folder().join(WORK);
        let mark = work.join(DEPLOYED);
        if !is_free(&work) && !mark.is_file() {
            let work = work.display();
            return Err(Failure::own(say!(
                "{work} 不是本程序建的，不动它；移走它再部署",
                "{work} was not made by this program and is left alone; move it away, and deploy again"
            )));
        }
        if mark.is_file() {
            let all = fs::read_dir(&work).map_err(|cause| unreadable(&work, cause))?;
            all.flatten().map(|entry| entry.path()).filter(|path| *path != mark).try_for_each(|path| {
                if path.is_dir() && !path.is_symlink() { remove_tree(&path) } else { remove_file(&path) }
            })?;
        }
        remove_tree(&work)?;
        Ok(work)
    }
}

/// The number of the generation that a link leads to.
fn leads_to(link: &FilePath) -> Option<u64> {
    fs::read_link(link).ok()?.strip_prefix(GENERATIONS).ok()?.to_str()?.parse().ok()
}

//! A folder in which generations of the site stand side by side; `current` leads to the one that is read.
//!
//! A new generation is made whole beside the others, with second names for what is unchanged, and `current` is then
//! exchanged in one step: whoever reads sees the old site or the new one, never something between.

mod foreign;
mod generations;

use super::Progress;
use super::deployed::{DEPLOYED, Deployed};
use super::disk::{self, Done, Stands};
use super::plan::Plan;
use super::release::{File, MANIFEST, Release};
use crate::config::FolderWay;
use crate::diag::Failure;
use crate::publish::make_folder;
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{World, settled};
use foreign::Foreign;
use generations::Generations;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path as FilePath, PathBuf};
use std::time::SystemTime;

/// The folder.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    keep: usize,
    generations: Generations,
}

impl Folder {
    /// Opens it; nothing is made there. `out` is where the site was built.
    ///
    /// # Errors
    /// When it would stand in the site's sources or in what was built of them, or around these; and when something else
    /// stands where `current` must be.
    pub(super) fn open(way: &FolderWay, (world, out): (&World, &FilePath)) -> Done<Self> {
        let path = world.root().join(&way.path);
        let (there, built) = (settled(&path), settled(out));
        let kept = settled(&world.state_folder());
        if world.is_ours(&path) || [built, kept].iter().any(|own| there.starts_with(own) || own.starts_with(&there)) {
            let path = path.display();
            return Err(Failure::own(say!(
                "不能部署到 {path}：那里是网站的源文件，或生成的网站；另选一个文件夹",
                "cannot deploy to {path}: the site's sources are there, or what was built of them; choose another folder"
            )));
        }
        let folder = Self { generations: Generations::of(path.clone()), path, keep: way.keep };
        folder.generations.now()?;
        Ok(folder)
    }

    /// Holds it for this run alone, and makes it when it is not there.
    ///
    /// # Errors
    /// When the disk does not let us, and when another run is at work in it.
    pub(super) fn hold(&self) -> Done<fs::File> {
        let folder = self.generations.folder();
        let new: Vec<&FilePath> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        make_folder(&folder)?;
        new.iter().try_for_each(|folder| disk::open_to_all(folder))?;
        disk::lock(&self.path.join(".xiangwei-lock"))?.ok_or_else(|| {
            let path = self.path.display();
            Failure::own(say!("另一次部署正在写 {path}", "another run is deploying to {path}"))
        })
    }

    /// The generation that is read.
    fn now(&self) -> Done<Option<PathBuf>> {
        Ok(self.generations.now()?.map(|number| self.generations.path(number)))
    }

    /// What the generation that is read holds of ours.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn deployed(&self) -> Done<Deployed> {
        self.generations.now()?.map_or_else(|| Ok(Deployed::default()), |number| self.generations.deployed(number))
    }

    /// The list of what the generation that is read shows.
    pub(super) fn online(&self) -> Done<Option<Vec<u8>>> {
        self.now()?.map_or(Ok(None), |now| disk::read_if_there(&now.join(MANIFEST)))
    }

    /// What will be done.
    pub(super) fn plan<'f>(&self, release: &'f Release, deployed: &Deployed) -> Plan<'f> {
        Plan::between(release, deployed, |file| file.hash)
    }

    /// Makes unsure what the generation that is read does not hold as it should; tells of these files, and of those
    /// that are not ours.
    pub(super) fn check(&self, deployed: &mut Deployed) -> Done<(Vec<String>, Vec<String>)> {
        let Some(now) = self.now()? else { return Ok(Default::default()) };
        let mut wrong = Vec::new();
        for (path, stamp) in &mut deployed.files {
            let held = match disk::stands(&now.join(path))? {
                Stands::File(bytes) => Some(Fingerprint::of(&bytes)),
                Stands::Nothing | Stands::Other => None,
            };
            if held.is_none() || held != *stamp {
                *stamp = None;
                wrong.push(path.clone());
            }
        }
        Ok((wrong, Foreign::of(&now, deployed)?.shown()))
    }

    /// Makes the next generation, lets `current` lead to it, and tells of what is not ours and came along.
    pub(super) fn run(
        &self,
        release: &Release,
        plan: &Plan<'_>,
        deployed: &Deployed,
        progress: &dyn Progress,
    ) -> Done<Vec<String>> {
        let now = self.now()?;
        let carried = now.as_ref().map_or_else(|| Ok(Foreign::default()), |now| Foreign::of(now, deployed))?;
        carried.spare(release.files.iter().map(|file| file.path.as_str()))?;
        let new = self.generations.begin()?;
        let made = fill(&new, now.as_deref(), (release, plan), progress)
            .and_then(|()| now.as_ref().map_or(Ok(()), |now| carried.carry(now, &new)))
            .and_then(|()| self.mark(&new, release));
        if let Err(failure) = made {
            // Half a site only takes room, of which there may be none left.
            self.generations.clear()?;
            return Err(failure);
        }
        self.generations.switch(self.generations.end(&new)?)?;
        self.forget()?;
        Ok(carried.shown())
    }

    /// Keeps as many generations as the settings tell, when there is nothing else to do.
    pub(super) fn forget(&self) -> Done {
        self.generations.forget(self.keep)
    }

    /// Writes into a generation what it holds of ours, and waits until all of it is on the disk.
    fn mark(&self, generation: &FilePath, release: &Release) -> Done {
        let files = release.files.iter().map(|file| (file.path.clone(), Some(file.hash))).collect();
        let (site, before) = (Some(release.site.clone()), self.generations.now()?);
        let deployed = Deployed { files, run: None, site, before };
        disk::write(&generation.join(DEPLOYED), &deployed.to_bytes())?;
        disk::settle(generation)
    }

    /// Lets `current` lead to the generation that was read before the present one, and tells its number.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn roll_back(&self) -> Done<u64> {
        let now = self.generations.now()?;
        let before = now.map_or(Ok(None), |now| self.generations.before(now))?;
        let Some((now, before)) = now.zip(before) else {
            return Err(Failure::own(say!("没有更早的一代可以退回", "there is no earlier generation to go back to")));
        };
        let (from, to) = (self.generations.path(now), self.generations.path(before));
        let carried = Foreign::of(&from, &self.generations.deployed(now)?)?;
        carried.spare(self.generations.deployed(before)?.files.keys().map(String::as_str))?;
        carried.spare_theirs(&to)?;
        carried.carry(&from, &to)?;
        self.generations.switch(before)?;
        Ok(before)
    }
}

/// Fills the folder of the next generation, with second names for what is unchanged since the one that is read.
fn fill(
    new: &FilePath,
    now: Option<&FilePath>,
    (release, plan): (&Release, &Plan<'_>),
    progress: &dyn Progress,
) -> Done {
    let folders: BTreeSet<PathBuf> =
        release.files.iter().filter_map(|file| Some(new.join(&file.path).parent()?.to_owned())).collect();
    folders.iter().try_for_each(|folder| make_folder(folder))?;
    let above: BTreeSet<&FilePath> =
        folders.iter().flat_map(|folder| folder.ancestors().take_while(|path| path.starts_with(new))).collect();
    above.iter().try_for_each(|folder| disk::open_to_all(folder))?;
    let sent: FxHashSet<&str> = plan.sent().map(|file| file.path.as_str()).collect();
    let base = now.map(|now| (stamp(now), now));
    release.files.par_iter().try_for_each(|file| {
        let to = new.join(&file.path);
        let base = base.filter(|_| !sent.contains(file.path.as_str()));
        if base.is_some_and(|(at, base)| link(&base.join(&file.path), &to, file, at)) {
            return Ok(());
        }
        progress.sent(sent.len());
        file.copy(&to)?;
        disk::open_to_all(&to)
    })
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

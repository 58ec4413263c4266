//! The end of a build: what was made is published unless something stops it, and remembered.

use super::Outcome;
use super::building::{Building, Made, Next};
use super::cause::Cause;
use super::memory::{self, Counts, Head, Memory, Names, Renumbered, Touched, Written};
use super::press_run::Run;
use crate::diag::diagnostic::settle;
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::output::{Maker, Manifest};
use crate::portal::{Portal, Standing};
use crate::publish::{Folder, MANIFEST, Way, stands};
use crate::world::{Seen, Stat};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

impl Building<'_> {
    /// Publishes unless something stops it, and remembers.
    pub(super) fn finish(
        &self,
        folder: Folder,
        maker: &Maker,
        (made, mut told): (Made, Vec<Diagnostic>),
        mut next: Next,
    ) -> Result<(Outcome, Option<Memory>), Failure> {
        let Made { run: Run { made, mut kept, staged, by_hand, faults, spoiled }, names, parts, used } = made;
        told.extend(faults);
        settle(&mut told);
        // What a fault of a template spoiled stays as it was.
        if next.spoiled.is_some() {
            kept.extend(spoiled.iter().filter(|path| stands(&self.out, path).is_some()).cloned());
        }
        let causes = made.iter().map(|(path, file)| (path.clone(), file.cause.clone())).collect();
        let mut files = next.memory.as_ref().map_or_else(FxHashMap::default, |memory| memory.kept(&kept));
        files.extend(made);
        let counts = counts(maker.portal(), files.keys());
        let mut outcome = Outcome {
            documents: counts.documents,
            scheduled: counts.scheduled,
            pages: counts.pages,
            made: causes,
            ..Outcome::default()
        };
        // That a memory was lost is no fault of the site's.
        let faulty = told.iter().any(|one| one.severity() <= self.order.stops && one.code != Code::Cache);
        if faulty && next.spoiled.is_none() {
            folder.give_up()?;
            return Ok((Outcome { diagnostics: told, ..outcome }, next.memory));
        }
        // They are made again as soon as they can be.
        let doubtful = |file: &memory::Remembered| {
            next.spoiled.as_ref().is_some_and(|paths| paths.contains(file.entry.owner.as_str()))
        };
        let unsure = files.iter_mut().filter(|(path, file)| spoiled.contains(*path) || doubtful(file));
        unsure.for_each(|(_, file)| file.trace = memory::Trace::default());
        let manifest = Manifest(files.iter().map(|(path, file)| (path.clone(), file.entry.clone())).collect());
        let (changes, found) = folder.publish(&manifest, &staged, &by_hand)?;
        outcome.written = staged;
        let fresh: FxHashSet<&str> = outcome.made.iter().map(|(path, _)| path.as_str()).collect();
        for path in self.moved(&next, &files, &fresh) {
            // What was read of it may be older or newer than what was looked at.
            next.sources.doubt(&path);
            next.inputs.iter_mut().filter(|(known, _)| *known == path).for_each(|(_, seen)| *seen = Seen::DOUBTFUL);
        }
        let touched = touched(&next, &files, &outcome.made);
        let earlier = next.memory.as_ref().map(|memory| memory.site.assets.clone()).unwrap_or_default();
        let outputs = self.outputs(&next, &files, (changes.way, &fresh));
        let mut memory = self.memory((files, names, parts, used), (maker, counts, (told.clone(), outputs)), next);
        outcome.styles = memory.site.styles_after(&earlier);
        if faulty {
            // On the disk stays what was whole.
            memory.forget_pieces();
        } else if let Err(failure) = memory::save(&self.cache, &mut memory, &touched) {
            // The site is published; what is not remembered is made again.
            told.push(Diagnostic::new(Code::Cache, Place::Nowhere, failure.doing));
        }
        told.extend(found);
        settle(&mut told);
        outcome.changes = Some(changes);
        Ok((Outcome { diagnostics: told, ..outcome }, Some(memory)))
    }

    /// The inputs that were touched since they were looked at, before anything was read. A document of which nothing was
    /// read, neither to understand it nor to make its page, need not be asked for.
    fn moved(&self, next: &Next, files: &FxHashMap<String, memory::Remembered>, fresh: &FxHashSet<&str>) -> Vec<Path> {
        let before: FxHashMap<&Path, &Stat> = self.survey.on_disk().collect();
        let owners: FxHashSet<&str> =
            fresh.iter().filter_map(|path| files.get(*path)).map(|file| file.entry.owner.as_str()).collect();
        let unread = |path: &Path| {
            let known = next.memory.as_ref().map(|memory| &memory.sources);
            !owners.contains(&**path) && known.is_some_and(|known| next.sources.has_the_same(path, known))
        };
        let moved = |path: &&Path| !unread(path) && before.get(*path).copied() != self.world.stat(path).as_ref();
        next.inputs.par_iter().map(|(path, _)| path).filter(moved).cloned().collect()
    }

    /// What the system tells of the published files now. Those that were not touched are as they were known.
    fn outputs(
        &self,
        next: &Next,
        files: &FxHashMap<String, memory::Remembered>,
        (way, fresh): (Way, &FxHashSet<&str>),
    ) -> Vec<(String, Stat)> {
        let known: FxHashMap<&str, Stat> = match (&next.memory, way) {
            (Some(memory), Way::OneByOne) => {
                memory.head.outputs.iter().map(|(path, stat)| (path.as_str(), *stat)).collect()
            }
            _ => FxHashMap::default(),
        };
        let stat = |path: &str| {
            let known = known.get(path).filter(|_| !fresh.contains(path) && path != MANIFEST).copied();
            known.unwrap_or_else(|| stands(&self.out, path).unwrap_or(Stat::NONE))
        };
        let mut paths: Vec<&str> = files.keys().map(String::as_str).chain([MANIFEST]).collect();
        paths.par_sort_unstable();
        paths.into_par_iter().map(|path| (path.to_owned(), stat(path))).collect()
    }

    /// What is left for the next build.
    fn memory(
        &self,
        (mut files, names, new_parts, used): (
            FxHashMap<String, memory::Remembered>,
            Names,
            Vec<memory::Trace>,
            Option<Vec<bool>>,
        ),
        (maker, counts, (told, outputs)): (&Maker, Counts, Published),
        next: Next,
    ) -> Memory {
        let Next { mut memory, mut site, sources, inputs, spoiled: _ } = next;
        let mut parts = memory.as_mut().map_or_else(Vec::new, |memory| std::mem::take(&mut memory.parts));
        if let Some(used) = used {
            memory::forget(&mut parts, &used);
        }
        parts.extend(new_parts);
        if memory::renumber(&mut parts, &mut files) == Renumbered::All
            && let Some(memory) = &mut memory
        {
            memory.forget_pieces();
        }
        let assets = maker.press().assets();
        site.assets = assets.into_iter().map(|asset| (asset.name.clone(), asset.route.file())).collect();
        let told = told.into_iter().filter(|one| one.code != Code::Cache).collect();
        let head = Head { asked: self.asked.clone(), inputs, outputs, told, counts };
        Memory::after(memory, (head, site, sources), Written { names, parts, files })
    }
}

/// What was told, and what the system tells of the published files.
type Published = (Vec<Diagnostic>, Vec<(String, Stat)>);

/// What the memory of this build has otherwise than the last one.
fn touched(next: &Next, files: &FxHashMap<String, memory::Remembered>, made: &[(String, Cause)]) -> Touched {
    let Some(memory) = &next.memory else { return Touched::default() };
    let files = memory.files.keys().filter(|path| !files.contains_key(*path)).chain(made.iter().map(|(path, _)| path));
    Touched { sources: next.sources.differ(&memory.sources), files: files.cloned().collect() }
}

fn counts<'a>(portal: &Portal, files: impl Iterator<Item = &'a String>) -> Counts {
    let count =
        |standing: fn(Standing) -> bool| portal.documents().filter(|(id, _)| standing(portal.standing(*id))).count();
    Counts {
        documents: count(Standing::has_page),
        scheduled: count(|standing| standing == Standing::Scheduled),
        pages: files.filter(|path| path.ends_with(".html")).count(),
    }
}

//! The end of a build: what was made is published unless something stops it, and remembered.

use super::Outcome;
use super::building::{Building, Made, Next};
use super::cause::Cause;
use super::memory::{self, Counts, Files, Head, Memory, Pieces, Remembered, Renumbered, Touched, Trace, Written};
use super::one_by_one;
use super::press_run::Run;
use crate::content::Sources;
use crate::diag::diagnostic::settle;
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::output::{Maker, Manifest};
use crate::portal::{DocumentId, Portal, Standing};
use crate::publish::{Changes, Folder, MANIFEST, Way, stands};
use crate::world::{Seen, Stat};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

impl Building<'_> {
    /// Publishes unless something stops it, and remembers.
    pub(super) fn finish(
        &self,
        folder: Folder,
        maker: &Maker,
        (made, mut told): (Made, Vec<Diagnostic>),
        mut next: Next,
    ) -> Result<(Outcome, Option<Memory>), Failure> {
        told.extend(one_by_one::told(&made, next.memory.as_ref(), maker.press()));
        let Made { run: Run { made, mut kept, staged, by_hand, faults, spoiled }, names, parts, used, indexed } = made;
        told.extend(faults);
        settle(&mut told);
        // What a fault of a template spoiled stays as it was.
        if next.spoiled.is_some() {
            kept.extend(spoiled.iter().filter(|path| stands(&self.out, path).is_some()).cloned());
        }
        let mut outcome = outcome(maker.portal(), &made, &kept);
        if self.is_faulty(&told) && next.spoiled.is_none() {
            folder.give_up()?;
            return Ok((Outcome { diagnostics: told, ..outcome }, next.memory));
        }
        let mut files = next.memory.as_mut().map_or_else(Files::default, |memory| memory.take(&kept));
        files.extend(made);
        forget_doubtful(&mut files, (&spoiled, next.spoiled.as_ref()));
        let path = |id: &DocumentId| &maker.portal().document(*id).path;
        next.site.indexed = indexed.iter().filter_map(|id| names.documents.find(path(id))).collect();
        let earlier = std::mem::replace(&mut next.site.assets, assets(maker));
        outcome.styles = next.site.styles_after(&earlier);
        outcome.written = staged.iter().map(|(path, _)| path.clone()).collect();
        let manifest = Manifest::of(files.iter().map(|(path, file)| (path.clone(), file.entry.clone())).collect());
        // While the one is at work in the output folder, the other writes beside it.
        let (published, left) = rayon::join(
            || self.publish(folder, (&manifest, &by_hand), &outcome),
            || self.leave((next, maker), (Written { names, parts, files }, used), (&outcome, &told)),
        );
        let ((changes, found), Left { mut memory, known, pieces }) = (published?, left);
        memory.head.outputs = self.outputs((known, staged), &memory.files, (&outcome.made, changes.way));
        match pieces {
            // On the disk stays what was whole.
            None => memory.forget_pieces(),
            Some(pieces) => {
                let closed = pieces.and_then(|pieces| memory::close(&self.cache, &mut memory, pieces));
                // The site is published; what is not remembered is made again.
                let trouble = closed.err().map(|failure| Diagnostic::new(Code::Cache, Place::Nowhere, failure.doing));
                told.extend(trouble);
            }
        }
        told.extend(found);
        settle(&mut told);
        outcome.changes = Some(changes);
        Ok((Outcome { diagnostics: told, ..outcome }, Some(memory)))
    }

    /// Whether something stops a strict publishing. That a memory was lost is no fault of the site's.
    fn is_faulty(&self, told: &[Diagnostic]) -> bool {
        told.iter().any(|one| one.severity() <= self.order.stops && one.code != Code::Cache)
    }

    /// Publishes, and says so at once.
    fn publish(
        &self,
        folder: Folder,
        (manifest, by_hand): (&Manifest, &[Path]),
        outcome: &Outcome,
    ) -> Result<(Changes, Vec<Diagnostic>), Failure> {
        let published = folder.publish(manifest, &outcome.written, by_hand)?;
        self.progress.published(outcome);
        Ok(published)
    }

    /// What is left for the next build, its pieces already on the disk unless a fault spoiled some of it.
    fn leave(
        &self,
        (mut next, maker): (Next, &Maker),
        (written, used): (Written, Option<Vec<bool>>),
        (outcome, told): (&Outcome, &[Diagnostic]),
    ) -> Left {
        self.doubt_what_moved(&mut next, &maker.portal().bodies().read_again());
        let known = next.memory.as_mut().map_or_else(Vec::new, |memory| std::mem::take(&mut memory.head.outputs));
        let earlier = next.memory.as_ref();
        let touched = earlier.map_or_else(Touched::default, |memory| touched(memory, &next.sources, &outcome.made));
        let head = Head {
            asked: self.asked.clone(),
            inputs: std::mem::take(&mut next.inputs),
            outputs: Vec::new(),
            told: told.iter().filter(|one| one.code != Code::Cache).cloned().collect(),
            counts: Counts { documents: outcome.documents, scheduled: outcome.scheduled, pages: outcome.pages },
        };
        let memory = remembered(next, (head, written, used));
        let pieces = (!self.is_faulty(told)).then(|| memory::shelve(&self.cache, &memory, &touched));
        Left { memory, known, pieces }
    }

    /// The inputs that were touched after they were looked at may have held something else when they were read. A
    /// document is looked at and read in one, unless its text was read again when its page was made.
    fn doubt_what_moved(&self, next: &mut Next, read_again: &BTreeSet<Path>) {
        let Next { sources, inputs, .. } = next;
        let read_once = |path: &Path| sources.all.contains_key(path) && !read_again.contains(path);
        let moved = |path: &Path| !read_once(path) && self.survey.stat(path) != self.world.stat(path);
        let at: Vec<usize> = (0..inputs.len()).into_par_iter().filter(|at| moved(&inputs[*at].0)).collect();
        for at in at {
            sources.doubt(&inputs[at].0);
            inputs[at].1 = Seen::DOUBTFUL;
        }
    }

    /// What the system tells of the published files now: of those that were not touched since they were `known`, or
    /// since they were `staged`, what it told then.
    fn outputs(
        &self,
        (mut known, staged): (Stats, Stats),
        files: &Files,
        (made, way): (&[(Path, Cause)], Way),
    ) -> Stats {
        match way {
            // What was staged has another name now, which shows.
            Way::OneByOne => {
                let fresh: FxHashSet<&str> = made.iter().map(|(path, _)| &**path).chain([MANIFEST]).collect();
                known.retain(|(path, _)| !fresh.contains(&**path) && files.contains_key(path));
            }
            // The stage has, as a whole; what was not on it had two names for a while.
            Way::Exchange => known = staged,
        }
        let untouched: FxHashSet<&str> = known.iter().map(|(path, _)| &**path).collect();
        let manifest = Path::from(MANIFEST);
        let others: Vec<&Path> = files.keys().chain([&manifest]).filter(|path| !untouched.contains(&***path)).collect();
        let stat = |path: &Path| (path.clone(), stands(&self.out, path).unwrap_or(Stat::NONE));
        let others: Stats = others.into_par_iter().map(stat).collect();
        known.extend(others);
        known.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        known
    }
}

/// What the system tells of files.
type Stats = Vec<(Path, Stat)>;

/// What a build leaves.
struct Left {
    memory: Memory,
    /// What the system told of the published files after the last build.
    known: Stats,
    /// The pieces of the memory, where they are kept.
    pieces: Option<Result<Pieces, Failure>>,
}

/// Where the static files stand that templates named, by name.
fn assets(maker: &Maker) -> BTreeMap<String, String> {
    maker.press().assets().into_iter().map(|asset| (asset.name.clone(), asset.route.file())).collect()
}

/// What is known of the outcome when everything is made.
fn outcome(portal: &Portal, made: &[(Path, Remembered)], kept: &[String]) -> Outcome {
    let documents =
        |standing: fn(Standing) -> bool| portal.documents().filter(|(id, _)| standing(portal.standing(*id))).count();
    let paths = made.iter().map(|(path, _)| &**path).chain(kept.iter().map(String::as_str));
    Outcome {
        documents: documents(Standing::has_page),
        scheduled: documents(|standing| standing == Standing::Scheduled),
        pages: paths.filter(|path| path.ends_with(".html")).count(),
        made: made.iter().map(|(path, file)| (path.clone(), file.cause.clone())).collect(),
        ..Outcome::default()
    }
}

/// The files that could not be made, and those of sources with a fault, are made again as soon as they can be.
fn forget_doubtful(files: &mut Files, (spoiled, owners): (&BTreeSet<String>, Option<&BTreeSet<Path>>)) {
    let owned = |file: &Remembered| owners.is_some_and(|owners| owners.contains(&file.entry.owner));
    let doubtful = files.iter_mut().filter(|(path, file)| spoiled.contains(&***path) || owned(file));
    doubtful.for_each(|(_, file)| file.trace = Trace::default());
}

/// What the memory of this build has otherwise than the last one, of whose files only those are left that are gone or
/// made again.
fn touched(memory: &Memory, sources: &Sources, made: &[(Path, Cause)]) -> Touched {
    let files = memory.files.keys().chain(made.iter().map(|(path, _)| path)).cloned().collect();
    Touched { sources: sources.differ(&memory.sources), files }
}

/// What is left for the next build. `used` tells which of the older parts are still shown.
fn remembered(next: Next, (head, mut written, used): (Head, Written, Option<Vec<bool>>)) -> Memory {
    let Next { mut memory, site, sources, assembled, .. } = next;
    let mut parts = memory.as_mut().map_or_else(Vec::new, |memory| std::mem::take(&mut memory.parts));
    if let Some(used) = used {
        memory::forget(&mut parts, &used);
    }
    parts.append(&mut written.parts);
    if memory::renumber(&mut parts, &mut written.files) == Renumbered::All
        && let Some(memory) = &mut memory
    {
        memory.forget_pieces();
    }
    let mut memory = Memory::after(memory, (head, site, sources), Written { parts, ..written });
    memory.assembled = Some(assembled);
    memory
}

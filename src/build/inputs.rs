//! The files that decide a site: everything that is read of it, each with what it held. (What the settings name besides, for
//! the head and foot of pages, is part of the settings.)

use crate::content::Sources;
use crate::diag::{Failure, Path};
use crate::world::{Seen, Stat, Survey, World};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The folders of a site's sources.
pub(super) const FOLDERS: [&str; 5] = ["content", "data", "static", "templates", "themes"];

/// Lists them, sorted. Documents come from what was just read of them.
pub(super) fn inputs(
    world: &World,
    survey: &Survey,
    (sources, earlier): (&Sources, &[(Path, Seen)]),
) -> Result<Vec<(Path, Seen)>, Failure> {
    let known: FxHashMap<&str, &Seen> = earlier.iter().map(|(path, seen)| (&**path, seen)).collect();
    let mut files: Vec<(Path, Stat)> = survey.on_disk().map(|(path, stat)| (path.clone(), *stat)).collect();
    files.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let look = |(path, stat): (Path, Stat)| {
        let seen = match sources.all.get(&path) {
            Some(understood) => Some(understood.seen),
            None => world.look_at(&path, Some(stat), known.get(&*path).copied())?,
        };
        Ok(seen.map(|seen| (path, seen)))
    };
    let seen: Result<Vec<Option<(Path, Seen)>>, Failure> = files.into_par_iter().map(look).collect();
    Ok(seen?.into_iter().flatten().collect())
}

/// Whether the files that there are now are the known ones, none of them changed.
pub(super) fn are_current(world: &World, survey: &Survey, known: &[(Path, Seen)]) -> Result<bool, Failure> {
    let mut now: Vec<(&Path, &Stat)> = survey.on_disk().collect();
    now.par_sort_unstable_by(|a, b| a.0.cmp(b.0));
    if !known.iter().map(|(path, _)| path).eq(now.iter().map(|(path, _)| *path)) {
        return Ok(false);
    }
    // The cheap question first: most that changed can be told without reading.
    let all = known.iter().zip(now).map(|((path, seen), (_, stat))| (path, seen, stat));
    let unsure: Vec<_> = all.filter(|(_, seen, stat)| !seen.is_still(stat)).collect();
    let same = unsure.par_iter().map(|(path, seen, stat)| {
        let now = world.look_at(path, Some(**stat), None)?;
        Ok(now.is_some_and(|now| now.fingerprint == seen.fingerprint))
    });
    same.try_reduce(|| true, |a, b| Ok(a && b))
}

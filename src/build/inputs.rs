//! The files that decide a site: everything that is read of it, each with what it held. (What the settings name besides, for
//! the head and foot of pages, is part of the settings.)

use crate::content::Sources;
use crate::diag::{Failure, Path};
use crate::world::{Seen, Stat, Survey, World};
use rayon::prelude::*;

/// Lists them, sorted. Documents come from what was just read of them.
pub(super) fn inputs(
    world: &World,
    survey: &Survey,
    (sources, earlier): (&Sources, &[(Path, Seen)]),
) -> Result<Vec<(Path, Seen)>, Failure> {
    let mut files: Vec<(&Path, Option<&Stat>)> = survey.all().collect();
    files.par_sort_unstable_by(|a, b| a.0.cmp(b.0));
    let look = |(path, stat): (&Path, Option<&Stat>)| {
        let seen = match (sources.all.get(path), stat) {
            (Some(understood), _) => Some(understood.seen),
            (None, Some(stat)) => world.look_at(path, Some(*stat), find(earlier, path))?,
            (None, None) => None,
        };
        Ok(seen.map(|seen| (path.clone(), seen)))
    };
    let seen: Result<Vec<Option<(Path, Seen)>>, Failure> = files.into_par_iter().map(look).collect();
    Ok(seen?.into_iter().flatten().collect())
}

/// What was seen of a file, among files sorted by path.
pub(super) fn find<'a>(inputs: &'a [(Path, Seen)], path: &str) -> Option<&'a Seen> {
    let at = inputs.binary_search_by(|(one, _)| (**one).cmp(path)).ok()?;
    Some(&inputs[at].1)
}

/// The files that are new, gone or another one, sorted as both lists are.
pub(super) fn changed<'a>(mut was: &'a [(Path, Seen)], mut is: &'a [(Path, Seen)]) -> Vec<&'a Path> {
    let mut changed = Vec::new();
    while let ([(old, held), older @ ..], [(new, holds), newer @ ..]) = (was, is) {
        let order = old.cmp(new);
        if order.is_ne() || held.fingerprint != holds.fingerprint {
            changed.push(old.min(new));
        }
        was = if order.is_le() { older } else { was };
        is = if order.is_ge() { newer } else { is };
    }
    changed.extend(was.iter().chain(is).map(|(path, _)| path));
    changed
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

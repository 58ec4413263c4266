//! The files that decide a site: everything that is read of it, each with what it held.

use crate::config::{Config, FILE};
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
    (config, sources, earlier): (&Config, &Sources, &[(Path, Seen)]),
) -> Result<Vec<(Path, Seen)>, Failure> {
    let known: FxHashMap<&str, &Seen> = earlier.iter().map(|(path, seen)| (&**path, seen)).collect();
    let beside = config.site.columns.files.iter().cloned().chain([Path::from(FILE)]);
    let mut files: Vec<(Path, Option<Stat>)> = beside.map(|path| (path.clone(), world.stat(&path))).collect();
    files.extend(survey.on_disk().map(|(path, stat)| (path.clone(), Some(*stat))));
    files.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    files.dedup_by(|a, b| a.0 == b.0);
    let look = |(path, stat): (Path, Option<Stat>)| {
        let seen = match sources.all.get(&path) {
            Some(understood) => Some(understood.seen),
            None => world.look_at(&path, stat, known.get(&*path).copied())?,
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
    let (mut inside, mut beside) = (Vec::with_capacity(known.len()), Vec::new());
    for (path, seen) in known {
        // A file that stands in none of the folders is there because the settings name it.
        let list = if FOLDERS.iter().any(|folder| is_below(path, folder)) { &mut inside } else { &mut beside };
        list.push((path, seen));
    }
    if !inside.iter().map(|(path, _)| path).eq(now.iter().map(|(path, _)| path)) {
        return Ok(false);
    }
    let stats = now.into_iter().map(|(_, stat)| Some(*stat)).chain(beside.iter().map(|(path, _)| world.stat(path)));
    let all: Vec<((&Path, &Seen), Option<Stat>)> =
        inside.into_iter().chain(beside.iter().copied()).zip(stats).collect();
    // The cheap question first: most that changed can be told without reading.
    let unsure: Vec<_> =
        all.into_iter().filter(|((_, seen), stat)| !stat.is_some_and(|stat| seen.is_still(&stat))).collect();
    let same = unsure.par_iter().map(|((path, seen), stat)| {
        let now = world.look_at(path, *stat, None)?;
        Ok(now.is_some_and(|now| now.fingerprint == seen.fingerprint))
    });
    same.try_reduce(|| true, |a, b| Ok(a && b))
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

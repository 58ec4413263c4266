//! The files that decide a site: everything that is read of it, each with what it held.

use crate::config::{Config, FILE};
use crate::content::Sources;
use crate::diag::{Failure, Path};
use crate::world::{Seen, World};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The folders of a site's sources.
pub(super) const FOLDERS: [&str; 5] = ["content", "data", "static", "templates", "themes"];

/// Lists them, sorted. Documents come from what was just read of them.
pub(super) fn inputs(
    world: &World,
    config: &Config,
    (sources, earlier): (&Sources, &[(Path, Seen)]),
) -> Result<Vec<(Path, Seen)>, Failure> {
    let known: FxHashMap<&str, &Seen> = earlier.iter().map(|(path, seen)| (&**path, seen)).collect();
    let mut paths = listed(world)?;
    paths.extend(config.site.columns.files.iter().cloned());
    paths.sort_unstable();
    paths.dedup();
    let look = |path: Path| {
        let seen = match sources.all.get(&path) {
            Some(understood) => Some(understood.seen),
            None => world.look(&path, known.get(&*path).copied())?,
        };
        Ok(seen.map(|seen| (path, seen)))
    };
    let seen: Result<Vec<Option<(Path, Seen)>>, Failure> = paths.into_par_iter().map(look).collect();
    Ok(seen?.into_iter().flatten().collect())
}

/// The files that are there now; a built-in one behind them is none of the site's.
fn listed(world: &World) -> Result<Vec<Path>, Failure> {
    let mut paths = vec![Path::from(FILE)];
    for folder in FOLDERS {
        paths.extend(world.walk(folder)?.files);
    }
    paths.retain(|path| !path.starts_with("themes/") || world.stat(path).is_some());
    Ok(paths)
}

/// Whether these are the files that there are, none of them changed; then what is known of them now, since some may have
/// had to be read to know it.
pub(super) fn are_current(world: &World, known: &[(Path, Seen)]) -> Result<Option<Vec<(Path, Seen)>>, Failure> {
    let mut paths = listed(world)?;
    paths.sort_unstable();
    // A file that stands in none of the folders is there because the settings name it.
    let is_listed = |path: &&Path| ***path == *FILE || FOLDERS.iter().any(|folder| is_below(path, folder));
    if !known.iter().map(|(path, _)| path).filter(is_listed).eq(&paths) {
        return Ok(None);
    }
    let look = |(path, seen): &(Path, Seen)| {
        let now = world.look(path, Some(seen))?;
        Ok(now.filter(|now| now.fingerprint == seen.fingerprint).map(|now| (path.clone(), now)))
    };
    known.par_iter().map(look).collect()
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

//! Files in a generation that are not ours, such as one by which a search engine knows whose site it is: they are
//! brought along into the next one.

use crate::deploy::deployed::{DEPLOYED, Deployed};
use crate::deploy::disk::{self, Done};
use crate::deploy::plan::spared;
use crate::deploy::release::Release;
use crate::publish::{bring, make_folder};
use std::collections::BTreeSet;
use std::path::Path as FilePath;

/// The paths of what stands in a generation and is not ours. What was ours is told by the generation itself, so that a
/// page that the site has no more does not come back as somebody else's.
pub(super) fn foreign(generation: &FilePath, deployed: &Deployed) -> Done<Vec<String>> {
    let ours = |path: &String| deployed.files.contains_key(path) || path == DEPLOYED;
    Ok(disk::files(generation)?.into_iter().filter(|path| !ours(path)).collect())
}

/// Where something of ours would stand at the same place, or within a foreign file, or the other way round, nothing is sent.
pub(super) fn spare(foreign: &[String], release: &Release) -> Done {
    let all: BTreeSet<&str> = foreign.iter().map(String::as_str).collect();
    let at_or_above = release.files.iter().filter_map(|file| above(&file.path).find(|path| all.contains(path)));
    let below = foreign.iter().filter(|path| above(path).any(|path| release.get(path).is_some()));
    let taken: BTreeSet<&str> = at_or_above.chain(below.map(String::as_str)).collect();
    spared(&taken.into_iter().collect::<Vec<_>>())
}

/// Brings files along from one generation to another.
pub(super) fn carry(paths: &[String], from: &FilePath, to: &FilePath) -> Done {
    paths.iter().try_for_each(|path| {
        let target = to.join(path);
        make_folder(target.parent().unwrap_or(to))?;
        bring(&from.join(path), &target)
    })
}

/// A path, and the folders above it.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain([path])
}

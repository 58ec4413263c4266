//! What a run will write or remove at a target, and what stands in its way there.
//!
//! In: a plan, and what a look at the target found, links not followed. Out: the paths at which something stands that is
//! not ours. A folder that is none is in the way as much as a file: what is sent below a link would go where it leads.

use crate::deploy::deployed::Deployed;
use crate::deploy::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    File,
    Folder,
    /// A link, a device, and the like.
    Other,
}

/// What stands at a target, by path.
pub(super) type Held = BTreeMap<String, Stands>;

/// The paths that a run touches.
#[derive(Debug, Default)]
pub(in crate::deploy) struct Touched<'a> {
    /// Where nothing of ours stands yet.
    pub(super) added: BTreeSet<&'a str>,
    /// Where a file of ours is replaced or removed.
    pub(super) ours: BTreeSet<&'a str>,
    /// Those of ours that a run was at which was broken off.
    pub(super) unsure: BTreeSet<&'a str>,
}

impl<'a> Touched<'a> {
    /// What a plan touches at a target that holds this of ours.
    pub(super) fn by(plan: &'a Plan<'_>, deployed: &'a Deployed) -> Self {
        let paths = |files: &'a [&crate::deploy::File]| files.iter().map(|file| file.path.as_str());
        let removed = plan.removed.iter().map(String::as_str);
        let broken = deployed.files.iter().filter(|(_, stamp)| stamp.is_none() && deployed.run.is_some());
        Self {
            added: paths(&plan.added).collect(),
            ours: paths(&plan.changed).chain(removed).collect(),
            unsure: broken.map(|(path, _)| path.as_str()).collect(),
        }
    }

    /// All of them.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.added.iter().chain(&self.ours).copied()
    }

    /// The folders above them, each after those above it.
    pub(super) fn folders(&self) -> BTreeSet<&'a str> {
        self.paths().flat_map(above).collect()
    }

    /// What stands in the way; `work` is what a path is called while it is sent, where it is not called so by chance.
    pub(super) fn taken(&self, held: &Held, work: Option<&str>) -> Vec<String> {
        let is = |path: &str| held.get(path).copied();
        // A file of ours may have to make room for a folder.
        let is_ours = |path: &str| is(path) == Some(Stands::File) && self.ours.contains(path);
        let folders = self.folders().into_iter().filter(|path| !matches!(is(path), None | Some(Stands::Folder)));
        let added = self.added.iter().copied().filter(|path| is(path).is_some());
        let ours = self.ours.iter().copied().filter(|path| !matches!(is(path), None | Some(Stands::File)));
        let taken = folders.filter(|path| !is_ours(path)).chain(added).chain(ours).map(str::to_owned);
        let work = work.into_iter().flat_map(|ending| self.paths().map(move |path| (path, format!("{path}{ending}"))));
        let work = work.filter(|(path, new)| is(new).is_some() && !self.unsure.contains(path)).map(|(_, new)| new);
        let all: BTreeSet<String> = taken.chain(work).collect();
        // What is below something in the way is not looked at: it is elsewhere.
        all.iter().filter(|path| !above(path).any(|folder| all.contains(folder))).cloned().collect()
    }
}

/// The folders above a path, the highest first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// What was found, by path. A folder that was not told, though something below it was, is none.
pub(super) fn held(found: impl Iterator<Item = (String, Stands)>) -> Held {
    let mut held: Held = found.collect();
    let untold: Vec<String> = held
        .keys()
        .flat_map(|path| above(path))
        .filter(|folder| !held.contains_key(*folder))
        .map(str::to_owned)
        .collect();
    held.extend(untold.into_iter().map(|folder| (folder, Stands::Other)));
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ours_and_what_it_should_be_is_not_in_the_way() {
        let touched = Touched {
            added: ["new.html", "a/b/new.html", "was/new.html"].into(),
            ours: ["old.html", "broken.html", "was"].into(),
            unsure: ["broken.html"].into(),
        };
        let taken = |found: &[(&str, Stands)]| {
            let found = found.iter().map(|(path, stands)| ((*path).to_owned(), *stands));
            touched.taken(&held(found), Some(".new"))
        };
        let (file, folder, other) = (Stands::File, Stands::Folder, Stands::Other);
        let well = [("old.html", file), ("a", folder), ("a/b", folder), ("was", file), ("broken.html.new", file)];
        assert_eq!(taken(&well), [""; 0]);
        for (path, stands) in [
            ("new.html", file),
            ("old.html", other),
            ("old.html", folder),
            ("a", file),
            ("a", other),
            ("old.html.new", file),
        ] {
            assert_eq!(taken(&[(path, stands)]), [path], "{stands:?}");
        }
        assert_eq!(taken(&[("a/b/new.html", file), ("a", folder)]), ["a/b"], "a folder that is not told is a link");
        assert_eq!(taken(&[("a", other), ("a/b", folder), ("a/b/new.html", file)]), ["a"]);
    }
}

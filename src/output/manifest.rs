//! What the output folder holds of ours.

use super::media::media_type;
use crate::diag::{Path, shared};
use crate::trace::Fingerprint;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Write as _;

const HEAD: &str = "xiangwei-manifest 1";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its content.
    pub hash: Fingerprint,
    /// Its length in bytes.
    pub length: u64,
    /// Where it came from.
    #[serde(with = "shared")]
    pub owner: Path,
}

/// All files, sorted by path. It knows no times, so that equal sites have equal manifests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest(Vec<(Path, Entry)>);

impl Manifest {
    /// The manifest of some files, each path once.
    #[must_use]
    pub fn of(mut files: Vec<(Path, Entry)>) -> Self {
        files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self(files)
    }

    /// What it says of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(path)).ok().map(|at| &self.0[at].1)
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|(path, _)| path)
    }

    /// How many files it names.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The manifest as the text that is written.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(HEAD.len() + self.0.len() * 128);
        writeln!(text, "{HEAD}").expect("writing to a string cannot fail");
        for (path, Entry { hash, length, owner }) in &self.0 {
            let (media, owner, path) = (media_type(path), line(owner), line(path));
            writeln!(text, "{hash}\t{length}\t{media}\t{owner}\t{path}").expect("writing to a string cannot fail");
        }
        text
    }

    /// A manifest from its text; nothing when it is not one that this program can read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return None;
        }
        let mut files = lines.map(row).collect::<Option<Vec<_>>>()?;
        // Somebody may have edited it.
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|a, b| a.0 == b.0);
        Some(Self(files))
    }
}

fn row(line: &str) -> Option<(Path, Entry)> {
    let mut cells = line.split('\t');
    let (hash, length) = (Fingerprint::parse(cells.next()?)?, cells.next()?.parse().ok()?);
    // The media type, which follows from the path.
    cells.next()?;
    let entry = Entry { hash, length, owner: unline(cells.next()?).into() };
    let path = unline(cells.next()?);
    // A path that would leave the folder was not written by us.
    let within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    within.then(|| (path.into(), entry))
}

/// A path in one line; names with line breaks or tabs are possible, if not wise.
fn line(path: &str) -> Cow<'_, str> {
    if !path.contains(['%', '\t', '\n', '\r']) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.replace('%', "%25").replace('\t', "%09").replace('\n', "%0A").replace('\r', "%0D"))
}

fn unline(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_manifest_survives_its_text(paths in proptest::collection::btree_set("[^/.]{1,30}(/[^/.]{1,9})?", 0..8)) {
            let entry = Entry { hash: Fingerprint::of(b"x"), length: 1, owner: "a%0Ab".into() };
            let manifest = Manifest::of(paths.into_iter().map(|path| (path.into(), entry.clone())).collect());
            prop_assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        }
    }

    #[test]
    fn what_is_not_a_manifest_is_not_read() {
        assert_eq!(Manifest::parse("xiangwei-manifest 2\n"), None);
        assert_eq!(Manifest::parse("xiangwei-manifest 1\nzz"), None);
    }
}

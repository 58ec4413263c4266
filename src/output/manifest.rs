//! What the output folder holds of ours.

use crate::trace::Fingerprint;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "xiangwei-manifest 1";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its content.
    pub hash: Fingerprint,
    /// Its length in bytes.
    pub length: u64,
    /// Its media type.
    pub media: String,
    /// Where it came from.
    pub owner: String,
}

/// All files by path, sorted. It knows no times, so that equal sites have equal manifests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest(pub BTreeMap<String, Entry>);

impl Manifest {
    /// The manifest as the text that is written.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, entry) in &self.0 {
            let Entry { hash, length, media, owner } = entry;
            writeln!(text, "{hash}\t{length}\t{media}\t{}\t{}", line(owner), line(path))
                .expect("writing to a string cannot fail");
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
        lines.map(row).collect::<Option<BTreeMap<_, _>>>().map(Self)
    }
}

fn row(line: &str) -> Option<(String, Entry)> {
    let mut cells = line.split('\t');
    let entry = Entry {
        hash: Fingerprint::parse(cells.next()?)?,
        length: cells.next()?.parse().ok()?,
        media: cells.next()?.to_owned(),
        owner: unline(cells.next()?),
    };
    let path = unline(cells.next()?);
    // A path that would leave the folder was not written by us.
    let within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    within.then_some((path, entry))
}

/// A path in one line; names with line breaks or tabs are possible, if not wise.
fn line(path: &str) -> Cow<'_, str> {
    if !path.contains(['%', '\t', '\n', '\r']) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.replace('%', "%25").replace('\t', "%09").replace('\n', "%0A").replace('\r', "%0D"))
}

fn unline(path: &str) -> String {
    path.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_manifest_survives_its_text(paths in proptest::collection::btree_set("[^/.]{1,30}(/[^/.]{1,9})?", 0..8)) {
            let entry = Entry { hash: Fingerprint::of(b"x"), length: 1, media: "text/html".into(), owner: "a%0Ab".into() };
            let manifest = Manifest(paths.into_iter().map(|path| (path, entry.clone())).collect());
            prop_assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        }
    }

    #[test]
    fn what_is_not_a_manifest_is_not_read() {
        assert_eq!(Manifest::parse("xiangwei-manifest 2\n"), None);
        assert_eq!(Manifest::parse("xiangwei-manifest 1\nzz"), None);
    }
}

//! What a target holds of ours: kept at the target itself, in one file, and replaced in one step.
//!
//! Before anything is sent, all that will change is written down as unsure; at the end everything is sure again. So a run
//! that comes after a broken one knows every file that may be there, and what need not be sent again.

use crate::trace::Fingerprint;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The file's name at the target.
pub(super) const DEPLOYED: &str = ".xiangwei-deployed";

const HEAD: &str = "xiangwei-deployed 1";

/// Hashes do not become smaller at higher levels.
const LEVEL: i32 = 3;

/// The files of ours at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deployed {
    /// What each was sent as; nothing when a run that is under way, or was broken off, may have changed it.
    pub files: BTreeMap<String, Option<Fingerprint>>,
    /// The run that is under way, or was broken off.
    pub run: Option<Fingerprint>,
}

impl Deployed {
    /// As it is written: compressed, since it goes over the wire with every run.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        zstd::bulk::compress(self.to_text().as_bytes(), LEVEL).expect("bytes in memory can be compressed")
    }

    fn to_text(&self) -> String {
        let run = self.run.map_or_else(|| "-".to_owned(), |run| run.to_string());
        let mut text = format!("{HEAD} {run}\n");
        for (path, stamp) in &self.files {
            let stamp = stamp.map_or_else(|| "-".to_owned(), |stamp| stamp.to_string());
            writeln!(text, "{stamp}\t{}", line(path)).expect("writing to a string cannot fail");
        }
        text
    }

    /// Reads it; nothing when it is not one that this program wrote.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let bytes = zstd::decode_all(bytes).ok()?;
        let text = std::str::from_utf8(&bytes).ok()?.strip_suffix('\n')?;
        let mut lines = text.split('\n');
        let run = unsure(lines.next()?.strip_prefix(HEAD)?.strip_prefix(' ')?)?;
        let file = |line: &str| {
            let (stamp, path) = line.split_once('\t')?;
            let path = unline(path);
            // A path that would leave the target was not written by us.
            let within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            Some((path, unsure(stamp)?)).filter(|_| within)
        };
        Some(Self { files: lines.map(file).collect::<Option<_>>()?, run })
    }
}

/// A fingerprint, or `-` for none.
fn unsure(text: &str) -> Option<Option<Fingerprint>> {
    if text == "-" { Some(None) } else { Fingerprint::parse(text).map(Some) }
}

pub(super) fn line(path: &str) -> String {
    path.replace('%', "%25").replace('\t', "%09").replace('\n', "%0A").replace('\r', "%0D")
}

pub(super) fn unline(path: &str) -> String {
    path.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_survives_its_text(paths in proptest::collection::btree_map("[^/.]{1,30}(/[^/.]{1,9})?", any::<bool>(), 0..8)) {
            let stamp = |sure: bool| sure.then(|| Fingerprint::of(b"x"));
            let files = paths.into_iter().map(|(path, sure)| (path, stamp(sure))).collect();
            let deployed = Deployed { files, run: stamp(true) };
            prop_assert_eq!(Deployed::parse(&deployed.to_bytes()), Some(deployed));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
            prop_assert_eq!(Deployed::parse(&bytes), None);
        }
    }

    #[test]
    fn what_was_cut_off_or_leads_out_is_not_read() {
        let text = Deployed { files: [("a".to_owned(), None)].into(), run: None }.to_text();
        let parse = |text: &str| Deployed::parse(&zstd::bulk::compress(text.as_bytes(), LEVEL).unwrap());
        assert!(parse(&text).is_some());
        assert_eq!(parse(&text[..text.len() - 1]), None);
        assert_eq!(parse(&text.replace("\ta", "\t../a")), None);
    }
}

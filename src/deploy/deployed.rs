//! What a target holds of ours: kept at the target itself, in one file, and replaced in one step.
//!
//! Before anything is sent, all that will change is written down as unsure; at the end everything is sure again. So a run
//! that comes after a broken one knows every file that may be there, and what need not be sent again.

use super::disk::Done;
use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The file's name at the target.
pub(super) const DEPLOYED: &str = ".xiangwei-deployed";

/// What its first line begins with, and the form's number. The first form did not know the site, nor what was before.
const HEAD: &str = "xiangwei-deployed";
const FORM: u32 = 2;

/// Hashes do not become smaller at higher levels.
const LEVEL: i32 = 3;

/// The files of ours at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deployed {
    /// What each was sent as; nothing when a run that is under way, or was broken off, may have changed it.
    pub files: BTreeMap<String, Option<Fingerprint>>,
    /// The run that is under way, or was broken off.
    pub run: Option<Fingerprint>,
    /// The address of the site that it is.
    pub site: Option<String>,
    /// In a folder: the number of the generation that was read when this one was made.
    pub before: Option<u64>,
}

impl Deployed {
    /// As it is written: compressed, since it goes over the wire with every run.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        zstd::bulk::compress(self.to_text().as_bytes(), LEVEL).expect("bytes in memory can be compressed")
    }

    fn to_text(&self) -> String {
        let (run, site, before) = (written(self.run), written(self.site.as_ref()), written(self.before));
        let mut text = format!("{HEAD} {FORM} {run} {site} {before}\n");
        for (path, stamp) in &self.files {
            writeln!(text, "{}\t{}", written(*stamp), line(path)).expect("writing to a string cannot fail");
        }
        text
    }

    /// Reads what stands at a target; one that holds nothing of ours has none.
    ///
    /// # Errors
    /// When something else stands there.
    pub(super) fn read(bytes: Option<&[u8]>) -> Done<Self> {
        let Some(bytes) = bytes else { return Ok(Self::default()) };
        Self::parse(bytes).ok_or_else(|| {
            Failure::own(say!(
                "目标里的 {DEPLOYED} 不是本程序写的，或已损坏；核对之后清空目标再部署",
                "{DEPLOYED} at the target is damaged, or was not written by this program; look into it, empty the target, and deploy again"
            ))
        })
    }

    /// Reads it; nothing when it is not one that this program wrote.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let bytes = zstd::decode_all(bytes).ok()?;
        let text = std::str::from_utf8(&bytes).ok()?.strip_suffix('\n')?;
        let mut lines = text.split('\n');
        let head: Vec<&str> = lines.next()?.split(' ').collect();
        let (run, site, before) = match head[..] {
            [HEAD, "1", run] => (run, "-", "-"),
            [HEAD, "2", run, site, before] => (run, site, before),
            _ => return None,
        };
        let file = |line: &str| {
            let (stamp, path) = line.split_once('\t')?;
            let path = unline(path);
            // A path that would leave the target was not written by us.
            let within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            Some((path, known(stamp, Fingerprint::parse)?)).filter(|_| within)
        };
        Some(Self {
            files: lines.map(file).collect::<Option<_>>()?,
            run: known(run, Fingerprint::parse)?,
            site: known(site, |site| Some(site.to_owned()))?,
            before: known(before, |before| before.parse().ok())?,
        })
    }
}

/// A value, or `-` for none.
fn written(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// The same read again; nothing when it is neither.
fn known<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "-" { Some(None) } else { parse(text).map(Some) }
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
            let site = Some("https://www.example.gov.cn/fzzf/".to_owned());
            let deployed = Deployed { files, run: stamp(true), site, before: Some(7) };
            prop_assert_eq!(Deployed::parse(&deployed.to_bytes()), Some(deployed));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
            prop_assert_eq!(Deployed::parse(&bytes), None);
        }
    }

    #[test]
    fn what_was_cut_off_or_leads_out_is_not_read() {
        let text = Deployed { files: [("a".to_owned(), None)].into(), ..Deployed::default() }.to_text();
        let parse = |text: &str| Deployed::parse(&zstd::bulk::compress(text.as_bytes(), LEVEL).unwrap());
        assert!(parse(&text).is_some());
        assert_eq!(parse(&text[..text.len() - 1]), None);
        assert_eq!(parse(&text.replace("\ta", "\t../a")), None);
        assert_eq!(parse(&text.replace("deployed 2", "deployed 3")), None);
    }

    #[test]
    fn the_first_form_is_read_too() {
        let text = "xiangwei-deployed 1 -\n-\ta\n";
        let files = [("a".to_owned(), None)].into();
        let read = Deployed::parse(&zstd::bulk::compress(text.as_bytes(), LEVEL).unwrap());
        assert_eq!(read, Some(Deployed { files, ..Deployed::default() }));
    }
}

//! The papers by which a published site is checked: `manifest.json` for programs, `SHA256SUMS` and `SM3SUMS` for the
//! tools that every system has.

use super::sums::hexadecimal;
use super::{File, Sums};
use crate::config::{Address, Extras};
use crate::output::media_type;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The paper for programs.
pub(in crate::deploy) const MANIFEST: &str = "manifest.json";
/// For `sha256sum --check`.
pub(in crate::deploy) const SHA256SUMS: &str = "SHA256SUMS";
/// For `sm3sum --check`.
pub(in crate::deploy) const SM3SUMS: &str = "SM3SUMS";

/// What `manifest.json` holds. It knows no times, so that equal sites have equal papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::deploy) struct Paper {
    /// The number of this form; another form has another one.
    pub version: u32,
    /// The site's address, with `/` at its end.
    pub site: String,
    /// Every file but the papers, sorted by path.
    pub files: Vec<Listed>,
}

/// One file of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::deploy) struct Listed {
    /// Its path from the site's root, as people read it: not percent-encoded, without a `/` before it.
    pub path: String,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
    /// The media type of what it holds.
    pub media_type: String,
    /// How it is compressed: `br`, `gzip`, `zstd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The day on which its document was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it leads, for a page at an old address; a host may answer 301 in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<String>,
    /// Whether it is the notice in the place of a withdrawn document; a host may answer 410 with it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub withdrawn: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_not(yes: &bool) -> bool {
    !yes
}

/// The form that this program writes and reads.
const VERSION: u32 = 1;

impl Paper {
    fn of(files: &[File], address: &Address) -> Self {
        let listed = |file: &File| Listed {
            path: file.path.clone(),
            sha256: hexadecimal(&file.sums.sha256),
            length: file.length,
            media_type: file.media.to_owned(),
            encoding: file.encoding.map(|encoding| encoding.word().to_owned()),
            published: file.about.published.clone(),
            leads_to: file.about.leads_to.clone(),
            withdrawn: file.about.withdrawn,
        };
        Self { version: VERSION, site: address.whole(), files: files.iter().map(listed).collect() }
    }

    /// Reads it; nothing when it is not one of this form.
    #[must_use]
    pub(in crate::deploy) fn parse(bytes: &[u8]) -> Option<Self> {
        let within = |path: &str| path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let paper: Self = serde_json::from_slice(bytes).ok()?;
        (paper.version == VERSION && paper.files.iter().all(|file| within(&file.path))).then_some(paper)
    }

    /// The same with a file a line, so that two of them can be compared.
    fn text(&self) -> String {
        let (version, site) = (self.version, serde_json::Value::from(self.site.as_str()));
        let mut text = format!("{{\n\"version\": {version},\n\"site\": {site},\n\"files\": [\n");
        let lines: Vec<String> = self.files.iter().map(line).collect();
        text.push_str(&lines.join(",\n"));
        text.push_str("\n]\n}\n");
        text
    }
}

fn line(file: &Listed) -> String {
    serde_json::to_string(file).expect("text and numbers can be written")
}

impl Listed {
    /// Whether some bytes are what it says.
    #[must_use]
    pub(in crate::deploy) fn is(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.sha256 == hexadecimal(&Sums::of(bytes).sha256)
    }
}

/// The papers of some files, which they sort by path.
pub(super) fn papers(files: &mut [File], address: &Address, extras: Extras) -> Vec<File> {
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let text = Paper::of(files, address).text();
    let manifest = File::paper(MANIFEST, text, media_type(MANIFEST));
    let all = || files.iter().chain([&manifest]);
    let plain = media_type("sums.txt");
    let mut papers = vec![File::paper(SHA256SUMS, list(all(), |sums| sums.sha256), plain)];
    if extras.sm3 {
        papers.push(File::paper(SM3SUMS, list(all(), |sums| sums.sm3), plain));
    }
    papers.push(manifest);
    papers
}

/// The form that the tools share: the sum, two blanks, the path; one with a line break or `\` is escaped and marked.
fn list<'a>(files: impl Iterator<Item = &'a File>, sum: fn(&Sums) -> [u8; 32]) -> String {
    files.fold(String::new(), |mut text, file| {
        let path = file.path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        let mark = if path == file.path { "" } else { "\\" };
        writeln!(text, "{mark}{}  {path}", hexadecimal(&sum(&file.sums))).expect("writing to a string cannot fail");
        text
    })
}

//! The papers by which a published site is checked: `manifest.json` for programs, `SHA256SUMS` and `SM3SUMS` for the
//! tools that every system has. `manifest.json` is the truth: it lists the other papers, too, and everything but itself.

use super::compress::Encoding;
use super::sums::hexadecimal;
use super::{File, Sums, Turn};
use crate::config::Extras;
use crate::output::media_type;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The paper for programs.
pub(in crate::deploy) const MANIFEST: &str = "manifest.json";
/// For `sha256sum --check`.
const SHA256SUMS: &str = "SHA256SUMS";
/// For `sm3sum --check`.
const SM3SUMS: &str = "SM3SUMS";

/// What `manifest.json` holds. It knows no times, so that equal sites have equal papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::deploy) struct Paper {
    /// The number of this form; another form has another one.
    pub version: u32,
    /// The site's address, with `/` at its end.
    pub site: String,
    /// The site's files, sorted by path.
    pub files: Vec<Listed>,
    /// What a deployment lays beside them: sums, and rules for the host.
    pub papers: Vec<Listed>,
}

/// One file of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::deploy) struct Listed {
    /// Its path from the site's root, as people read it: not percent-encoded, without a `/` before it.
    pub path: String,
    /// What it holds.
    #[serde(flatten)]
    pub content: Content,
    /// The media type of what it holds.
    pub media_type: String,
    /// The day on which its document was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it leads, for a page at an old address; a host may answer 301 in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<String>,
    /// Whether it is the notice in the place of a withdrawn document; a host may answer 410 with it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub withdrawn: bool,
    /// Its compressed forms, by what their paths have after its own and a dot: `br`, `gz`, `zst`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub compressed: BTreeMap<String, Content>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::deploy) struct Content {
    /// The SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// The length in bytes.
    pub length: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_not(yes: &bool) -> bool {
    !yes
}

/// The form that this program writes and reads.
const VERSION: u32 = 2;

impl Paper {
    /// Of files that are sorted by path.
    fn of(files: &[File], site: &str) -> Self {
        let plain = files.iter().filter(|file| file.encoding.is_none());
        let (papers, plain): (Vec<&File>, Vec<&File>) = plain.partition(|file| file.turn == Turn::Papers);
        let listed = |all: Vec<&File>| all.into_iter().map(|file| Listed::of(file, files)).collect();
        Self { version: VERSION, site: site.to_owned(), files: listed(plain), papers: listed(papers) }
    }

    /// Reads it; nothing when it is not one of this form.
    #[must_use]
    pub(in crate::deploy) fn parse(bytes: &[u8]) -> Option<Self> {
        let within = |path: &str| path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let paper: Self = serde_json::from_slice(bytes).ok()?;
        let endings = |file: &Listed| file.compressed.keys().all(|ending| !ending.contains('/'));
        let is_right = paper.all().all(|file| within(&file.path) && endings(file));
        (paper.version == VERSION && is_right).then_some(paper)
    }

    /// Everything that it lists.
    pub(in crate::deploy) fn all(&self) -> impl Iterator<Item = &Listed> {
        self.files.iter().chain(&self.papers)
    }

    /// The same with a file a line, so that two of them can be compared.
    fn text(&self) -> String {
        let (version, site) = (self.version, serde_json::Value::from(self.site.as_str()));
        let (files, papers) = (lines(&self.files), lines(&self.papers));
        format!("{{\n\"version\": {version},\n\"site\": {site},\n\"files\": {files},\n\"papers\": {papers}\n}}\n")
    }
}

fn lines(files: &[Listed]) -> String {
    let line = |file| serde_json::to_string(file).expect("text and numbers can be written");
    format!("[\n{}\n]", files.iter().map(line).collect::<Vec<_>>().join(",\n"))
}

impl Listed {
    /// A plain file, with its compressed forms among all the files.
    fn of(file: &File, all: &[File]) -> Self {
        let form = |encoding: Encoding| {
            let path = format!("{}.{}", file.path, encoding.ending());
            let at = all.binary_search_by(|one| one.path.cmp(&path)).ok()?;
            let form = Some(&all[at]).filter(|form| form.encoding == Some(encoding))?;
            Some((encoding.ending().to_owned(), form.content()))
        };
        Self {
            path: file.path.clone(),
            content: file.content(),
            media_type: file.media.to_owned(),
            published: file.about.published.clone(),
            leads_to: file.about.leads_to.clone(),
            withdrawn: file.about.withdrawn,
            compressed: Encoding::ALL.into_iter().filter_map(form).collect(),
        }
    }

    /// The paths at which something of it stands, with what stands there: its own first, then those of compressed forms.
    pub(in crate::deploy) fn places(&self) -> impl Iterator<Item = (String, &Content)> {
        let forms = self.compressed.iter().map(|(ending, form)| (format!("{}.{ending}", self.path), form));
        [(self.path.clone(), &self.content)].into_iter().chain(forms)
    }
}

impl File {
    fn content(&self) -> Content {
        Content { sha256: hexadecimal(&self.sums.sha256), length: self.length }
    }
}

impl Content {
    /// Of some bytes.
    #[must_use]
    pub(in crate::deploy) fn of(bytes: &[u8]) -> Self {
        Self { sha256: hexadecimal(&Sums::of(bytes).sha256), length: bytes.len() as u64 }
    }

    /// Whether some bytes are that.
    #[must_use]
    pub(in crate::deploy) fn is(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && *self == Self::of(bytes)
    }
}

/// All files of a site with the papers, sorted by path.
pub(super) fn with_papers(mut files: Vec<File>, site: &str, extras: Extras) -> Vec<File> {
    let by_path = |a: &File, b: &File| a.path.cmp(&b.path);
    files.sort_unstable_by(by_path);
    let plain = media_type("sums.txt");
    let sha256 = File::paper(SHA256SUMS, list(&files, |sums| sums.sha256), plain);
    let sm3 = extras.sm3.then(|| File::paper(SM3SUMS, list(&files, |sums| sums.sm3), plain));
    files.extend([Some(sha256), sm3].into_iter().flatten());
    files.sort_unstable_by(by_path);
    files.push(File::paper(MANIFEST, Paper::of(&files, site).text(), media_type(MANIFEST)));
    files.sort_unstable_by(by_path);
    files
}

/// The form that the tools share: the sum, two blanks, the path; one with a line break or `\` is escaped and marked.
fn list(files: &[File], sum: fn(&Sums) -> [u8; 32]) -> String {
    files.iter().fold(String::new(), |mut text, file| {
        let path = file.path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        let mark = if path == file.path { "" } else { "\\" };
        writeln!(text, "{mark}{}  {path}", hexadecimal(&sum(&file.sums))).expect("writing to a string cannot fail");
        text
    })
}

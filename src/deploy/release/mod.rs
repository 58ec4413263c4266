//! What is sent: the published files, compressed forms of the texts among them, and the papers by which all of it can
//! be checked.

mod compress;
mod papers;
mod store;
mod sums;

pub use compress::Encoding;
pub(super) use papers::{Content, Listed, MANIFEST, Paper};
pub use sums::Sums;

use super::disk::{self, Done};
use super::rules::{HEADERS, REDIRECTS, Rules, headers};
use crate::build::Published;
use crate::config::Extras;
use crate::diag::Failure;
use crate::law::moment::Moment;
use crate::output::{Entry, media_type};
use crate::portal::{Owner, Standing};
use crate::say;
use crate::trace::Fingerprint;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::path::{Path as FilePath, PathBuf};
use store::Store;

/// In which turn a file is sent: what others need goes before them, so that no page ever leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// Style sheets, pictures, attachments: all that is no page.
    Assets,
    /// The pages of documents.
    Pages,
    /// Lists, feeds, the sitemap: what leads to pages.
    Lists,
    /// What is told of all others.
    Papers,
}

impl Turn {
    /// In order.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Pages, Self::Lists, Self::Papers];

    fn of(path: &str, owner: &str) -> Self {
        let is_list = owner.starts_with("generated:") || owner.ends_with("/_index.md");
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html" | "htm") if is_list => Self::Lists,
            Some("html" | "htm") => Self::Pages,
            _ if is_list => Self::Lists,
            _ => Self::Assets,
        }
    }
}

/// One file that is sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the site's root.
    pub path: String,
    /// Where its content is.
    pub source: Source,
    /// Its content.
    pub hash: Fingerprint,
    /// Its length in bytes.
    pub length: u64,
    /// Sums that others can check.
    pub sums: Sums,
    /// The media type of what it holds; that of the plain file when it is compressed.
    pub media: &'static str,
    /// How it is compressed, if it is.
    pub encoding: Option<Encoding>,
    /// In which turn it is sent.
    pub turn: Turn,
    /// What the portal tells of it.
    pub about: About,
}

/// What the portal tells of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The day on which its document was published, for a document's page.
    pub published: Option<String>,
    /// Where it leads, for a page at an old address: an address from the origin's root.
    pub leads_to: Option<String>,
    /// Whether it is the notice in the place of a withdrawn document.
    pub withdrawn: bool,
}

/// Where a file's content is.
#[derive(Debug, Clone)]
pub enum Source {
    /// On this machine's disk.
    Disk(PathBuf),
    /// Here.
    Bytes(Vec<u8>),
}

impl File {
    /// What it holds.
    ///
    /// # Errors
    /// When it cannot be read, or is not what it was.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let bytes = match &self.source {
            Source::Bytes(bytes) => bytes.clone(),
            Source::Disk(path) => disk::read(path)?,
        };
        if Fingerprint::of(&bytes) == self.hash { Ok(bytes) } else { Err(self.moved()) }
    }

    /// Writes what it holds to a file that is not there yet.
    pub(super) fn copy(&self, to: &FilePath) -> Done {
        let hash = match &self.source {
            Source::Bytes(bytes) => disk::write(to, bytes).map(|()| self.hash),
            Source::Disk(path) => disk::copy(path, to),
        };
        if hash? == self.hash { Ok(()) } else { Err(self.moved()) }
    }

    fn moved(&self) -> Failure {
        let path = &self.path;
        Failure::own(say!(
            "{path} 在发送时变了；重新运行 xiangwei build",
            "{path} changed while it was sent; run xiangwei build again"
        ))
    }

    fn paper(path: &str, text: String, media: &'static str) -> Self {
        let bytes = text.into_bytes();
        let (hash, length) = (Fingerprint::of(&bytes), bytes.len() as u64);
        let sums = Sums::of(&bytes);
        let (source, path) = (Source::Bytes(bytes), path.to_owned());
        Self { path, source, hash, length, sums, media, encoding: None, turn: Turn::Papers, about: About::default() }
    }
}

/// All files that are sent, sorted by path.
#[derive(Debug)]
pub struct Release {
    /// The site's address, with `/` at its end.
    pub site: String,
    /// The files.
    pub files: Vec<File>,
}

impl Release {
    /// What is sent of a published site. Compressed files are made where there is none yet of the same content.
    ///
    /// # Errors
    /// When the disk does not let us, and when the site has a file of its own where a paper must stand.
    pub fn of(site: &Published, extras: Extras) -> Result<Self, Failure> {
        let store = Store::open(&site.state().join("deploy/made"));
        let told = told(site);
        let entries: Vec<(String, Entry)> = entries(site).collect();
        let made = entries.par_iter().map(|(path, entry)| one(site, &store, (path, entry), extras));
        let mut files: Vec<File> = made.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        for file in &mut files {
            file.about = told.get(&file.path).cloned().unwrap_or_default();
        }
        store.close()?;
        if extras.rules {
            let (rules, plain) = (Rules::of(site)?, media_type("rules.txt"));
            files.push(File::paper(HEADERS, headers::headers(&rules), plain));
            files.push(File::paper(REDIRECTS, headers::redirects(&rules), plain));
        }
        let site = site.portal.config.site.address.whole();
        let files = papers::with_papers(files, &site, extras);
        if let Some(taken) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
            let path = &taken[0].path;
            return Err(Failure::own(say!(
                "网站里有自己的 {path}，这个名称要留给部署时附上的文件；给它换个名称",
                "the site has a {path} of its own, a name that is kept for a file that is sent along; rename it"
            )));
        }
        Ok(Self { site, files })
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| &self.files[at])
    }
}

fn entries(site: &Published) -> impl Iterator<Item = (String, Entry)> + '_ {
    let entry = |path: &str| site.manifest.get(path).cloned();
    site.manifest.paths().filter_map(move |path| Some((path.to_string(), entry(path)?)))
}

/// A published file, and its compressed forms.
fn one(site: &Published, store: &Store, (path, entry): (&str, &Entry), extras: Extras) -> Result<Vec<File>, Failure> {
    let source = site.out.join(path);
    let known = store.known(&source, entry.hash, extras.compressed && compress::is_text(path))?;
    let plain = File {
        path: path.to_owned(),
        source: Source::Disk(source),
        hash: entry.hash,
        length: entry.length,
        sums: known.sums,
        media: media_type(path),
        encoding: None,
        turn: Turn::of(path, &entry.owner),
        about: About::default(),
    };
    let form = |encoding: &Encoding| format!("{path}.{}", encoding.ending());
    // The site may have a file of its own at that name.
    let variants = known.variants.iter().filter(|(encoding, _)| site.manifest.get(&form(encoding)).is_none());
    let variants = variants.map(|(encoding, variant)| File {
        path: form(encoding),
        source: Source::Disk(store.file(entry.hash, *encoding)),
        hash: variant.hash,
        length: variant.length,
        sums: variant.sums,
        encoding: Some(*encoding),
        ..plain.clone()
    });
    let mut all: Vec<File> = if extras.compressed { variants.collect() } else { Vec::new() };
    all.insert(0, plain);
    Ok(all)
}

/// What the portal tells of its pages, by their path.
fn told(site: &Published) -> FxHashMap<String, About> {
    let portal = &site.portal;
    let about = |owner: &Owner| match owner {
        Owner::Document(id) => Some(About {
            published: portal.document(*id).front.published.map(Moment::day),
            withdrawn: portal.standing(*id) == Standing::Withdrawn,
            leads_to: None,
        }),
        Owner::Alias(id, _) => Some(About { leads_to: Some(portal.document_url(*id).to_owned()), ..About::default() }),
        _ => None,
    };
    portal.routes().iter().filter_map(|(route, owner)| Some((route.file(), about(owner)?))).collect()
}

//! Making all files that are stale in parallel, each put on the stage as soon as it is there.

use super::Progress;
use super::cause::Cause;
use super::indexing::Records;
use super::memory::{Remembered, Scribe};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::output::{Artifact, Content, Entry, Maker, Target, is_active};
use crate::portal::{Owner, Routes};
use crate::publish::{Folder, Offer};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Stat, World};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So few files are given to a thread at once that none waits long for another at the end.
const FEW: usize = 16;

/// What making came to.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The files that were made.
    pub(super) made: Vec<(Path, Remembered)>,
    /// The files that stand as they are.
    pub(super) kept: Vec<String>,
    /// The files that wait on the stage, each with what the system tells of it there.
    pub(super) staged: Vec<(Path, Stat)>,
    pub(super) by_hand: Vec<Path>,
    pub(super) faults: Vec<Diagnostic>,
    /// The files that could not be made.
    pub(super) spoiled: BTreeSet<String>,
}

/// One file, made and offered; or the fault, with the page that it spoiled.
enum Made {
    Kept(String),
    File(String, Box<Remembered>, Offer),
    Fault(Box<Diagnostic>, String),
}

/// With what files are made.
pub(super) struct Workshop<'a> {
    pub(super) maker: &'a Maker,
    pub(super) world: &'a World,
    pub(super) folder: &'a Folder,
    pub(super) scribe: &'a Scribe<'a>,
    /// What the search will know of the pages that are made.
    pub(super) records: &'a Records,
    /// Why a file must be made; nothing when it stands as it is.
    pub(super) cause: &'a (dyn Fn(&Target) -> Option<Cause> + Sync),
}

impl Workshop<'_> {
    /// Makes the targets that are stale.
    pub(super) fn run(&self, targets: &[Target], progress: &dyn Progress) -> Result<Run, Failure> {
        let made: Vec<Result<Made, Failure>> = targets
            .par_iter()
            .with_max_len(FEW)
            .map(|target| {
                let made = self.one(target);
                progress.made(targets.len());
                made
            })
            .collect();
        let mut run = Run::default();
        let broken = self.maker.press().faults().cloned();
        run.take_all(made, broken)?;
        Ok(run)
    }

    /// Makes the static files that templates have asked for.
    pub(super) fn assets(&self, run: &mut Run) -> Result<(), Failure> {
        let mut made = Vec::new();
        for asset in self.maker.press().assets() {
            match taken(self.maker.portal().routes(), &asset.route.file()) {
                Some(path) => run.faults.push(asset_taken(path)),
                None => made.push(self.one(&Target::Asset(asset))),
            }
        }
        run.take_all(made, [])
    }

    /// Makes a file if it must be made.
    fn one(&self, target: &Target) -> Result<Made, Failure> {
        match (self.cause)(target) {
            Some(cause) => self.make(target, cause),
            None => Ok(Made::Kept(target.path())),
        }
    }

    fn make(&self, target: &Target, cause: Cause) -> Result<Made, Failure> {
        let Artifact { path, owner, content, record, reads } = match self.maker.make(target) {
            Ok(artifact) => artifact,
            Err(fault) => return Ok(Made::Fault(fault, target.path())),
        };
        if let (Some(record), Target::Routed(_, Owner::Document(id))) = (record, target) {
            self.records.put(*id, &record)?;
        }
        let (hash, length, offer) = match content {
            Content::Bytes(bytes) => {
                let hash = Fingerprint::of(&bytes);
                (hash, bytes.len() as u64, self.folder.offer(&path, &bytes, hash)?)
            }
            Content::File(source) => {
                let active = || self.world.bytes(&source).map(Option::unwrap_or_default);
                if source.starts_with("content/") && is_active(&source, active)? {
                    return Ok(Made::Fault(Box::new(self::active(&source)), path));
                }
                let (hash, length) = self.world.hash(&source)?;
                let hash = Fingerprint::from_hash(hash);
                let file = self
                    .world
                    .file(&source)
                    .ok_or_else(|| Failure::own(say!("路径不对：{source}", "a wrong path: {source}")))?;
                (hash, length, self.folder.offer_copy(&path, &file, hash)?)
            }
        };
        let entry = Entry { hash, length, owner };
        let trace = self.scribe.write(&reads);
        Ok(Made::File(path, Box::new(Remembered { entry, form: target.form(), trace, cause }), offer))
    }
}

/// The file of the portal's that stands where an asset must, or where one of its folders must.
fn taken<'a>(routes: &Routes, asset: &'a str) -> Option<&'a str> {
    let above = asset.match_indices('/').map(|(at, _)| &asset[..at]);
    above.chain([asset]).find(|path| routes.find(path).is_some())
}

fn asset_taken(path: &str) -> Diagnostic {
    let place = Place::File(path.into());
    Diagnostic::new(
        Code::UrlTwice,
        place,
        say!("/{path} 是主题静态文件的位置", "/{path} is where a static file of the theme stands"),
    )
    .help(say!("换一个路径；assets/ 留给带指纹的静态文件", "choose another path; assets/ is for hashed static files"))
}

impl Run {
    /// Takes what was made; `broken` is wrong whether it spoiled a page or not.
    fn take_all(
        &mut self,
        made: Vec<Result<Made, Failure>>,
        broken: impl IntoIterator<Item = Diagnostic>,
    ) -> Result<(), Failure> {
        let mut spoiled: BTreeMap<Diagnostic, Vec<String>> =
            broken.into_iter().map(|fault| (fault, Vec::new())).collect();
        for one in made {
            match one? {
                Made::Kept(path) => self.kept.push(path),
                Made::File(path, file, offer) => self.take(path, *file, offer),
                Made::Fault(fault, path) => {
                    self.spoiled.insert(path.clone());
                    spoiled.entry(*fault).or_default().push(path);
                }
            }
        }
        self.faults.extend(spoiled.into_iter().map(|(fault, pages)| counted(fault, &pages)));
        Ok(())
    }

    pub(super) fn take(&mut self, path: String, file: Remembered, offer: Offer) {
        let path = Path::from(path);
        match offer {
            Offer::Unchanged => {}
            Offer::Waits(stat) => self.staged.push((path.clone(), stat)),
            Offer::ChangedByHand(stat) => {
                self.staged.push((path.clone(), stat));
                self.by_hand.push(path.clone());
            }
            Offer::Foreign => self.faults.push(foreign(&path)),
        }
        self.made.push((path, file));
    }
}

fn active(path: &str) -> Diagnostic {
    let place = Place::File(path.into());
    let message = say!(
        "这个文件可以在网站上运行脚本，不能作为附件或图片发布",
        "this file can run scripts on the site; it cannot be an attachment or image"
    );
    Diagnostic::new(Code::FileActive, place, message).help(say!(
        "改用 PDF、图片或文档格式；确实可信的文件放在 static/ 里",
        "use PDF, a picture or a document format; put what you trust under static/"
    ))
}

fn foreign(path: &str) -> Diagnostic {
    let place = Place::File(path.into());
    Diagnostic::new(
        Code::ForeignFile,
        place,
        say!("输出文件夹里有一个外来文件占着 {path}", "a file that is not ours stands at {path} in the output folder"),
    )
    .help(say!("把它移走，或改放到 static/ 里", "move it away, or put it into static/"))
}

/// One fault for all the pages that it spoiled.
fn counted(fault: Diagnostic, pages: &[String]) -> Diagnostic {
    let Some(first) = pages.first() else { return fault };
    match pages.len() {
        1 => fault.help(say!("出错的页面：{first}", "the page: {first}")),
        count => fault.help(say!("共 {count} 个页面出错，例如 {first}", "{count} pages are spoiled, such as {first}")),
    }
}

//! Making all files in parallel, each put on the stage as soon as it is there.

use super::Progress;
use crate::diag::{Code, Diagnostic, Failure, Place};
use crate::output::{Artifact, Content, Entry, Maker, Target, is_active};
use crate::publish::{Folder, Offer};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::World;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What making everything came to.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) entries: BTreeMap<String, Entry>,
    pub(super) staged: Vec<String>,
    pub(super) by_hand: Vec<String>,
    pub(super) faults: Vec<Diagnostic>,
}

/// One file, made and offered; or the fault, with the page that it spoiled.
enum Made {
    File(String, Entry, Offer),
    Fault(Box<Diagnostic>, String),
}

/// Makes the targets, then the assets that they asked for.
pub(super) fn run(
    maker: &Maker,
    targets: &[Target],
    doors: (&World, &Folder),
    progress: &dyn Progress,
) -> Result<Run, Failure> {
    let mut made: Vec<Result<Made, Failure>> = targets
        .par_iter()
        .map(|target| {
            let made = make(maker, target, doors);
            progress.made(targets.len());
            made
        })
        .collect();
    let mut run = Run::default();
    for asset in maker.press().assets() {
        match taken(targets, &asset.route.file()) {
            Some(path) => run.faults.push(asset_taken(&path)),
            None => made.push(make(maker, &Target::Asset(asset), doors)),
        }
    }
    let mut spoiled: BTreeMap<Diagnostic, Vec<String>> =
        maker.press().faults().map(|fault| (fault.clone(), Vec::new())).collect();
    for one in made {
        match one? {
            Made::File(path, entry, offer) => run.take(path, entry, offer),
            Made::Fault(fault, path) => spoiled.entry(*fault).or_default().push(path),
        }
    }
    run.faults.extend(spoiled.into_iter().map(|(fault, pages)| counted(fault, &pages)));
    Ok(run)
}

/// The target that stands where an asset must, or where one of its folders must.
fn taken(targets: &[Target], asset: &str) -> Option<String> {
    let in_the_way =
        |path: &String| asset == path || asset.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'));
    targets.iter().map(Target::path).find(in_the_way)
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

fn make(maker: &Maker, target: &Target, (world, folder): (&World, &Folder)) -> Result<Made, Failure> {
    let Artifact { path, media, owner, content, reads: _ } = match maker.make(target) {
        Ok(artifact) => artifact,
        Err(fault) => return Ok(Made::Fault(fault, target.path())),
    };
    let (hash, length, offer) = match content {
        Content::Bytes(bytes) => {
            let hash = Fingerprint::of(&bytes);
            (hash, bytes.len() as u64, folder.offer(&path, &bytes, hash)?)
        }
        Content::File(source) => {
            if source.starts_with("content/")
                && is_active(&source, || world.bytes(&source).map(Option::unwrap_or_default))?
            {
                return Ok(Made::Fault(Box::new(active(&source)), path));
            }
            let (hash, length) = world.hash(&source)?;
            let hash = Fingerprint::from_hash(hash);
            let file = world
                .file(&source)
                .ok_or_else(|| Failure::own(say!("路径不对：{source}", "a wrong path: {source}")))?;
            (hash, length, folder.offer_copy(&path, &file, hash)?)
        }
    };
    Ok(Made::File(path, Entry { hash, length, media: media.to_owned(), owner }, offer))
}

impl Run {
    fn take(&mut self, path: String, entry: Entry, offer: Offer) {
        match offer {
            Offer::Unchanged => {}
            Offer::New | Offer::Changed => self.staged.push(path.clone()),
            Offer::ChangedByHand => {
                self.staged.push(path.clone());
                self.by_hand.push(path.clone());
            }
            Offer::Foreign => self.faults.push(foreign(&path)),
        }
        self.entries.insert(path, entry);
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

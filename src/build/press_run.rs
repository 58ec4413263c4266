//! Making all files in parallel, each put on the stage as soon as it is there.

use super::Progress;
use crate::diag::{Code, Diagnostic, Failure, Place};
use crate::output::{Artifact, Content, Entry, Maker, Target};
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
    let assets = maker.press().assets().into_iter().map(Target::Asset);
    made.extend(assets.map(|target| make(maker, &target, doors)));
    let mut run = Run::default();
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

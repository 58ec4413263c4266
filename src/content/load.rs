//! All files under content/, read in parallel.

use super::body::{Bodies, BodyText};
use super::cascade::{Cascades, parent};
use super::document::Document;
use super::figures::check_quotes;
use super::front_matter::{Parts, split};
use super::particulars::Particulars;
use super::read::{Written, front_matter};
use super::section::{self, Section};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Failure, Path, Place, Source};
use crate::markdown;
use crate::say;
use crate::world::{Read, World};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The folder of documents.
const CONTENT: &str = "content";
const INDEX: &str = "_index.md";

/// Everything under content/.
#[derive(Debug)]
pub struct Content {
    /// The documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The sections, sorted by path.
    pub sections: Vec<Section>,
    /// Files that are not Markdown, sorted by path.
    pub files: Vec<Path>,
    /// Where the bodies are.
    pub bodies: Bodies,
}

/// What one source came to.
type Loaded<T> = Result<(Option<T>, Vec<Diagnostic>), Failure>;

/// Reads all sections, then all documents.
///
/// # Errors
/// When the system cannot read a file.
pub fn load(world: &World, config: &Config) -> Result<(Content, Vec<Diagnostic>), Failure> {
    let listing = world.walk(CONTENT)?;
    let mut faults = listing.faults;
    let (texts, files): (Vec<Path>, Vec<Path>) =
        listing.files.into_iter().filter(|path| !passed_over(path)).partition(|path| is_markdown(path));
    let (indexes, texts): (Vec<Path>, Vec<Path>) = texts.into_iter().partition(|path| path.ends_with("/_index.md"));
    let bodies = Bodies::new()?;
    let mut cascades = Cascades::default();
    let mut sections = Vec::new();
    for path in &indexes {
        let (section, found) = load_section(world, config, path, (&bodies, &mut cascades))?;
        sections.extend(section);
        faults.extend(found);
    }
    let loaded: Vec<Loaded<Arc<Document>>> =
        texts.par_iter().map(|path| load_document(world, config, path, (&bodies, &cascades))).collect();
    let mut documents = Vec::with_capacity(texts.len());
    for loaded in loaded {
        let (document, found) = loaded?;
        documents.extend(document);
        faults.extend(found);
    }
    faults.extend(untitled(&texts, &indexes));
    Ok((Content { documents, sections, files, bodies }, faults))
}

/// Whether a file stands in a folder whose name begins with `_`.
fn passed_over(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(|folder| folder.starts_with('_')))
}

fn is_markdown(path: &str) -> bool {
    path.ends_with(".md")
}

/// The folder that a file stands in, from content/.
fn folder(path: &str) -> &str {
    let within = path.strip_prefix(CONTENT).unwrap_or(path).trim_start_matches('/');
    within.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Folders with documents, and the folders above them, that have no `_index.md`.
fn untitled(texts: &[Path], indexes: &[Path]) -> Vec<Diagnostic> {
    let titled: BTreeSet<&str> = indexes.iter().map(|path| folder(path)).collect();
    // The home is a section even when there is nothing else.
    let mut missing: BTreeSet<&str> = if titled.contains("") { BTreeSet::new() } else { BTreeSet::from([""]) };
    let homes =
        texts.iter().map(|path| if is_bundle(path) { parent(folder(path)).unwrap_or("") } else { folder(path) });
    for home in homes.chain(indexes.iter().map(|path| folder(path))) {
        missing.extend(
            std::iter::successors(Some(home), |folder| parent(folder)).filter(|folder| !titled.contains(folder)),
        );
    }
    missing.into_iter().map(untitled_fault).collect()
}

/// Whether a document is a folder with files beside it.
pub(crate) fn is_bundle(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(_, name)| name == "index.md")
}

fn untitled_fault(folder: &str) -> Diagnostic {
    let path = if folder.is_empty() { CONTENT.to_owned() } else { format!("{CONTENT}/{folder}") };
    Diagnostic::new(
        Code::SectionUntitled,
        Place::File(path.as_str().into()),
        say!("栏目“{path}”没有标题", "the section {path} has no title"),
    )
    .help(say!("新建 {path}/{INDEX}，写明 title", "make {path}/{INDEX} and give it a title"))
}

/// A file's text; without it, the fault that tells why, unless it was deleted since the folder was listed.
fn text(world: &World, path: &Path) -> Result<Result<Source, Option<Diagnostic>>, Failure> {
    Ok(match world.read(path)? {
        Read::Text(source) => Ok(source),
        Read::NotText(fault) => Err(Some(*fault)),
        Read::Absent => Err(None),
    })
}

fn load_section(
    world: &World,
    config: &Config,
    path: &Path,
    (bodies, cascades): (&Bodies, &mut Cascades),
) -> Loaded<Section> {
    let source = match text(world, path)? {
        Ok(source) => source,
        Err(fault) => return Ok((None, fault.into_iter().collect())),
    };
    let Parts { yaml, text, text_start } = match split(&source) {
        Ok(parts) => parts,
        Err(fault) => return Ok((None, vec![*fault])),
    };
    let (section, cascade, mut found) = section::read(&yaml, folder(path), &config.organisations);
    if let Some(cascade) = cascade {
        found.extend(cascades.add(folder(path), cascade));
    }
    let (outline, body) = match render(path, text, text_start, bodies) {
        Ok(rendered) => rendered?,
        Err(fault) => return Ok((None, vec![*fault])),
    };
    Ok((Some(section(outline, body)), found))
}

fn load_document(
    world: &World,
    config: &Config,
    path: &Path,
    (bodies, cascades): (&Bodies, &Cascades),
) -> Loaded<Arc<Document>> {
    let source = match text(world, path)? {
        Ok(source) => source,
        Err(fault) => return Ok((None, fault.into_iter().collect())),
    };
    let Parts { yaml, text, text_start } = match split(&source) {
        Ok(parts) => parts,
        Err(fault) => return Ok((None, vec![*fault])),
    };
    let (Written { front, particulars }, mut found) = front_matter(&yaml, folder(path), cascades, config);
    let (outline, body) = match render(path, text, text_start, bodies) {
        Ok(rendered) => rendered?,
        Err(fault) => return Ok((None, vec![*fault])),
    };
    let Some(particulars) = particulars else { return Ok((None, found)) };
    if let Particulars::Report(report) = &particulars
        && !report.indicators.is_empty()
    {
        found.extend(check_quotes(&report.indicators, &markdown::plain_text(text)));
    }
    found.extend(missing_data(world, &particulars));
    let document = Document { path: path.clone(), front, particulars, outline, body };
    Ok((Some(Arc::new(document)), found))
}

/// Renders a text and puts its body away. A panic in it is a fault of that file, and of no other.
fn render(
    path: &Path,
    text: &str,
    text_start: usize,
    bodies: &Bodies,
) -> Result<Result<(markdown::Outline, BodyText), Failure>, Box<Diagnostic>> {
    let rendered = catch_unwind(AssertUnwindSafe(|| markdown::render(text)));
    let (body, outline) = rendered.map_err(|_| {
        let told = Diagnostic::new(
            Code::HostileFile,
            Place::File(path.clone()),
            say!("处理这个文件时程序内部出错", "the program failed while it worked on this file"),
        );
        Box::new(told.help(say!(
            "检查文件里是否有极端的嵌套或乱码，并把文件发给我们",
            "look for extreme nesting or garbage in it, and send it to us"
        )))
    })?;
    Ok(bodies.put(body, text_start).map(|body| (outline, body)))
}

/// A register's table that is not under data/.
fn missing_data(world: &World, particulars: &Particulars) -> Option<Diagnostic> {
    let Particulars::Register(register) = particulars else { return None };
    let (name, place) = register.data.as_ref()?;
    if world.length(&format!("data/{name}")).is_some() {
        return None;
    }
    let told =
        Diagnostic::new(Code::Data, place.clone(), say!("没有数据文件 data/{name}", "there is no file data/{name}"));
    Some(told.help(say!(
        "写 data/ 里的文件名，带扩展名（.csv 或 .yaml）",
        "write the name of a file in data/ with its ending (.csv or .yaml)"
    )))
}

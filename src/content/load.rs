//! All files under content/, read in parallel.

use super::body::{Bodies, BodyText, Kept, Rack};
use super::cascade::{Cascades, parent};
use super::chapters;
use super::document::Document;
use super::figures::check_quotes;
use super::front_matter::{Parts, split};
use super::kind::Kind;
use super::particulars::Particulars;
use super::read::{Written, front_matter};
use super::register::{self, Tables};
use super::section::{self, Section};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Failure, Path, Place, Severity, Source, Span};
use crate::law::closed_list::ClosedList as _;
use crate::markdown::{self, Rendered};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Read, Seen, Stat, Survey, World};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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
    /// The tables of registers, by the document's path.
    pub tables: Tables,
    /// Where the bodies are.
    pub bodies: Bodies,
    /// Every source of a document, and what it came to.
    pub sources: Sources,
}

/// The sources of documents, as they were understood.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sources {
    /// By path.
    pub all: FxHashMap<Path, Understood>,
    /// The front matter of each section that hands keys down, by folder: what a document below inherits.
    pub inherited: BTreeMap<String, Fingerprint>,
}

impl Sources {
    /// Whether a source was taken over from an earlier reading as it was.
    #[must_use]
    pub fn has_the_same(&self, path: &Path, earlier: &Self) -> bool {
        let (Some(was), Some(now)) = (earlier.all.get(path), self.all.get(path)) else { return false };
        let same = match (&was.document, &now.document) {
            (Some(was), Some(now)) => Arc::ptr_eq(was, now),
            (None, None) => true,
            _ => false,
        };
        same && was.seen == now.seen && was.told == now.told
    }

    /// Takes back what a source held: it was touched while it was read. What it was understood to be stays, because pages
    /// show it; its text may be any.
    pub fn doubt(&mut self, path: &Path) {
        let Some(understood) = self.all.get_mut(path) else { return };
        understood.seen = Seen::DOUBTFUL;
        if let Some(document) = &mut understood.document {
            Arc::make_mut(document).body.fingerprint = Fingerprint::NONE;
        }
    }

    /// Whether a data file is the table of a register.
    #[must_use]
    pub fn is_in_a_register(&self, path: &str) -> bool {
        let mut documents = self.all.values().filter_map(|one| one.document.as_ref());
        documents.any(|one| matches!(&one.particulars, Particulars::Register(register) if register.shows(path)))
    }

    /// The paths of those that are new, gone, or not as they were.
    #[must_use]
    pub fn differ(&self, earlier: &Self) -> Vec<Path> {
        let new = self.all.keys().filter(|path| !self.has_the_same(path, earlier));
        new.chain(earlier.all.keys().filter(|path| !self.all.contains_key(*path))).cloned().collect()
    }
}

/// One source of a document, understood alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Understood {
    /// The file as it was read.
    pub seen: Seen,
    /// What it is, when it could be understood.
    pub document: Option<Arc<Document>>,
    /// What was told about it.
    pub told: Box<[Diagnostic]>,
}

/// What a source with an error comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faulty {
    /// What could be understood of it, which may be nothing.
    Dropped,
    /// What it was before, where that is known.
    AsBefore,
}

/// So few sources are given to a thread at once that none waits long for another at the end.
const FEW: usize = 16;

/// Looks at a source and, where it could be made, the HTML of its text.
type Inspect<'a> = &'a (dyn Fn(&Source, &str) -> Vec<Diagnostic> + Sync);

/// What a reading of all sources goes by.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The files that there are.
    pub survey: &'a Survey,
    /// What is known of them, understood with the same settings.
    pub earlier: &'a Sources,
    /// What a source with an error comes to.
    pub faulty: Faulty,
    /// So many bytes of bodies may stay in memory.
    pub room: usize,
    /// What is told of a source whatever it is understood to be, with the HTML that its text becomes.
    pub inspect: Inspect<'a>,
}

/// A source, and its body when it was read.
type Fresh = (Understood, Option<Kept>);

/// A file, and what the system told of it.
type Surveyed<'a> = (&'a Path, Option<Stat>);

/// What one source came to.
type Loaded<T> = Result<(Option<T>, Vec<Diagnostic>), Failure>;

/// Reads all sections, then all documents. What is known is not read again when its file is still the same and it
/// inherits the same.
///
/// # Errors
/// When the system cannot read a file.
pub fn load(world: &Arc<World>, config: &Config, reading: Reading<'_>) -> Result<(Content, Vec<Diagnostic>), Failure> {
    let Reading { survey, earlier, faulty, room, inspect } = reading;
    let mut faults = survey.told(CONTENT).to_vec();
    let all = survey.below(CONTENT).iter().filter(|(path, _)| !passed_over(path));
    let (texts, others): (Vec<Surveyed<'_>>, Vec<Surveyed<'_>>) =
        all.map(|(path, stat)| (path, *stat)).partition(|(path, _)| is_text(path));
    let (indexes, files): (Vec<Surveyed<'_>>, Vec<Surveyed<'_>>) =
        others.into_iter().partition(|(path, _)| path.ends_with("/_index.md"));
    let files = files.into_iter().map(|(path, _)| path.clone()).collect();
    let rack = Rack::new(room)?;
    let mut kept = FxHashMap::default();
    let mut cascades = Cascades::default();
    let mut sections = Vec::new();
    for (path, _) in &indexes {
        let (section, found) = load_section((world, config, inspect), path, (&rack, &mut cascades))?;
        if let Some((section, body)) = section {
            kept.insert((*path).clone(), body);
            sections.push(section);
        }
        faults.extend(found);
    }
    let reader = Reader { world, config, rack: &rack, cascades: &cascades, earlier, faulty, inspect };
    let stale = cascades.differ(&earlier.inherited);
    let loaded: Vec<Result<Option<Fresh>, Failure>> =
        texts.par_iter().with_max_len(FEW).map(|file| reader.understand(*file, &stale)).collect();
    let mut documents = Vec::with_capacity(texts.len());
    let mut sources = Sources { all: FxHashMap::default(), inherited: cascades.fingerprints() };
    sources.all.reserve(texts.len());
    for ((path, _), loaded) in texts.iter().zip(loaded) {
        let Some((understood, body)) = loaded? else { continue };
        documents.extend(understood.document.clone());
        faults.extend(understood.told.iter().cloned());
        kept.extend(body.map(|body| ((*path).clone(), body)));
        sources.all.insert((*path).clone(), understood);
    }
    let (tables, told) = register::tables(world, config, &documents)?;
    faults.extend(told);
    faults.extend(untitled(&texts, &indexes));
    Ok((Content { documents, sections, files, tables, bodies: rack.close(world, kept), sources }, faults))
}

/// Whether a file stands in a folder whose name begins with `_`.
fn passed_over(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(|folder| folder.starts_with('_')))
}

/// Whether a file under content/ that is not passed over holds a document.
fn is_text(path: &str) -> bool {
    path.ends_with(".md") && !path.ends_with("/_index.md")
}

/// Whether a file of the site holds a document, which is looked at as it is read.
#[must_use]
pub fn is_document(path: &str) -> bool {
    path.starts_with("content/") && is_text(path) && !passed_over(path)
}

/// The folder that a file stands in, from content/.
fn folder(path: &str) -> &str {
    let within = path.strip_prefix(CONTENT).unwrap_or(path).trim_start_matches('/');
    within.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Folders with documents, and the folders above them, that have no `_index.md`.
fn untitled(texts: &[Surveyed<'_>], indexes: &[Surveyed<'_>]) -> Vec<Diagnostic> {
    let titled: BTreeSet<&str> = indexes.iter().map(|(path, _)| folder(path)).collect();
    // The home is a section even when there is nothing else.
    let mut missing: BTreeSet<&str> = if titled.contains("") { BTreeSet::new() } else { BTreeSet::from([""]) };
    let homes =
        texts.iter().map(|(path, _)| if is_bundle(path) { parent(folder(path)).unwrap_or("") } else { folder(path) });
    let mut last = None;
    for home in homes.chain(indexes.iter().map(|(path, _)| folder(path))) {
        // Those of one folder come one after the other.
        if last.replace(home) == Some(home) {
            continue;
        }
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
    (world, config, inspect): (&World, &Config, Inspect<'_>),
    path: &Path,
    (rack, cascades): (&Rack, &mut Cascades),
) -> Loaded<(Section, Kept)> {
    let source = match text(world, path)? {
        Ok(source) => source,
        Err(fault) => return Ok((None, fault.into_iter().collect())),
    };
    let Parts { yaml, text, text_start } = match split(&source) {
        Ok(parts) => parts,
        Err(fault) => return Ok((None, [vec![*fault], inspect(&source, "")].concat())),
    };
    let (section, cascade, mut found) = section::read(&yaml, folder(path), &config.organisations);
    if let Some(cascade) = cascade {
        let written = Fingerprint::of(&source.text.as_bytes()[..text_start]);
        found.extend(cascades.add(folder(path), cascade, written));
    }
    let Rendered { outline, body, faults } = match render(path, text) {
        Ok(rendered) => rendered,
        Err(fault) => return Ok((None, [vec![*fault], inspect(&source, "")].concat())),
    };
    found.extend(inspect(&source, &body.html));
    found.extend(diagram_faults(path, faults, text_start));
    Ok((Some((section(outline, BodyText::new(text, text_start)?), rack.put(body)?)), found))
}

/// With what sources of documents are read.
struct Reader<'a> {
    world: &'a World,
    config: &'a Config,
    rack: &'a Rack,
    cascades: &'a Cascades,
    earlier: &'a Sources,
    faulty: Faulty,
    inspect: Inspect<'a>,
}

impl Reader<'_> {
    /// What a source is, and its body when it was read; nothing when it is gone. `stale` are the folders whose documents
    /// inherit something else than before.
    fn understand(&self, (path, stat): Surveyed<'_>, stale: &BTreeSet<String>) -> Result<Option<Fresh>, Failure> {
        let inherits_the_same = |path: &str| stale.is_empty() || !above(folder(path)).any(|it| stale.contains(it));
        let earlier = self.earlier.all.get(path).filter(|_| inherits_the_same(path));
        if let (Some(earlier), Some(stat)) = (earlier, &stat)
            && earlier.seen.is_still(stat)
        {
            return Ok(Some((earlier.clone(), None)));
        }
        let Some((bytes, stat)) = self.world.bytes_and_stat(path)? else { return Ok(None) };
        let seen = self.world.seen(Some(stat), Fingerprint::of(&bytes));
        if let Some(earlier) = earlier.filter(|earlier| earlier.seen.fingerprint == seen.fingerprint) {
            return Ok(Some((Understood { seen, ..earlier.clone() }, None)));
        }
        let (document, told) = match self.world.text(path, bytes) {
            Ok(source) => self.document(&source)?,
            Err(fault) => (None, vec![*fault]),
        };
        let is_faulty = told.iter().any(|one| one.severity() == Severity::Error);
        if let (true, Faulty::AsBefore, Some(earlier)) = (is_faulty, self.faulty, self.earlier.all.get(path)) {
            return Ok(Some((Understood { seen, document: earlier.document.clone(), told: told.into() }, None)));
        }
        let (document, body) = document.unzip();
        Ok(Some((Understood { seen, document: document.map(Arc::new), told: told.into() }, body)))
    }

    fn document(&self, source: &Source) -> Loaded<(Document, Kept)> {
        let path = &source.path;
        let parts = match split(source) {
            Ok(parts) => parts,
            Err(fault) => return Ok((None, [vec![*fault], (self.inspect)(source, "")].concat())),
        };
        let (Written { front, particulars }, mut found) =
            front_matter(&parts, folder(path), self.cascades, self.config);
        let Parts { text, text_start, .. } = parts;
        let Rendered { outline, body, faults } = match render(path, text) {
            Ok(rendered) => rendered,
            Err(fault) => return Ok((None, [vec![*fault], (self.inspect)(source, "")].concat())),
        };
        found.extend((self.inspect)(source, &body.html));
        found.extend(diagram_faults(path, faults, text_start));
        let Some(particulars) = particulars else { return Ok((None, found)) };
        if let Particulars::Report(report) = &particulars
            && !report.indicators.is_empty()
        {
            found.extend(check_quotes(&report.indicators, &markdown::plain_text(text)));
        }
        if let Particulars::Disclosure(report) = &particulars {
            let (headings, head) = (&outline.headings, &front.places.head);
            found.extend(chapters::Report { path, year: report.year, headings, text, text_start, head }.check());
        }
        let body_text = BodyText::new(text, text_start)?;
        let document = Document { path: path.clone(), front, particulars, outline, body: body_text };
        Ok((Some((document, self.rack.put(body)?)), found))
    }
}

/// The first fault of some lines of front matter of a document of a kind, for itself: that a key is missing is none, and neither is
/// what needs other documents to be seen.
#[must_use]
pub fn value_fault(kind: Kind, lines: &str, config: &Config) -> Option<Diagnostic> {
    let text = format!("---\nkind: {}\n{lines}---\n", kind.code());
    let source = Source { path: "content/new.md".into(), text };
    let parts = match split(&source) {
        Ok(parts) => parts,
        Err(fault) => return Some(*fault),
    };
    let (_, told) = front_matter(&parts, "", &Cascades::default(), config);
    told.into_iter().find(|one| one.severity() == Severity::Error && one.code != Code::KeyMissing)
}

/// A folder and those above it.
fn above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| parent(folder))
}

/// Renders a text. A panic in it is a fault of that file, and of no other.
fn render(path: &Path, text: &str) -> Result<Rendered, Box<Diagnostic>> {
    let rendered = catch_unwind(AssertUnwindSafe(|| markdown::render(text)));
    rendered.map_err(|_| {
        let told = Diagnostic::new(
            Code::HostileFile,
            Place::File(path.clone()),
            say!("处理这个文件时程序内部出错", "the program failed while it worked on this file"),
        );
        Box::new(told.help(say!(
            "检查文件里是否有极端的嵌套或乱码，并把文件发给我们",
            "look for extreme nesting or garbage in it, and send it to us"
        )))
    })
}

/// What is wrong in the diagrams of a file whose Markdown begins at a byte.
fn diagram_faults(path: &Path, faults: Vec<markdown::Fault>, text_start: usize) -> impl Iterator<Item = Diagnostic> {
    let place = move |span: Span| Place::Text(path.clone(), span.shift(text_start));
    faults.into_iter().map(move |fault| {
        let told = Diagnostic::new(Code::Diagram, place(fault.span), fault.message).help(fault.help);
        fault.other.into_iter().fold(told, |told, (span, note)| told.related(place(span), note))
    })
}

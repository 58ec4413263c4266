//! `xiangwei import`: files of an office become documents of the site. No file that is there is ever overwritten.

mod args;
mod refusal;
mod told;

pub(super) use args::Import;

use super::End;
use super::screen::Screen;
use crate::attachment::{self, Limits, Reason};
use crate::authoring::{Site, section_named, section_of};
use crate::content::{Document, Particulars};
use crate::diag::{Failure, Source, Text};
use crate::import::{self, Asked, Draft, SOURCE, proposed_promises, unfit, unfit_passages};
use crate::law::doc_number::DocNumber;
use crate::publish::write_new;
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Bounds, Ran, named_within, to_docx};
use refusal::Stop;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;
use std::sync::Mutex;
use std::time::Duration;
use told::Came;

/// What LibreOffice may take: it needs some seconds to begin, and addresses much more memory than it uses.
const OFFICE_TIME: Duration = Duration::from_secs(120);
const OFFICE_MEMORY: u64 = 8 << 30;

/// A site into which files are imported.
struct Desk<'a> {
    args: &'a Import,
    site: Site,
    /// The folder of the section that the person named.
    folder: Option<String>,
    limits: Limits,
    /// The documents that were imported before, by the short name of what they were made of.
    earlier: BTreeMap<String, String>,
    /// The document numbers that are given, those of this run too.
    numbers: BTreeSet<DocNumber>,
    /// The names of promises that are given or proposed, those of this run too.
    promises: BTreeSet<String>,
}

pub(super) fn run(args: &Import, screen: Screen) -> Result<End, Failure> {
    let mut desk = Desk::open(args)?;
    let mut end = End::Well;
    for file in &args.files {
        let came = desk.import(file)?;
        if matches!(came, Came::Refused(_)) {
            end = End::WithFaults;
        }
        screen.print(&told::shown(file, &came, args, screen.lang));
    }
    Ok(end)
}

impl<'a> Desk<'a> {
    fn open(args: &'a Import) -> Result<Self, Failure> {
        let seen = Mutex::new((Vec::new(), BTreeSet::new()));
        let look = |document: &Source| {
            let mark = mark(&document.text).map(|mark| (mark, document.path.to_string()));
            let mut seen = seen.lock().expect("nobody panics while it is held");
            seen.0.extend(mark);
            seen.1.extend(proposed_promises(&document.text).map(str::to_owned));
        };
        let site = Site::read_and_look(&args.root, &look)?;
        let (mut marks, mut promises) = seen.into_inner().expect("nobody panics while it is held");
        // They came in any order.
        marks.sort();
        let earlier = marks.into_iter().collect();
        let numbers = site.documents.iter().filter_map(|document| document.front.doc_number.clone()).collect();
        promises.extend(site.documents.iter().flat_map(|document| promised(document)));
        let folder = args.into.as_deref().map(|word| section_named(&site, word)).transpose()?;
        Ok(Self { args, site, folder, limits: Limits::default(), earlier, numbers, promises })
    }

    /// Imports one file. What is wrong with it is told of it alone.
    fn import(&mut self, file: &FilePath) -> Result<Came, Failure> {
        match self.try_to_import(file) {
            Ok(came) => Ok(came),
            Err(Stop::File(why)) => Ok(Came::Refused(why)),
            Err(Stop::Run(failure)) => Err(failure),
        }
    }

    fn try_to_import(&mut self, file: &FilePath) -> Result<Came, Stop> {
        let bytes = self.bytes(file)?;
        let fingerprint = Fingerprint::of(&bytes);
        if let Some(path) = self.earlier.get(&fingerprint.to_string()) {
            return Ok(Came::There(path.clone()));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (read_as, bytes) = self.readable(&name, bytes)?;
        let imported = import::read(&read_as, &bytes, &self.limits).map_err(|reason| refusal::unread(&name, reason))?;
        let draft = imported.draft(&name, fingerprint, &self.asked());
        let folder = match &self.folder {
            Some(folder) => folder.clone(),
            None => self.section_of(&draft)?,
        };
        let base = self.free(&folder, &draft);
        let path = if draft.files.is_empty() { format!("{base}.md") } else { format!("{base}/index.md") };
        if !self.args.dry_run {
            self.write(&base, &path, &draft)?;
            self.earlier.insert(fingerprint.to_string(), path.clone());
        }
        self.site.wrote(&path);
        self.numbers.extend(draft.number.clone());
        self.promises.extend(draft.promises.iter().cloned());
        Ok(Came::In(path, draft))
    }

    /// What is known beside a document.
    fn asked(&self) -> Asked<'_> {
        let handed_down = |key| self.site.handed_down(self.folder.as_deref()?, key);
        let inherited_kind = handed_down("kind").and(self.folder.as_deref()).map(|folder| self.site.kind_in(folder));
        Asked {
            kind: self.args.kind,
            inherited_kind,
            inherited_publisher: handed_down("publisher"),
            organisations: &self.site.config.organisations,
            numbers: &self.numbers,
            promises: &self.promises,
            indicators: &self.site.config.indicators,
            today: self.site.today,
        }
    }

    fn bytes(&self, file: &FilePath) -> Result<Vec<u8>, Stop> {
        match named_within(file, self.limits.file) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(Reason::TooLarge.told().into()),
            Err(Failure { cause: Some(cause), .. }) => Err(refusal::unopened(file, &cause).into()),
            Err(failure) => Err(failure.into()),
        }
    }

    /// A file in a form that we read ourselves, with the name that tells it; old forms go through LibreOffice.
    fn readable(&self, name: &str, bytes: Vec<u8>) -> Result<(String, Vec<u8>), Stop> {
        if let Some(why) = unfit(name, &bytes, &self.limits) {
            return Err(why.into());
        }
        if !import::wants_office(name, &bytes) {
            return Ok((name.to_owned(), bytes));
        }
        // What is encrypted, or no text of an office at all, is not handed on.
        let reading = attachment::read(name, &bytes, &self.limits);
        if let Some(unread) = reading.unread.iter().find(|unread| unread.within.is_empty()) {
            return Err(unread.told().into());
        }
        if let Some(why) = unfit_passages(&reading.passages) {
            return Err(why.into());
        }
        let ending = FilePath::new(name).extension().map_or("doc".to_owned(), |it| it.to_string_lossy().to_lowercase());
        let ending = if ["doc", "wps", "rtf"].contains(&ending.as_str()) { ending } else { "doc".to_owned() };
        let bounds = Bounds {
            time: OFFICE_TIME,
            memory: OFFICE_MEMORY,
            output: usize::try_from(self.limits.file).unwrap_or(usize::MAX),
        };
        match to_docx(&bytes, &ending, &bounds)? {
            Ran::Well(docx) => Ok((format!("{name}.docx"), docx)),
            ran => Err(refusal::unconverted(&ran, OFFICE_TIME.as_secs()).into()),
        }
    }

    /// The folder of the section that hands down the kind of a draft.
    fn section_of(&self, draft: &Draft) -> Result<String, Text> {
        let kind = draft.kind.ok_or_else(|| {
            say!(
                "不知道放进哪个栏目：用 --into 写明，例如 --into fzbg",
                "it is not known into which section it goes: name it, as in --into fzbg"
            )
        })?;
        section_of(&self.site, kind).map_err(|failure| failure.doing)
    }

    /// A path for a document that nothing has yet, without its ending; case does not part names.
    fn free(&self, folder: &str, draft: &Draft) -> String {
        let folder = if folder.is_empty() { "content".to_owned() } else { format!("content/{folder}") };
        let first = format!("{folder}/{}", draft.name);
        let more = (2..).map(|number| format!("{first}-{number}"));
        std::iter::once(first.clone()).chain(more).find(|base| self.site.is_free(base)).expect("numbers do not end")
    }

    /// Writes a document, last of all that goes beside it.
    fn write(&self, base: &str, path: &str, draft: &Draft) -> Result<(), Failure> {
        let beside = draft.files.iter().map(|(name, bytes)| (format!("{base}/{name}"), bytes.as_slice()));
        for (path, bytes) in beside.chain([(path.to_owned(), draft.text.as_bytes())]) {
            write_new(&self.args.root.join(&path), bytes)?;
        }
        Ok(())
    }
}

/// The short name of what a document was made of, when it was imported.
fn mark(text: &str) -> Option<String> {
    let line = text.lines().take(20).find_map(|line| line.strip_prefix(SOURCE))?;
    line.get(..32).map(str::to_owned)
}

/// The names of the promises that a document makes.
fn promised(document: &Document) -> Vec<String> {
    match &document.particulars {
        Particulars::Report(report) => report.commitments.iter().map(|one| one.id.clone()).collect(),
        _ => Vec::new(),
    }
}

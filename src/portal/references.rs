//! From a reference (an id, a 发文字号 or a path) to the document it means.

use super::{DocumentId, Standing};
use crate::content::{Document, Reference};
use crate::diag::{Code, Diagnostic, Place};
use crate::law::doc_number::DocNumber;
use crate::law::nearest::few_nearest;
use crate::say;
use crate::world::join;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Beyond this many broken references the nearest names are no longer looked for; the first ones show the way.
const CANDIDATES: usize = 200;

/// The names by which documents can be found.
#[derive(Debug)]
pub(super) struct Index<'a> {
    documents: &'a [Arc<Document>],
    ids: FxHashMap<&'a str, DocumentId>,
    numbers: FxHashMap<&'a DocNumber, DocumentId>,
    paths: FxHashMap<&'a str, DocumentId>,
}

impl<'a> Index<'a> {
    /// Indexes the documents, and tells ids and numbers that are given twice.
    pub(super) fn new(documents: &'a [Arc<Document>]) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let (mut ids, mut numbers, mut paths) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        let mut index_numbers: FxHashMap<&str, DocumentId> = FxHashMap::default();
        for (at, document) in documents.iter().enumerate() {
            let id = DocumentId::new(at);
            let front = &document.front;
            paths.insert(&*document.path, id);
            let mut twice = |code, first: Option<DocumentId>, place: &Option<Place>, name: &str| {
                if let (Some(first), Some(place)) = (first, place) {
                    faults.push(given_twice(code, &documents[first.index()], place, name));
                }
            };
            if let Some(name) = &front.id {
                twice(Code::IdTwice, ids.get(name.as_str()).copied(), &front.places.id, name);
                ids.entry(name.as_str()).or_insert(id);
            }
            if let Some(number) = &front.doc_number {
                twice(
                    Code::DocNumberTwice,
                    numbers.get(number).copied(),
                    &front.places.doc_number,
                    &number.to_string(),
                );
                numbers.entry(number).or_insert(id);
            }
            if let Some(number) = &front.index_number {
                twice(
                    Code::IndexNumberTwice,
                    index_numbers.get(number.as_str()).copied(),
                    &front.places.index_number,
                    number,
                );
                index_numbers.entry(number).or_insert(id);
            }
        }
        (Self { documents, ids, numbers, paths }, faults)
    }

    /// The document with a number.
    pub(super) fn number(&self, number: &DocNumber) -> Option<DocumentId> {
        self.numbers.get(number).copied()
    }

    /// The documents that a written path may mean: from content/ when it begins with `/`, else beside `from` first
    /// and then from content/. Two when both exist and differ.
    pub(super) fn written_path(&self, from: &str, written: &str) -> Vec<DocumentId> {
        let root = join("content", written.trim_start_matches('/'));
        let beside = (!written.starts_with('/')).then(|| join(folder(from), written)).flatten();
        let mut found: Vec<DocumentId> =
            [beside, root].into_iter().flatten().filter_map(|path| self.paths.get(path.as_str()).copied()).collect();
        found.dedup();
        found
    }

    /// Finds what a reference in the document at `from` means.
    ///
    /// # Errors
    /// A diagnostic when it means nothing, or two documents.
    pub(super) fn find(&self, from: &str, reference: &Reference, told: usize) -> Result<DocumentId, Box<Diagnostic>> {
        let text = &reference.text;
        let number = DocNumber::parse(text).ok().and_then(|parsed| self.number(&parsed.number));
        let mut found: Vec<DocumentId> = self.ids.get(text.as_str()).copied().into_iter().chain(number).collect();
        found.extend(self.written_path(from, text));
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [id] => Ok(*id),
            [] => Err(Box::new(self.unknown(reference, told))),
            [first, second, ..] => Err(Box::new(self.ambiguous(reference, *first, *second))),
        }
    }

    fn unknown(&self, reference: &Reference, told: usize) -> Diagnostic {
        let text = &reference.text;
        let fault = Diagnostic::new(
            Code::ReferenceUnknown,
            reference.place.clone(),
            say!("没有找到文档“{text}”", "there is no document `{text}`"),
        );
        let near = if told < CANDIDATES { self.nearest(text) } else { Vec::new() };
        if near.is_empty() {
            return fault.help(say!(
                "引用可写标识（id）、发文字号，或文件路径（如 zcwj/2024-1.md）",
                "write an id, a document number, or a path such as zcwj/2024-1.md"
            ));
        }
        let near = near.join("、");
        fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }

    /// The names nearest to one that is not known.
    pub(super) fn nearest(&self, text: &str) -> Vec<String> {
        let numbers: Vec<String> = self.numbers.keys().map(ToString::to_string).collect();
        let paths = self.paths.keys().map(|path| path.strip_prefix("content/").unwrap_or(path));
        let names = self.ids.keys().copied().chain(numbers.iter().map(String::as_str)).chain(paths);
        few_nearest(text, names).into_iter().map(str::to_owned).collect()
    }

    fn ambiguous(&self, reference: &Reference, first: DocumentId, second: DocumentId) -> Diagnostic {
        let (first, second) = (&self.documents[first.index()].path, &self.documents[second.index()].path);
        let text = &reference.text;
        Diagnostic::new(
            Code::ReferenceAmbiguous,
            reference.place.clone(),
            say!("“{text}”既是 {first}，也是 {second}", "`{text}` is both {first} and {second}"),
        )
        .help(say!("以 / 开头写全路径（从 content/ 起）", "write the whole path from content/, beginning with `/`"))
    }
}

fn given_twice(code: Code, first: &Document, place: &Place, name: &str) -> Diagnostic {
    let places = &first.front.places;
    let earlier = match code {
        Code::IdTwice => &places.id,
        Code::DocNumberTwice => &places.doc_number,
        _ => &places.index_number,
    };
    let earlier = earlier.clone().unwrap_or_else(|| places.head.clone());
    Diagnostic::new(code, place.clone(), say!("“{name}”已被另一个文档使用", "`{name}` is another document's already"))
        .related(earlier, say!("先用在这里", "first used here"))
        .help(say!("改正其中一个", "correct one of the two"))
}

/// Tells of a reference to a document that is not shown yet.
pub(super) fn unpublished(standing: Standing, reference: &str, place: &Place) -> Option<Diagnostic> {
    let (zh, en) = match standing {
        Standing::Draft => ("草稿", "a draft"),
        Standing::Scheduled => ("尚未到发布日期", "scheduled"),
        _ => return None,
    };
    let told = Diagnostic::new(
        Code::ReferenceUnpublished,
        place.clone(),
        say!("“{reference}”是{zh}，只显示文字", "`{reference}` is {en}; it is shown as text"),
    );
    Some(told.help(say!("文档发布后会自动成为链接", "it becomes a link when the document is published")))
}

/// The folder of a path.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

//! Files that documents refer to: attachments and images, published beside the page.

use super::{DocumentId, Route};
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Path, Place};
use crate::say;
use crate::world::join;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A file's place in the list of published files.
pub(super) type FileId = u32;

/// A file under content/ that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its path from the site's root.
    pub source: Path,
    /// Where it is published.
    pub route: Route,
    /// Its length in bytes.
    pub size: u64,
    /// Whether it comes from content/, and is written for the documents' sake alone.
    pub is_content: bool,
}

/// The published files, sorted by source.
#[derive(Debug, Default)]
pub struct Files(Vec<PublishedFile>);

impl Files {
    /// One of them.
    pub(super) fn get(&self, id: FileId) -> &PublishedFile {
        &self.0[id as usize]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &PublishedFile> {
        self.0.iter()
    }
}

/// What assembling is told of the disk.
pub struct Given<'a> {
    /// The site's and the theme's static files, by their path in the output.
    pub statics: &'a BTreeMap<String, Path>,
    /// The length of a file, by its path from the site's root.
    pub length: &'a (dyn Fn(&str) -> Option<u64> + Sync),
    /// Whether the theme or the site has a template of this name.
    pub has_template: &'a (dyn Fn(&str) -> bool + Sync),
}

/// The files there are, while it is found out which of them are referred to.
pub(super) struct Shelf<'a> {
    length: &'a dyn Fn(&str) -> Option<u64>,
    content: HashSet<&'a str>,
    statics: &'a BTreeMap<String, Path>,
    bundles: HashMap<&'a str, &'a Route>,
    used: BTreeMap<String, FileId>,
    files: Vec<PublishedFile>,
    aside: Vec<String>,
}

impl<'a> Shelf<'a> {
    /// Files with the documents that own folders, and where those are.
    pub(super) fn new(
        content: &'a [Path],
        given: &'a Given<'a>,
        documents: &'a [Arc<Document>],
        routes: &'a [Route],
    ) -> Self {
        let bundle =
            |(document, route): (&'a Arc<Document>, &'a Route)| Some((document.path.strip_suffix("/index.md")?, route));
        Self {
            content: content.iter().map(|path| &**path).collect(),
            statics: given.statics,
            length: given.length,
            bundles: documents.iter().zip(routes).filter_map(bundle).collect(),
            used: BTreeMap::new(),
            files: Vec::new(),
            aside: Vec::new(),
        }
    }

    /// The file under content/ at a path from the site's root, now used.
    pub(super) fn content(&mut self, path: &str) -> Option<FileId> {
        if !self.content.contains(path) {
            return None;
        }
        Some(self.add(path, self.route(path), true))
    }

    /// The static file that is published at a path, now used.
    pub(super) fn statics(&mut self, path: &str) -> Option<FileId> {
        let source = self.statics.get(path)?.clone();
        Some(self.add(&source, Route::new(path), false))
    }

    fn add(&mut self, source: &str, route: Route, is_content: bool) -> FileId {
        let next = u32::try_from(self.files.len()).expect("a portal has fewer than 2^32 files");
        let id = *self.used.entry(source.to_owned()).or_insert(next);
        if id == next {
            let size = (self.length)(source).unwrap_or_default();
            self.files.push(PublishedFile { source: source.into(), route, size, is_content });
        }
        id
    }

    /// Beside the page: a file in a document's own folder follows that document's URL.
    fn route(&self, path: &str) -> Route {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(route) = self.bundles.get(folder) {
            return Route::new(&format!("{}{name}", route.path()));
        }
        Route::new(path.strip_prefix("content/").unwrap_or(path))
    }

    /// A file by a name that differs from a real one in case or form alone, for a hint.
    pub(super) fn resembling(&self, path: &str) -> Option<&'a str> {
        let wanted = path.to_lowercase();
        let mut alike: Vec<&str> =
            self.content.iter().copied().filter(|known| known.to_lowercase() == wanted).collect();
        alike.sort_unstable();
        alike.first().copied()
    }

    /// A file that a document refers to which is not shown: not published, and not unused.
    pub(super) fn set_aside(&mut self, from: &str, written: &str) {
        let path = match written.strip_prefix('/') {
            Some(rooted) => join("content", rooted),
            None => join(super::references::folder(from), written),
        };
        self.aside.extend(path);
    }

    /// The files under content/ that nothing refers to; each is told once.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let mut unused: BTreeSet<&str> = self.content.iter().copied().collect();
        for path in self.files.iter().map(|file| &*file.source).chain(self.aside.iter().map(String::as_str)) {
            unused.remove(path);
        }
        unused
            .into_iter()
            .map(|path| {
                Diagnostic::new(
                    Code::FileUnused,
                    Place::File(path.into()),
                    say!("没有文档引用这个文件，不发布", "no document refers to this file; it is not published"),
                )
                .help(say!(
                    "在 attachments（附件）或正文里引用它，或移出 content/",
                    "refer to it in `attachments` or in a text, or move it out of content/"
                ))
            })
            .collect()
    }

    pub(super) fn finish(self) -> Files {
        Files(self.files)
    }
}

/// The attachments of each document, resolved; what is not there is told.
pub(super) fn attachments(
    documents: &[Arc<Document>],
    shown: impl Fn(DocumentId) -> bool,
    shelf: &mut Shelf<'_>,
) -> (Vec<Box<[FileId]>>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut all = Vec::with_capacity(documents.len());
    for (at, document) in documents.iter().enumerate() {
        let mut found = Vec::new();
        for attachment in &document.front.attachments {
            let file = &attachment.file;
            if !shown(DocumentId::new(at)) {
                shelf.set_aside(&document.path, file);
                continue;
            }
            let path = join(super::references::folder(&document.path), file);
            let id = match file.strip_prefix('/') {
                Some(rooted) => shelf.statics(rooted).or_else(|| shelf.content(&format!("content/{rooted}"))),
                None => path.as_deref().and_then(|path| shelf.content(path)),
            };
            match id {
                Some(id) => found.push(id),
                None => {
                    faults.push(missing(attachment.place.clone(), file, path.and_then(|path| shelf.resembling(&path))))
                }
            }
        }
        all.push(found.into_boxed_slice());
    }
    (all, faults)
}

fn missing(place: Place, file: &str, resembling: Option<&str>) -> Diagnostic {
    let told = Diagnostic::new(Code::AttachmentMissing, place, say!("没有附件“{file}”", "there is no file `{file}`"));
    match resembling {
        Some(other) => told.help(say!("有一个 {other}，大小写不同", "there is {other}, which differs in case")),
        None => told.help(say!(
            "附件放在文档旁边；放在 static/ 下的以 / 开头",
            "put it beside the document, or under static/ and begin with `/`"
        )),
    }
}

//! Addresses in running text, resolved and checked.

use super::files::{FileId, Shelf};
use super::references::{Index, folder, unpublished};
use super::routes::{Owner, Routes};
use super::{DocumentId, Route, SectionId, SectionNode, Standing};
use crate::config::Config;
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Path, Place, Text};
use crate::law::doc_number;
use crate::law::nearest::few_nearest;
use crate::markdown::{Link, LinkKind, Outline, article_anchor, slug};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::join;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An outside address that is led through a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// The address.
    pub url: String,
    /// Its host.
    pub host: String,
    /// Where the notice is.
    pub route: Route,
}

/// What a link came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A document's page, and a place in it.
    Document(DocumentId, Option<Box<str>>),
    /// A section's page, and a place in it.
    Section(SectionId, Option<Box<str>>),
    /// A published file.
    File(FileId),
    /// Another page of the site, by its path from the root.
    Page(Route, Option<Box<str>>),
    /// An address that is written as it is: a place in the same page, mail, telephone.
    Plain(Box<str>),
    /// An outside address that needs no notice.
    Outside(Box<str>),
    /// One that does, by its place in the list of notices.
    Leave(u32),
    /// A document named by its number, from this byte of the words on.
    Mention(DocumentId, usize),
    /// Nothing to link to; the text stays.
    Nothing,
}

/// Who holds the text.
pub(super) struct Holder<'a> {
    pub(super) path: &'a Path,
    pub(super) outline: &'a Outline,
    pub(super) text_start: u32,
    /// The page's own route, for relative addresses of pages.
    pub(super) route: &'a Route,
    /// The document itself, which a number in its own text does not link to.
    pub(super) own: Option<DocumentId>,
}

/// What links are resolved against.
pub(super) struct Linker<'a> {
    pub(super) config: &'a Config,
    pub(super) documents: &'a [Arc<Document>],
    pub(super) standings: &'a [Standing],
    pub(super) sections: &'a [SectionNode],
    pub(super) index: &'a Index<'a>,
    pub(super) routes: &'a Routes,
    pub(super) shelf: Shelf<'a>,
    pub(super) leaves: BTreeMap<String, u32>,
    pub(super) faults: Vec<Diagnostic>,
}

impl Linker<'_> {
    /// Resolves all links of a text.
    pub(super) fn resolve(&mut self, holder: &Holder<'_>) -> Box<[Resolved]> {
        holder.outline.links.iter().map(|link| self.link(holder, link)).collect()
    }

    /// Resolves one address that stands elsewhere than in the text.
    pub(super) fn one(&mut self, holder: &Holder<'_>, to: &str, place: &Place) -> Resolved {
        let resolved = self.address(holder, to, place);
        resolved.unwrap_or_else(|fault| self.broken(*fault, place.clone()))
    }

    fn broken(&mut self, fault: Diagnostic, place: Place) -> Resolved {
        self.faults.push(fault.placed(place));
        Resolved::Nothing
    }

    fn link(&mut self, holder: &Holder<'_>, link: &Link) -> Resolved {
        let place = || Place::Text(holder.path.clone(), link.span.shift(holder.text_start as usize));
        let resolved = match link.kind {
            LinkKind::Mention => Ok(self.mention(holder, &link.to)),
            LinkKind::Image => self.image(holder, &link.to),
            LinkKind::Link => self.address(holder, &link.to, &place()),
        };
        resolved.unwrap_or_else(|fault| self.broken(*fault, place()))
    }

    /// The longest run of characters before the brackets that makes the number of a document here.
    fn mention(&self, holder: &Holder<'_>, words: &str) -> Resolved {
        let found = doc_number::mentions(words).next().and_then(|mention| {
            let mut candidates = mention.candidates(words);
            candidates.find_map(|(start, number)| Some((start, self.index.number(&number)?)))
        });
        match found {
            Some((start, id)) if Some(id) != holder.own && self.standings[id.index()].has_page() => {
                Resolved::Mention(id, start)
            }
            _ => Resolved::Nothing,
        }
    }

    fn image(&mut self, holder: &Holder<'_>, to: &str) -> Result<Resolved, Box<Diagnostic>> {
        if has_scheme(to) || to.starts_with("//") {
            let fault = fault(Code::LinkForm, say!("图片“{to}”在站外", "the image `{to}` is outside the site"));
            return Err(Box::new(fault.help(say!("把图片放在文档旁边", "put the image beside the document"))));
        }
        let path = decoded(to.split(['?', '#']).next().unwrap_or(to));
        let file = self.file(holder, &path);
        file.map(Resolved::File).ok_or_else(|| {
            let fault = fault(Code::ImageMissing, say!("没有图片“{path}”", "there is no image `{path}`"));
            let near = join(folder(holder.path), &path).and_then(|path| self.shelf.resembling(&path));
            Box::new(match near {
                Some(near) => fault.help(say!("有一个 {near}，大小写不同", "there is {near}, which differs in case")),
                None => fault.help(say!(
                    "图片放在文档旁边；以 / 开头的从 content/ 或 static/ 起",
                    "put it beside the document; a path with `/` begins at content/ or static/"
                )),
            })
        })
    }

    /// A file beside the document, or from content/ or static/ when the path begins with `/`.
    fn file(&mut self, holder: &Holder<'_>, path: &str) -> Option<FileId> {
        match path.strip_prefix('/') {
            Some(rooted) => {
                self.shelf.content(&join("content", rooted)?).or_else(|| self.shelf.statics(&join("", rooted)?))
            }
            None => self
                .shelf
                .content(&join(folder(holder.path), path)?)
                .or_else(|| self.shelf.content(&join("content", path)?)),
        }
    }

    fn address(&mut self, holder: &Holder<'_>, to: &str, place: &Place) -> Result<Resolved, Box<Diagnostic>> {
        if let Some(fragment) = to.strip_prefix('#') {
            let id = anchor(&decoded(fragment), holder.outline)?;
            return Ok(Resolved::Plain(format!("#{id}").into()));
        }
        let scheme = to.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if matches!(scheme.as_str(), "mailto" | "tel") && has_scheme(to) {
            return Ok(Resolved::Plain(to.into()));
        }
        if matches!(scheme.as_str(), "http" | "https") && to[scheme.len()..].starts_with("://") {
            return self.outside(to);
        }
        if to.is_empty() || to.starts_with("//") || has_scheme(to) {
            let fault = fault(Code::LinkForm, say!("不能使用链接“{to}”", "the link `{to}` is not allowed"));
            return Err(Box::new(fault.help(say!(
                "写站内路径，或 http、https、mailto、tel 开头的地址",
                "write a path within the site, or an address with http, https, mailto or tel"
            ))));
        }
        self.within(holder, to, place)
    }

    /// An address with a host: the site's own is checked like a path.
    fn outside(&mut self, to: &str) -> Result<Resolved, Box<Diagnostic>> {
        let site = &self.config.site.address;
        if let Some(path) = to.strip_prefix(&site.whole()) {
            return self.page(&format!("/{path}"), to);
        }
        let host = url::Url::parse(to).ok().and_then(|url| url.host_str().map(str::to_owned)).ok_or_else(|| {
            let fault = fault(Code::LinkForm, say!("“{to}”不是网址", "`{to}` is not an address"));
            Box::new(fault.help(say!("检查网址的写法", "check how it is written")))
        })?;
        if host == site.host || self.config.allowed_hosts.contain(&host) {
            return Ok(Resolved::Outside(to.into()));
        }
        let next = u32::try_from(self.leaves.len()).expect("a portal has fewer than 2^32 outside links");
        Ok(Resolved::Leave(*self.leaves.entry(to.to_owned()).or_insert(next)))
    }

    /// A path within the site: a source, a page, or a file.
    fn within(&mut self, holder: &Holder<'_>, to: &str, place: &Place) -> Result<Resolved, Box<Diagnostic>> {
        let (path, fragment) =
            to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(decoded(fragment))));
        let path = decoded(path.split('?').next().unwrap_or(path));
        if path.ends_with(".md") {
            return self.source(holder, &path, fragment.as_deref(), place);
        }
        if let Some(file) = self.file(holder, &path) {
            return Ok(Resolved::File(file));
        }
        let rooted = match path.strip_prefix('/') {
            Some(rooted) => join("", rooted),
            None => join(holder.route.folder(), &path),
        };
        let slash = if path.ends_with('/') && rooted.as_deref() != Some("") { "/" } else { "" };
        let rooted = rooted.ok_or_else(|| Box::new(broken(to)))?;
        let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
        self.page(&format!("/{rooted}{slash}{fragment}"), to)
    }

    /// A page by its URL from the site's root.
    fn page(&self, path: &str, to: &str) -> Result<Resolved, Box<Diagnostic>> {
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
        let path = decoded(path.trim_start_matches('/').split('?').next().unwrap_or_default());
        match self.routes.find(&path) {
            Some(Owner::Document(id)) => self.document(*id, fragment),
            Some(Owner::Section(id, 1)) => self.section(*id, fragment),
            Some(_) => Ok(Resolved::Page(Route::new(&path), fragment.map(Into::into))),
            None => Err(Box::new(broken(to))),
        }
    }

    fn source(
        &mut self,
        holder: &Holder<'_>,
        path: &str,
        fragment: Option<&str>,
        place: &Place,
    ) -> Result<Resolved, Box<Diagnostic>> {
        match self.index.written_path(holder.path, path).as_slice() {
            [id] => {
                let standing = self.standings[id.index()];
                if let Some(told) = unpublished(standing, path, place) {
                    self.faults.push(told);
                    return Ok(Resolved::Nothing);
                }
                self.document(*id, fragment)
            }
            [first, second, ..] => {
                let (first, second) = (&self.documents[first.index()].path, &self.documents[second.index()].path);
                let fault = fault(
                    Code::ReferenceAmbiguous,
                    say!("“{path}”既是 {first}，也是 {second}", "`{path}` is both {first} and {second}"),
                );
                Err(Box::new(fault.help(say!(
                    "以 / 开头写全路径（从 content/ 起）",
                    "write the whole path from content/, beginning with `/`"
                ))))
            }
            [] => match self.section_source(holder, path) {
                Some(id) => self.section(id, fragment),
                None => Err(Box::new(self.broken_source(path))),
            },
        }
    }

    /// The section whose `_index.md` a path names.
    fn section_source(&self, holder: &Holder<'_>, path: &str) -> Option<SectionId> {
        let beside = (!path.starts_with('/')).then(|| join(folder(holder.path), path)).flatten();
        let root = join("content", path.trim_start_matches('/'));
        let candidates = [beside, root];
        let found =
            self.sections.iter().position(|node| candidates.iter().flatten().any(|path| **path == *node.source.path));
        found.map(SectionId::new)
    }

    fn broken_source(&self, path: &str) -> Diagnostic {
        let near =
            if self.faults.len() < 200 { self.index.nearest(path.trim_start_matches(['/', '.'])) } else { Vec::new() };
        let fault = fault(Code::LinkBroken, say!("没有文档“{path}”", "there is no document `{path}`"));
        if near.is_empty() {
            return fault.help(say!(
                "路径从本文档所在的文件夹或 content/ 起",
                "a path begins at this document's folder or at content/"
            ));
        }
        let near = near.join("、");
        fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }

    fn document(&self, id: DocumentId, fragment: Option<&str>) -> Result<Resolved, Box<Diagnostic>> {
        let outline = &self.documents[id.index()].outline;
        let fragment = fragment.map(|fragment| anchor(fragment, outline)).transpose()?;
        Ok(Resolved::Document(id, fragment.map(Into::into)))
    }

    fn section(&self, id: SectionId, fragment: Option<&str>) -> Result<Resolved, Box<Diagnostic>> {
        let outline = &self.sections[id.index()].source.outline;
        let fragment = fragment.map(|fragment| anchor(fragment, outline)).transpose()?;
        Ok(Resolved::Section(id, fragment.map(Into::into)))
    }

    /// The notices, in the order of their addresses, and what each number that was given means in it.
    pub(super) fn leaves(&self) -> (Vec<Leave>, Vec<u32>) {
        let mut new = vec![0; self.leaves.len()];
        let mut leaves = Vec::with_capacity(self.leaves.len());
        for (at, (url, given)) in (0..).zip(&self.leaves) {
            new[*given as usize] = at;
            let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
            let name = Fingerprint::of(url.as_bytes()).short();
            leaves.push(Leave { url: url.clone(), host, route: Route::new(&format!("leave/{name}.html")) });
        }
        (leaves, new)
    }
}

/// A fault whose place is put in by the caller.
fn fault(code: Code, message: Text) -> Diagnostic {
    Diagnostic::new(code, Place::Nowhere, message)
}

fn broken(to: &str) -> Diagnostic {
    fault(Code::LinkBroken, say!("链接“{to}”没有指向任何页面或文件", "the link `{to}` leads to no page or file"))
        .help(say!("链接到文档时写它的 .md 文件路径", "to link to a document write the path of its .md file"))
}

fn has_scheme(to: &str) -> bool {
    let scheme = to.split([':', '/', '#', '?']).next().unwrap_or_default();
    to[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The id that a fragment names: of a heading by its id, its anchor or its text, of a paragraph by its anchor, of an article by its
/// number.
fn anchor(fragment: &str, outline: &Outline) -> Result<String, Box<Diagnostic>> {
    let fragment = &decoded(fragment);
    let headings = &outline.headings;
    let is_anchor = |one: &String| {
        headings.iter().any(|heading| heading.anchor.as_ref() == Some(one)) || outline.paragraphs.has(one)
    };
    if is_anchor(fragment) {
        return Ok(fragment.clone());
    }
    let id = slug(fragment);
    let by_id = headings.iter().find(|heading| heading.id == *fragment);
    let found = by_id.or_else(|| headings.iter().find(|heading| heading.text == *fragment || heading.id == id));
    if let Some(heading) = found {
        return Ok(heading.id.clone());
    }
    if let Some(article) = article_anchor(fragment).filter(is_anchor) {
        return Ok(article);
    }
    if fragment.starts_with("fn-") || fragment.starts_with("fnref-") {
        return Ok(fragment.clone());
    }
    let told = fault(Code::AnchorMissing, say!("没有标题“{fragment}”", "there is no heading `{fragment}`"));
    let near = few_nearest(&id, headings.iter().map(|heading| heading.id.as_str())).join("、");
    Err(Box::new(if near.is_empty() {
        told.help(say!("写标题的文字，如 #一、总体情况", "write the heading's text"))
    } else {
        told.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }))
}

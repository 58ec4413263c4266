//! WordprocessingML (docx): ECMA-376, part 1, 17.

mod body;
mod drawing;
mod field;
mod formula;
mod inline;
mod styles;
mod table;

use super::model::Document;
use super::properties;
use super::report::{News, Report};
use super::tree::{self, Element};
use crate::attachment::{Container, Part, Reason};
use crate::say;
use crate::world;
use body::Reader;
use std::collections::BTreeMap;

/// The parts of a package that are known before its text is read.
struct Package<'c, 'b> {
    container: &'c mut Container<'b>,
    /// By id.
    relations: BTreeMap<String, Relation>,
}

/// What one part names by an id.
struct Relation {
    /// The last word of its type.
    kind: String,
    /// A path in the package, or an address outside of it.
    target: String,
    outside: bool,
}

/// Reads a package.
///
/// # Errors
/// When its main part is missing, damaged or too large.
pub(super) fn read(container: &mut Container, report: &mut Report) -> Result<Document, Reason> {
    let of_all = relations(container, "")?;
    let main = of_all.values().find(|one| one.kind == "officeDocument").map_or("word/document.xml", |one| &one.target);
    let relations = relations(container, main)?;
    let text = part(container, main)?.ok_or(Reason::UnknownForm)?;
    let body = text.at(&["document", "body"]).ok_or(Reason::UnknownForm)?;
    let mut package = Package { container, relations };
    let mut reader = Reader::new(&mut package, report)?;
    reader.body(body)?;
    let document = reader.finish()?;
    around(&mut package, report)?;
    if let Some(path) = of_all.values().find(|one| one.kind == "core-properties").map(|one| &one.target)
        && let Ok(Some(properties)) = part(package.container, path)
    {
        properties::tell(&properties, &document, report);
    }
    Ok(document)
}

/// Tells what stands over and under pages and in comments.
fn around(package: &mut Package, report: &mut Report) -> Result<(), Reason> {
    for (kind, at, what) in [
        ("header", Part::Header, say!("页眉", "a header")),
        ("footer", Part::Footer, say!("页脚", "a footer")),
        ("comments", Part::Comment, say!("批注", "a comment")),
    ] {
        for path in package.paths(kind) {
            let Some(tree) = part(package.container, &path)? else { continue };
            let comments = tree.all("comment");
            let texts = if comments.is_empty() { vec![&tree] } else { comments };
            for text in texts.into_iter().map(words).filter(|text| !text.trim().is_empty()) {
                report.tell(News::LeftOut, &at, what.clone(), &text);
            }
        }
    }
    Ok(())
}

/// The words below an element, paragraph by paragraph; those too that are drawn as ornate letters.
fn words(element: &Element) -> String {
    let of_paragraph = |paragraph: &Element| {
        let texts = paragraph.all("t").into_iter().map(Element::text);
        texts.chain(drawing::letters(paragraph)).collect::<String>()
    };
    element.all("p").into_iter().map(of_paragraph).collect::<Vec<_>>().join(" ")
}

impl Package<'_, '_> {
    /// A part that the main part names by its kind, as a tree.
    fn part(&mut self, kind: &str) -> Result<Option<Element>, Reason> {
        match self.paths(kind).first() {
            Some(path) => part(self.container, path),
            None => Ok(None),
        }
    }

    fn paths(&self, kind: &str) -> Vec<String> {
        self.relations.values().filter(|one| one.kind == kind && !one.outside).map(|one| one.target.clone()).collect()
    }
}

fn part(container: &mut Container, path: &str) -> Result<Option<Element>, Reason> {
    container.bytes(path)?.map(|bytes| tree::xml(&bytes)).transpose()
}

/// What a part names, by id; a path that would leave the package names nothing.
fn relations(container: &mut Container, of: &str) -> Result<BTreeMap<String, Relation>, Reason> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(tree) = part(container, &path)? else { return Ok(BTreeMap::new()) };
    let relation = |element: &Element| {
        let written = element.attribute("Target")?;
        let outside = element.attribute("TargetMode") == Some("External");
        let from = if written.starts_with('/') { "" } else { folder };
        let target = if outside { written.to_owned() } else { world::join(from, written)? };
        let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
        Some((element.attribute("Id")?.to_owned(), Relation { kind, target, outside }))
    };
    Ok(tree.all("Relationship").into_iter().filter_map(relation).collect())
}

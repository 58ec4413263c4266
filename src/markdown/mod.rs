//! Markdown -> [`Body`] and [`Outline`]; the only home of comrak.
//!
//! In: the text of one document. Out: its HTML with a hole wherever an address stands, and what the rest of the site
//! asks about it: headings, links with their places, numbers of documents named in running text, the first
//! paragraph. Passages of a rendered text are marked. It is run once a document, knowing nothing of the site; the holes
//! are filled when a page is made. Raw HTML is sanitised to a stated list; a fenced block that tells a process becomes a
//! drawing. Never here: a URL, another document.

mod body;
mod contents;
mod diagram;
mod format;
mod inline;
mod marks;
mod number;
mod options;
mod outline;
mod paragraph;
mod sanitise;
mod signs;
mod slug;

pub use body::{Address, Badge, Body, Hole};
pub use contents::{Contents, Outer, contents};
pub use diagram::Fault;
pub use marks::{Passage, mark};
pub use number::article_anchor;
pub(crate) use number::{Rank, numbered};
pub use outline::{Heading, Link, LinkKind, Outline};
pub use paragraph::Paragraphs;
pub use slug::slug;

use comrak::{Arena, nodes::AstNode, parse_document};
use diagram::Drawings;
use signs::Signs;
use std::ops::Range;

/// What the Markdown of one document comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Its HTML.
    pub body: Body,
    /// What the rest of the site asks about it.
    pub outline: Outline,
    /// What is wrong in its diagrams; each of these stands in the HTML as its author wrote it.
    pub faults: Vec<Fault>,
}

/// Renders one document's Markdown.
#[must_use]
pub fn render(text: &str) -> Rendered {
    let arena = Arena::new();
    let root = parse_document(&arena, text, options::options());
    let signs = Signs::of(text);
    let mut links = Vec::new();
    inline::mend(&arena, root, signs);
    let raw = inline::mark_links(&arena, root, (text, signs), &mut links);
    let headings = outline::headings(root);
    let summary = outline::first_paragraph(root);
    let drawings = if signs.fence { Drawings::take(root, text) } else { Drawings::default() };
    let (html, paragraphs) = format::html(root, &headings, signs);
    let html = match raw {
        inline::RawHtml::Some => sanitise::clean(&html, text, &mut links),
        inline::RawHtml::None => html,
    };
    let (html, faults) = drawings.put(html);
    let body = if links.is_empty() { Body { html, holes: Vec::new() } } else { Body::cut(html) };
    Rendered { body, outline: Outline { headings, paragraphs, links, summary }, faults }
}

/// The text of a document without its marks, a line a block: what a reader sees, for quotes to be found in.
#[must_use]
pub fn plain_text(text: &str) -> String {
    let arena = Arena::new();
    let root: &AstNode<'_> = parse_document(&arena, text, options::options());
    inline::mend(&arena, root, Signs::of(text));
    outline::plain_text(root)
}

/// A block of a text: a paragraph, a heading, a row of a table, a table, code or raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What a reader sees of it.
    pub text: String,
    /// Its bytes, with its marks.
    pub span: Range<usize>,
}

/// The blocks of a text, in order; a table stands after its rows.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    inline::blocks(parse_document(&arena, text, options::options()), text)
}

/// Where code stands in a text, in bytes: blocks and spans, with their marks.
#[must_use]
pub fn code(text: &str) -> Vec<Range<usize>> {
    let arena = Arena::new();
    inline::code(parse_document(&arena, text, options::options()), text)
}

#[cfg(test)]
mod tests;

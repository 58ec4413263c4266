//! Markdown -> [`Body`] and [`Outline`]; the only home of comrak.
//!
//! In: the text of one document. Out: its HTML with a hole wherever an address stands, and what the rest of the site
//! asks about it: headings, links with their places, numbers of documents named in running text, the first
//! paragraph. It is run once a document, knowing nothing of the site; the holes are filled when a page is made.
//! Raw HTML is sanitised to a stated list. Never here: a URL, another document.

mod body;
mod format;
mod inline;
mod options;
mod outline;
mod sanitise;
mod signs;
mod slug;

pub use body::{Address, Body, Hole};
pub use outline::{Heading, Link, LinkKind, Outline};
pub use slug::slug;

use comrak::{Arena, nodes::AstNode, parse_document};
use signs::Signs;

/// Renders one document's Markdown.
#[must_use]
pub fn render(text: &str) -> (Body, Outline) {
    let arena = Arena::new();
    let root = parse_document(&arena, text, options::options());
    let signs = Signs::of(text);
    let mut links = Vec::new();
    inline::mend(&arena, root, signs);
    let raw = inline::mark_links(&arena, root, (text, signs), &mut links);
    let headings = outline::headings(root);
    let summary = outline::first_paragraph(root);
    let html = format::html(root, &headings, signs);
    let html = match raw {
        inline::RawHtml::Some => sanitise::clean(&html, text, &mut links),
        inline::RawHtml::None => html,
    };
    let body = if links.is_empty() { Body { html, holes: Vec::new() } } else { Body::cut(html) };
    (body, Outline { headings, links, summary })
}

/// The text of a document without its marks, a line a block: what a reader sees, for quotes to be found in.
#[must_use]
pub fn plain_text(text: &str) -> String {
    let arena = Arena::new();
    let root: &AstNode<'_> = parse_document(&arena, text, options::options());
    inline::mend(&arena, root, Signs::of(text));
    outline::plain_text(root)
}

#[cfg(test)]
mod tests;

//! Raw HTML in Markdown, reduced to what cannot do harm.
//!
//! It runs over the whole rendered text of a document that holds raw HTML, because an author's tags may be opened in
//! one node and closed in another. Addresses in raw HTML become holes like those of Markdown links, and are checked.

use super::body::{is_marker, link_marker};
use super::outline::{Link, LinkKind};
use crate::diag::Span;
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Elements beyond ammonia's own list.
const TAGS: [&str; 14] = [
    "audio",
    "video",
    "source",
    "track",
    "figure",
    "figcaption",
    "section",
    "input",
    "details",
    "summary",
    "caption",
    "ruby",
    "rt",
    "rp",
];

/// Attributes beyond ammonia's own list, for every element.
const ATTRIBUTES: [&str; 9] = [
    "id",
    "class",
    "scope",
    "aria-label",
    "role",
    "tabindex",
    "data-footnotes",
    "data-footnote-ref",
    "data-footnote-backref",
];

/// Cleans the HTML and adds the addresses of raw HTML to the links; `text` is the Markdown, to find their places in.
pub(super) fn clean(html: &str, text: &str, links: &mut Vec<Link>) -> String {
    let first = links.len();
    let found: Arc<Mutex<Vec<(LinkKind, String)>>> = Arc::default();
    let raw = Arc::clone(&found);
    let cleaned = builder()
        .attribute_filter(move |element, attribute, value| {
            if (element, attribute) == ("input", "type") && value != "checkbox" {
                return None;
            }
            // Another number would turn round the order in which the keyboard goes through the page.
            if attribute == "tabindex" && value != "0" {
                return None;
            }
            let Some(kind) = addressed(element, attribute) else { return Some(Cow::Borrowed(value)) };
            if is_marker(value) || value.starts_with('#') {
                return Some(Cow::Borrowed(value));
            }
            let mut raw = raw.lock().unwrap_or_else(PoisonError::into_inner);
            raw.push((kind, value.to_owned()));
            Some(Cow::Owned(link_marker(first + raw.len() - 1)))
        })
        .clean(html)
        .to_string();
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    links.extend(found.drain(..).map(|(kind, to)| Link { span: place(text, &to), to, kind }));
    cleaned
}

/// What an attribute with an address leads to.
fn addressed(element: &str, attribute: &str) -> Option<LinkKind> {
    match (element, attribute) {
        ("a", "href") => Some(LinkKind::Link),
        ("img" | "audio" | "video" | "source" | "track", "src") | ("video", "poster") => Some(LinkKind::Image),
        _ => None,
    }
}

fn builder<'a>() -> Builder<'a> {
    let mut builder = Builder::default();
    builder
        .add_tags(TAGS)
        .add_generic_attributes(ATTRIBUTES)
        .add_tag_attributes("video", ["src", "poster", "controls", "width", "height", "preload"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .add_tag_attributes("input", ["disabled", "checked", "type"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("td", ["colspan", "rowspan", "headers"])
        .add_tag_attributes("th", ["colspan", "rowspan", "headers"])
        .add_tag_attributes("ol", ["start", "reversed"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "xw-link", "xw-mention"]))
        .link_rel(None);
    for tag in ["td", "th", "tr", "table", "tbody", "thead", "tfoot", "col", "colgroup", "hr"] {
        builder.rm_tag_attributes(tag, ["align", "char", "charoff", "bgcolor", "valign"]);
    }
    builder
}

/// The place of an address in the Markdown; its beginning when the address was written in another way there.
fn place(text: &str, to: &str) -> Span {
    text.find(to).map_or_else(Span::default, |at| Span::new(at, at + to.len()))
}

//! HTML with holes.

use memchr::{memchr, memmem};
use std::fmt::Write as _;
use std::ops::Range;

/// Stands for the address of link N in the HTML until it is cut out.
const LINK: &str = "xw-link:";
/// Stands for the address of a document that running text names by its number.
const MENTION: &str = "xw-mention:";
/// Stands for drawing N, which is put in when everything else is sanitised.
const DRAWING: &str = "xw-drawing:";

/// A document's HTML; where the address of a link belongs, there is a hole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The HTML.
    pub html: String,
    /// The holes, in order.
    pub holes: Vec<Hole>,
}

/// A stretch of the HTML that is replaced when the link is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// From this byte.
    pub start: u32,
    /// To this one.
    pub end: u32,
    /// The link's place in the outline's list.
    pub link: u32,
}

/// What a hole is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page or file of the site, or an address that needs nothing more.
    Plain(String),
    /// A way out of the portal, marked as one.
    Outside(String),
    /// No link; the text stays.
    None,
    /// A document's page, and the state that the document has.
    Document(String, Option<Badge>),
    /// For a document's number: which bytes of the text are the number (the rest are the words before it).
    Within(String, usize, Option<Badge>),
}

impl Address {
    /// The same way by another spelling of its address.
    #[must_use]
    pub fn map(self, spell: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Plain(url) => Self::Plain(spell(url)),
            Self::Outside(url) => Self::Outside(spell(url)),
            Self::None => Self::None,
            Self::Document(url, badge) => Self::Document(spell(url), badge),
            Self::Within(url, start, badge) => Self::Within(spell(url), start, badge),
        }
    }
}

/// The state of a document that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    /// The English word, which a style sheet goes by.
    pub code: &'static str,
    /// The word that is shown.
    pub name: &'static str,
}

/// The address that a marked link carries until it is filled.
pub(super) fn link_marker(link: usize) -> String {
    format!("{LINK}{link}")
}

/// The same for a number in running text.
pub(super) fn mention_marker(link: usize) -> String {
    format!("{MENTION}{link}")
}

/// The empty element that keeps the place of a drawing.
pub(super) fn drawing_marker(drawing: usize) -> String {
    format!("<div id=\"{DRAWING}{drawing}\"></div>")
}

/// Whether an attribute holds one of our markers.
pub(super) fn is_marker(value: &str) -> bool {
    value.starts_with(LINK) || value.starts_with(MENTION)
}

/// What an author wrote in raw HTML must not pass for a marker.
pub(super) fn without_markers(html: &str) -> String {
    [LINK, MENTION, DRAWING].iter().fold(html.to_owned(), |html, marker| html.replace(marker, ""))
}

impl Body {
    /// Finds the markers in rendered HTML: the ` href="…"` or ` src="…"` of a link, the whole element of a mention.
    /// Rendered text cannot look like one, since its quotation marks are escaped; in a document with raw HTML it can,
    /// and then shows another of the document's own links.
    pub(super) fn cut(html: String) -> Self {
        let mut holes = Vec::new();
        for at in memmem::find_iter(html.as_bytes(), "=\"xw-").map(|at| at + 2) {
            let quote = memchr(b'"', &html.as_bytes()[at..]).map_or(html.len(), |end| at + end);
            holes.extend(hole(&html, at..quote));
        }
        Self { html, holes }
    }

    /// The HTML with every hole filled by what `address` says of its link.
    #[must_use]
    pub fn fill(&self, mut address: impl FnMut(u32) -> Address) -> String {
        let mut filled = String::with_capacity(self.html.len() + self.holes.len() * 32);
        let mut from = 0;
        for hole in &self.holes {
            filled.push_str(&self.html[from..hole.start as usize]);
            from = hole.end as usize;
            let text = &self.html[hole.start as usize..from];
            if text.starts_with('<') {
                fill_mention(&mut filled, text, &address(hole.link));
            } else {
                fill_attribute(&mut filled, text, &address(hole.link));
            }
        }
        filled.push_str(&self.html[from..]);
        filled
    }

    /// The same body in no more memory than it needs.
    #[must_use]
    pub fn fitted(mut self) -> Self {
        self.html.shrink_to_fit();
        self.holes.shrink_to_fit();
        self
    }

    /// The bytes of a body, for a shelf.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.html.len() + 4 + self.holes.len() * 12);
        let count = u32::try_from(self.holes.len()).expect("a document has fewer than 2^32 links");
        bytes.extend(count.to_le_bytes());
        for hole in &self.holes {
            bytes.extend([hole.start, hole.end, hole.link].into_iter().flat_map(u32::to_le_bytes));
        }
        bytes.extend(self.html.as_bytes());
        bytes
    }

    /// A body from its bytes; nothing when they are not those of one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let length = (u32::from_le_bytes(*count) as usize).checked_mul(12)?;
        let (holes, html) = rest.split_at_checked(length)?;
        let number = |at: &[u8]| u32::from_le_bytes([at[0], at[1], at[2], at[3]]);
        let holes = holes.chunks_exact(12).map(|one| Hole {
            start: number(one),
            end: number(&one[4..]),
            link: number(&one[8..]),
        });
        Some(Self { holes: holes.collect(), html: String::from_utf8(html.to_vec()).ok()? })
    }
}

/// The hole around a marker that stands at `value`, between the quotes of an attribute.
fn hole(html: &str, value: Range<usize>) -> Option<Hole> {
    let marker = &html[value.clone()];
    let attribute = html[..value.start].strip_suffix("=\"")?;
    if !["href", "src", "poster"].iter().any(|name| attribute.ends_with(name)) {
        return None; // A title or an alternative text that happens to look like a marker.
    }
    let (start, end, number) = if let Some(number) = marker.strip_prefix(LINK) {
        (html[..value.start].rfind(' ')?, value.end + 1, number)
    } else {
        let number = marker.strip_prefix(MENTION)?;
        (html[..value.start].rfind('<')?, value.end + html[value.end..].find("</a>")? + 4, number)
    };
    let narrow = |at| u32::try_from(at).ok();
    Some(Hole { start: narrow(start)?, end: narrow(end)?, link: number.parse().ok()? })
}

/// ` href="xw-link:3"` becomes ` href="/a.html"`, marked when it leads out; without an address it falls away.
fn fill_attribute(filled: &mut String, hole: &str, address: &Address) {
    let name = hole.split('=').next().unwrap_or_default();
    match address {
        Address::Plain(url) | Address::Within(url, ..) => attribute(filled, name, url),
        Address::Document(url, badge) => {
            attribute(filled, name, url);
            if name.trim() == "href" {
                stated(filled, *badge);
            }
        }
        Address::Outside(url) => {
            attribute(filled, name, url);
            if name.trim() == "href" {
                filled.push_str(" class=\"external\" rel=\"noopener noreferrer nofollow\"");
            }
        }
        Address::None => {}
    }
}

fn attribute(filled: &mut String, name: &str, url: &str) {
    let url = url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    write!(filled, "{name}=\"{url}\"").expect("writing to a string cannot fail");
}

/// What a style sheet shows after a link to a document that has a state.
fn stated(filled: &mut String, badge: Option<Badge>) {
    if let Some(Badge { code, name }) = badge {
        write!(filled, " data-status=\"{code}\" data-state=\"{name}\"").expect("writing to a string cannot fail");
    }
}

/// `<a href="xw-mention:3">根据启政发〔2024〕1号</a>`: the link is put around the number alone, or falls away.
fn fill_mention(filled: &mut String, hole: &str, address: &Address) {
    let text = hole.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</a>"));
    let parts = match address {
        Address::Within(url, start, badge) => text.split_at_checked(*start).map(|parts| (url, parts, badge)),
        _ => None,
    };
    let Some((url, (before, number), badge)) = parts else {
        filled.push_str(text);
        return;
    };
    filled.push_str(before);
    filled.push_str("<a");
    attribute(filled, " href", url);
    stated(filled, *badge);
    filled.push('>');
    filled.push_str(number);
    filled.push_str("</a>");
}

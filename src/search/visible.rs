//! The text of a page as it is seen: block by block, as paragraphs, cells, items and headings hold it.
//!
//! In: a page. Out: the text of what it marks by `data-pagefind-body`; of a page that marks nothing, of its `<main>`, else of
//! its `<body>`, else all.
//! What is marked by `data-pagefind-ignore` or `hidden`, scripts, styles and drawings are passed over.

use memchr::{memchr, memmem};

/// Elements that stand within a line of text; any other ends a block.
const INLINE: [&str; 36] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "br",
];
/// Elements without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements that show no text of the document.
const SILENT: [&str; 7] = ["head", "script", "style", "svg", "template", "noscript", "title"];

/// The blocks of a page that hold any text.
#[must_use]
pub fn blocks(page: &str) -> Vec<String> {
    let mut reader =
        Reader { region: Region::of(page), inside: None, silent: None, text: String::new(), blocks: Vec::new() };
    let mut rest = page;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        reader.put(&rest[..at]);
        let Some(tag) = Tag::at(&rest[at..]) else {
            reader.put("<");
            rest = &rest[at + 1..];
            continue;
        };
        rest = &rest[at + tag.length..];
        rest = &rest[reader.tag(&tag, rest)..];
    }
    reader.put(rest);
    reader.end_block();
    reader.blocks
}

/// What of a page is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    /// What is marked.
    Marked,
    /// The elements of a name.
    Element(&'static str),
    All,
}

impl Region {
    fn of(page: &str) -> Self {
        let has = |what: &str| memmem::find(page.as_bytes(), what.as_bytes()).is_some();
        match () {
            () if has("data-pagefind-body") => Self::Marked,
            () if has("<main") => Self::Element("main"),
            () if has("<body") => Self::Element("body"),
            () => Self::All,
        }
    }
}

/// A tag, a comment or a declaration.
struct Tag<'a> {
    /// In small letters as the program's own templates write it; empty for what is no element.
    name: &'a str,
    is_end: bool,
    attributes: &'a str,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that begins a text; nothing when the sign begins none.
    fn at(text: &'a str) -> Option<Self> {
        if text.starts_with("<!--") {
            let length = text.find("-->").map_or(text.len(), |end| end + 3);
            return Some(Self { name: "", is_end: false, attributes: "", length });
        }
        let (is_end, inner) = match text[1..].strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, &text[1..]),
        };
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            return None;
        }
        let start = text.len() - inner.len();
        let close = close(inner);
        let name = inner[..close].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(close);
        let length = (start + close + 1).min(text.len());
        Some(Self { name: &inner[..name], is_end, attributes: &inner[name..close], length })
    }

    fn has(&self, attribute: &str) -> bool {
        if !self.attributes.contains(attribute) {
            return false;
        }
        // What stands in quotation marks is a value.
        let mut quote = None;
        let names = self.attributes.split(|c| match quote {
            Some(open) => {
                quote = quote.filter(|_| c != open);
                true
            }
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                quote.is_some() || c.is_whitespace() || c == '/'
            }
        });
        names.filter_map(|part| part.split('=').next()).any(|name| name == attribute)
    }
}

/// Where a tag closes: the first `>` outside quotes.
fn close(inner: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    inner.len()
}

/// An element that is open, with those of its name within it.
struct Open {
    name: String,
    depth: usize,
}

struct Reader {
    region: Region,
    inside: Option<Open>,
    silent: Option<Open>,
    text: String,
    blocks: Vec<String>,
}

impl Reader {
    fn put(&mut self, text: &str) {
        if (self.inside.is_some() || self.region == Region::All) && self.silent.is_none() {
            self.text.push_str(text);
        }
    }

    /// Takes a tag; gives how much of what follows is no text either.
    fn tag(&mut self, tag: &Tag<'_>, rest: &str) -> usize {
        if tag.name.is_empty() || tag.name.starts_with('!') {
            return 0;
        }
        if !INLINE.contains(&tag.name) {
            self.end_block();
        } else if tag.name == "br" {
            self.put(" ");
        }
        if VOID.contains(&tag.name) {
            return 0;
        }
        let is_silent = SILENT.contains(&tag.name) || tag.has("data-pagefind-ignore") || tag.has("hidden");
        let begins = match self.region {
            Region::Marked => tag.has("data-pagefind-body"),
            Region::Element(name) => tag.name == name,
            Region::All => false,
        };
        follow(&mut self.silent, tag, is_silent);
        follow(&mut self.inside, tag, begins);
        let is_raw = !tag.is_end && ["script", "style"].contains(&tag.name);
        if is_raw { rest.find(&format!("</{}", tag.name)).unwrap_or(rest.len()) } else { 0 }
    }

    fn end_block(&mut self) {
        let mut text = String::with_capacity(self.text.len());
        for word in unescaped(&self.text).split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&seen(word));
        }
        self.text.clear();
        if !text.is_empty() {
            self.blocks.push(text);
        }
    }
}

/// Keeps count of the elements of one name; one that `begins` is open until it ends.
fn follow(open: &mut Option<Open>, tag: &Tag<'_>, begins: bool) {
    match open {
        Some(element) if element.name == tag.name => {
            element.depth = if tag.is_end { element.depth - 1 } else { element.depth + 1 };
            if element.depth == 0 {
                *open = None;
            }
        }
        None if begins && !tag.is_end => *open = Some(Open { name: tag.name.to_owned(), depth: 1 }),
        _ => {}
    }
}

/// A text without what takes no room in it.
pub(super) fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// Characters that take no room: joiners, marks of order, soft hyphens.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A text with its character references read.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            digits => number(digits, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blocks_are_what_is_seen() {
        let page = "<head><title>题</title></head><body><nav>栏目</nav><main><h1>办法&amp;细则</h1>\
            <p title=\"a>b\">第<b title=\"a hidden one\">一</b>条<br>次行 <!-- <p>注 --></p><ul><li>甲<li>乙</ul><script>if (a < b) \"<p>\"</script>\
            <table><tr><th>件</th><td hidden>丙</td><td>1&#44;2</td></tr></table><svg><text>图</text></svg>尾 < 巴</main></body>";
        assert_eq!(blocks(page), ["办法&细则", "第一条 次行", "甲", "乙", "件", "1,2", "尾 < 巴"]);
    }

    #[test]
    fn a_page_may_mark_what_is_looked_through() {
        let page = "<main><p>外</p><div data-pagefind-body><div>内</div>又<p data-pagefind-ignore>不</p></div>外\
            <h1 class=\"x\" data-pagefind-body data-pagefind-meta=\"title\">题</h1></main>";
        assert_eq!(blocks(page), ["内", "又", "题"]);
        assert_eq!(blocks("<head><title>题</title></head><body class=\"a\"><p>甲</body>乙"), ["甲"]);
        assert_eq!(blocks("<title>题</title>甲<p>乙"), ["甲", "乙"]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_page(page in "(<main>)?([<>/=\"a-c &;!-]|<p>|</p>|<div hidden>|</div>|甲){0,40}") {
            drop(blocks(&page));
        }
    }
}

//! A page, scanned: its tags with their attributes, and its text. It knows as much of HTML as our own pages need.

use std::collections::BTreeSet;

/// An opening tag.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// Where its inside begins in the page.
    start: usize,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    html: String,
    tags: Vec<Tag>,
}

impl Page {
    pub(super) fn read(html: &str) -> Self {
        let mut tags = Vec::new();
        let mut at = 0;
        while let Some(open) = html[at..].find('<').map(|open| at + open) {
            let Some((tag, end)) = tag(html, open) else {
                at = open + 1;
                continue;
            };
            at = end;
            tags.extend(tag);
        }
        Self { html: html.to_owned(), tags }
    }

    /// Whether it is there only to lead on to another.
    pub(super) fn leads_on(&self) -> bool {
        self.tags.iter().any(|tag| tag.attribute("http-equiv") == Some("refresh"))
    }

    pub(super) fn count(&self, name: &str) -> usize {
        self.tags.iter().filter(|tag| tag.name == name).count()
    }

    /// Every address that it names.
    pub(super) fn links(&self) -> Vec<String> {
        let addresses = self.tags.iter().flat_map(|tag| &tag.attributes);
        addresses
            .filter(|(name, _)| ["href", "src", "poster"].contains(&name.as_str()))
            .map(|(_, to)| to.clone())
            .collect()
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids().any(|own| own == id)
    }

    pub(super) fn id_given_twice(&self) -> Option<&str> {
        let mut seen = BTreeSet::new();
        self.ids().find(|id| !seen.insert(*id))
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.attribute("id"))
    }

    pub(super) fn has_picture_without_alt(&self) -> bool {
        self.tags.iter().any(|tag| tag.name == "img" && tag.attribute("alt").is_none())
    }

    /// The contents of the meta tags with a name; case counts.
    pub(super) fn meta(&self, name: &str) -> Vec<String> {
        let tags = self.tags.iter().filter(|tag| tag.name == "meta" && tag.attribute("name") == Some(name));
        tags.filter_map(|tag| tag.attribute("content")).map(str::to_owned).collect()
    }

    /// The text of the last element of a name, without tags; the foot of the page is the last `footer`.
    pub(super) fn text_of(&self, name: &str) -> String {
        let Some(tag) = self.tags.iter().rfind(|tag| tag.name == name) else { return String::new() };
        let rest = &self.html[tag.start..];
        let inside = &rest[..rest.rfind(&format!("</{name}>")).unwrap_or(rest.len())];
        let mut text = String::new();
        for piece in inside.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
        }
        unescaped(&text)
    }
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// What begins at a `<`: an opening tag, or nothing for a closing one, a comment or a declaration; and where it ends.
fn tag(html: &str, open: usize) -> Option<(Option<Tag>, usize)> {
    let rest = &html[open + 1..];
    if let Some(comment) = rest.strip_prefix("!--") {
        return Some((None, open + 4 + comment.find("-->")? + 3));
    }
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut attributes = Vec::new();
    let mut at = open + 1 + name.len();
    loop {
        let rest = &html[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with('>') {
            let tag = Tag { name: name.to_ascii_lowercase(), attributes, start: at + 1 };
            return Some(((!name.is_empty()).then_some(tag), at + 1));
        }
        let end = trimmed.find(|c: char| c == '=' || c == '>' || c.is_whitespace())?;
        let key = trimmed[..end.max(1)].to_owned();
        at += key.len();
        let Some(value) = html[at..].strip_prefix("=\"") else {
            attributes.push((key, String::new()));
            continue;
        };
        let length = value.find('"')?;
        attributes.push((key, unescaped(&value[..length])));
        at += 2 + length + 1;
    }
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// An address without its percent signs.
pub(super) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The file of an address below the site's base path.
pub(super) fn file(path: &str) -> String {
    let path = decoded(path.split('?').next().unwrap_or_default());
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

#[test]
fn a_page_is_scanned() {
    let page = Page::read(
        "<!doctype html><!-- <h1> --><h1 id=\"一\">甲 <b>乙</b></h1><a href=\"/x?a=1&amp;b=2#y\"><img src=\"p\" hidden></a>",
    );
    assert_eq!((page.count("h1"), page.text_of("h1").as_str()), (1, "甲 乙"));
    assert_eq!(page.links(), ["/x?a=1&b=2#y", "p"]);
    assert!(page.has_id("一") && page.has_picture_without_alt() && page.id_given_twice().is_none());
}

//! What a page says to machines: schema.org as JSON-LD.
//!
//! In: the thing that a page is about, its title and its whole address. Out: one JSON text that is safe in a `script`
//! element, which browsers do not run and need no permission for. Everything is read through views. Never here: what is
//! not on the page.

mod document;
mod legislation;
mod node;
mod site;

use super::Portal;
use super::view::View;
use memchr::memchr3_iter;
use node::{Node, Property};
use serde::Serialize;
use serde_json::Value;

/// The vocabulary. Programs that know it fetch nothing.
const VOCABULARY: &str = "https://schema.org";

impl Portal {
    /// The data of a page that is about `thing`, or about nothing but itself.
    #[must_use]
    pub fn linked_data(&self, thing: Option<View>, title: &str, address: &str) -> String {
        let own = match thing {
            Some(View::Document(id)) => document::nodes(self, id),
            Some(View::Section(id)) if self.section(id).is_home() => site::home(self),
            Some(View::Term(id)) => site::term(self, id),
            Some(View::Series(id)) => site::series(self, id),
            _ => Vec::new(),
        };
        let trail = trail(self, thing, (title, address));
        graph(own.into_iter().chain(trail).collect())
    }

    /// The data of the page of the files for reuse: a catalogue of these sets, each with its files.
    #[must_use]
    pub fn linked_catalogue(&self, sets: Vec<Value>, address: &str) -> String {
        let name = self.show_text(View::Site, "name");
        let mut node = Node::of("DataCatalog");
        node.one("@id", Some(address.to_owned()));
        node.one("name", name.map(|name| format!("{name}开放数据")));
        node.one("url", Some(address.to_owned()));
        node.one("license", self.show_text(View::Site, "licence"));
        node.one("publisher", site::publisher(self));
        node.put("dataset", sets);
        graph(vec![node])
    }
}

/// The whole of a page's data.
fn graph(things: Vec<Node>) -> String {
    let mut whole = Node::vocabulary(VOCABULARY);
    whole.one("@graph", Some(Property::Several(things.into_iter().map(Property::Thing).collect())));
    safe(&whole)
}

/// JSON in which nothing can end the element that holds it.
fn safe(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("every value is written in JSON");
    let (mut out, mut done) = (String::with_capacity(json.len()), 0);
    for at in memchr3_iter(b'<', b'>', b'&', json.as_bytes()) {
        out.push_str(&json[done..at]);
        out.push_str(match json.as_bytes()[at] {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            _ => "\\u0026",
        });
        done = at + 1;
    }
    out.push_str(&json[done..]);
    out
}

/// The way to the page from the home; the home itself has none.
fn trail(portal: &Portal, thing: Option<View>, here: (&str, &str)) -> Option<Node> {
    let above = match thing {
        Some(View::Section(id)) if portal.section(id).is_home() => return None,
        Some(view @ (View::Document(_) | View::Section(_))) => portal.show_views(view, "ancestors"),
        Some(view @ View::Term(_)) => home(portal).into_iter().chain(portal.show_views(view, "taxonomy")).collect(),
        _ => home(portal),
    };
    let step = |view: View| {
        let name = if portal.show(view, "is_home").is_some_and(|shown| matches!(shown, super::view::Shown::Yes(true))) {
            Some("首页".to_owned())
        } else {
            portal.show_text(view, "title")
        };
        Some((name?, portal.absolute(&portal.show_text(view, "url")?)))
    };
    let last = (here.0.to_owned(), here.1.to_owned());
    let steps = above.into_iter().filter_map(step).chain([last]);
    let item = |(at, (name, url)): (usize, (String, String))| {
        let mut node = Node::of("ListItem");
        node.one("position", Some(at));
        node.one("name", Some(name));
        node.one("item", Some(url));
        node
    };
    let mut node = Node::of("BreadcrumbList");
    node.put("itemListElement", (1..).zip(steps).map(item).collect());
    Some(node)
}

fn home(portal: &Portal) -> Vec<View> {
    portal.show_views(View::Site, "home")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    proptest! {
        #[test]
        fn nothing_ends_the_element(text in "\\PC{0,30}|[</script>!&-]{0,30}") {
            let json = safe(&json!({ "name": text }));
            prop_assert!(!json.contains(['<', '>', '&']));
            let back: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back["name"].as_str(), Some(text.as_str()));
        }
    }
}

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
use node::Node;
use serde_json::{Value, json};

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
        safe(&json!({ "@context": VOCABULARY, "@graph": own.into_iter().chain(trail).collect::<Vec<_>>() }))
    }

    /// The data of the page of the files for reuse: a catalogue of these sets, each with its files.
    #[must_use]
    pub fn linked_catalogue(&self, sets: Vec<Value>, address: &str) -> String {
        let name = self.show_text(View::Site, "name");
        let mut node = Node::of("DataCatalog");
        node.text("@id", Some(address.to_owned()));
        node.text("name", name.map(|name| format!("{name}开放数据")));
        node.text("url", Some(address.to_owned()));
        node.text("license", self.show_text(View::Site, "licence"));
        node.one("publisher", site::publisher(self));
        node.put("dataset", sets);
        safe(&json!({ "@context": VOCABULARY, "@graph": [node.finish()] }))
    }
}

/// JSON in which nothing can end the element that holds it.
fn safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The way to the page from the home; the home itself has none.
fn trail(portal: &Portal, thing: Option<View>, here: (&str, &str)) -> Option<Value> {
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
    let items = (1..)
        .zip(steps)
        .map(|(at, (name, url))| json!({ "@type": "ListItem", "position": at, "name": name, "item": url }));
    let mut node = Node::of("BreadcrumbList");
    node.put("itemListElement", items.collect());
    Some(node.finish())
}

fn home(portal: &Portal) -> Vec<View> {
    portal.show_views(View::Site, "home")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

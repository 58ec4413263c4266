//! A document.

use super::node::Node;
use super::{legislation, site};
use crate::content::Kind;
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View, moment_field};
use crate::portal::{DocumentId, Portal};

/// What a document is; nothing of one that was withdrawn.
pub(super) fn nodes(portal: &Portal, id: DocumentId) -> Vec<Node> {
    let view = View::Document(id);
    if !matches!(portal.show(view, "withdrawn"), None | Some(Shown::Nothing)) {
        return Vec::new();
    }
    let kind = portal.show_text(view, "kind").and_then(|kind| Kind::parse(&kind)).unwrap_or(Kind::Page);
    let mut node = Node::of(name(kind));
    work(portal, id, &mut node);
    match kind {
        Kind::Policy => legislation::add(portal, id, &mut node),
        Kind::Report | Kind::Disclosure => report(portal, id, &mut node),
        Kind::Interpretation => node.put("about", documents(portal, id, &["interprets"])),
        Kind::Register => register(portal, id, &mut node),
        _ => {}
    }
    vec![node]
}

/// The type of a kind.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Report | Kind::Disclosure => "Report",
        Kind::Policy => "Legislation",
        Kind::Register => "Dataset",
        Kind::News => "NewsArticle",
        Kind::Interpretation | Kind::Interview | Kind::Notice => "Article",
        Kind::Decision | Kind::Consultation | Kind::Page => "WebPage",
    }
}

/// What every work has.
fn work(portal: &Portal, id: DocumentId, node: &mut Node) {
    let view = View::Document(id);
    let text = |field| portal.show_text(view, field);
    let address = text("permalink");
    node.one("@id", address.clone());
    node.one("name", text("title"));
    node.one("headline", text("title"));
    node.one("alternativeHeadline", text("subtitle"));
    node.one("url", address);
    let ids = ["tag", "doc_number", "index_number"].map(text);
    node.put("identifier", ids.into_iter().flatten().collect());
    node.one("description", text("summary"));
    node.one("inLanguage", portal.show_text(View::Site, "language"));
    node.one("datePublished", portal.show_moment(view, "published").map(|at| iso(portal, at)));
    node.one("dateModified", portal.show_changed(id).map(|at| iso(portal, at)));
    node.put("publisher", publishers(portal, id));
    node.put("keywords", keywords(portal, id));
    node.one("license", portal.show_text(View::Site, "licence"));
}

fn keywords(portal: &Portal, id: DocumentId) -> Vec<String> {
    let words = portal.show_list(View::Document(id), "keywords");
    let name = |word: &Shown| match word {
        Shown::View(term) => portal.show_text(*term, "name"),
        other => other.get("name").and_then(Shown::as_text).map(str::to_owned),
    };
    words.iter().filter_map(name).collect()
}

/// The publishers, as organisations.
pub(super) fn publishers(portal: &Portal, id: DocumentId) -> Vec<Node> {
    let found = portal.show_views(View::Document(id), "publishers");
    site::organisations(&found).map(|id| site::organisation(portal, id)).collect()
}

/// A moment as ISO 8601 has it.
pub(super) fn iso(portal: &Portal, moment: Moment) -> String {
    match moment_field(moment, portal.config.site.zone, "iso") {
        Some(Shown::Text(text)) => text.into_owned(),
        _ => moment.day(),
    }
}

/// The documents that stand to this one in one of these relations and have a page, each by its address and title.
pub(super) fn documents(portal: &Portal, id: DocumentId, relations: &[&str]) -> Vec<Node> {
    related(portal, id, relations).into_iter().filter_map(|view| named(portal, view)).collect()
}

/// The documents that stand to this one in one of these relations.
pub(super) fn related(portal: &Portal, id: DocumentId, relations: &[&str]) -> Vec<View> {
    let groups = portal.show_list(View::Document(id), "relations");
    let code = |group: &Shown| group.get("code").and_then(Shown::as_text).map(str::to_owned);
    let wanted = groups.iter().filter(|group| code(group).is_some_and(|code| relations.contains(&&*code)));
    let members = wanted.flat_map(|group| group.get("documents").map_or(&[][..], Shown::items));
    members.filter_map(Shown::as_view).collect()
}

/// A document of which another one speaks.
pub(super) fn named(portal: &Portal, view: View) -> Option<Node> {
    portal.show_text(view, "url")?;
    let kind = portal.show_text(view, "kind").and_then(|kind| Kind::parse(&kind)).unwrap_or(Kind::Page);
    let mut node = Node::of(name(kind));
    node.one("@id", portal.show_text(view, "permalink"));
    node.one("name", portal.show_text(view, "title"));
    Some(node)
}

fn report(portal: &Portal, id: DocumentId, node: &mut Node) {
    let view = View::Document(id);
    node.one("reportNumber", portal.show_text(view, "doc_number"));
    if let Some(Shown::Number(year)) = portal.show(view, "year") {
        node.one("temporalCoverage", Some(year.to_string()));
    }
}

fn register(portal: &Portal, id: DocumentId, node: &mut Node) {
    let register = portal.show(View::Document(id), "register");
    let download = register.as_ref().and_then(|register| register.get("download")?.get("url")?.as_text());
    node.one("distribution", download.map(|url| site::download(&portal.absolute(url))));
}

//! The site, those who publish on it, and its figures.

use super::node::Node;
use crate::config::OrganisationId;
use crate::portal::view::{Shown, View};
use crate::portal::{DataFile, Portal, SeriesId, TermId};

/// The site and whose it is.
pub(super) fn home(portal: &Portal) -> Vec<Node> {
    let mut node = Node::of("WebSite");
    let address = portal.show_text(View::Site, "url");
    node.one("@id", address.clone());
    node.one("name", portal.show_text(View::Site, "name"));
    node.one("url", address);
    node.one("inLanguage", portal.show_text(View::Site, "language"));
    node.one("publisher", publisher(portal));
    node.one("potentialAction", search_page(portal).map(|page| search(&portal.absolute(&page))));
    [node].into_iter().chain(publisher(portal)).collect()
}

/// The address of the search page, where there is one.
fn search_page(portal: &Portal) -> Option<String> {
    let Some(Shown::Record(fields)) = portal.show(View::Site, "search") else { return None };
    fields.into_iter().find_map(|(name, value)| match value {
        Shown::Text(url) if name == "url" => Some(url.into_owned()),
        _ => None,
    })
}

fn search(page: &str) -> Node {
    let mut target = Node::of("EntryPoint");
    target.one("urlTemplate", Some(format!("{page}?q={{search_term_string}}")));
    let mut node = Node::of("SearchAction");
    node.one("target", Some(target));
    node.one("query-input", Some("required name=search_term_string"));
    node
}

/// Who runs the site.
pub(super) fn publisher(portal: &Portal) -> Option<Node> {
    let found = portal.show_views(View::Site, "publisher");
    organisations(&found).next().map(|id| organisation(portal, id))
}

pub(super) fn organisation(portal: &Portal, id: OrganisationId) -> Node {
    let view = View::Organisation(id);
    let mut node = Node::of("GovernmentOrganization");
    node.one("name", portal.show_text(view, "name"));
    node.one("alternateName", portal.show_text(view, "short"));
    node.one("url", portal.show_text(view, "url").map(|url| portal.absolute(&url)));
    node
}

/// A publisher's page is about the publisher.
pub(super) fn term(portal: &Portal, id: TermId) -> Vec<Node> {
    let found = portal.show_views(View::Term(id), "organisation");
    organisations(&found).map(|id| with_parent(portal, id)).collect()
}

fn with_parent(portal: &Portal, id: OrganisationId) -> Node {
    let mut node = organisation(portal, id);
    let parents = portal.show_views(View::Organisation(id), "parent");
    node.put("parentOrganization", organisations(&parents).map(|id| organisation(portal, id)).collect());
    node
}

/// Those of some things that are organisations.
pub(super) fn organisations(views: &[View]) -> impl Iterator<Item = OrganisationId> {
    views.iter().filter_map(|view| if let View::Organisation(id) = view { Some(*id) } else { None })
}

/// The figures of an indicator.
pub(super) fn series(portal: &Portal, id: SeriesId) -> Vec<Node> {
    let view = View::Series(id);
    let (name, address) = (portal.show_text(view, "name"), portal.show_text(view, "permalink"));
    let points = portal.show_list(view, "points");
    let years = points.iter().filter_map(|point| match point.get("year") {
        Some(Shown::Number(year)) => Some(*year),
        _ => None,
    });
    let span = years.clone().min().zip(years.max()).map(|(first, last)| format!("{first}/{last}"));
    let mut node = Node::of("Dataset");
    node.one("@id", address.clone());
    node.one("description", name.as_ref().map(|name| format!("{name}的历年数值，逐项出自公开的法治政府建设情况报告")));
    node.one("name", name.clone());
    node.one("url", address);
    node.one("temporalCoverage", span);
    node.one("variableMeasured", name.map(|name| measured(&name, portal.show_text(view, "unit"))));
    node.one("license", portal.show_text(View::Site, "licence"));
    node.one("publisher", publisher(portal));
    node.put("distribution", files(portal, &[DataFile::IndicatorsTable, DataFile::Indicators]));
    vec![node]
}

fn measured(name: &str, unit: Option<String>) -> Node {
    let mut node = Node::of("PropertyValue");
    node.one("name", Some(name.to_owned()));
    node.one("unitText", unit);
    node
}

/// Files for reuse, where there are any.
fn files(portal: &Portal, files: &[DataFile]) -> Vec<Node> {
    if !portal.config.outputs.json {
        return Vec::new();
    }
    files.iter().map(|file| download(&portal.permalink(&file.route()))).collect()
}

/// A file that can be downloaded.
pub(super) fn download(address: &str) -> Node {
    let format = if address.ends_with(".csv") { "text/csv" } else { "application/json" };
    let mut node = Node::of("DataDownload");
    node.one("contentUrl", Some(address.to_owned()));
    node.one("encodingFormat", Some(format));
    node
}

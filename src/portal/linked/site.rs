//! The site, those who publish on it, and its figures.

use super::node::Node;
use crate::config::OrganisationId;
use crate::portal::view::{Shown, View};
use crate::portal::{DataFile, Portal, SeriesId, TermId};
use serde_json::{Value, json};

/// The site and whose it is.
pub(super) fn home(portal: &Portal) -> Vec<Value> {
    let mut node = Node::of("WebSite");
    let address = portal.show_text(View::Site, "url");
    node.text("@id", address.clone());
    node.text("name", portal.show_text(View::Site, "name"));
    node.text("url", address);
    node.text("inLanguage", portal.show_text(View::Site, "language"));
    node.one("publisher", publisher(portal));
    node.one("potentialAction", search_page(portal).map(|page| search(&portal.absolute(&page))));
    [node.finish()].into_iter().chain(publisher(portal)).collect()
}

/// The address of the search page, where there is one.
fn search_page(portal: &Portal) -> Option<String> {
    let Some(Shown::Record(fields)) = portal.show(View::Site, "search") else { return None };
    fields.into_iter().find_map(|(name, value)| match value {
        Shown::Text(url) if name == "url" => Some(url.into_owned()),
        _ => None,
    })
}

fn search(page: &str) -> Value {
    json!({
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": format!("{page}?q={{search_term_string}}") },
        "query-input": "required name=search_term_string",
    })
}

/// Who runs the site.
pub(super) fn publisher(portal: &Portal) -> Option<Value> {
    let found = portal.show_views(View::Site, "publisher");
    organisations(&found).next().map(|id| organisation(portal, id))
}

pub(super) fn organisation(portal: &Portal, id: OrganisationId) -> Value {
    organisation_node(portal, id).finish()
}

fn organisation_node(portal: &Portal, id: OrganisationId) -> Node {
    let view = View::Organisation(id);
    let mut node = Node::of("GovernmentOrganization");
    node.text("name", portal.show_text(view, "name"));
    node.text("alternateName", portal.show_text(view, "short"));
    node.text("url", portal.show_text(view, "url").map(|url| portal.absolute(&url)));
    node
}

/// A publisher's page is about the publisher.
pub(super) fn term(portal: &Portal, id: TermId) -> Vec<Value> {
    let found = portal.show_views(View::Term(id), "organisation");
    organisations(&found).map(|id| with_parent(portal, id)).collect()
}

fn with_parent(portal: &Portal, id: OrganisationId) -> Value {
    let mut node = organisation_node(portal, id);
    let parents = portal.show_views(View::Organisation(id), "parent");
    node.put("parentOrganization", organisations(&parents).map(|id| organisation(portal, id)).collect());
    node.finish()
}

/// Those of some things that are organisations.
pub(super) fn organisations(views: &[View]) -> impl Iterator<Item = OrganisationId> {
    views.iter().filter_map(|view| if let View::Organisation(id) = view { Some(*id) } else { None })
}

/// The figures of an indicator.
pub(super) fn series(portal: &Portal, id: SeriesId) -> Vec<Value> {
    let view = View::Series(id);
    let (name, address) = (portal.show_text(view, "name"), portal.show_text(view, "permalink"));
    let points = portal.show_list(view, "points");
    let years = points.iter().filter_map(|point| match point.get("year") {
        Some(Shown::Number(year)) => Some(*year),
        _ => None,
    });
    let span = years.clone().min().zip(years.max()).map(|(first, last)| format!("{first}/{last}"));
    let mut node = Node::of("Dataset");
    node.text("@id", address.clone());
    node.text("description", name.as_ref().map(|name| format!("{name}的历年数值，逐项出自公开的法治政府建设情况报告")));
    node.text("name", name.clone());
    node.text("url", address);
    node.text("temporalCoverage", span);
    node.one("variableMeasured", name.map(|name| measured(&name, portal.show_text(view, "unit"))));
    node.text("license", portal.show_text(View::Site, "licence"));
    node.one("publisher", publisher(portal));
    node.put("distribution", files(portal, &[DataFile::IndicatorsTable, DataFile::Indicators]));
    vec![node.finish()]
}

fn measured(name: &str, unit: Option<String>) -> Value {
    let mut node = Node::of("PropertyValue");
    node.text("name", Some(name.to_owned()));
    node.text("unitText", unit);
    node.finish()
}

/// Files for reuse, where there are any.
fn files(portal: &Portal, files: &[DataFile]) -> Vec<Value> {
    if !portal.config.outputs.json {
        return Vec::new();
    }
    files.iter().map(|file| download(&portal.permalink(&file.route()))).collect()
}

/// A file that can be downloaded.
pub(super) fn download(address: &str) -> Value {
    let format = if address.ends_with(".csv") { "text/csv" } else { "application/json" };
    json!({ "@type": "DataDownload", "contentUrl": address, "encodingFormat": format })
}

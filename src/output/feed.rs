//! Atom feeds (RFC 4287) of the site, of each section, and of what changed.

use super::page::text;
use super::sitemap::{changed, date};
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View, moment_field};
use crate::portal::xml::escape;
use crate::portal::{self, DocumentId, Overview, Portal, Route, SectionId};
use crate::trace::{Key, Subject, read};
use std::fmt::Write as _;

/// The feed of a section, which for the home is that of the site.
pub(super) fn section(portal: &Portal, id: SectionId, route: &Route) -> String {
    read(Key::Newest(Subject::Section(id.0)));
    let documents = portal.newest(id);
    let view = View::Section(id);
    let name = text(portal, View::Site, "name");
    let title = if portal.section(id).is_home() { name } else { format!("{} - {name}", text(portal, view, "title")) };
    let updated = documents.iter().filter_map(|id| changed(portal, *id)).max_by_key(|moment| moment.at());
    let mut xml = head(portal, route, &Head { title, page: text(portal, view, "permalink"), updated });
    for id in documents {
        document(&mut xml, portal, id);
    }
    xml.push_str("</feed>\n");
    xml
}

/// The feed of what was published, changed and withdrawn.
pub(super) fn changes(portal: &Portal, route: &Route) -> String {
    // Read as what templates see of the same entries.
    let _recorded = portal.record(View::Site, "latest_changes");
    let entries = portal.latest_changes();
    let title = format!("{} - {}", Overview::Changes.name(), text(portal, View::Site, "name"));
    let page = portal.permalink(&Overview::Changes.route());
    let updated = entries.first().map(|entry| entry.moment);
    let mut xml = head(portal, route, &Head { title, page, updated });
    for entry in entries {
        change(&mut xml, portal, &entry);
    }
    xml.push_str("</feed>\n");
    xml
}

/// What stands at the head of a feed.
struct Head {
    title: String,
    /// The page that shows the same.
    page: String,
    updated: Option<Moment>,
}

fn head(portal: &Portal, route: &Route, head: &Head) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n<generator>xiangwei</generator>\n",
        escape(&portal.config.site.language),
        escape(&head.title),
        escape(&tag(portal, 2000, route.path())),
        stamp(portal, head.updated),
        escape(&portal.permalink(route)),
        escape(&head.page),
        escape(&publisher(portal)),
    )
}

/// One entry of a feed.
struct Entry {
    title: String,
    id: String,
    published: Option<Moment>,
    updated: Option<Moment>,
    /// What is told in the reader.
    summary: String,
}

fn document(xml: &mut String, portal: &Portal, id: DocumentId) {
    let view = View::Document(id);
    let entry = Entry {
        title: text(portal, view, "title"),
        id: document_tag(portal, id),
        published: date(portal, view, "published"),
        updated: changed(portal, id),
        summary: text(portal, view, "summary"),
    };
    put(xml, portal, id, &entry);
}

/// A change has an id of its own: a reader shows it beside the publication of the same document.
fn change(xml: &mut String, portal: &Portal, entry: &portal::Entry) {
    let id = entry.document;
    let happening = if entry.major { "重大修订" } else { entry.happening.name() };
    let shown = Entry {
        title: format!("{happening}：{}", text(portal, View::Document(id), "title")),
        id: format!("{}#{}", document_tag(portal, id), entry.name),
        published: None,
        updated: Some(entry.moment),
        summary: entry.note.clone().unwrap_or_default(),
    };
    put(xml, portal, id, &shown);
}

fn put(xml: &mut String, portal: &Portal, id: DocumentId, entry: &Entry) {
    let view = View::Document(id);
    let published = entry.published;
    let published =
        published.map_or_else(String::new, |_| format!("<published>{}</published>\n", stamp(portal, published)));
    let summary = &entry.summary;
    let summary = if summary.is_empty() { String::new() } else { format!("<summary>{}</summary>\n", escape(summary)) };
    write!(
        xml,
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n{published}<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<category term=\"{}\" label=\"{}\"/>\n{summary}</entry>\n",
        escape(&entry.title),
        escape(&entry.id),
        escape(&text(portal, view, "permalink")),
        stamp(portal, entry.updated),
        escape(&Some(text(portal, view, "source")).filter(|source| !source.is_empty()).unwrap_or_else(|| publisher(portal))),
        text(portal, view, "kind"),
        text(portal, view, "kind_name"),
    )
    .expect("writing to a string cannot fail");
}

/// A document's id in every feed, by the year in which it was published.
fn document_tag(portal: &Portal, id: DocumentId) -> String {
    let year = date(portal, View::Document(id), "published").map_or(2000, |moment| moment.date.year());
    tag(portal, year, portal.document_route(id).path())
}

/// A stable id (RFC 4151) that a change of scheme or base path does not touch.
fn tag(portal: &Portal, year: i16, path: &str) -> String {
    format!("tag:{},{year}:{}", portal.config.site.address.host, Route::new(path).url("/"))
}

fn publisher(portal: &Portal) -> String {
    match portal.show(View::Site, "publisher") {
        Some(Shown::View(publisher)) => text(portal, publisher, "name"),
        _ => text(portal, View::Site, "name"),
    }
}

/// A moment as RFC 3339 has it; a feed without entries was never updated.
fn stamp(portal: &Portal, moment: Option<Moment>) -> String {
    match moment.and_then(|moment| moment_field(moment, portal.config.site.zone, "rfc3339")) {
        Some(Shown::Text(text)) => text.into_owned(),
        _ => "1970-01-01T00:00:00Z".to_owned(),
    }
}

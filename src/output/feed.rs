//! Atom feeds (RFC 4287) of the site and of each section.

use super::page::text;
use super::sitemap::{changed, date};
use super::xml::escape;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View, moment_field};
use crate::portal::{DocumentId, Portal, Route, SectionId};
use crate::trace::{Key, Subject, read};
use std::fmt::Write as _;

/// The feed of a section, which for the home is that of the site.
pub(super) fn section(portal: &Portal, id: SectionId, route: &Route) -> String {
    read(Key::Newest(Subject::Section(id.0)));
    let entries = portal.newest(id);
    let site = &portal.config.site;
    let view = View::Section(id);
    let name = text(portal, View::Site, "name");
    let title = if portal.section(id).is_home() { name } else { format!("{} - {name}", text(portal, view, "title")) };
    let updated = entries.iter().filter_map(|id| changed(portal, *id)).max_by_key(|moment| moment.at());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n<generator>xiangwei</generator>\n",
        escape(&site.language),
        escape(&title),
        escape(&tag(portal, 2000, route.path())),
        stamp(portal, updated),
        escape(&portal.permalink(route)),
        escape(&text(portal, view, "permalink")),
        escape(&publisher(portal)),
    );
    for id in entries {
        entry(&mut xml, portal, id);
    }
    xml.push_str("</feed>\n");
    xml
}

/// The feed of what was published, changed and withdrawn.
pub(super) fn changes(_portal: &Portal, _route: &Route) -> String {
    String::new()
}

fn entry(xml: &mut String, portal: &Portal, id: DocumentId) {
    let view = View::Document(id);
    let published = date(portal, view, "published");
    let year = published.map_or(2000, |moment| moment.date.year());
    let published =
        published.map_or_else(String::new, |_| format!("<published>{}</published>\n", stamp(portal, published)));
    let summary = text(portal, view, "summary");
    let summary = if summary.is_empty() { summary } else { format!("<summary>{}</summary>\n", escape(&summary)) };
    write!(
        xml,
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n{published}<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<category term=\"{}\" label=\"{}\"/>\n{summary}</entry>\n",
        escape(&text(portal, view, "title")),
        escape(&tag(portal, year, portal.document_route(id).path())),
        escape(&text(portal, view, "permalink")),
        stamp(portal, changed(portal, id)),
        escape(&Some(text(portal, view, "source")).filter(|source| !source.is_empty()).unwrap_or_else(|| publisher(portal))),
        text(portal, view, "kind"),
        text(portal, view, "kind_name"),
    )
    .expect("writing to a string cannot fail");
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

//! `sitemap.xml` and `robots.txt`.

use super::page::text;
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View};
use crate::portal::xml::escape;
use crate::portal::{DocumentId, Portal, Route, SITEMAP_LARGEST, SectionId, sitemap_route};
use crate::trace::{Key, Subject, read};
use std::fmt::Write as _;

/// The whole address of a page, and when it last changed.
type Address = (String, Option<Moment>);

/// One file: part 0 holds everything, or lists the parts when that is too much for one.
pub(super) fn xml(portal: &Portal, part: usize) -> String {
    let addresses = addresses(portal);
    if part > 0 {
        return urls(portal, addresses.chunks(SITEMAP_LARGEST).nth(part - 1).unwrap_or_default());
    }
    let parts = addresses.len().div_ceil(SITEMAP_LARGEST);
    if parts <= 1 { urls(portal, &addresses) } else { index(portal, parts) }
}

fn urls(portal: &Portal, addresses: &[Address]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (url, changed) in addresses {
        let changed = changed.map_or_else(String::new, |moment| format!("<lastmod>{}</lastmod>", iso(portal, moment)));
        writeln!(xml, "<url><loc>{}</loc>{changed}</url>", escape(url)).expect("writing to a string cannot fail");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn index(portal: &Portal, parts: usize) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 1..=parts {
        let url = portal.permalink(&sitemap_route(part));
        writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", escape(&url)).expect("writing to a string cannot fail");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn iso(portal: &Portal, moment: Moment) -> String {
    match crate::portal::view::moment_field(moment, portal.config.site.zone, "iso") {
        Some(Shown::Text(text)) => text.into_owned(),
        _ => moment.day(),
    }
}

/// Sections, documents, taxonomies, terms and series; nothing that is a copy or a notice.
fn addresses(portal: &Portal) -> Vec<Address> {
    read(Key::Listed(Subject::Site));
    let mut all: Vec<Address> = (0..portal.sections().count())
        .map(SectionId::new)
        .map(|id| (text(portal, View::Section(id), "permalink"), date(portal, View::Section(id), "updated")))
        .collect();
    let listed = portal.documents().map(|(id, _)| id).filter(|id| portal.standing(*id).is_listed());
    all.extend(listed.map(|id| (text(portal, View::Document(id), "permalink"), changed(portal, id))));
    all.extend(
        portal
            .terms()
            .taxonomies()
            .map(|taxonomy| (portal.permalink(&Route::new(&format!("{}/", taxonomy.code()))), None)),
    );
    all.extend(portal.terms().iter().map(|(id, _)| (text(portal, View::Term(id), "permalink"), None)));
    let series = portal.series().iter().map(|(id, _)| text(portal, View::Series(id), "permalink"));
    all.extend(series.filter(|url| !url.is_empty()).map(|url| (url, None)));
    all.extend(overviews(portal).into_iter().map(|url| (url, None)));
    all
}

/// The whole addresses of the pages about the site as a whole.
fn overviews(portal: &Portal) -> Vec<String> {
    let Some(Shown::List(rows)) = portal.show(View::Site, "overviews") else { return Vec::new() };
    let address = |row: Shown| match row {
        Shown::Record(fields) => fields.into_iter().find_map(|field| match field {
            ("permalink", Shown::Text(url)) => Some(url.into_owned()),
            _ => None,
        }),
        _ => None,
    };
    rows.into_iter().filter_map(address).collect()
}

pub(super) fn date(portal: &Portal, view: View, field: &str) -> Option<Moment> {
    match portal.show(view, field) {
        Some(Shown::Moment(moment, _)) => Some(moment),
        _ => None,
    }
}

/// The latest of published, updated and the change log.
pub(super) fn changed(portal: &Portal, id: DocumentId) -> Option<Moment> {
    let view = View::Document(id);
    let dates = [date(portal, view, "published"), date(portal, view, "updated"), date(portal, view, "revised")];
    dates.into_iter().flatten().max_by_key(|moment| moment.at())
}

/// What robots may read, and where the sitemap is.
pub(super) fn robots(portal: &Portal) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", portal.permalink(&sitemap_route(0)))
}

//! `sitemap.xml` and `robots.txt`.

use super::page::text;
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View};
use crate::portal::xml::escape;
use crate::portal::{Portal, Route, SITEMAP_LARGEST, SectionId, sitemap_route};
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
    let listed = portal.show_listed();
    let mut all: Vec<Address> = (0..portal.sections().count())
        .map(SectionId::new)
        .map(|id| (text(portal, View::Section(id), "permalink"), portal.show_moment(View::Section(id), "updated")))
        .collect();
    let changed = |id| portal.show_changed(id);
    all.extend(listed.into_iter().map(|id| (text(portal, View::Document(id), "permalink"), changed(id))));
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
    all.extend(portal.show_text(View::Site, "data").map(|url| (portal.absolute(&url), None)));
    all
}

/// The whole addresses of the pages about the site as a whole.
fn overviews(portal: &Portal) -> Vec<String> {
    let rows = portal.show_list(View::Site, "overviews");
    rows.iter().filter_map(|row| row.get("permalink")?.as_text()).map(str::to_owned).collect()
}

/// What robots may read, and where the sitemap is.
pub(super) fn robots(portal: &Portal) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", portal.permalink(&sitemap_route(0)))
}

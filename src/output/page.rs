//! What single pages are about.

use crate::diag::Place;
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Portal, Route, SectionId, SeriesId};
use crate::theme::{Press, Roots};

/// A document's page.
pub(super) fn document(portal: &Portal, id: DocumentId, route: &Route) -> Roots {
    let view = View::Document(id);
    let column = match portal.show(view, "section") {
        Some(Shown::View(View::Section(column))) => Some(column),
        _ => None,
    };
    vec![("document", Shown::View(view)), ("here", here(portal, route, text(portal, view, "title"), column))]
}

/// A series' page.
pub(super) fn series(portal: &Portal, id: SeriesId, route: &Route) -> Roots {
    let view = View::Series(id);
    vec![("series", Shown::View(view)), ("here", here(portal, route, text(portal, view, "name"), None))]
}

/// The template of a kind, or the one of all documents.
pub(super) fn kind_template(kind: &str, press: &Press) -> String {
    let own = format!("{kind}.html");
    if press.has(&own) { own } else { "document.html".to_owned() }
}

/// The template of a section, and where it was named.
pub(super) fn section_template(portal: &Portal, id: SectionId) -> (String, Option<Place>) {
    let section = portal.section(id);
    match &section.source.template {
        Some((name, place)) => (name.clone(), Some(place.clone())),
        None if section.is_home() => ("home.html".to_owned(), None),
        None => ("section.html".to_owned(), None),
    }
}

/// The notice before an outside page.
pub(super) fn leave(portal: &Portal, at: usize, route: &Route) -> Roots {
    let leave = &portal.leaves()[at];
    let record = Shown::Record(vec![("url", leave.url.clone().into()), ("host", leave.host.clone().into())]);
    vec![("leave", record), ("here", here(portal, route, "离开提示".to_owned(), None))]
}

/// A page that is about nothing but itself.
pub(super) fn plain(portal: &Portal, route: &Route, title: &str) -> Roots {
    vec![("here", here(portal, route, title.to_owned(), None))]
}

/// Where the page is.
pub(super) fn here(portal: &Portal, route: &Route, title: String, column: Option<SectionId>) -> Shown {
    let feed = portal.show(View::Section(column.unwrap_or(SectionId(0))), "feed").unwrap_or(Shown::Nothing);
    at(portal, route, title, (column, feed))
}

/// Where the page is, and which feed belongs to it.
pub(super) fn at(portal: &Portal, route: &Route, title: String, (column, feed): (Option<SectionId>, Shown)) -> Shown {
    Shown::Record(vec![
        ("url", portal.url(route).into()),
        ("permalink", portal.permalink(route).into()),
        ("path", route.path().to_owned().into()),
        ("title", title.into()),
        ("feed", feed),
        ("top", column.map_or(Shown::Nothing, |id| top(portal, id).into())),
        ("column", column.map_or(Shown::Nothing, |id| Shown::View(View::Section(id)))),
    ])
}

/// A field that is text.
pub(super) fn text(portal: &Portal, view: View, field: &str) -> String {
    portal.show_text(view, field).unwrap_or_default()
}

/// The folder of the top section above one, which is what navigation shows; the home's is empty.
fn top(portal: &Portal, id: SectionId) -> String {
    portal.section(id).source.folder.split('/').next().unwrap_or_default().to_owned()
}

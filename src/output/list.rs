//! What the pages of lists are about.

use super::page::{at, here, text};
use crate::config::Taxonomy;
use crate::law::closed_list::ClosedList;
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Page, Pages, Portal, Route, SectionId, TermId};
use crate::theme::Roots;
use crate::trace::{Key, Subject, read};

/// A page of a section's list.
pub(super) fn section(portal: &Portal, id: SectionId, number: Page, route: &Route) -> Roots {
    read(Key::Listed(Subject::Section(id.0)));
    let node = portal.section(id);
    let pages = portal.section_pages(id);
    vec![
        ("section", Shown::View(View::Section(id))),
        ("page", page(portal, &node.listed, (pages, number), &node.route)),
        ("here", here(portal, route, text(portal, View::Section(id), "title"), Some(id))),
    ]
}

/// A page of a term's list.
pub(super) fn term(portal: &Portal, id: TermId, number: Page, route: &Route) -> Roots {
    read(Key::Listed(Subject::Term(id.0)));
    let term = portal.terms().get(id);
    let pages = Pages { count: term.documents.len(), size: portal.config.paginate };
    vec![
        ("term", Shown::View(View::Term(id))),
        ("taxonomy", Shown::View(View::Taxonomy(term.taxonomy))),
        ("page", page(portal, &term.documents, (pages, number), &term.route)),
        ("here", term_here(portal, id, route)),
    ]
}

/// A term without a feed of its own has the site's.
fn term_here(portal: &Portal, id: TermId, route: &Route) -> Shown {
    let title = text(portal, View::Term(id), "name");
    match portal.show(View::Term(id), "feed") {
        Some(feed @ Shown::Text(_)) => at(portal, route, title, (None, feed)),
        _ => here(portal, route, title, None),
    }
}

/// A taxonomy's own page.
pub(super) fn taxonomy(portal: &Portal, taxonomy: Taxonomy, route: &Route) -> Roots {
    vec![
        ("taxonomy", Shown::View(View::Taxonomy(taxonomy))),
        ("here", here(portal, route, taxonomy.name().to_owned(), None)),
    ]
}

/// One page of a list: its documents, and the way to the others.
fn page(portal: &Portal, listed: &[DocumentId], (pages, number): (Pages, Page), first: &Route) -> Shown {
    let url = |number: Page| Shown::from(portal.url(&Pages::route(first, number)));
    let total = pages.total();
    let link = |other: Page| {
        Shown::Record(vec![("number", other.into()), ("url", url(other)), ("current", Shown::Yes(other == number))])
    };
    Shown::Record(vec![
        ("number", number.into()),
        ("total", total.into()),
        ("count", pages.count.into()),
        ("items", Shown::views(listed[pages.range(number)].iter().map(|id| View::Document(*id)))),
        ("previous", if number > 1 { url(number - 1) } else { Shown::Nothing }),
        ("next", if number < total { url(number + 1) } else { Shown::Nothing }),
        ("first", url(1)),
        ("last", url(total)),
        ("links", Shown::List(pages.around(number).map(link).collect())),
    ])
}

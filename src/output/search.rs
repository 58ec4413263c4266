//! A document as the search knows it: what its page shows, and what it can be chosen by.

use super::page::text;
use crate::portal::view::{Shown, View};
use crate::portal::xml::escape;
use crate::portal::{DocumentId, Portal, Special};
use crate::search::{About, Record, blocks};

/// The record of a document with this page; nothing for one that the search does not know.
pub(super) fn record(portal: &Portal, id: DocumentId, page: &[u8]) -> Option<Record> {
    if !portal.has_search() || !portal.standing(id).is_listed() {
        return None;
    }
    let view = View::Document(id);
    let title = text(portal, view, "title");
    let mut blocks = blocks(&String::from_utf8_lossy(page));
    // What results show above the text need not stand in it again.
    blocks.retain(|block| *block != title);
    let publishers = publishers(portal, view);
    let about = About {
        url: text(portal, view, "url"),
        date: portal.show_moment(view, "published").map_or_else(String::new, |moment| moment.day()),
        kind: text(portal, view, "kind"),
        facets: facets(portal, view, &publishers),
        turns: turns(portal, view),
        title,
        number: text(portal, view, "doc_number"),
        publishers: publishers.into_iter().map(|(_, name)| name).collect(),
    };
    Some(Record::new(&about, &blocks))
}

/// The ids and names of those who published a document.
fn publishers(portal: &Portal, view: View) -> Vec<(String, String)> {
    let Some(Shown::List(publishers)) = portal.show(view, "publishers") else { return Vec::new() };
    let named = |publisher: Shown| match publisher {
        Shown::View(publisher) => Some((text(portal, publisher, "id"), text(portal, publisher, "name"))),
        _ => None,
    };
    publishers.into_iter().filter_map(named).collect()
}

/// What a document can be chosen by: its kind, its publishers, its subject class, its year, its state.
fn facets(portal: &Portal, view: View, publishers: &[(String, String)]) -> Vec<(String, String)> {
    let mut facets = vec![(format!("kind:{}", text(portal, view, "kind")), text(portal, view, "kind_name"))];
    facets.extend(publishers.iter().map(|(id, name)| (format!("publisher:{id}"), name.clone())));
    if let Some(Shown::Record(topic)) = portal.show(view, "topic")
        && let Some((_, Shown::Text(class))) = topic.into_iter().find(|(name, _)| *name == "class")
    {
        facets.push((format!("topic:{class}"), class.into_owned()));
    }
    let published = || portal.show_moment(view, "published").map(|moment| i64::from(moment.date.year()));
    let year = match portal.show(view, "year") {
        Some(Shown::Number(year)) => Some(year),
        _ => published(),
    };
    facets.extend(year.map(|year| (format!("year:{year}"), format!("{year}年"))));
    let state = text(portal, view, "status_code");
    if !state.is_empty() {
        facets.push((format!("status:{state}"), text(portal, view, "status")));
    }
    facets
}

/// The states that days to come bring it, as far as is known: its page of today tells them by itself, and so do results.
fn turns(portal: &Portal, view: View) -> Vec<(String, String)> {
    let Some(Shown::List(turns)) = portal.show(view, "status_turns") else { return Vec::new() };
    let turn = |turn: Shown| {
        let Shown::Record(fields) = turn else { return None };
        let field = |name: &str| fields.iter().find(|(own, _)| *own == name).map(|(_, shown)| shown);
        match (field("from")?, field("code")?, field("name")?) {
            (Shown::Moment(from, _), Shown::Text(code), Shown::Text(name)) => {
                Some((format!("{} {code}", from.day()), name.to_string()))
            }
            _ => None,
        }
    };
    turns.into_iter().filter_map(turn).collect()
}

/// The description by which browsers offer the search (OpenSearch 1.1).
pub(super) fn description(portal: &Portal) -> String {
    let name = text(portal, View::Site, "name");
    // The form takes sixteen characters at the most for a short name.
    let short: String = name.chars().take(16).collect();
    let page = |special: Special| portal.permalink(&special.route());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n<Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{}\"/>\n</OpenSearchDescription>\n",
        escape(&short),
        escape(&format!("在{name}检索")),
        escape(&portal.config.site.language),
        escape(&page(Special::Search)),
        escape(&page(Special::OpenSearch)),
    )
}

//! How the site hangs together: relations, sections, organisations.

use super::document::is_there;
use super::{Row, put};
use crate::portal::view::{Shown, View};
use crate::portal::{Portal, SectionId};
use crate::trace::{Key, Subject, read};
use serde_json::Value;

/// Every relation once, from the document that names the other; the ids are those of `documents.json`.
pub(super) fn relations(portal: &Portal) -> Vec<Row> {
    let documents = portal.show_listed().into_iter().map(View::Document);
    documents.flat_map(|view| of(portal, view)).collect()
}

fn of(portal: &Portal, view: View) -> Vec<Row> {
    let groups = portal.show_list(view, "relations");
    let own = groups.iter().filter(|group| matches!(group.get("own"), Some(Shown::Yes(true))));
    let named = own.flat_map(|group| {
        let members = group.get("documents").map_or(&[][..], Shown::items);
        members.iter().filter_map(Shown::as_view).map(move |other| (group.get("code").map(Shown::json), other))
    });
    // Both sides show that they are related: it is told once, from the one that stands first.
    let related = portal.show_views(view, "related").into_iter().filter(|other| *other > view);
    let related = related.map(|other| (Some(Value::from("related")), other));
    let all = named.chain(related).filter(|(_, other)| is_there(portal, *other));
    all.map(|(code, other)| relation(portal, view, (code, other))).collect()
}

fn relation(portal: &Portal, from: View, (code, to): (Option<Value>, View)) -> Row {
    let mut row = Row::new();
    put(&mut row, "from", portal.show_text(from, "tag"));
    put(&mut row, "relation", code);
    put(&mut row, "to", portal.show_text(to, "tag"));
    row
}

/// All sections, the home first.
pub(super) fn sections(portal: &Portal) -> Vec<Row> {
    read(Key::Listed(Subject::Site));
    (0..portal.sections().len()).map(|at| section(portal, View::Section(SectionId::new(at)))).collect()
}

fn section(portal: &Portal, view: View) -> Row {
    let mut row = Row::new();
    let text = |field| portal.show_text(view, field);
    put(&mut row, "path", text("path"));
    put(&mut row, "title", text("title"));
    put(&mut row, "url", text("permalink"));
    let parent = portal.show_views(view, "parent").first().and_then(|parent| portal.show_text(*parent, "path"));
    put(&mut row, "parent", parent);
    put(&mut row, "description", text("description"));
    put(&mut row, "column_type", text("column_type"));
    put(&mut row, "count", portal.show(view, "count").map(|count| count.json()));
    put(&mut row, "updated", portal.show(view, "updated").map(|date| date.json()).filter(|date| !date.is_null()));
    put(&mut row, "feed", text("feed").map(|url| portal.absolute(&url)));
    row
}

/// All organisations, in the order of their dictionary.
pub(super) fn organisations(portal: &Portal) -> Vec<Row> {
    let row = |view: View| {
        let mut row = Row::new();
        for field in ["id", "name", "short", "level"] {
            put(&mut row, field, portal.show_text(view, field));
        }
        let parent = portal.show_views(view, "parent").first().and_then(|parent| portal.show_text(*parent, "id"));
        put(&mut row, "parent", parent);
        put(&mut row, "url", portal.show_text(view, "url").map(|url| portal.absolute(&url)));
        row
    };
    portal.config.organisations.iter().map(|(id, _)| row(View::Organisation(id))).collect()
}

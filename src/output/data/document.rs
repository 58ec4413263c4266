//! What is told of a document.

use super::{Row, put, put_list};
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Portal};
use serde_json::{Value, json};

/// All documents that stand in lists, by path.
pub(super) fn rows(portal: &Portal) -> impl Iterator<Item = Row> {
    portal.show_listed().into_iter().map(|id| row(portal, id))
}

/// A document in the list of all.
fn row(portal: &Portal, id: DocumentId) -> Row {
    let view = View::Document(id);
    let plain = |row: &mut Row, fields: &[&str]| {
        for field in fields {
            put(row, field, portal.show(view, field).map(|shown| shown.json()).filter(|value| !value.is_null()));
        }
    };
    let mut row = Row::new();
    put(&mut row, "id", portal.show_text(view, "tag"));
    put(&mut row, "url", portal.show_text(view, "permalink"));
    put(&mut row, "json", portal.show_text(view, "data").map(|url| portal.absolute(&url)));
    plain(&mut row, &["title", "subtitle", "kind", "kind_name"]);
    put(&mut row, "section", portal.show_views(view, "section").first().and_then(|one| portal.show_text(*one, "path")));
    put_list(&mut row, "publishers", publishers(portal, view));
    plain(&mut row, &["source", "author", "published", "updated", "revised", "issued", "archived", "year"]);
    plain(&mut row, &["doc_number", "index_number"]);
    put(&mut row, "topic", portal.show(view, "topic").and_then(|topic| Some(topic.get("text")?.json())));
    plain(&mut row, &["form"]);
    put_list(&mut row, "keywords", keywords(portal, view));
    put_list(&mut row, "duty", duty(portal, view));
    plain(&mut row, &["status", "status_code", "summary"]);
    row
}

fn publishers(portal: &Portal, view: View) -> Vec<Value> {
    let one = |view: View| json!({ "id": portal.show_text(view, "id"), "name": portal.show_text(view, "name") });
    portal.show_views(view, "publishers").into_iter().map(one).collect()
}

fn keywords(portal: &Portal, view: View) -> Vec<Value> {
    let name = |word: &Shown| match word {
        Shown::View(term) => portal.show_text(*term, "name").map(Value::from),
        other => other.get("name").map(Shown::json),
    };
    portal.show_list(view, "keywords").iter().filter_map(name).collect()
}

fn duty(portal: &Portal, view: View) -> Vec<Value> {
    portal.show_list(view, "duty").iter().filter_map(|duty| duty.get("code").map(Shown::json)).collect()
}

/// A document in its own file.
pub(super) fn whole(portal: &Portal, id: DocumentId) -> Row {
    let view = View::Document(id);
    let mut row = row(portal, id);
    put_list(&mut row, "facts", facts(portal, view));
    put_list(&mut row, "relations", relations(portal, view));
    put_list(&mut row, "attachments", attachments(portal, view));
    put_list(&mut row, "headings", headings(&portal.show_list(view, "toc")));
    put_list(&mut row, "figures", chosen(portal, (view, "figures"), &FIGURE));
    put_list(&mut row, "commitments", chosen(portal, (view, "promises"), &PROMISE));
    put_list(&mut row, "history", portal.show_list(view, "history").iter().map(Shown::json).collect());
    let table = portal
        .show(view, "register")
        .and_then(|register| Some(register.get("download")?.get("url")?.as_text()?.to_owned()));
    put(&mut row, "csv", table.map(|url| portal.absolute(&url)));
    row
}

/// The metadata block of the page, which has the keys of the document's kind too.
fn facts(portal: &Portal, view: View) -> Vec<Value> {
    let block = portal.show(view, "facts").unwrap_or(Shown::Nothing);
    let rows = ["rows", "lists"].into_iter().filter_map(|part| block.get(part)).flat_map(Shown::items);
    let words = |items: &Shown| items.items().iter().filter_map(|item| item.get("text")).map(Shown::json).collect();
    let value = |row: &Shown| {
        let plain = row.get("iso").or_else(|| row.get("text")).map(Shown::json);
        plain.or_else(|| row.get("items").map(words))
    };
    let text = |row: &Shown, name| row.get(name).map_or(Value::Null, Shown::json);
    rows.map(|row| json!({ "key": text(row, "key"), "name": text(row, "name"), "value": value(row) })).collect()
}

/// Other documents, by what they are to this one; one that is not published is not told of.
fn relations(portal: &Portal, view: View) -> Vec<Value> {
    let groups = portal.show_list(view, "relations");
    let text = |group: &Shown, name| group.get(name).map_or(Value::Null, Shown::json);
    let own = groups.iter().map(|group| {
        let members = group.get("documents").map_or(&[][..], Shown::items);
        (text(group, "code"), text(group, "name"), members.iter().filter_map(Shown::as_view).collect())
    });
    let related = (json!("related"), json!("相关文件"), portal.show_views(view, "related"));
    let told = |(code, name, views): (Value, Value, Vec<View>)| {
        let documents: Vec<Value> = views.into_iter().filter_map(|view| named(portal, view)).collect();
        (!documents.is_empty()).then(|| json!({ "relation": code, "name": name, "documents": documents }))
    };
    own.chain([related]).filter_map(told).collect()
}

/// Another document; nothing of one that has no page or was withdrawn.
fn named(portal: &Portal, view: View) -> Option<Value> {
    is_there(portal, view).then(|| {
        let text = |field| portal.show_text(view, field);
        json!({ "id": text("tag"), "url": text("permalink"), "title": text("title") })
    })
}

/// Whether a document stands in data files.
pub(super) fn is_there(portal: &Portal, view: View) -> bool {
    portal.show_text(view, "url").is_some() && matches!(portal.show(view, "withdrawn"), None | Some(Shown::Nothing))
}

fn attachments(portal: &Portal, view: View) -> Vec<Value> {
    let text = |file: &Shown, name: &str| file.get(name).map_or(Value::Null, Shown::json);
    let url = |file: &Shown| file.get("url").and_then(Shown::as_text).map(|url| portal.absolute(url));
    let one = |file: &Shown| json!({ "title": text(file, "title"), "url": url(file), "size": text(file, "size") });
    portal.show_list(view, "attachments").iter().map(one).collect()
}

/// All headings in order.
fn headings(toc: &[Shown]) -> Vec<Value> {
    let mut all = Vec::new();
    for heading in toc {
        all.push(only(heading, &HEADING));
        all.extend(headings(heading.get("children").map_or(&[], Shown::items)));
    }
    all
}

/// A field that is a list of records, with these of their fields.
fn chosen(portal: &Portal, (view, field): (View, &str), names: &[Name]) -> Vec<Value> {
    portal.show_list(view, field).iter().map(|record| only(record, names)).collect()
}

/// The name of a property, and that of the field it is taken from.
type Name = (&'static str, &'static str);

const FIGURE: [Name; 6] =
    [("id", "id"), ("name", "name"), ("value", "written"), ("unit", "unit"), ("change", "change"), ("quote", "quote")];
const PROMISE: [Name; 5] =
    [("id", "id"), ("text", "text"), ("due", "due"), ("state", "state"), ("state_code", "state_code")];
const HEADING: [Name; 4] = [("level", "level"), ("id", "id"), ("anchor", "anchor"), ("text", "text")];

/// These fields of a record.
pub(super) fn only(record: &Shown, names: &[Name]) -> Value {
    let mut row = Row::new();
    for (name, field) in names {
        put(&mut row, name, record.get(field).map(Shown::json));
    }
    Value::Object(row)
}

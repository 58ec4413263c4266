//! The figures of reports. Every value is the text of an exact decimal, which no reader may round.

use super::document::only;
use super::{Row, put};
use crate::portal::view::{Shown, View};
use crate::portal::{Portal, SeriesId};
use crate::trace::{Key, Subject, read};
use serde_json::Value;

/// What is told of one value, and where it stands in the record.
const POINT: [(&str, &str); 6] = [
    ("year", "year"),
    ("publisher", "publisher"),
    ("value", "written"),
    ("unit", "unit"),
    ("quote", "quote"),
    ("report", "report"),
];

/// All indicators, each with its values.
pub(super) fn series(portal: &Portal) -> Vec<Row> {
    all(portal).map(|id| one(portal, id)).collect()
}

fn one(portal: &Portal, id: SeriesId) -> Row {
    let mut row = head(portal, id);
    row.insert("points".to_owned(), points(portal, id).into_iter().map(Value::Object).collect());
    row
}

/// All values, a row each, with the indicator's name before them.
pub(super) fn rows(portal: &Portal) -> Vec<Row> {
    let row = |id: SeriesId| {
        let head = head(portal, id);
        points(portal, id).into_iter().map(move |point| head.clone().into_iter().chain(point).collect())
    };
    all(portal).flat_map(row).collect()
}

fn all(portal: &Portal) -> impl Iterator<Item = SeriesId> {
    read(Key::Listed(Subject::Site));
    portal.series().iter().map(|(id, _)| id)
}

fn head(portal: &Portal, id: SeriesId) -> Row {
    let view = View::Series(id);
    let mut row = Row::new();
    for (name, field) in
        [("indicator", "id"), ("name", "name"), ("topic", "topic"), ("unit", "unit"), ("page", "permalink")]
    {
        put(&mut row, name, portal.show_text(view, field));
    }
    row
}

fn points(portal: &Portal, id: SeriesId) -> Vec<Row> {
    let url = |point: &Shown| point.get("url").and_then(Shown::as_text).map(|url| portal.absolute(url));
    let row = |point: &Shown| {
        let Value::Object(mut row) = only(point, &POINT) else { return Row::new() };
        put(&mut row, "url", url(point));
        row
    };
    portal.show_list(View::Series(id), "points").iter().map(row).collect()
}

//! A register's rows as CSV: what the page shows, no more and no less.

use super::commas;
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Portal};

/// The rows of the file, headings first, in the order of the page.
pub(super) fn csv(portal: &Portal, id: DocumentId) -> String {
    let register = portal.show(View::Document(id), "register").unwrap_or(Shown::Nothing);
    let headings: Vec<String> = members(&register, "columns").iter().map(heading).collect();
    let rows = members(&register, "groups").iter().flat_map(|group| members(group, "rows"));
    let cells = rows.map(|row| members(row, "cells").iter().map(|cell| text(cell, "plain")).collect());
    commas::file(&headings, cells)
}

/// A column's name with its unit.
pub(super) fn heading(column: &Shown) -> String {
    let (name, unit) = (text(column, "name"), text(column, "unit"));
    if unit.is_empty() { name } else { format!("{name}（{unit}）") }
}

fn members<'a>(record: &'a Shown, name: &str) -> &'a [Shown] {
    record.get(name).map_or(&[], Shown::items)
}

fn text(record: &Shown, name: &str) -> String {
    record.get(name).and_then(Shown::as_text).unwrap_or_default().to_owned()
}

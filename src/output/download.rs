//! A register's rows as CSV (RFC 4180): what the page shows, no more and no less.

use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Portal};

/// Without it spreadsheets take Chinese text for GBK.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The rows of the file, headings first, in the order of the page.
pub(super) fn csv(portal: &Portal, id: DocumentId) -> String {
    let register = portal.show(View::Document(id), "register").unwrap_or(Shown::Nothing);
    let headings = members(&register, "columns").iter().map(heading).collect();
    let rows = members(&register, "groups").iter().flat_map(|group| members(group, "rows"));
    let cells = rows.map(|row| members(row, "cells").iter().map(|cell| text(cell, "plain")).collect());
    let lines = std::iter::once(headings).chain(cells).map(|row: Vec<String>| line(&row));
    std::iter::once(BYTE_ORDER_MARK.to_owned()).chain(lines).collect()
}

/// A column's name with its unit.
fn heading(column: &Shown) -> String {
    let (name, unit) = (text(column, "name"), text(column, "unit"));
    if unit.is_empty() { name } else { format!("{name}（{unit}）") }
}

fn line(cells: &[String]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn field<'a>(record: &'a Shown, name: &str) -> Option<&'a Shown> {
    let Shown::Record(fields) = record else { return None };
    fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn members<'a>(record: &'a Shown, name: &str) -> &'a [Shown] {
    match field(record, name) {
        Some(Shown::List(list)) => list,
        _ => &[],
    }
}

fn text(record: &Shown, name: &str) -> String {
    match field(record, name) {
        Some(Shown::Text(text)) => text.to_string(),
        _ => String::new(),
    }
}

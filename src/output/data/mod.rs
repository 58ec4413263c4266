//! Files for reuse: the metadata of all documents, their relations, sections, organisations and figures as JSON and CSV, a
//! description of the tables, a catalogue of it all, and what the page that lists them shows.
//!
//! In: the portal, through views. Out: bytes. What tells size and hash of a file takes over what making it read, so that it
//! is made again when the file is. What has no value is left out. Never here: a day, unless a document bears it.

mod catalogue;
mod columns;
mod document;
mod figures;
mod listing;
mod package;
mod register;
mod stock;
mod structure;

pub(super) use stock::Stock;

use crate::portal::view::View;
use crate::portal::{DataFile, DocumentId, Portal};
use serde_json::{Map, Value};

/// One thing of a file, by the names of its properties.
type Row = Map<String, Value>;

/// The file of one document.
pub(super) fn record(portal: &Portal, id: DocumentId) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 << 10);
    write(&mut bytes, &document::whole(portal, id));
    bytes.push(b'\n');
    bytes
}

fn make(stock: &Stock, file: DataFile) -> Vec<u8> {
    let portal = stock.portal();
    match file {
        DataFile::Documents => list(portal, "documents", document::rows(portal)),
        DataFile::DocumentsTable => columns::csv(columns::DOCUMENTS, document::rows(portal)).into_bytes(),
        DataFile::Indicators => list(portal, "indicators", figures::series(portal).into_iter()),
        DataFile::IndicatorsTable => columns::csv(columns::INDICATORS, figures::rows(portal).into_iter()).into_bytes(),
        DataFile::Relations => list(portal, "relations", structure::relations(portal).into_iter()),
        DataFile::Sections => list(portal, "sections", structure::sections(portal).into_iter()),
        DataFile::Organisations => list(portal, "organisations", structure::organisations(portal).into_iter()),
        DataFile::Package => pretty(&package::package(stock)),
        DataFile::Catalogue => pretty(&catalogue::catalogue(stock)),
    }
}

/// A list with whose it is, a line for each of its rows.
fn list(portal: &Portal, name: &str, rows: impl Iterator<Item = Row>) -> Vec<u8> {
    let mut head = Row::new();
    put(&mut head, "site", portal.show_text(View::Site, "name"));
    put(&mut head, "url", portal.show_text(View::Site, "url"));
    put(&mut head, "licence", portal.show_text(View::Site, "licence"));
    let mut bytes = Vec::new();
    write(&mut bytes, &head);
    bytes.pop();
    bytes.extend(format!(",\"{name}\":[").bytes());
    for (at, row) in rows.enumerate() {
        bytes.extend(if at == 0 { &b"\n"[..] } else { &b",\n"[..] });
        write(&mut bytes, &row);
    }
    bytes.extend(b"\n]}\n");
    bytes
}

fn write(bytes: &mut Vec<u8>, row: &Row) {
    serde_json::to_writer(bytes, row).expect("a map of values is JSON");
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a value is JSON");
    bytes.push(b'\n');
    bytes
}

/// A property that has a value.
fn put(row: &mut Row, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        row.insert(name.to_owned(), value.into());
    }
}

/// A property that is a list with members.
fn put_list(row: &mut Row, name: &str, values: Vec<Value>) {
    put(row, name, Some(values).filter(|values| !values.is_empty()));
}

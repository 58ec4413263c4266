//! `datapackage.json`: what stands in the tables (Data Package 1.0, Table Schema 1.0, frictionlessdata.io).

use super::columns::{DOCUMENTS, INDICATORS, schema};
use super::stock::Stock;
use super::{Row, put, register};
use crate::law::closed_list::ClosedList;
use crate::portal::view::View;
use crate::portal::{DataFile, Portal};
use serde_json::{Value, json};

/// The tables under `data/`, and the registers wherever they stand.
pub(super) fn package(stock: &Stock) -> Value {
    let portal = stock.portal();
    let own = [
        table(stock, DataFile::DocumentsTable, ("documents", schema(DOCUMENTS), Some("id"))),
        table(stock, DataFile::IndicatorsTable, ("indicators", schema(INDICATORS), None)),
    ];
    let registers = register::all(portal)
        .into_iter()
        .map(|sheet| resource((sheet.name, sheet.title, sheet.address), (sheet.bytes, &sheet.sha256), sheet.schema));
    let mut package = Row::new();
    put(&mut package, "profile", Some("tabular-data-package"));
    put(&mut package, "name", Some("open-data"));
    put(&mut package, "title", portal.show_text(View::Site, "name").map(|name| format!("{name}开放数据")));
    put(&mut package, "homepage", portal.show_text(View::Site, "url"));
    put(&mut package, "licenses", licence(portal).map(|licence| vec![licence]));
    put(&mut package, "resources", Some(own.into_iter().chain(registers).collect::<Vec<_>>()));
    Value::Object(package)
}

fn table(stock: &Stock, file: DataFile, (name, mut schema, key): (&str, Value, Option<&str>)) -> Value {
    if let Some(key) = key {
        schema["primaryKey"] = key.into();
    }
    let made = stock.get(file);
    resource(
        (name.to_owned(), file.name().to_owned(), file.code().to_owned()),
        (made.bytes.len(), &made.sha256),
        schema,
    )
}

fn resource((name, title, path): (String, String, String), (bytes, sha256): (usize, &str), schema: Value) -> Value {
    json!({
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "hash": format!("sha256:{sha256}"),
        "schema": schema,
    })
}

/// A licence is named by its address; of one that is told in words, by the page on which the words stand.
fn licence(portal: &Portal) -> Option<Value> {
    let words = portal.show_text(View::Site, "licence")?;
    if is_address(&words) {
        return Some(json!({ "path": words }));
    }
    let page = portal.show_text(View::Site, "data").or_else(|| portal.show_text(View::Site, "base"))?;
    Some(json!({ "path": portal.absolute(&page), "title": words }))
}

/// Whether terms of use are told by an address.
pub(super) fn is_address(words: &str) -> bool {
    words.starts_with("https://") || words.starts_with("http://")
}

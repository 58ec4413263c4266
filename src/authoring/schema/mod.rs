//! JSON Schema (draft 2020-12) of what authors write, from the tables by which it is read.
//!
//! A schema sees one file, and of that the values. What needs the text below the front matter, another file or another
//! value is not in it: the program tells that.

mod object;
mod value;

use crate::config;
use crate::content::{DOCUMENT_KEYS, Kind, SECTION};
use crate::law::closed_list::ClosedList as _;
use crate::yaml::{Key, Need, Record, Shape};
use serde_json::{Map, Value, json};

/// The folder, from the site's root, in which new sites look for the schemas.
pub const SCHEMAS: &str = ".vscode/schema";

/// A schema: the name of its file, and the JSON.
pub type Schema = (String, String);

/// All schemas: one of front matter for each kind, one for all kinds, one of sections, one of each file of settings.
#[must_use]
pub fn schemas() -> Vec<Schema> {
    let kinds = Kind::ALL.iter().map(|kind| (format!("document-{}.json", kind.code()), of_kind(*kind)));
    let others = [("document.json".to_owned(), of_any_kind()), ("section.json".to_owned(), of_section())];
    let settings = config::RECORDS.iter().map(|(file, record)| {
        let name = file.rsplit('/').next().unwrap_or(file).replace(".yaml", ".json");
        (name, of_settings(file, *record))
    });
    let all = kinds.chain(others).chain(settings);
    all.map(|(name, schema)| (name, format!("{schema:#}\n"))).collect()
}

/// The keys of a kind, as a schema of one kind knows them: a section may hand down the publisher, which no schema sees.
fn keys_of(kind: Kind) -> Vec<(Key, Need)> {
    let at = Kind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    let own = |key: Key| match key.en {
        "kind" => Key { shape: Shape::Choice(&Kind::WORDS[at..=at]), ..key },
        _ => key,
    };
    DOCUMENT_KEYS.iter().filter(|known| known.is_of(kind)).map(|known| (own(known.key), known.need(kind))).collect()
}

fn of_kind(kind: Kind) -> Value {
    let title = format!("{}（{}）的元数据", kind.name(), kind.code());
    whole(&title, object::schema(&keys_of(kind), None, "#"))
}

/// Of any kind: the one that is written, or else any, since a section may hand it down.
fn of_any_kind() -> Value {
    let mut kinds = Map::new();
    let mut cases = Vec::new();
    for kind in Kind::ALL {
        let place = format!("#/$defs/{}", kind.code());
        kinds.insert(kind.code().to_owned(), object::schema(&keys_of(*kind), None, &place));
        cases.push(json!({ "if": says_kind(*kind), "then": { "$ref": place } }));
    }
    let every = DOCUMENT_KEYS.iter().map(|known| match known.kinds {
        [] => (known.key, known.need(Kind::Page)),
        _ => (known.key, Need::Optional),
    });
    let mut schema = object::schema(&every.collect::<Vec<_>>(), None, "#");
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("allOf".to_owned(), all_of(schema.get("allOf"), cases));
        schema.insert("$defs".to_owned(), Value::Object(kinds));
    }
    whole("文档的元数据", schema)
}

fn all_of(given: Option<&Value>, more: Vec<Value>) -> Value {
    given.and_then(Value::as_array).cloned().unwrap_or_default().into_iter().chain(more).collect()
}

/// Whether a document says that it is of a kind.
fn says_kind(kind: Kind) -> Value {
    let key = DOCUMENT_KEYS.iter().find(|known| known.key.en == "kind").map(|known| known.key);
    let names = key.iter().flat_map(Key::names);
    let says = |name: &str| json!({ "required": [name], "properties": { name: { "enum": kind.words() } } });
    json!({ "anyOf": names.map(says).collect::<Vec<_>>() })
}

fn of_section() -> Value {
    whole("栏目 _index.md 的元数据", object::of(SECTION, "#"))
}

/// Of xiangwei.yaml, which is a map, or of a dictionary, which is a list of them.
fn of_settings(file: &str, record: Record) -> Value {
    if file == config::FILE {
        return whole(file, object::of(record, "#"));
    }
    let entries = json!({ "type": ["array", "null"], "items": object::of(record, "#/items") });
    whole(file, entries)
}

fn whole(title: &str, schema: Value) -> Value {
    let mut whole = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title });
    if let (Some(whole), Value::Object(schema)) = (whole.as_object_mut(), schema) {
        whole.extend(schema);
    }
    whole
}

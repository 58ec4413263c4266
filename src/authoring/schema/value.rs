//! What a value must be, as a schema.
//!
//! YAML makes numbers and yes/no of some words; the reader takes every scalar by its characters, and so a text may be a
//! number here. Nothing and blanks count as not written.

use super::object;
use crate::diag::Rule;
use crate::law::duty::Duty;
use crate::law::subject::CLASSES;
use crate::yaml::{Choices, Key, Need, Shape};
use serde_json::{Value, json};

/// One key of a map that stands at `place`.
pub(super) fn property(key: &Key, need: Need, place: &str) -> Value {
    let place = format!("{place}/properties/{}", key.zh[0]);
    let mut any = alternatives(key.shape, &place);
    let mut property = json!({ "title": format!("{} {}", key.zh[0], key.en), "description": key.note });
    match need {
        Need::Required => property["not"] = json!({ "anyOf": [blank(), { "const": [] }] }),
        _ => any.push(blank()),
    }
    property["anyOf"] = Value::Array(any);
    if !key.example.is_empty() && !key.example.starts_with('[') {
        property["examples"] = json!([key.example]);
    }
    property
}

/// What counts as not written.
fn blank() -> Value {
    json!({ "anyOf": [{ "type": "null" }, { "type": "string", "pattern": "^\\s*$" }] })
}

/// What a value of this shape may be, any of these; they stand at `place`, under `anyOf`.
fn alternatives(shape: Shape, place: &str) -> Vec<Value> {
    let text = || json!({ "type": ["string", "number", "boolean"] });
    match shape {
        Shape::Text | Shape::Prose | Shape::File | Shape::Organisation | Shape::Indicator | Shape::Reference => {
            vec![text()]
        }
        Shape::Integer => number(json!({ "type": "integer" }), "[+-]?[0-9]+"),
        Shape::Count => number(json!({ "type": "integer", "minimum": 1 }), "\\+?0*[1-9][0-9]*"),
        Shape::Number => number(json!({ "type": "integer", "minimum": 0 }), "\\+?[0-9]+"),
        Shape::Decimal => number(json!({ "type": "number" }), "[+＋-]?[0-9０-９][0-9０-９,，.．\\s]*[%％]?"),
        Shape::Year => number(json!({ "type": "integer", "minimum": 1900, "maximum": 2099 }), "(19|20)[0-9]{2}年?"),
        Shape::Yes => vec![json!({ "enum": [true, false, "是", "否", "yes", "no", "Yes", "No", "true", "false"] })],
        Shape::Date => vec![json!({ "type": "string", "format": "date", "pattern": DAY })],
        Shape::Moment => vec![
            json!({ "type": "string", "format": "date", "pattern": DAY }),
            json!({ "type": "string", "pattern": MOMENT }),
        ],
        Shape::Words => vec![text(), json!({ "type": "array", "items": text() })],
        Shape::Choice(choices) => vec![words(choices)],
        Shape::Either(these, those) => vec![words(these), words(those)],
        Shape::Usual(choices) => vec![words(choices), text()],
        Shape::Subject => vec![json!({ "enum": subjects() })],
        Shape::Duty => vec![json!({ "enum": Duty::all().map(Duty::code).collect::<Vec<_>>() })],
        Shape::Rule => vec![json!({ "enum": rules() })],
        Shape::List(one) => list(*one, place),
        Shape::Record(record) => vec![object::of(*record, &format!("{place}/anyOf/0"))],
        Shape::WordOr(record) => vec![object::of(*record, &format!("{place}/anyOf/0")), text()],
        Shape::Named(one) => vec![map(json!({}), *one, place)],
        Shape::Each(choices, one) => vec![map(words(choices), *one, place)],
        Shape::EachRule(one) => vec![map(json!({ "enum": rules() }), *one, place)],
        Shape::Free => vec![json!({})],
    }
}

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const MOMENT: &str =
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[ T]\\s*([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";

/// A number as YAML makes one, or its characters.
fn number(number: Value, characters: &str) -> Vec<Value> {
    vec![number, json!({ "type": "string", "pattern": format!("^\\s*{characters}\\s*$") })]
}

/// Every word of a list, the Chinese ones first, since editors offer them in this order.
fn words(choices: Choices) -> Value {
    let chinese = choices.iter().flat_map(|words| &words[1..]);
    let codes = choices.iter().map(|words| &words[0]);
    json!({ "enum": chinese.chain(codes).collect::<Vec<_>>() })
}

fn rules() -> Vec<&'static str> {
    Rule::ALL.iter().map(|rule| rule.word()).collect()
}

/// The classes, and each with its sub-classes, as they are written.
fn subjects() -> Vec<String> {
    let with_subs = |class: &'static crate::law::subject::Class| {
        let subs = class.subs.iter().map(|sub| format!("{}\\{sub}", class.name));
        std::iter::once(class.name.to_owned()).chain(subs)
    };
    CLASSES.iter().flat_map(with_subs).collect()
}

/// One, or a list of them.
fn list(one: Shape, place: &str) -> Vec<Value> {
    let single = alternatives(one, place);
    let same = (0..single.len()).map(|at| json!({ "$ref": format!("{place}/anyOf/{at}") }));
    let many = json!({ "type": "array", "items": { "anyOf": same.collect::<Vec<_>>() } });
    single.into_iter().chain([many]).collect()
}

/// A map in which each name is of `names` and each value of one shape.
fn map(names: Value, one: Shape, place: &str) -> Value {
    let within = format!("{place}/anyOf/0/additionalProperties");
    let values = json!({ "anyOf": alternatives(one, &within) });
    json!({ "type": "object", "propertyNames": names, "additionalProperties": values })
}

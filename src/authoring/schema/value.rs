//! What a value must be, as a schema.
//!
//! YAML makes numbers and yes/no of some words; the reader takes every scalar by its characters, and so a text may be a
//! number here. Nothing and blanks count as not written.

use super::object;
use crate::authoring::written::Written;
use crate::diag::Rule;
use crate::law::duty::Duty;
use crate::law::subject::{CLASSES, Subject};
use crate::yaml::{Choices, Key, Need, Shape, YES};
use serde_json::{Value, json};
use std::ops::RangeInclusive;

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
        Shape::Integer => number(i64::MIN.into()..=i64::MAX.into(), shape),
        Shape::Count => number(1..=u64::MAX.into(), shape),
        Shape::Number => number(0..=u32::MAX.into(), shape),
        Shape::Decimal => {
            vec![json!({ "type": "number", "minimum": -LARGEST, "maximum": LARGEST }), in_characters(shape)]
        }
        Shape::Year => number(1900..=2099, shape),
        Shape::Yes => vec![json!({ "type": "boolean" }), words(YES)],
        Shape::Date | Shape::Moment | Shape::DocNumber => vec![in_characters(shape)],
        Shape::Segment => vec![unlike(pattern(SEGMENT, "网址的一段：2024-1"), "^\\s*index\\s*$"), number_or_yes()],
        Shape::SitePath => vec![unlike(pattern(SITE_PATH, "站内路径：/old/2023/a.html"), "://"), number_or_yes()],
        Shape::Words => vec![text(), json!({ "type": "array", "items": text() })],
        Shape::Choice(choices) => vec![words(choices)],
        Shape::Either(these, those) => vec![words(these), words(those)],
        Shape::Usual(choices) => vec![words(choices), text()],
        // Editors offer what is listed; what is read beside that is a pattern.
        Shape::Subject => vec![json!({ "enum": subjects() }), pattern(&Subject::pattern(), "主题分类：综合政务")],
        Shape::Duty => {
            let codes: Vec<String> = Duty::all().map(Duty::code).collect();
            vec![json!({ "enum": codes }), pattern(&Duty::pattern(), "公开事项：20-1")]
        }
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

/// A number of the indicators has no more digits.
const LARGEST: i64 = 999_999_999_999_999_999;
/// One segment of an address, as `content` reads a 链接名; `index` is none, either.
const SEGMENT: &str = "[^\\s./\\\\?#%][^/\\\\?#%]*";
/// A path within the site, as `content` reads a 旧链接.
const SITE_PATH: &str = "(?:/+[^./?#\\\\]|[^\\s./?#\\\\])[^/?#\\\\]*(?:/(?:[^./?#\\\\][^/?#\\\\]*)?)*";

/// A number as YAML makes one, or its characters.
fn number(range: RangeInclusive<i128>, shape: Shape) -> Vec<Value> {
    vec![json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() }), in_characters(shape)]
}

/// What a word of this shape is by its characters.
fn in_characters(shape: Shape) -> Value {
    Written::of(shape).map_or_else(|| json!({}), |written| text_of(&written))
}

/// A text of a form, blanks around it or none; editors tell what is wanted where it has another.
fn pattern(form: &str, wanted: &'static str) -> Value {
    text_of(&Written::new(form, wanted))
}

fn text_of(written: &Written) -> Value {
    json!({ "type": "string", "pattern": written.pattern(), "patternErrorMessage": written.told() })
}

/// A text of a form, but not of another.
fn unlike(text: Value, pattern: &str) -> Value {
    json!({ "allOf": [text], "not": { "pattern": pattern } })
}

/// What YAML makes of some words, and the reader takes by their characters.
fn number_or_yes() -> Value {
    json!({ "type": ["number", "boolean"] })
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

//! A map of known keys as a schema: each key by any one of its names, and no other.

use super::value;
use crate::yaml::{Key, Need, Record, Shape, Variant, Variants};
use serde_json::{Map, Value, json};

/// The schema of a record that stands at `place`, a JSON pointer.
pub(super) fn of(record: Record, place: &str) -> Value {
    let keys: Vec<(Key, Need)> = record.keys.iter().map(|key| (*key, key.need)).collect();
    schema(&keys, record.variants, place)
}

/// The schema of a map that may have these keys.
pub(super) fn schema(keys: &[(Key, Need)], variants: Option<Variants>, place: &str) -> Value {
    let (mut properties, mut once) = (Map::new(), Map::new());
    let mut rules = Vec::new();
    for (key, need) in keys {
        // The Chinese name comes first, and the others are the same.
        for (at, name) in key.names().enumerate() {
            let same = json!({ "$ref": format!("{place}/properties/{}", key.zh[0]) });
            properties.insert(name.to_owned(), if at == 0 { value::property(key, *need, place) } else { same });
            let others: Map<String, Value> =
                key.names().filter(|other| *other != name).map(|other| (other.to_owned(), json!(false))).collect();
            once.insert(name.to_owned(), json!({ "properties": others }));
        }
        if *need == Need::Required {
            rules.push(present(key));
        }
    }
    if let Some(variants) = variants {
        let keys: Vec<Key> = keys.iter().map(|(key, _)| *key).collect();
        rules.extend(variants.all.iter().filter_map(|variant| case(&keys, variants, variant)));
    }
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    schema["dependentSchemas"] = Value::Object(once);
    if !rules.is_empty() {
        schema["allOf"] = Value::Array(rules);
    }
    schema
}

/// That a key is there, by whichever name.
fn present(key: &Key) -> Value {
    let name = |name| json!({ "required": [name] });
    json!({ "anyOf": key.names().map(name).collect::<Vec<_>>() })
}

/// What a map may and must have for one value of the key that decides.
fn case(keys: &[Key], variants: Variants, variant: &Variant) -> Option<Value> {
    let named = |en: &&str| keys.iter().find(|key| key.en == *en);
    let by = named(&variants.by)?;
    let Shape::Choice(choices) = by.shape else { return None };
    let words = choices.iter().find(|words| words[0] == variant.code)?;
    let says = |name: &str| json!({ "required": [name], "properties": { name: { "enum": words } } });
    let may: Vec<&str> = variants.shared.iter().chain(variant.keys).filter_map(named).flat_map(Key::names).collect();
    let must: Vec<Value> = variant.required.iter().filter_map(named).map(present).collect();
    Some(json!({
        "if": { "anyOf": by.names().map(says).collect::<Vec<_>>() },
        "then": { "propertyNames": { "enum": may }, "allOf": must },
    }))
}

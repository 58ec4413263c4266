//! Values as JSON, for files and programs.

use super::{Shown, moment_field};
use crate::yaml::Free;
use serde_json::{Map, Value};

impl Shown {
    /// The value as JSON: a date as ISO 8601 has it, numbers with decimals as the text that was written. A thing with a view
    /// of its own is told by whoever knows what of it is wanted, and is nothing here.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(&**text),
            Self::Html(html) => Value::from(html.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::Yes(yes) => Value::from(*yes),
            Self::Moment(moment, zone) => moment_field(*moment, *zone, "iso").map_or(Value::Null, |iso| iso.json()),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Record(fields) => {
                let known = fields.iter().map(|(name, value)| ((*name).to_owned(), value.json()));
                Value::Object(known.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
            }
            Self::Free(free) => free_json(free),
            Self::Nothing | Self::View(_) | Self::Found(..) | Self::Failure(_) => Value::Null,
        }
    }
}

fn free_json(free: &Free) -> Value {
    match free {
        Free::Null => Value::Null,
        Free::Yes(yes) => Value::from(*yes),
        Free::Integer(number) => Value::from(*number),
        Free::Number(number) => Value::from(*number),
        Free::Text(text) => Value::from(text.as_str()),
        Free::List(items) => items.iter().map(free_json).collect(),
        Free::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), free_json(value))).collect(),
    }
}

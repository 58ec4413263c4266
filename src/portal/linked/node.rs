//! One thing of a data block, property by property; what has no value is left out.

use serde_json::{Map, Value};

pub(super) struct Node(Map<String, Value>);

impl Node {
    pub(super) fn of(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    /// A text, or nothing.
    pub(super) fn text(&mut self, name: &str, text: Option<String>) {
        self.one(name, text.map(Value::from));
    }

    /// A value, or nothing.
    pub(super) fn one(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// Values: of one, that alone.
    pub(super) fn put(&mut self, name: &str, mut values: Vec<Value>) {
        match values.len() {
            0 => {}
            1 => self.one(name, values.pop()),
            _ => self.one(name, Some(Value::Array(values))),
        }
    }

    pub(super) fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

//! One thing of a data block, property by property; what has no value is left out.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A thing: its properties, in the order in which they are written.
pub(super) struct Node(Vec<(&'static str, Property)>);

/// What a property says.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Property {
    Word(&'static str),
    Text(String),
    Number(usize),
    Thing(Node),
    Several(Vec<Property>),
    /// Made elsewhere.
    Made(Value),
}

impl Node {
    pub(super) fn of(kind: &'static str) -> Self {
        Self(vec![("@type", kind.into())])
    }

    /// What holds all things of a page.
    pub(super) fn vocabulary(address: &'static str) -> Self {
        Self(vec![("@context", address.into())])
    }

    /// A value, or nothing.
    pub(super) fn one(&mut self, name: &'static str, value: Option<impl Into<Property>>) {
        self.0.extend(value.map(|value| (name, value.into())));
    }

    /// Values: of one, that alone.
    pub(super) fn put(&mut self, name: &'static str, values: Vec<impl Into<Property>>) {
        let mut values: Vec<Property> = values.into_iter().map(Into::into).collect();
        match values.len() {
            0 => {}
            1 => self.one(name, values.pop()),
            _ => self.one(name, Some(Property::Several(values))),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl From<&'static str> for Property {
    fn from(word: &'static str) -> Self {
        Self::Word(word)
    }
}

impl From<String> for Property {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Property {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<Node> for Property {
    fn from(thing: Node) -> Self {
        Self::Thing(thing)
    }
}

impl From<Value> for Property {
    fn from(made: Value) -> Self {
        Self::Made(made)
    }
}

//! Values without a contract: `extra`, `params`, and the files under data/.

use super::node::{Node, NodeKind};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A value of any shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Free {
    /// Nothing.
    Null,
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Free>),
    /// A map, in the order in which it was written.
    Map(Vec<(String, Free)>),
}

impl Free {
    /// A member of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl From<&Node> for Free {
    fn from(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Null => Self::Null,
            NodeKind::Scalar { text, plain: false } => Self::Text(text.clone()),
            NodeKind::Scalar { text, plain: true } => plain(text),
            NodeKind::List(items) => Self::List(items.iter().map(Self::from).collect()),
            NodeKind::Map(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.text.clone(), Self::from(value))).collect())
            }
        }
    }
}

/// A word without quotes, by the core schema of YAML 1.2; a number with leading zeros stays text.
fn plain(text: &str) -> Free {
    match text {
        "true" | "True" | "是" => return Free::Yes(true),
        "false" | "False" | "否" => return Free::Yes(false),
        _ => {}
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && !(digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0."));
    match (number, text.parse(), text.parse()) {
        (true, Ok(integer), _) => Free::Integer(integer),
        (true, Err(_), Ok(number)) => Free::Number(number),
        _ => Free::Text(text.to_owned()),
    }
}

/// A value of any shape as a file under data/ has it, where its form tells what it is.
pub struct Written(pub Free);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FreeVisitor).map(Self)
    }
}

struct FreeVisitor;

impl<'de> Visitor<'de> for FreeVisitor {
    type Value = Free;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Free, E> {
        Ok(Free::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Free, E> {
        Ok(Free::Yes(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Free, E> {
        Ok(Free::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Free, E> {
        Ok(i64::try_from(number).map_or_else(|_| Free::Text(number.to_string()), Free::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Free, E> {
        Ok(Free::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Free, E> {
        Ok(Free::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Free, A::Error> {
        let mut list = Vec::new();
        while let Some(Written(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Free::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Free, A::Error> {
        let mut map = Vec::new();
        while let Some((Written(key), Written(value))) = entries.next_entry()? {
            map.push((key_text(key), value));
        }
        Ok(Free::Map(map))
    }
}

fn key_text(key: Free) -> String {
    match key {
        Free::Text(text) => text,
        Free::Integer(number) => number.to_string(),
        Free::Number(number) => number.to_string(),
        Free::Yes(yes) => yes.to_string(),
        Free::Null | Free::List(_) | Free::Map(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_become_what_they_mean() {
        assert_eq!(plain("12"), Free::Integer(12));
        assert_eq!(plain("-1.5"), Free::Number(-1.5));
        assert_eq!(plain("007"), Free::Text("007".into()));
        assert_eq!(plain("0.5"), Free::Number(0.5));
        assert_eq!(plain("是"), Free::Yes(true));
        assert_eq!(plain("inf"), Free::Text("inf".into()));
    }
}

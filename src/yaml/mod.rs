//! YAML that a person wrote, with the place of every key and value.
//!
//! In: a text (front matter, xiangwei.yaml, a dictionary under data/). Out: a [`Node`] tree whose scalars keep
//! the very characters that were written, and [`Fields`], which reads it by known keys in two languages and tells
//! every fault; or [`Free`], for what has no contract. The only home of the YAML parser for files that have one; data
//! files are read by serde, elsewhere. Never here: which keys there are.

mod fields;
mod free;
mod key;
mod node;
mod shape;
mod value;

pub use fields::Fields;
pub use free::{Free, Written};
pub use key::{Key, Need, Record, Variant, Variants};
pub use node::{Node, NodeKind, Yaml, parse};
pub use shape::{Choices, Shape, YES};
pub use value::Value;

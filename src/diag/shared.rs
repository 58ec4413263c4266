//! How a path is stored: as its text. What is read back shares one text with the path read before it, since nearly
//! all places of a document are in its own file.

use super::Path;
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use std::cell::RefCell;
use std::fmt;

thread_local! {
    static LAST: RefCell<Path> = RefCell::new(Path::from(""));
}

/// Stores a path.
///
/// # Errors
/// Those of the form in which it is stored.
pub fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(path)
}

/// Reads a path back.
///
/// # Errors
/// When something else is stored there.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Path, D::Error> {
    deserializer.deserialize_str(Shared)
}

struct Shared;

impl Visitor<'_> for Shared {
    type Value = Path;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Path, E> {
        LAST.with_borrow_mut(|last| {
            if **last != *text {
                *last = text.into();
            }
            Ok(last.clone())
        })
    }
}

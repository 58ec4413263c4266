//! data/wording.yaml: the words that this site holds to be wrong, besides those that everybody does.

use super::{Organisations, entries, file};
use crate::diag::{Code, Diagnostic, Failure};
use crate::law::wording::Entry;
use crate::say;
use crate::world::World;
use crate::yaml::{Fields, Key, Record, Shape, Value};
use std::collections::BTreeSet;

/// The file.
pub const FILE: &str = "data/wording.yaml";
const WRONG: Key = Key::new("wrong", &["错"], Shape::Text, "不该这样写的词，两个字以上").required();
const RIGHT: Key = Key::new("right", &["正"], Shape::Text, "应当怎样写").required();
/// The keys of an entry.
pub const RECORD: Record = Record::of(&[
    WRONG,
    RIGHT,
    Key::new("except", &["除外"], Shape::List(&Shape::Text), "含有这个词、但写得对的更长的词"),
    Key::new("basis", &["依据"], Shape::Text, "哪一部词典、哪一份文件"),
    Key::new("reason", &["说明"], Shape::Text, "随提示显示的说明"),
]);

pub(super) fn load(world: &World) -> Result<(Vec<Entry>, Vec<Diagnostic>), Failure> {
    let mut faults = Vec::new();
    let Some(yaml) = file(world, FILE, &mut faults)? else {
        return Ok((Vec::new(), faults));
    };
    let (read, found) = entries(&yaml, RECORD, read);
    faults.extend(found);
    let (mut all, mut seen): (Vec<Entry>, BTreeSet<String>) = Default::default();
    for (place, entry) in read {
        let wrong = &entry.wrong;
        if seen.insert(wrong.clone()) {
            all.push(entry);
        } else {
            faults.push(Diagnostic::new(
                Code::IdTwice,
                place,
                say!("“{wrong}”登记了两次", "`{wrong}` is entered twice"),
            ));
        }
    }
    Ok((all, faults))
}

fn read(fields: &mut Fields<'_>) -> Option<(crate::diag::Place, Entry)> {
    let wrong = fields.require(&WRONG, |value| Ok((value.place(), long_enough(value)?)));
    let right = fields.require(&RIGHT, Value::text);
    let (place, wrong) = wrong?;
    let entry = Entry {
        except: fields.read_all("except", |value| excepted(value, &wrong)),
        basis: fields.read("basis", Value::text).unwrap_or_default(),
        note: fields.read("reason", Value::text).unwrap_or_default(),
        right: right?,
        wrong,
    };
    Some((place, entry))
}

/// A single character is right in some word.
fn long_enough(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    if text.chars().count() > 1 {
        return Ok(text);
    }
    Err(Box::new(value.mismatch(say!("两个字以上的词", "a word of two characters or more"))))
}

/// A stretch that does not hold the wrong form excepts nothing.
fn excepted(value: Value<'_>, wrong: &str) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    if text.contains(wrong) && text != wrong {
        return Ok(text);
    }
    Err(Box::new(value.mismatch(say!("含有“{wrong}”的更长的词", "a longer stretch that holds `{wrong}`"))))
}

/// The entries with the names of organisations excepted, whatever stands in them.
pub(super) fn protecting(mut entries: Vec<Entry>, organisations: &Organisations) -> Vec<Entry> {
    let names = organisations.in_order().iter().flat_map(|one| [Some(&one.name), one.short.as_ref()]).flatten();
    let names: Vec<&String> = names.collect();
    for entry in &mut entries {
        entry.except.extend(names.iter().filter(|name| name.contains(&entry.wrong)).map(|name| (*name).clone()));
    }
    entries
}

//! A map read by known keys, each in two languages; what is not known is told.

use super::key::{Key, Record};
use super::node::{Node, NodeKind, Written};
use super::value::Value;
use crate::diag::{Code, Diagnostic, Path, Place, Span};
use crate::law::nearest::few_nearest;
use crate::say;

/// A map whose keys are known; reading it collects every fault.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: Vec<(&'static Key, Value<'a>)>,
    place: Place,
    faults: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Reads a map by the keys of `record`. Anything but a map is told and read as an empty one.
    #[must_use]
    pub fn new(path: &'a Path, node: &'a Node, record: Record) -> Self {
        let mut fields =
            Self::empty(Place::Text(path.clone(), Span::new(node.span.start as usize, node.span.start as usize + 1)));
        match &node.kind {
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    match record.keys.iter().find(|known| known.is(&key.text)) {
                        Some(known) => fields.put(known, key, Value { path, node: value }),
                        None => fields.faults.push(unknown(path, key, record.keys)),
                    }
                }
            }
            NodeKind::Null => {}
            _ => fields.faults.push(Value { path, node }.mismatch(say!("键值对", "a map of keys"))),
        }
        fields
    }

    /// A map without entries; `place` is where a missing key is told.
    #[must_use]
    pub fn empty(place: Place) -> Self {
        Self { entries: Vec::new(), place, faults: Vec::new() }
    }

    /// Adds an entry; a key that is there already is told as written twice.
    pub fn put(&mut self, known: &'static Key, key: &Written, value: Value<'a>) {
        let place = Place::Text(value.path.clone(), key.span);
        if let Some((_, first)) = self.entries.iter().find(|(other, _)| other.en == known.en) {
            let name = &key.text;
            self.faults.push(
                Diagnostic::new(Code::KeyTwice, place, say!("“{name}”写了两次", "`{name}` is written twice"))
                    .related(first.place(), say!("先写在这里", "first written here"))
                    .help(say!(
                        "留下一个，删去另一个（中文名与英文名是同一个键）",
                        "keep one (the Chinese and the English name are one key)"
                    )),
            );
            return;
        }
        self.entries.push((known, value));
    }

    /// Adds an inherited entry unless the map has its own.
    pub fn inherit(&mut self, known: &'static Key, value: Value<'a>) {
        if self.entries.iter().all(|(other, _)| other.en != known.en) {
            self.entries.push((known, value));
        }
    }

    /// Adds a fault.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// The value of a key, unless it is absent or empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        let (_, value) = self.entries.iter().find(|(known, _)| known.en == key)?;
        (!value.is_empty()).then_some(*value)
    }

    /// The keys that are there, empty ones included, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = (&'static Key, Value<'a>)> + '_ {
        self.entries.iter().map(|(key, value)| (*key, *value))
    }

    /// The value of a key, read by `read`; a fault in it is told and the value left out.
    pub fn read<T>(&mut self, key: &str, read: impl FnOnce(Value<'a>) -> Result<T, Box<Diagnostic>>) -> Option<T> {
        let value = self.get(key)?;
        read(value).map_err(|fault| self.faults.push(*fault)).ok()
    }

    /// The same for a list of values: what is wrong is told, the rest is kept.
    pub fn read_all<T>(&mut self, key: &str, read: impl Fn(Value<'a>) -> Result<T, Box<Diagnostic>>) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let mut good = Vec::new();
        for item in value.items() {
            match read(item) {
                Ok(item) => good.push(item),
                Err(fault) => self.faults.push(*fault),
            }
        }
        good
    }

    /// The same for a list of maps: `read` gets the fields of each and tells their faults in them.
    pub fn records<T>(&mut self, key: &str, record: Record, read: impl Fn(&mut Fields<'a>) -> Option<T>) -> Vec<T> {
        let items = self.get(key).map(|value| value.items()).unwrap_or_default();
        items.into_iter().filter_map(|item| self.nested(item, record, &read)).collect()
    }

    /// The same for one map.
    pub fn record<T>(&mut self, key: &str, record: Record, read: impl Fn(&mut Fields<'a>) -> Option<T>) -> Option<T> {
        let item = self.get(key)?;
        self.nested(item, record, &read)
    }

    fn nested<T>(
        &mut self,
        item: Value<'a>,
        record: Record,
        read: &impl Fn(&mut Fields<'a>) -> Option<T>,
    ) -> Option<T> {
        if !matches!(item.node.kind, NodeKind::Map(_)) {
            self.faults.push(item.mismatch(say!("键值对", "a map of keys")));
            return None;
        }
        let mut fields = Fields::new(item.path, item.node, record);
        let made = read(&mut fields);
        self.faults.append(&mut fields.faults);
        made
    }

    /// Tells that a required key is missing, at the head of the map.
    pub fn missing(&mut self, key: &Key) {
        let (en, zh) = (key.en, key.zh[0]);
        let place = self.get_place(key.en);
        self.faults.push(
            Diagnostic::new(Code::KeyMissing, place, say!("缺少“{zh}”（{en}）", "`{en}` is missing"))
                .help(say!("在这里加一行“{en}: …”或“{zh}: …”", "add a line `{en}: …`")),
        );
    }

    /// The value of a required key; when it is absent that is told.
    pub fn require<T>(
        &mut self,
        key: &'static Key,
        read: impl FnOnce(Value<'a>) -> Result<T, Box<Diagnostic>>,
    ) -> Option<T> {
        if self.get(key.en).is_none() {
            self.missing(key);
            return None;
        }
        self.read(key.en, read)
    }

    /// Where a missing value is told: at the key when it stands there without a value, else at the head of the map.
    fn get_place(&self, key: &str) -> Place {
        let empty = self.entries.iter().find(|(known, _)| known.en == key);
        empty.map_or_else(|| self.place.clone(), |(_, value)| value.place())
    }

    /// The place of the map's head.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// All faults that reading told.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        self.faults
    }
}

fn unknown(path: &Path, key: &Written, known: &'static [Key]) -> Diagnostic {
    let name = &key.text;
    let fault = Diagnostic::new(
        Code::KeyUnknown,
        Place::Text(path.clone(), key.span),
        say!("没有“{name}”这个键", "there is no key `{name}`"),
    );
    suggest(fault, name, known)
}

/// Adds the nearest known key, or says where free content goes.
pub(super) fn suggest(fault: Diagnostic, name: &str, known: &'static [Key]) -> Diagnostic {
    let names = known.iter().flat_map(|key| std::iter::once(key.en).chain(key.zh.iter().copied()));
    let near = few_nearest(name, names);
    if near.is_empty() {
        let extra = known.iter().any(|key| key.en == "extra");
        return if extra {
            fault.help(say!("自定义的内容写在 extra（扩展）之下", "free content goes under `extra`"))
        } else {
            let all = known.iter().map(|key| key.en).collect::<Vec<_>>().join(", ");
            fault.help(say!("可用的键：{all}", "known keys: {all}"))
        };
    }
    let (zh, en) = (near.join("”“"), near.join("`, `"));
    fault.help(say!("是不是“{zh}”？", "did you mean `{en}`?"))
}

impl Record {
    /// A diagnostic for a key that this record does not have.
    #[must_use]
    pub fn unknown(self, path: &Path, key: &Written) -> Diagnostic {
        unknown(path, key, self.keys)
    }
}

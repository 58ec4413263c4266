//! Files under data/ that templates read: YAML, JSON or CSV, each read once.

use super::objects::free_value;
use crate::trace::{Key, read};
use crate::world::{Read, World};
use crate::yaml::{Free, Written};
use minijinja::{Error, ErrorKind, Value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "csv"];

/// The data files that were asked for.
pub(super) struct DataFiles {
    world: Arc<World>,
    known: Mutex<HashMap<String, Result<Value, String>>>,
}

impl DataFiles {
    pub(super) fn new(world: Arc<World>) -> Self {
        Self { world, known: Mutex::default() }
    }

    /// A file by its name without `data/` and, if it likes, without its ending.
    pub(super) fn get(&self, name: &str) -> Result<Value, Error> {
        if name.split('/').any(|part| part.starts_with('.')) {
            let why = format!("`{name}` is hidden; data files have names that do not begin with a dot");
            return Err(Error::new(ErrorKind::InvalidOperation, why));
        }
        self.record(name);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.entry(name.to_owned()).or_insert_with(|| self.load(name));
        found.clone().map_err(|why| Error::new(ErrorKind::InvalidOperation, why))
    }

    /// The files that were looked for in turn, the absent ones too.
    fn record(&self, name: &str) {
        for path in paths(name) {
            let found = self.world.length(&path).is_some();
            read(if found { Key::File(path.into()) } else { Key::Absent(path.into()) });
            if found {
                break;
            }
        }
    }

    fn load(&self, name: &str) -> Result<Value, String> {
        for path in paths(name) {
            match self.world.read(&path) {
                Ok(Read::Absent) => {}
                Ok(Read::Text(source)) => {
                    return parse(&path, &source.text)
                        .map(|free| free_value(&free))
                        .map_err(|why| format!("{path}: {why}"));
                }
                Ok(Read::NotText(fault)) => return Err(format!("{path}: {}", fault.message.en)),
                Err(failure) => return Err(failure.to_string()),
            }
        }
        Err(format!("there is no file data/{name}.yaml, .json or .csv"))
    }
}

fn paths(name: &str) -> Vec<String> {
    let has_ending = name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    if has_ending {
        vec![format!("data/{name}")]
    } else {
        ENDINGS.map(|ending| format!("data/{name}.{ending}")).to_vec()
    }
}

fn parse(path: &str, text: &str) -> Result<Free, String> {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("json") => serde_json::from_str(text).map(|Written(free)| free).map_err(|error| error.to_string()),
        Some("csv") => rows(text).map_err(|error| error.to_string()),
        _ => serde_yaml::from_str(text).map(|Written(free)| free).map_err(|error| error.to_string()),
    }
}

/// Rows as maps by the headings of the first.
fn rows(text: &str) -> Result<Free, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headings = reader.headers()?.clone();
    let mut list = Vec::new();
    for row in reader.records() {
        let cells = headings
            .iter()
            .map(str::to_owned)
            .zip(row?.iter().map(|cell| Free::Text(cell.to_owned())).collect::<Vec<_>>());
        list.push(Free::Map(cells.collect()));
    }
    Ok(Free::List(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read() {
        assert_eq!(parse("a.json", "[1, null]").unwrap(), Free::List(vec![Free::Integer(1), Free::Null]));
        assert_eq!(parse("a.yaml", "甲: 1").unwrap().get("甲"), Some(&Free::Integer(1)));
        let Free::List(rows) = parse("a.csv", "甲,乙\n1,二\n").unwrap() else { panic!() };
        assert_eq!(rows[0].get("乙"), Some(&Free::Text("二".into())));
        assert!(parse("a.csv", "甲,乙\n1\n").is_err());
    }
}

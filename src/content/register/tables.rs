//! The tables of all registers. Each data file is read once, however many registers show it.

use super::sheet::{Opened, open};
use super::{Table, typed};
use crate::config::Config;
use crate::content::{Document, Particulars};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::say;
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tables by the paths of the documents that show them.
pub type Tables = BTreeMap<Path, Arc<Table>>;

/// Reads them. They are few and small next to documents, so every build does it, and tells every fault again.
///
/// # Errors
/// When the system cannot read a file that is there.
pub(in crate::content) fn tables(
    world: &World,
    config: &Config,
    documents: &[Arc<Document>],
) -> Result<(Tables, Vec<Diagnostic>), Failure> {
    let (mut tables, mut faults) = (Tables::new(), Vec::new());
    let mut files: BTreeMap<&str, Opened> = BTreeMap::new();
    for document in documents {
        let Particulars::Register(register) = &document.particulars else { continue };
        let Some((name, place)) = &register.data else { continue };
        let path = Path::from(format!("data/{name}"));
        if !files.contains_key(name.as_str()) {
            let opened = open(world, &path)?;
            faults.extend(opened.told().iter().cloned());
            files.insert(name, opened);
        }
        match files.get(name.as_str()) {
            Some(Opened::Sheet(sheet, _)) => {
                let (table, told) = typed::table(sheet, &path, (register, place), &config.organisations);
                faults.extend(told);
                tables.insert(document.path.clone(), Arc::new(table));
            }
            Some(Opened::Unreadable(_)) => {}
            Some(Opened::Absent) | None => faults.push(missing(name, place)),
        }
    }
    Ok((tables, faults))
}

/// A register's table that is not under data/.
fn missing(name: &str, place: &Place) -> Diagnostic {
    let told = say!("没有数据文件 data/{name}", "there is no file data/{name}");
    Diagnostic::new(Code::Data, place.clone(), told).help(say!(
        "写 data/ 里的文件名，带扩展名（.csv 或 .yaml）",
        "write the name of a file in data/ with its ending (.csv or .yaml)"
    ))
}

//! What the page of the files shows: each with size, hash and what it holds.

use super::columns::{Column, DOCUMENTS, INDICATORS};
use super::package::is_address;
use super::register;
use super::stock::Stock;
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, View, size_text};
use crate::portal::{DataFile, Portal};

impl Stock {
    /// Shown as the root `open_data`.
    pub(in crate::output) fn shown(&self, address: &str) -> Shown {
        let portal = self.portal();
        let files = DataFile::ALL.iter().map(|file| self.file(*file)).collect();
        let registers = register::all(portal).into_iter().map(|sheet| {
            let size = (sheet.bytes, sheet.sha256);
            Shown::Record(entry((sheet.title, sheet.address), size))
        });
        Shown::Record(vec![
            ("files", Shown::List(files)),
            ("registers", Shown::List(registers.collect())),
            ("updated", updated(portal).map_or(Shown::Nothing, |at| Shown::Moment(at, portal.config.site.zone))),
            ("licence", licence(portal)),
            ("linked", Shown::Html(portal.linked_catalogue(self.sets(), address))),
        ])
    }

    fn file(&self, file: DataFile) -> Shown {
        let made = self.get(file);
        let address = self.portal().permalink(&file.route());
        let mut record = entry((file.name().to_owned(), address), (made.bytes.len(), made.sha256.clone()));
        record.push(("columns", columns(file)));
        Shown::Record(record)
    }
}

fn entry((title, address): (String, String), (bytes, sha256): (usize, String)) -> Vec<(&'static str, Shown)> {
    let name = address.rsplit('/').next().unwrap_or_default().to_owned();
    vec![
        ("title", title.into()),
        ("name", name.into()),
        ("url", address.into()),
        ("size", bytes.into()),
        ("size_text", size_text(bytes as u64).into()),
        ("sha256", sha256.into()),
    ]
}

/// What the columns of a table hold.
fn columns(file: DataFile) -> Shown {
    let columns = match file {
        DataFile::DocumentsTable => DOCUMENTS,
        DataFile::IndicatorsTable => INDICATORS,
        _ => return Shown::Nothing,
    };
    let row =
        |column: &Column| Shown::Record(vec![("name", Shown::word(column.name)), ("title", Shown::word(column.title))]);
    Shown::List(columns.iter().map(row).collect())
}

/// The day of the newest publication or change: up to when the files tell.
pub(super) fn updated(portal: &Portal) -> Option<Moment> {
    let changed = portal.show_listed().into_iter().filter_map(|id| portal.show_changed(id));
    changed.max_by_key(|moment| moment.at())
}

fn licence(portal: &Portal) -> Shown {
    let Some(words) = portal.show_text(View::Site, "licence") else { return Shown::Nothing };
    let address = Some(words.clone()).filter(|words| is_address(words));
    Shown::Record(vec![("text", words.into()), ("url", Shown::text(address))])
}

//! A data file as rows of texts with their places, whichever form it has.

use super::{commas, list};
use crate::diag::{Code, Diagnostic, Path, Place, Source, Span};
use crate::law::nearest::few_nearest;
use crate::say;
use crate::world::{Read, World};

/// A text and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) span: Span,
}

/// Rows of as many texts as there are headings.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) headings: Vec<Piece>,
    pub(super) rows: Vec<Vec<Piece>>,
}

impl Sheet {
    /// The place of a heading in a row.
    pub(super) fn find(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|one| one.text == heading)
    }

    /// The headings nearest to one that is not there, as a hint.
    pub(super) fn suggest(&self, fault: Diagnostic, heading: &str) -> Diagnostic {
        let all = || self.headings.iter().map(|one| one.text.as_str());
        let near = few_nearest(heading, all()).join("、");
        if near.is_empty() {
            let all = all().collect::<Vec<_>>().join("、");
            return fault.help(say!("数据文件的列名：{all}", "the file's columns: {all}"));
        }
        fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }
}

/// A register's data file: the sheet, when there is one, and what is wrong with it.
pub(super) enum Opened {
    /// It was read.
    Sheet(Sheet, Vec<Diagnostic>),
    /// It is there and cannot be read.
    Unreadable(Vec<Diagnostic>),
    /// There is no such file.
    Absent,
}

impl Opened {
    /// What is wrong with the file.
    pub(super) fn told(&self) -> &[Diagnostic] {
        match self {
            Self::Sheet(_, told) | Self::Unreadable(told) => told,
            Self::Absent => &[],
        }
    }
}

/// Reads a data file.
///
/// # Errors
/// When the system cannot read a file that is there.
pub(super) fn open(world: &World, path: &Path) -> Result<Opened, crate::diag::Failure> {
    let source = match world.read(path)? {
        Read::Text(source) => source,
        Read::NotText(fault) => return Ok(Opened::Unreadable(vec![*fault])),
        Read::Absent => return Ok(Opened::Absent),
    };
    let (sheet, mut faults) = match ending(path) {
        "csv" => commas::read(&source),
        "yaml" | "yml" => match list::read(&source) {
            Ok(read) => read,
            Err(fault) => return Ok(Opened::Unreadable(vec![*fault])),
        },
        _ => return Ok(Opened::Unreadable(vec![other_form(path)])),
    };
    if sheet.headings.is_empty() {
        faults.push(empty(&source));
        return Ok(Opened::Unreadable(faults));
    }
    Ok(Opened::Sheet(sheet, faults))
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn other_form(path: &Path) -> Diagnostic {
    let told = say!("台账的数据文件应是 .csv 或 .yaml", "a register's data file ends in .csv or .yaml");
    Diagnostic::new(Code::Data, Place::File(path.clone()), told)
        .help(say!("在表格软件里另存为 CSV（UTF-8）", "save it as CSV (UTF-8)"))
}

fn empty(source: &Source) -> Diagnostic {
    let told = say!("数据文件是空的", "the data file is empty");
    Diagnostic::new(Code::Data, Place::File(source.path.clone()), told)
        .help(say!("第一行写列名，以下每行一项", "write the columns' names in the first line, and an item a line"))
}

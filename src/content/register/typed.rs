//! A sheet -> a table: every cell what its column says it is.

use super::sheet::{Piece, Sheet};
use super::{Cell, Row, Table};
use crate::config::Organisations;
use crate::content::document::Reference;
use crate::content::particulars::{Column, ColumnKind, Register};
use crate::diag::{Code, Diagnostic, Path, Place};
use crate::law::nearest::few_nearest;
use crate::law::quantity::Decimal;
use crate::markdown::slug;
use crate::say;
use crate::trace::Fingerprint;
use crate::yaml::{Node, NodeKind, Value};
use std::collections::BTreeMap;

/// The columns by which a row is known when `id_field` names none.
const IDS: [&str; 4] = ["id", "标识", "编号", "序号"];
/// A name of more characters than these is cut, and told from others by a hash.
const LONGEST_NAME: usize = 24;

/// What a table is read with.
struct Typist<'a> {
    sheet: &'a Sheet,
    file: &'a Path,
    organisations: &'a Organisations,
    faults: Vec<Diagnostic>,
}

/// Reads a sheet as a register's front matter says; `place` is where that names the file.
pub(super) fn table(
    sheet: &Sheet,
    file: &Path,
    (register, place): (&Register, &Place),
    organisations: &Organisations,
) -> (Table, Vec<Diagnostic>) {
    let mut typist = Typist { sheet, file, organisations, faults: Vec::new() };
    let (places, columns): (Vec<usize>, Vec<Column>) = typist.columns(register, place).into_iter().unzip();
    let group = typist.shown(&columns, register.group_by.as_ref());
    let status = typist.shown(&columns, register.status_field.as_ref());
    let count = typist.shown(&columns, register.count_field.as_ref());
    let names = typist.names(register);
    let read = |(pieces, anchor): (&Vec<Piece>, String)| {
        let cell = |(at, column): (&usize, &Column)| typist.cell(column, &pieces[*at]);
        let cells: Vec<Cell> = places.iter().zip(&columns).map(cell).collect();
        if let Some(at) = count {
            typist.count(&columns[at], &cells[at], &pieces[places[at]]);
        }
        Row { anchor, cells }
    };
    let rows = sheet.rows.iter().zip(names).map(read).collect();
    let table = Table { file: file.clone(), columns, rows, group, status, count };
    (table, typist.faults)
}

impl Typist<'_> {
    /// The columns that are shown, each with its place in the sheet; all as words, when none is named.
    fn columns(&mut self, register: &Register, place: &Place) -> Vec<(usize, Column)> {
        if register.columns.is_empty() {
            let headings = self.sheet.headings.iter().enumerate();
            return headings.map(|(at, one)| (at, Column::of_text(one.text.clone(), place.clone()))).collect();
        }
        let mut columns = Vec::new();
        for column in &register.columns {
            match self.sheet.find(&column.field) {
                Some(at) => columns.push((at, column.clone())),
                None => self.no_column(&column.field, &column.place),
            }
        }
        columns
    }

    fn no_column(&mut self, name: &str, place: &Place) {
        let file = self.file;
        let told = say!("{file} 里没有“{name}”这一列", "{file} has no column `{name}`");
        let fault = Diagnostic::new(Code::RegisterColumn, place.clone(), told);
        self.faults.push(self.sheet.suggest(fault, name));
    }

    /// The shown column that a key of the register names, by its heading in the file or on the page.
    fn shown(&mut self, columns: &[Column], named: Option<&(String, Place)>) -> Option<usize> {
        let (name, place) = named?;
        let found = columns.iter().position(|column| column.field == *name || column.name == *name);
        if found.is_none() {
            let told = say!("台账没有显示“{name}”这一列", "the register shows no column `{name}`");
            let near = few_nearest(name, columns.iter().map(|column| column.field.as_str())).join("、");
            let fault = Diagnostic::new(Code::RegisterColumn, place.clone(), told);
            self.faults.push(if near.is_empty() {
                fault.help(say!("先在 columns（字段）里写上它", "name it in `columns` first"))
            } else {
                fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
            });
        }
        found
    }

    /// A name for each row: its id, or the first words in it. A second row of the same name is told from the first by
    /// all that it holds.
    fn names(&mut self, register: &Register) -> Vec<String> {
        let ids = match &register.id_field {
            Some((name, place)) => {
                let found = self.sheet.find(name);
                if found.is_none() {
                    self.no_column(name, place);
                }
                found
            }
            None => IDS.iter().find_map(|name| self.sheet.find(name)),
        };
        let mut given: BTreeMap<String, &Piece> = BTreeMap::new();
        let mut names = Vec::with_capacity(self.sheet.rows.len());
        for row in &self.sheet.rows {
            let id = ids.map(|at| &row[at]).filter(|piece| !piece.text.is_empty());
            let mut name = id.map_or_else(|| first_words(row), |id| words(&id.text));
            let whole = row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\u{1f}");
            if let (Some(id), Some(first)) = (id, given.get(&name)) {
                self.faults.push(twice(self.file, id, first));
            }
            for round in 1.. {
                if !given.contains_key(&name) {
                    break;
                }
                name = format!("{name}-{}", Fingerprint::of(format!("{whole}{round}").as_bytes()).short());
            }
            given.insert(name.clone(), id.unwrap_or(&row[0]));
            names.push(format!("row-{name}"));
        }
        names
    }

    fn cell(&mut self, column: &Column, piece: &Piece) -> Cell {
        if piece.text.is_empty() {
            return Cell::Empty;
        }
        // A cell is read as a value of front matter is, so that the same mistakes are told in the same words.
        let node = Node { span: piece.span, kind: NodeKind::Scalar { text: piece.text.clone(), plain: true } };
        let value = Value { path: self.file, node: &node };
        let reference = |text: &str| Reference { text: text.to_owned(), place: value.place() };
        let read = match column.kind {
            ColumnKind::Text | ColumnKind::Choice => choice(column, value).map(Cell::Text),
            ColumnKind::Number | ColumnKind::Money => number(column, value),
            ColumnKind::Date => value.date().map(Cell::Date),
            ColumnKind::Organisation => self.organisations.read(value).map(Cell::Organisation),
            ColumnKind::Document => Ok(Cell::Document(reference(&piece.text))),
            ColumnKind::Link => {
                let (words, to) = link(&piece.text);
                Ok(Cell::Link(words.to_owned(), reference(to)))
            }
        };
        // What cannot be read is shown as it stands where an error does not stop the site.
        read.unwrap_or_else(|fault| {
            self.faults.push(*fault);
            Cell::Text(piece.text.clone())
        })
    }

    /// A number of items must be whole. What is no number, though its column says so, has been told.
    fn count(&mut self, column: &Column, cell: &Cell, piece: &Piece) {
        let is_right = match cell {
            Cell::Number(_, number) => number.count().is_some(),
            Cell::Text(_) => matches!(column.kind, ColumnKind::Number | ColumnKind::Money),
            _ => false,
        };
        if is_right {
            return;
        }
        let told = say!("每行都要写明代表多少项（整数）", "each row says for how many items it stands, a whole number");
        self.faults.push(Diagnostic::new(Code::ValueType, Place::Text(self.file.clone(), piece.span), told));
    }
}

fn choice(column: &Column, value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    if column.choices.is_empty() || column.choices.contains(&text) {
        return Ok(text);
    }
    let fault = value.fault(Code::ValueChoice, say!("“{text}”不在可选的值之中", "`{text}` is not one of the values"));
    let near = few_nearest(&text, column.choices.iter().map(String::as_str)).join("、");
    Err(Box::new(if near.is_empty() {
        let all = column.choices.join("、");
        fault.help(say!("可选的值：{all}", "it may be: {all}"))
    } else {
        fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }))
}

/// A number, whose unit may stand after it.
fn number(column: &Column, value: Value<'_>) -> Result<Cell, Box<Diagnostic>> {
    let text = value.str()?;
    let bare = column.unit.as_ref().and_then(|unit| text.strip_suffix(unit.as_str())).unwrap_or(text).trim_end();
    match Decimal::parse(bare) {
        Some(number) => Ok(Cell::Number(bare.to_owned(), number)),
        None => Err(Box::new(value.mismatch(say!("数字", "a number")).help(say!(
            "只写数字，如 8122.21；单位写在 columns 的 unit（单位）里",
            "write the number alone, such as 8122.21, and its unit as `unit` of the column"
        )))),
    }
}

/// Words and the address after them; an address alone is shown itself.
fn link(text: &str) -> (&str, &str) {
    text.rsplit_once(char::is_whitespace).map_or((text, text), |(words, to)| (words.trim_end(), to))
}

/// A text as a name within a page, which has no blanks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A name from the first cell that holds more than a number.
fn first_words(row: &[Piece]) -> String {
    let told = |piece: &&Piece| piece.text.chars().any(char::is_alphabetic);
    let text = row.iter().find(told).or(row.first()).map_or("", |piece| &piece.text);
    let name = slug(text);
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    let short: String = name.chars().take(LONGEST_NAME).collect();
    format!("{short}-{}", Fingerprint::of(text.as_bytes()).short())
}

fn twice(file: &Path, id: &Piece, first: &Piece) -> Diagnostic {
    let name = &id.text;
    let told = say!("有两行的编号都是“{name}”", "two rows have the id `{name}`");
    Diagnostic::new(Code::IdTwice, Place::Text(file.clone(), id.span), told)
        .related(Place::Text(file.clone(), first.span), say!("先用在这里", "first used here"))
        .help(say!("改正其中一个", "correct one of the two"))
}

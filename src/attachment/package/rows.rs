//! The rows of a sheet in SpreadsheetML, also those that are hidden.
//!
//! A number is told with all its digits and not in the form that its style asks for; a date is a number.

use super::sheet::{Sheet, Strings};
use crate::attachment::columns::Hidden;
use crate::attachment::figure::plain;
use crate::attachment::harvest::Harvest;
use crate::attachment::xml::{Element, Piece, Pieces};
use crate::attachment::{Part, Reason};

/// A sheet that is being read.
struct Rows<'s, 'h, 'l> {
    sheet: Sheet,
    strings: &'s mut Strings,
    harvest: &'h mut Harvest<'l>,
    open: Vec<Kind>,
    /// The text since the last element of a kind that has one opened.
    text: String,
    hidden_columns: Hidden,
    row: Row,
    cell: Cell,
}

/// What an element is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Row,
    Cell,
    /// A cell's value, or words in a cell.
    Value,
    Formula,
    /// How words are pronounced.
    Phonetic,
    Header,
    Footer,
    Other,
}

/// A row that is being read.
#[derive(Default)]
struct Row {
    number: usize,
    hidden: bool,
    /// Its cells that are seen, and those that are not.
    seen: Vec<String>,
    unseen: Vec<String>,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    column: usize,
    /// Whether its value is the number of a shared string.
    shared: bool,
    value: String,
}

/// Reads a sheet row by row.
pub(super) fn read(text: &str, sheet: Sheet, strings: &mut Strings, harvest: &mut Harvest) -> Result<(), Reason> {
    harvest.take(Part::Name, sheet.hidden, &sheet.name);
    let (open, text_of, hidden_columns) = (Vec::new(), String::new(), Hidden::default());
    let (row, cell) = (Row::default(), Cell::default());
    let mut rows = Rows { sheet, strings, harvest, open, text: text_of, hidden_columns, row, cell };
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Open(element) => rows.open(&element),
            Piece::Text(text) => rows.text.push_str(&text),
            Piece::Close => rows.close(),
        }
    }
    Ok(())
}

impl Rows<'_, '_, '_> {
    fn open(&mut self, element: &Element) {
        let kind = match element.name() {
            "row" => Kind::Row,
            "c" => Kind::Cell,
            "v" | "t" if !self.open.contains(&Kind::Phonetic) => Kind::Value,
            // The words to choose from are a formula, too.
            "f" | "formula1" | "formula2" => Kind::Formula,
            "rPh" => Kind::Phonetic,
            "oddHeader" | "evenHeader" | "firstHeader" => Kind::Header,
            "oddFooter" | "evenFooter" | "firstFooter" => Kind::Footer,
            _ => Kind::Other,
        };
        match element.name() {
            "col" if element.is("hidden") => self.hide_columns(element),
            "row" => self.begin_row(element),
            "c" => self.begin_cell(element),
            // Words that show when a cell is chosen.
            "dataValidation" => {
                for prompt in ["promptTitle", "prompt", "error"].map(|name| element.attribute(name)).iter().flatten() {
                    self.harvest.text(Part::Code, prompt);
                }
            }
            _ => {}
        }
        self.text.clear();
        self.open.push(kind);
    }

    fn hide_columns(&mut self, element: &Element) {
        let bound = |name| element.attribute(name).and_then(|number| number.parse().ok());
        if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
            self.hidden_columns.hide(first, last);
        }
    }

    fn begin_row(&mut self, element: &Element) {
        let number = element.attribute("r").and_then(|number| number.parse().ok());
        let number = number.unwrap_or_else(|| self.row.number.saturating_add(1));
        self.row = Row { number, hidden: element.is("hidden"), ..Row::default() };
        self.cell.column = 0;
    }

    fn begin_cell(&mut self, element: &Element) {
        let column =
            element.attribute("r").and_then(|name| column(&name)).unwrap_or_else(|| self.cell.column.saturating_add(1));
        let shared = element.attribute("t").as_deref() == Some("s");
        self.cell = Cell { column, shared, value: String::new() };
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        match self.open.pop() {
            Some(Kind::Value) if self.cell.shared => {
                self.cell.value.push_str(self.strings.used(&text).unwrap_or_default());
            }
            Some(Kind::Value) => self.cell.value.push_str(&text),
            Some(Kind::Formula) if text.contains('"') => self.harvest.text(Part::Code, &text),
            Some(Kind::Header) => self.harvest.take(Part::Header, self.sheet.hidden, &text),
            Some(Kind::Footer) => self.harvest.take(Part::Footer, self.sheet.hidden, &text),
            Some(Kind::Cell) => self.end_cell(),
            Some(Kind::Row) => self.end_row(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let value = plain(std::mem::take(&mut self.cell.value));
        if value.trim().is_empty() {
            return;
        }
        match self.hidden_columns.holds(self.cell.column) {
            true => self.row.unseen.push(value),
            false => self.row.seen.push(value),
        }
    }

    fn end_row(&mut self) {
        let part = Part::SheetRow { sheet: self.sheet.name.clone(), row: self.row.number };
        let hidden = self.sheet.hidden || self.row.hidden;
        self.harvest.take(part.clone(), hidden, &self.row.seen.join("\t"));
        self.harvest.take(part, true, &self.row.unseen.join("\t"));
    }
}

/// The number of the column in a cell's name: 28 for `AB7`.
fn column(name: &str) -> Option<usize> {
    let mut letters = name.bytes().take_while(u8::is_ascii_uppercase);
    letters.try_fold(0usize, |number, letter| number.checked_mul(26)?.checked_add(usize::from(letter - b'A') + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_from_one() {
        assert_eq!(["A1", "Z9", "AB7", "XFD1"].map(column), [Some(1), Some(26), Some(28), Some(16384)]);
        assert_eq!(column(&"Z".repeat(99)), None);
    }
}

//! SpreadsheetML: the sheets of a workbook, the strings that their cells share, and the comments on them.

use super::relations::Relations;
use crate::attachment::flow::{self, Role};
use crate::attachment::harvest::Harvest;
use crate::attachment::spot::short;
use crate::attachment::xml::{Element, Piece, Pieces};
use crate::attachment::{Part, Reason};
use std::collections::BTreeMap;

/// A sheet, as the workbook names it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
}

/// The sheets of a workbook, by the paths of their parts.
pub(super) type Sheets = BTreeMap<String, Sheet>;

/// Reads which sheets a workbook has.
pub(super) fn sheets(workbook: &str, relations: &Relations, sheets: &mut Sheets) -> Result<(), Reason> {
    for piece in Pieces::of(workbook) {
        let Piece::Open(element) = piece? else { continue };
        let id = element.prefixed("id").filter(|_| element.name() == "sheet");
        if let Some(path) = id.and_then(|id| relations.path(&id)) {
            let hidden = element.attribute("state").is_some_and(|state| state != "visible");
            sheets
                .insert(path.to_owned(), Sheet { name: short(element.attribute("name").unwrap_or_default()), hidden });
        }
    }
    Ok(())
}

/// Reads the names that a workbook gives to ranges and values: the name, what is noted of it, and a value that is no range.
pub(super) fn names(workbook: &str, names: &mut Vec<String>) -> Result<(), Reason> {
    let mut is_name = false;
    for piece in Pieces::of(workbook) {
        match piece? {
            Piece::Open(element) => {
                is_name = element.name() == "definedName";
                let told = ["name", "comment"].map(|key| element.attribute(key).filter(|_| is_name));
                names.extend(told.into_iter().flatten());
            }
            Piece::Text(value) if is_name && (value.contains('"') || !value.contains('!')) => names.push(value),
            Piece::Text(_) => {}
            Piece::Close => is_name = false,
        }
    }
    Ok(())
}

/// The strings that cells share, and whether a cell shows them.
#[derive(Default)]
pub(super) struct Strings(Vec<(String, bool)>);

impl Strings {
    /// Reads the strings. How words are pronounced is none of them.
    pub(super) fn fill(&mut self, text: &str) -> Result<(), Reason> {
        let (mut open, mut phonetic) = (Vec::new(), 0);
        for piece in Pieces::of(text) {
            match piece? {
                Piece::Open(element) => {
                    let kind = Kind::of(element.name());
                    match kind {
                        Kind::String => self.0.push((String::new(), false)),
                        Kind::Phonetic => phonetic += 1,
                        Kind::Words | Kind::Other => {}
                    }
                    open.push(kind);
                }
                Piece::Text(text) if phonetic == 0 && open.last() == Some(&Kind::Words) => {
                    self.0.last_mut().into_iter().for_each(|(string, _)| string.push_str(&text));
                }
                Piece::Text(_) => {}
                Piece::Close => phonetic -= usize::from(open.pop() == Some(Kind::Phonetic)),
            }
        }
        Ok(())
    }

    /// The string with this number, which a cell shows.
    pub(super) fn used(&mut self, number: &str) -> Option<&str> {
        let (string, used) = self.0.get_mut(number.trim().parse::<usize>().ok()?)?;
        *used = true;
        Some(string)
    }

    /// Tells what no cell shows: a program may leave what was in cells that were deleted.
    pub(super) fn left_over(&self, harvest: &mut Harvest) {
        for (string, _) in self.0.iter().filter(|(_, used)| !used) {
            harvest.text(Part::Leftover, string);
        }
    }
}

/// What an element of the strings' part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    String,
    Words,
    Phonetic,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "si" => Self::String,
            "t" => Self::Words,
            "rPh" => Self::Phonetic,
            _ => Self::Other,
        }
    }
}

/// Reads the comments on a sheet, and who made them.
pub(super) fn comments(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    flow::read(text, Some(Part::Comment), harvest, &mut |element: &Element| match element.name() {
        "comment" => Role::Paragraph,
        "author" => Role::Line,
        "t" => Role::Words,
        "rPh" | "rPr" => Role::Skip,
        _ => Role::Through,
    })
}

/// Reads comments that people answer: the words stand in the element itself.
pub(super) fn threads(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    flow::read(text, Some(Part::Comment), harvest, &mut |element: &Element| match element.name() {
        "text" => Role::Line,
        _ => Role::Through,
    })
}

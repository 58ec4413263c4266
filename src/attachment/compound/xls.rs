//! Excel's binary form ([MS-XLS], BIFF8): the rows of sheets, also hidden ones, headers, comments, text boxes.

use super::shared_strings::{self, characters, string_at};
use crate::attachment::bytes::{slice, u16_at, u32_at};
use crate::attachment::columns::Hidden;
use crate::attachment::harvest::Harvest;
use crate::attachment::{Part, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// The types of records that we know.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const HEADER: u16 = 0x0014;
    pub(super) const FOOTER: u16 = 0x0015;
    pub(super) const NOTE: u16 = 0x001c;
    pub(super) const FILEPASS: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const OBJ: u16 = 0x005d;
    pub(super) const COLUMNS: u16 = 0x007d;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const MULRK: u16 = 0x00bd;
    pub(super) const RSTRING: u16 = 0x00d6;
    pub(super) const SST: u16 = 0x00fc;
    pub(super) const LABELSST: u16 = 0x00fd;
    pub(super) const TXO: u16 = 0x01b6;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const BOF: u16 = 0x0809;
}

/// The version that a stream of this form begins with.
const BIFF8: u16 = 0x0600;
/// The type of an object that is a comment.
const COMMENT: u16 = 0x0019;

/// A record: its type and content.
type Record<'a> = (u16, &'a [u8]);

/// A sheet, as the workbook names it.
#[derive(Debug, Clone, Default)]
struct Sheet {
    name: String,
    hidden: bool,
}

/// What a sheet holds so far.
#[derive(Default)]
struct Cells {
    sheet: Sheet,
    /// By row and column, both from 0.
    cells: BTreeMap<(u16, u16), String>,
    hidden_rows: BTreeSet<u16>,
    hidden_columns: Hidden,
    /// The cell whose formula came to words, which come next.
    awaited: Option<(u16, u16)>,
    /// Whether the object last told is a comment, and whether the text of one comes next.
    comment: bool,
    text_awaited: Option<usize>,
}

/// Reads the stream of a workbook.
pub(super) fn read(stream: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let version = records(stream).next().filter(|(_, (kind, _))| *kind == kind::BOF);
    if version.and_then(|(_, (_, content))| u16_at(content, 0)) != Some(BIFF8) {
        return Err(Reason::UnknownForm);
    }
    if records(stream).any(|(_, (kind, _))| kind == kind::FILEPASS) {
        return Err(Reason::Encrypted);
    }
    let strings = shared(stream);
    let mut used = vec![false; strings.len()];
    let sheets: BTreeMap<usize, Sheet> = records(stream).filter_map(|(_, record)| sheet(record)).collect();
    let mut open: Option<Cells> = None;
    for (at, record) in records(stream) {
        // A chart within a sheet begins as a sheet does and has no name.
        if let Some(sheet) = sheets.get(&at).filter(|_| record.0 == kind::BOF) {
            let last = open.replace(Cells { sheet: sheet.clone(), ..Cells::default() });
            last.into_iter().for_each(|cells| cells.tell(harvest));
        } else if let Some(cells) = &mut open {
            cells.record(record, &strings, &mut used, harvest);
        }
    }
    open.into_iter().for_each(|cells| cells.tell(harvest));
    for (string, _) in strings.iter().zip(used).filter(|(_, used)| !used) {
        harvest.text(Part::Leftover, string);
    }
    Ok(())
}

/// All records, each with its offset.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, Record<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at + 2)?);
        let content = slice(stream, at + 4, usize::from(length))?;
        let record = (at, (kind, content));
        at += 4 + content.len();
        Some(record)
    })
}

/// The strings that cells share, whose record others may go on with.
fn shared(stream: &[u8]) -> Vec<String> {
    let mut from = records(stream).map(|(_, record)| record).skip_while(|(kind, _)| *kind != kind::SST);
    let first = from.next().map(|(_, content)| content);
    let more = from.take_while(|(kind, _)| *kind == kind::CONTINUE).map(|(_, content)| content);
    shared_strings::read(&first.into_iter().chain(more).collect::<Vec<_>>())
}

/// The sheet that a record names, after where its records begin.
fn sheet((kind, content): Record) -> Option<(usize, Sheet)> {
    let at = usize::try_from(u32_at(content, 0).filter(|_| kind == kind::SHEET)?).ok()?;
    let (hidden, length, flags) = (content.get(4)? & 3 != 0, usize::from(*content.get(6)?), *content.get(7)?);
    let name = slice(content, 8, length << (flags & 1))?;
    Some((at, Sheet { name: characters(name, flags), hidden }))
}

impl Cells {
    fn record(&mut self, (kind, content): Record, strings: &[String], used: &mut [bool], harvest: &mut Harvest) {
        match kind {
            kind::HEADER | kind::FOOTER => {
                let part = if kind == kind::HEADER { Part::Header } else { Part::Footer };
                harvest.take(part, self.sheet.hidden, &string_at(content, 0).unwrap_or_default());
            }
            kind::OBJ => self.comment = u16_at(content, 4) == Some(COMMENT),
            kind::TXO => self.text_awaited = u16_at(content, 10).map(usize::from).filter(|length| *length > 0),
            kind::CONTINUE => self.object_text(content, harvest),
            // Who wrote a comment.
            kind::NOTE => harvest.take(Part::Comment, true, &string_at(content, 8).unwrap_or_default()),
            kind::LABELSST => {
                let string = u32_at(content, 6).map(|number| number as usize);
                if let Some((string, number)) = string.and_then(|number| Some((strings.get(number)?, number))) {
                    used[number] = true;
                    self.put(content, string.clone());
                }
            }
            _ => drop(self.cell(kind, content)),
        }
    }

    /// A record that sets cells, or says what is hidden.
    fn cell(&mut self, kind: u16, content: &[u8]) -> Option<()> {
        match kind {
            kind::ROW if u16_at(content, 12)? & 0x20 != 0 => drop(self.hidden_rows.insert(u16_at(content, 0)?)),
            kind::COLUMNS if u16_at(content, 8)? & 1 != 0 => {
                self.hidden_columns.hide(u16_at(content, 0)?.into(), u16_at(content, 2)?.into());
            }
            kind::LABEL | kind::RSTRING => self.put(content, string_at(content, 6)?),
            kind::NUMBER => self.put(content, float(content, 6)?.to_string()),
            kind::RK => self.put(content, rk(u32_at(content, 6)?)),
            kind::MULRK => self.many(content)?,
            // A result whose last bytes are all ones is none: words come in a record of their own.
            kind::FORMULA if u16_at(content, 12)? == 0xffff => {
                self.awaited = Some((u16_at(content, 0)?, u16_at(content, 2)?));
            }
            kind::FORMULA => self.put(content, float(content, 6)?.to_string()),
            kind::STRING => {
                let place = self.awaited.take()?;
                self.cells.insert(place, string_at(content, 0)?);
            }
            _ => {}
        }
        Some(())
    }

    /// Sets the cell that a record names first.
    fn put(&mut self, content: &[u8], value: String) {
        if let (Some(row), Some(column)) = (u16_at(content, 0), u16_at(content, 2)) {
            self.cells.insert((row, column), value);
        }
    }

    /// Sets cells that stand side by side.
    fn many(&mut self, content: &[u8]) -> Option<()> {
        let (row, first) = (u16_at(content, 0)?, u16_at(content, 2)?);
        for (number, column) in content.get(4..content.len().checked_sub(2)?)?.chunks_exact(6).zip(first..) {
            self.cells.insert((row, column), rk(u32_at(number, 2)?));
        }
        Some(())
    }

    /// The text of a comment or a box: its length came before, its characters come here.
    fn object_text(&mut self, content: &[u8], harvest: &mut Harvest) {
        let (Some(length), Some((flags, text))) = (self.text_awaited.take(), content.split_first()) else { return };
        let text = text.get(..length << (flags & 1)).unwrap_or(text);
        let part = if self.comment { Part::Comment } else { Part::TextBox };
        harvest.take(part, self.sheet.hidden, &characters(text, *flags));
    }

    /// Tells the rows.
    fn tell(self, harvest: &mut Harvest) {
        harvest.take(Part::Name, self.sheet.hidden, &self.sheet.name);
        let mut rows: BTreeMap<u16, [Vec<&str>; 2]> = BTreeMap::new();
        for ((row, column), value) in self.cells.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let hidden = self.hidden_columns.holds(usize::from(*column));
            rows.entry(*row).or_default()[usize::from(hidden)].push(value.trim());
        }
        for (row, [seen, unseen]) in rows {
            let part = Part::SheetRow { sheet: self.sheet.name.clone(), row: usize::from(row) + 1 };
            let hidden = self.sheet.hidden || self.hidden_rows.contains(&row);
            harvest.take(part.clone(), hidden, &seen.join("\t"));
            harvest.take(part, true, &unseen.join("\t"));
        }
    }
}

fn float(content: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(slice(content, at, 8)?.try_into().ok()?))
}

/// A number in thirty bits: a whole one, or the upper half of a float; both may be hundredths.
fn rk(number: u32) -> String {
    let value = match number & 2 {
        0 => f64::from_bits(u64::from(number & !3) << 32),
        _ => f64::from(number.cast_signed() >> 2),
    };
    if number & 1 != 0 { value / 100.0 } else { value }.to_string()
}

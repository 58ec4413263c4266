//! CSV (RFC 4180) -> a sheet, with the place of every cell.

use super::sheet::{Piece, Sheet};
use crate::diag::{Code, Diagnostic, Place, Source, Span};
use crate::say;
use csv_core::{ReadFieldResult, Reader};

/// Reads a text. Rows that hold nothing are passed over; ragged ones are told and left out.
pub(super) fn read(source: &Source) -> (Sheet, Vec<Diagnostic>) {
    let (records, open) = records(&source.text);
    let mut records = records.into_iter();
    let headings = records.next().unwrap_or_default();
    let mut faults = headings_faults(source, &headings);
    faults.extend(open.map(|quote| not_closed(source, quote)));
    let mut sheet = Sheet { headings, rows: Vec::new() };
    for row in records.filter(|row| row.iter().any(|cell| !cell.text.is_empty())) {
        if row.len() == sheet.headings.len() {
            sheet.rows.push(row);
        } else {
            faults.push(ragged(source, &row, &sheet.headings));
        }
    }
    (sheet, faults)
}

/// All records of a text, every cell without the blanks around it; and the quotation mark that nothing closes, which took
/// in all the rest.
fn records(text: &str) -> (Vec<Vec<Piece>>, Option<Span>) {
    let (mut reader, mut room) = (Reader::new(), vec![0; text.len() + 1]);
    let (mut records, mut record, mut open) = (Vec::new(), Vec::new(), None);
    let (mut at, mut start, mut written) = (0, 0, 0);
    loop {
        let (result, read, put) = reader.read_field(&text.as_bytes()[at..], &mut room[written..]);
        at += read;
        written += put;
        let (is_cell, ends) = match result {
            ReadFieldResult::Field { record_end } => (true, record_end),
            // The end of the text is told by an empty rest; there is always room.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => (false, false),
            ReadFieldResult::End => return (records, open),
        };
        if is_cell {
            if record.is_empty() {
                start += line_ends(&text[start..at]);
            }
            if at == text.len() {
                open = left_open(text, start);
            }
            let value = String::from_utf8_lossy(&room[..written]);
            record.push(Piece { text: value.trim().to_owned(), span: trimmed(text, start..at) });
            (start, written) = (at, 0);
        }
        if ends {
            records.push(std::mem::take(&mut record));
        }
    }
}

/// How many bytes of line ends a text begins with: what the reader leaves of the end of a record, and empty lines, it takes
/// in with the first cell after them.
fn line_ends(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\r', '\n']).len()
}

/// The quotation mark with which the last cell begins, when it is not closed: within a cell each is written twice.
fn left_open(text: &str, start: usize) -> Option<Span> {
    let cell = &text[start..];
    let is_open = cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
    is_open.then_some(Span::new(start, start + 1))
}

/// The place of what is written between two bytes, without the comma or line end after it and the blanks around it. That
/// of an empty cell is the comma before it, or else the one after it.
fn trimmed(text: &str, range: std::ops::Range<usize>) -> Span {
    let written = &text[range.clone()];
    let inner = written.strip_suffix(',').unwrap_or(written);
    let start = range.start + (inner.len() - inner.trim_start().len());
    match inner.trim().len() {
        0 if text[..range.start].ends_with(',') => Span::new(range.start - 1, range.start),
        0 => Span::new(range.start, range.end.min(range.start + 1)),
        length => Span::new(start, start + length),
    }
}

fn headings_faults(source: &Source, headings: &[Piece]) -> Vec<Diagnostic> {
    let fault = |piece: &Piece, told| Diagnostic::new(Code::RegisterColumn, place(source, piece.span), told);
    let mut faults = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let (name, number) = (&heading.text, at + 1);
        if name.is_empty() {
            let told = fault(heading, say!("第 {number} 列没有列名", "column {number} has no name"));
            faults.push(told.help(say!("写上列名，或删去这一列", "name it, or remove the column")));
        } else if let Some(first) = headings[..at].iter().find(|one| one.text == *name) {
            let told = fault(heading, say!("有两列都叫“{name}”", "two columns are called `{name}`"));
            faults.push(
                told.related(place(source, first.span), say!("先写在这里", "first written here"))
                    .help(say!("给其中一列换个名称", "give one of them another name")),
            );
        }
    }
    faults
}

fn not_closed(source: &Source, quote: Span) -> Diagnostic {
    let told = say!(
        "这个双引号没有配对，以下各行都成了这一格的内容",
        "this quotation mark is not closed, and all that follows is in its cell"
    );
    Diagnostic::new(Code::RegisterRow, place(source, quote), told).help(say!(
        "在这一格的末尾补上双引号；内容里的双引号要写两个",
        "close it at the end of the cell; write a quotation mark of the text twice"
    ))
}

fn ragged(source: &Source, row: &[Piece], headings: &[Piece]) -> Diagnostic {
    let (found, wanted) = (row.len(), headings.len());
    // What is too much is pointed at; what is missing stands nowhere, so the whole row is.
    let (first, last) = (if found > wanted { &row[wanted] } else { &row[0] }, &row[found - 1]);
    let span = Span { start: first.span.start, end: last.span.end.max(first.span.start + 1) };
    let told = say!("这一行有 {found} 格，列名有 {wanted} 个", "the row has {found} cells, there are {wanted} columns");
    Diagnostic::new(Code::RegisterRow, place(source, span), told).help(if found > wanted {
        say!("内容里有逗号的，用英文双引号括起来", "put a text that holds a comma between double quotes")
    } else {
        say!("没有内容的格子，逗号也要写", "write the comma of an empty cell, too")
    })
}

fn place(source: &Source, span: Span) -> Place {
    Place::Text(source.path.clone(), span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<(String, &str)>> {
        let cell = |piece: Piece| (piece.text, &text[piece.span.range()]);
        records(text).0.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
    }

    #[test]
    fn every_cell_has_its_place() {
        let text = "名称, 数\r\n\r\n\"甲,\n\"\"乙\"\"\" ,1\r\n丙,\n,";
        let found = cells(text);
        assert_eq!(found[0], [("名称".to_owned(), "名称"), ("数".to_owned(), "数")]);
        assert_eq!(found[1], [("甲,\n\"乙\"".to_owned(), "\"甲,\n\"\"乙\"\"\""), ("1".to_owned(), "1")]);
        assert_eq!(found[2], [("丙".to_owned(), "丙"), (String::new(), ",")]);
        assert_eq!(found[3], [(String::new(), ","), (String::new(), ",")]);
        assert_eq!(cells(""), Vec::<Vec<_>>::new());
    }

    #[test]
    fn an_empty_first_cell_stands_in_its_own_line() {
        for text in ["甲,乙\r\n,1", "甲,乙\n\n\n,1", "\n,1", "甲,乙\r\n\r\n,1"] {
            let (records, _) = records(text);
            let span = records.last().unwrap()[0].span;
            assert_eq!(&text[span.range()], ",", "{text:?}");
            assert_eq!(span.range().end, text.len() - 1, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_found() {
        for (text, at) in [
            ("甲,\"乙\n1,2\n", Some(4)),
            ("\"", Some(0)),
            ("甲\n\"乙\"\"", Some(4)),
            ("甲,\"乙\"\n", None),
            ("甲,\"乙\n丙\"", None),
            ("甲,\"乙\"\"\"", None),
            ("甲,乙\"", None),
        ] {
            assert_eq!(records(text).1, at.map(|at| Span::new(at, at + 1)), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[甲a \",\\r\\n]{0,30}") {
            for piece in records(&text).0.into_iter().flatten() {
                prop_assert!(text.get(piece.span.range()).is_some());
            }
        }
    }
}

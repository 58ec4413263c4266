//! Plain texts, and tables of commas: their encoding guessed, line by line.

use super::harvest::Harvest;
use super::{Part, Reason};
use crate::law::bare::{Bare, Form};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter};

/// Of how many bytes a binary file would show that it is one.
const LOOKED_AT: usize = 64 << 10;

/// Whether bytes may be a text: no zero byte, unless it is UTF-16.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    Encoding::for_bom(bytes).is_some() || !start.contains(&0) || wide(start).is_some()
}

/// Which UTF-16 a text is that does not say so: nearly all of its units are letters that Chinese texts are made of.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes[..bytes.len().min(LOOKED_AT)].as_chunks::<2>().0;
    let is_usual = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0x2000..=0x27BF | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let usual = |read: fn([u8; 2]) -> u16| units.iter().filter(|unit| is_usual(read(**unit))).count();
    let (little, big) = (usual(u16::from_le_bytes), usual(u16::from_be_bytes));
    let (most, encoding) = if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    (bytes.len().is_multiple_of(2) && most * 20 > units.len() * 19).then_some(encoding)
}

/// A text, and whether all of it could be decoded: what a byte-order mark says, or UTF-8, or UTF-16 that looks so, or what Chinese
/// Windows writes.
pub(crate) fn decoded(bytes: &[u8]) -> (String, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, failed) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (text.into_owned(), !failed);
    }
    let has_zero = memchr(0, &bytes[..bytes.len().min(LOOKED_AT)]).is_some();
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if !has_zero => return (text.to_owned(), true),
        _ => {}
    }
    if let Some(encoding) = wide(bytes) {
        let (text, failed) = encoding.decode_without_bom_handling(bytes);
        return (text.into_owned(), !failed);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (text.to_owned(), true);
    }
    let (text, failed) = GB18030.decode_without_bom_handling(bytes);
    match failed {
        false => (text.into_owned(), true),
        // Which of the two it may have been is not known; digits are the same in both.
        true => (UTF_8.decode_without_bom_handling(bytes).0.into_owned(), false),
    }
}

/// How far in a page its encoding may be named.
const LABEL: usize = 1024;

/// The text of a page, which may name its encoding; GB 2312 and GBK are read as what they became, GB 18030.
pub(crate) fn decoded_page(bytes: &[u8]) -> (String, bool) {
    let named = label(bytes).and_then(Encoding::for_label).filter(|encoding| *encoding != UTF_8);
    let is_sure = Encoding::for_bom(bytes).is_some() || simdutf8::basic::from_utf8(bytes).is_ok();
    match named.filter(|_| !is_sure) {
        Some(encoding) if !encoding.is_single_byte() || !decoded(bytes).1 => {
            let encoding = if encoding == GBK { GB18030 } else { encoding };
            let (text, failed) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), !failed)
        }
        _ => decoded(bytes),
    }
}

/// What stands after `charset=` at the beginning of a page.
fn label(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes[..bytes.len().min(LABEL)].to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset")? + b"charset".len();
    let rest = bytes.get(at..)?;
    let is_around = |byte: &u8| matches!(byte, b' ' | b'=' | b'"' | b'\'');
    let begin = rest.iter().position(|byte| !is_around(byte))?;
    let rest = &rest[begin..];
    let end = rest
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'))
        .unwrap_or(rest.len());
    Some(&rest[..end])
}

/// The text of a file; that it could not all be decoded is noted.
pub(super) fn text(bytes: &[u8], harvest: &mut Harvest) -> String {
    let (text, whole) = decoded(bytes);
    if !whole {
        harvest.unread(Reason::UnknownEncoding);
    }
    text
}

/// Reads a text line by line.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    for (line, number) in text(bytes, harvest).lines().zip(1..) {
        harvest.text(Part::Line(number), line);
    }
    Ok(())
}

/// Reads a text with tags line by line: what they part, and then what stands in them.
pub(super) fn markup(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let text = text(bytes, harvest);
    let ends: Vec<usize> = memchr_iter(b'\n', text.as_bytes()).collect();
    let bare = Bare::of(&text, Form::Markup);
    let mut at = 0;
    for line in bare.text().split_inclusive('\n') {
        let written = bare.written(at..at + line.len());
        harvest.text(Part::Line(1 + ends.partition_point(|end| *end < written.start)), line);
        at += line.len();
    }
    Ok(())
}

/// Reads a table row by row; a row is where its first line stands.
pub(super) fn table(name: &str, bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let text = text(bytes, harvest);
    let comma = if name.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { comma(&text) };
    let mut rows = csv::ReaderBuilder::new();
    rows.delimiter(comma).has_headers(false).flexible(true);
    for row in rows.from_reader(text.as_bytes()).records() {
        let row = row.map_err(|_| Reason::Broken)?;
        let line = row.position().and_then(|position| usize::try_from(position.line()).ok()).unwrap_or_default();
        let cells: Vec<&str> = row.iter().filter(|cell| !cell.trim().is_empty()).collect();
        harvest.text(Part::Line(line), &cells.join("\t"));
    }
    Ok(())
}

/// What parts the cells of the first line.
fn comma(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |comma: &u8| first.bytes().filter(|byte| byte == comma).count();
    // The last of those that are as many: a comma, when there is none at all.
    *b"\t;,".iter().max_by_key(|comma| count(comma)).expect("there are three")
}

//! Plain texts, and tables of commas: their encoding guessed, line by line.

use super::harvest::Harvest;
use super::{Part, Reason};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// Of how many bytes a binary file would show that it is one.
const LOOKED_AT: usize = 64 << 10;

/// Whether bytes may be a text: no zero byte, unless it is UTF-16.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some() || !bytes[..bytes.len().min(LOOKED_AT)].contains(&0)
}

/// A text, and whether all of it could be decoded: what a byte-order mark says, or UTF-8, or what Chinese Windows writes.
pub(crate) fn decoded(bytes: &[u8]) -> (String, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, failed) = encoding.decode_without_bom_handling(&bytes[length..]);
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

//! What stands in a PDF beside its pages: notes, bookmarks, addresses of links, attached files (ISO 32000-1, 7.3.4, 7.5.7, 12.3.3, 12.5).
//!
//! Objects are not put together: strings after the keys that hold words are taken wherever they stand, in the file and in its packed
//! objects. One pass over the bytes.

use super::harvest::Harvest;
use super::packed::unpacked;
use super::{Part, plain};
use encoding_rs::UTF_16BE;
use memchr::{memchr_iter, memmem};
use std::collections::BTreeSet;

/// The keys after which words stand, and what these are.
const KEYS: [(&[u8], Part); 6] = [
    (b"/Contents", Part::Comment),
    (b"/RC", Part::Comment),
    (b"/Subj", Part::Comment),
    (b"/Title", Part::Name),
    (b"/URI", Part::Link),
    (b"/TU", Part::AltText),
];
/// How attached files are called that do not tell their name where they stand.
const ATTACHED: &str = "附件";

/// Reads what stands beside the pages; `known` are texts that were read already.
pub(super) fn read(bytes: &[u8], known: &BTreeSet<String>, harvest: &mut Harvest) {
    let mut at = 0;
    while let Some(start) = memmem::find(&bytes[at..], b"stream").map(|found| at + found) {
        let before = &bytes[at..start];
        words(before, known, harvest);
        let content = start + b"stream".len();
        let end = memmem::find(&bytes[content..], b"endstream").map_or(bytes.len(), |found| content + found);
        stream(before, &bytes[content..end], known, harvest);
        at = (end + b"endstream".len()).min(bytes.len());
    }
    words(&bytes[at..], known, harvest);
}

/// Reads a stream that is told of before it: packed objects, or an attached file.
fn stream(before: &[u8], content: &[u8], known: &BTreeSet<String>, harvest: &mut Harvest) {
    let told = &before[memmem::rfind(before, b" obj").unwrap_or_default()..];
    let has = |word: &[u8]| memmem::find(told, word).is_some();
    let (objects, file) = (has(b"/ObjStm"), has(b"/EmbeddedFile"));
    if !objects && !file {
        return;
    }
    let content = content.strip_prefix(b"\r").unwrap_or(content);
    let content = content.strip_prefix(b"\n").unwrap_or(content);
    let unpacked = if has(b"/FlateDecode") { unpacked(content, harvest) } else { Ok(content.to_vec()) };
    match unpacked {
        Ok(bytes) if objects => words(&bytes, known, harvest),
        Ok(bytes) => harvest.member(ATTACHED, &bytes),
        Err(reason) => harvest.unread(reason),
    }
}

/// Reads the strings that hold words.
fn words(bytes: &[u8], known: &BTreeSet<String>, harvest: &mut Harvest) {
    let mut passed = 0;
    for at in memchr_iter(b'/', bytes) {
        // What stands within a string is no key; each byte is looked at in one string at the most.
        if at < passed {
            continue;
        }
        let Some((key, part)) = KEYS.iter().find(|(key, _)| bytes[at..].starts_with(key)) else { continue };
        let value = at + key.len();
        let (text, rest) = string(&bytes[value..]);
        passed = bytes.len() - rest.len();
        let Some(text) = text else { continue };
        let text = decoded(&text);
        if !known.contains(text.trim()) {
            harvest.text(part.clone(), &text);
        }
    }
}

/// The string that stands after a key, if one does, and what follows it: nothing after one without an end.
fn string(bytes: &[u8]) -> (Option<Vec<u8>>, &[u8]) {
    let found = match bytes.trim_ascii_start() {
        [b'(', rest @ ..] => literal(rest),
        [b'<', b'<', ..] => return (None, bytes),
        [b'<', rest @ ..] => memchr::memchr(b'>', rest).map(|end| (hexadecimals(&rest[..end]), &rest[end..])),
        _ => return (None, bytes),
    };
    found.map_or((None, &[]), |(text, rest)| (Some(text), rest))
}

fn hexadecimals(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|byte| hexadecimal(*byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A string between brackets, in which pairs of brackets may stand, and escapes; and what follows it.
fn literal(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (mut text, mut depth, mut at) = (Vec::new(), 0, 0);
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b')' if depth == 0 => return Some((text, &bytes[at..])),
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\\' => {
                at += escaped(bytes.get(at..)?, &mut text);
                continue;
            }
            _ => {}
        }
        text.push(byte);
    }
}

/// Takes what a backslash escapes, and tells how long that is.
fn escaped(bytes: &[u8], text: &mut Vec<u8>) -> usize {
    let octal = bytes.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
    if octal > 0 {
        text.push(bytes[..octal].iter().fold(0u8, |sum, byte| sum.wrapping_mul(8).wrapping_add(byte - b'0')));
        return octal;
    }
    match bytes.first() {
        Some(b'n' | b'r') => text.push(b'\n'),
        Some(b't') => text.push(b'\t'),
        Some(b'\r' | b'\n' | b'b' | b'f') | None => {}
        Some(other) => text.push(*other),
    }
    1
}

/// Words as PDF writes them: UTF-16 that says so, else bytes of some encoding.
fn decoded(text: &[u8]) -> String {
    match text.strip_prefix(b"\xfe\xff") {
        Some(wide) => UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => plain::decoded(text).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::Limits;
    use std::io::Write as _;

    /// The specimen of GB 11643-1999.
    const NUMBER: &str = "11010519491231002X";

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    /// What a PDF holds beside its pages, in objects that are packed and in such that are not.
    #[test]
    fn notes_bookmarks_links_and_files_of_a_pdf_are_read() {
        let wide: String = NUMBER.bytes().map(|byte| format!("00{byte:02X}")).collect();
        let file = zlib(NUMBER.as_bytes());
        let objects =
            zlib(format!("<</Title(1\\061\\\n0105(x)19491231002X)/Parent 1 0 R>><</URI(tel:{NUMBER})>>").as_bytes());
        let pdf = [
        format!("%PDF-1.7\n1 0 obj<</Subtype/Text/Contents <FEFF{wide}>>>endobj\n2 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n").as_bytes(),
        &objects,
        b"\nendstream endobj\n3 0 obj<</Type/EmbeddedFile/Filter/FlateDecode>>stream\r\n",
        &file,
        b"\nendstream endobj",
    ]
    .concat();
        let limits = Limits::default();
        let mut harvest = Harvest::new(&limits);
        read(&pdf, &["known".to_owned()].into(), &mut harvest);
        let reading = harvest.reading();
        let found: Vec<String> =
            reading.passages.iter().map(|one| format!("{}|{}", one.spot.told().zh, one.text)).collect();
        for wanted in ["批注|11010519491231002X", "名称|110105(x)19491231002X", "链接地址|tel:11010519491231002X"]
        {
            assert!(found.iter().any(|one| one == wanted), "{wanted}: {found:?}");
        }
        assert!(found.iter().any(|one| one.starts_with("“附件”") && one.ends_with(NUMBER)), "{found:?}");
    }

    /// Each byte is looked at once: some million strings without an end would take hours otherwise.
    #[test]
    fn strings_without_an_end_take_no_longer() {
        for open in ["/URI(", "/URI<"] {
            let pdf = open.repeat(1_000_000);
            let limits = Limits::default();
            let mut harvest = Harvest::new(&limits);
            read(pdf.as_bytes(), &BTreeSet::new(), &mut harvest);
            assert!(harvest.reading().passages.is_empty());
        }
    }
}

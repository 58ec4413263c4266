//! Pictures: what a camera or a program noted in them. The words that they show are not read.

use super::harvest::Harvest;
use super::packed::unpacked;
use super::spot::short;
use super::xml::{self, Piece, Pieces};
use super::{Part, Reason, bytes};
use exif::{Context, Exif, Field, Reader, Value};
use memchr::memmem;
use std::borrow::Cow;
use std::io::Cursor;

/// How the names of pictures end in which something may be noted.
pub(super) const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "tif", "tiff", "webp"];

/// The tags in which Windows notes title, comment, author, words and subject, in UTF-16.
const OF_WINDOWS: std::ops::RangeInclusive<u16> = 0x9c9b..=0x9c9f;
/// How many bytes all notes may take that could lie on one another.
const MOST: usize = 512 << 20;
/// An encoding's name before a user's comment.
const CHARSET: usize = 8;

/// Whether bytes that begin as a picture does are one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    match bytes.first() {
        Some(b'R') => bytes.get(8..12) == Some(b"WEBP"),
        // A bitmap tells its own length.
        Some(b'B') => bytes::size_at(bytes, 2) == Some(bytes.len()),
        _ => true,
    }
}

/// Reads what is noted in a picture.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let noted = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    // A picture without notes, or with damaged ones, still shows: that is no fault of its.
    if let Ok(noted) = noted.or_else(|error| error.distill_partial_result(|_| {})) {
        // Many notes may lie on the same bytes, and each is taken into memory.
        if noted.buf().len().saturating_mul(noted.fields().len()) > MOST {
            return Err(Reason::TooLarge);
        }
        for field in noted.fields() {
            harvest.text(Part::Exif(field.tag.to_string()), &value(field, &noted));
        }
    }
    packets(bytes, Part::Exif, harvest);
    png_texts(bytes, harvest);
    if bytes.starts_with(b"\xff\xd8") {
        jpeg_comments(bytes, harvest);
    }
    Ok(())
}

/// The words of a field, and where a picture was taken; numbers of the camera are none.
fn value(field: &Field, noted: &Exif) -> String {
    match &field.value {
        Value::Ascii(texts) => texts.iter().map(|text| words(text)).collect::<Vec<_>>().join("\n"),
        Value::Byte(text) if OF_WINDOWS.contains(&field.tag.number()) => bytes::utf16(text),
        Value::Undefined(text, _) if field.tag == exif::Tag::UserComment => comment(text),
        _ if field.tag.context() == Context::Gps => field.display_value().with_unit(noted).to_string(),
        _ => String::new(),
    }
}

/// The standard says ASCII; programs write what they are written in.
fn words(text: &[u8]) -> String {
    super::plain::decoded(text).0
}

fn comment(text: &[u8]) -> String {
    match text.split_at_checked(CHARSET) {
        Some((b"UNICODE\0", text)) => {
            // The byte order is the file's, which is not told here: letters of one order are none in the other.
            let (big, _) = encoding_rs::UTF_16BE.decode_without_bom_handling(text);
            format!("{}\n{big}", bytes::utf16(text))
        }
        Some((_, text)) => words(text),
        None => String::new(),
    }
}

/// Reads the packets of properties (XMP, ISO 16684-1): XML that stands in the file as it is. Each property is a part.
pub(super) fn packets(bytes: &[u8], named: fn(String) -> Part, harvest: &mut Harvest) {
    let mut rest = bytes;
    while let Some(start) = memmem::find(rest, b"<x:xmpmeta") {
        let Some(length) = memmem::find(&rest[start..], b"</x:xmpmeta>") else { return };
        packet(&xml::text(&rest[start..start + length]), named, harvest);
        rest = &rest[start + length..];
    }
}

fn packet(text: &str, named: fn(String) -> Part, harvest: &mut Harvest) {
    let mut name = String::new();
    for piece in Pieces::of(text).map_while(Result::ok) {
        match piece {
            Piece::Open(element) => {
                // A list and its members stand for the property that they are of.
                if !matches!(element.name(), "Alt" | "Bag" | "Seq" | "li") {
                    name = short(element.name().to_owned());
                }
                for (name, value) in element.attributes() {
                    if !value.starts_with("http://") {
                        harvest.text(named(name), &value);
                    }
                }
            }
            Piece::Text(text) => harvest.text(named(name.clone()), &text),
            Piece::Close => {}
        }
    }
}

/// The text after a keyword, from its zero on; packed ones begin after what says so (PNG, 11.3.3.3 and 11.3.3.4).
fn unpacked_text<'a>(kind: &[u8], text: &'a [u8], harvest: &mut Harvest) -> Cow<'a, [u8]> {
    let packed = match (kind, text) {
        (b"zTXt", [0, 0, packed @ ..]) => packed,
        (b"iTXt", [0, 1, 0, named @ ..]) => named.splitn(3, |byte| *byte == 0).nth(2).unwrap_or_default(),
        _ => return Cow::Borrowed(text),
    };
    match unpacked(packed, harvest) {
        Ok(text) => text.into(),
        Err(reason) => {
            harvest.unread(reason);
            Cow::default()
        }
    }
}

/// Reads the texts of a PNG: a keyword, a zero, and words.
fn png_texts(bytes: &[u8], harvest: &mut Harvest) {
    let mut at = b"\x89PNG\r\n\x1a\n".len();
    if !bytes.starts_with(b"\x89PNG") {
        return;
    }
    while let Some(chunk) = bytes::slice(bytes, at, 8) {
        let length = u32::from_be_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]) as usize;
        let Some(content) = bytes::slice(bytes, at + 8, length) else { return };
        if matches!(&chunk[4..], b"tEXt" | b"iTXt" | b"zTXt") {
            let (key, text) = content.split_at(memchr::memchr(0, content).unwrap_or_default());
            let text = words(&unpacked_text(&chunk[4..], text, harvest)).replace('\0', " ");
            harvest.text(Part::Exif(words(key)), &text);
        }
        // After the content stands its checksum.
        at += 8 + length + 4;
    }
}

/// Reads the comments of a JPEG (ITU-T T.81, B.2.4.5), which stand before its first scan.
fn jpeg_comments(bytes: &[u8], harvest: &mut Harvest) {
    let mut at = b"\xff\xd8".len();
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at.saturating_add(4)) {
        let length = usize::from(u16::from_be_bytes([high, low]));
        match marker {
            // A marker may have more than one first byte, and some have nothing after them.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            0xD9 | 0xDA => return,
            _ => {
                if let Some(comment) = bytes::slice(bytes, at + 4, length.saturating_sub(2)).filter(|_| marker == 0xFE)
                {
                    harvest.text(Part::Exif("COM".to_owned()), &words(comment));
                }
                at += 2 + length.max(2);
            }
        }
    }
}

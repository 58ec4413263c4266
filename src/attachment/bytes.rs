//! Numbers and words in binary files. What stands outside of the bytes is not there.

use encoding_rs::{Encoding, UTF_16LE};

/// The sixteen bits at an offset, the low byte first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(slice(bytes, at, 2)?.try_into().ok()?))
}

/// The thirty-two bits at an offset, the low byte first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(slice(bytes, at, 4)?.try_into().ok()?))
}

/// The same as a length or an offset.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// Some bytes from an offset.
pub(super) fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A text in UTF-16, the low byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

/// A text in a code page of Windows; one that we do not know is taken for the Chinese one.
pub(super) fn in_code_page(bytes: &[u8], page: u16) -> String {
    code_page(page).decode_without_bom_handling(bytes).0.into_owned()
}

fn code_page(page: u16) -> &'static Encoding {
    match page {
        65001 => encoding_rs::UTF_8,
        1200 => UTF_16LE,
        950 => encoding_rs::BIG5,
        1252 => encoding_rs::WINDOWS_1252,
        _ => encoding_rs::GB18030,
    }
}

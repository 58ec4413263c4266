//! The strings that the cells of a workbook share ([MS-XLS] 2.4.265), across the records that go on with them.

use crate::attachment::bytes::{u16_at, u32_at, utf16};

/// The strings, as far as they are sound.
pub(super) fn read(records: &[&[u8]]) -> Vec<String> {
    let Some(count) = records.first().and_then(|first| u32_at(first, 4)) else { return Vec::new() };
    let mut reader = Reader { records, record: 0, at: 8 };
    let mut strings = Vec::new();
    while strings.len() < count as usize {
        match reader.string() {
            Some(string) => strings.push(string),
            None => break,
        }
    }
    strings
}

/// Where we read.
struct Reader<'a> {
    records: &'a [&'a [u8]],
    record: usize,
    at: usize,
}

impl Reader<'_> {
    /// How many bytes the record still has; the next record is begun when this one is over.
    fn left(&mut self) -> Option<usize> {
        while self.at >= self.records.get(self.record)?.len() {
            (self.record, self.at) = (self.record + 1, 0);
        }
        Some(self.records[self.record].len() - self.at)
    }

    fn byte(&mut self) -> Option<u8> {
        self.left()?;
        self.at += 1;
        Some(self.records[self.record][self.at - 1])
    }

    fn pair(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn pass_over(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let some = self.left()?.min(bytes);
            (self.at, bytes) = (self.at + some, bytes - some);
        }
        Some(())
    }

    /// A string: its length, flags, how much formatting follows, characters, and that formatting.
    fn string(&mut self) -> Option<String> {
        let length = usize::from(self.pair()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.pair()?) } else { 0 };
        let more = if flags & 4 != 0 { usize::from(self.pair()?) | usize::from(self.pair()?) << 16 } else { 0 };
        let string = self.characters(length, flags)?;
        self.pass_over((4 * runs).checked_add(more)?)?;
        Some(string)
    }

    /// Characters of one or two bytes; where another record goes on with them, it says anew which.
    fn characters(&mut self, length: usize, mut flags: u8) -> Option<String> {
        let (mut string, mut left) = (String::new(), length);
        while left > 0 {
            if self.at >= self.records.get(self.record)?.len() {
                flags = self.byte()?;
            }
            let width = 1 + usize::from(flags & 1);
            let some = (self.left()? / width).min(left);
            if some == 0 {
                return None;
            }
            let bytes = &self.records[self.record][self.at..self.at + some * width];
            string.push_str(&characters(bytes, flags));
            (self.at, left) = (self.at + some * width, left - some);
        }
        Some(string)
    }
}

/// Characters as a record holds them: of two bytes, or of one where the other is zero.
pub(super) fn characters(bytes: &[u8], flags: u8) -> String {
    match flags & 1 {
        0 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => utf16(bytes),
    }
}

/// A string with a length of two bytes, at an offset of one record.
pub(super) fn string_at(record: &[u8], at: usize) -> Option<String> {
    let (length, flags) = (usize::from(u16_at(record, at)?), *record.get(at + 2)?);
    let length = length << (flags & 1);
    Some(characters(record.get(at + 3..)?.get(..length)?, flags))
}

//! Compound files: the office files of before 2007 (doc, xls, ppt, and those of WPS), and what wraps encrypted newer ones.
//!
//! [MS-CFB] for the container; [MS-DOC], [MS-XLS], [MS-PPT] and [MS-OLEPS] for what its streams hold.

mod doc;
mod ppt;
mod shared_strings;
mod summary;
mod xls;

use super::harvest::Harvest;
use super::{Reason, bytes};
use std::io::{Cursor, Read as _};

/// The streams of a file, by name.
struct Streams<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    length: u64,
}

impl Streams<'_> {
    fn has(&self, name: &str) -> bool {
        self.file.is_stream(name)
    }

    /// The bytes of a stream; nothing when there is none. A chain of sectors cannot be longer than its file.
    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.open_stream(name).ok()?.take(self.length).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// Reads a compound file as what its streams say it is.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Reason::Broken)?;
    let mut streams = Streams { file, length: bytes.len() as u64 };
    if streams.has("EncryptedPackage") || streams.has("EncryptedSummary") {
        return Err(Reason::Encrypted);
    }
    for name in ["\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"] {
        if let Some(summary) = streams.bytes(name) {
            summary::read(&summary, harvest);
        }
    }
    if let Some(document) = streams.bytes("WordDocument") {
        doc::read(&document, &mut streams, harvest)
    } else if let Some(workbook) = streams.bytes("Workbook") {
        xls::read(&workbook, harvest)
    } else if let Some(slides) = streams.bytes("PowerPoint Document") {
        ppt::read(&slides, harvest)
    } else {
        embedded(&mut streams, harvest)
    }
}

/// Reads what wraps a file that was put into another one.
fn embedded(streams: &mut Streams, harvest: &mut Harvest) -> Result<(), Reason> {
    if let Some(package) = streams.bytes("Package") {
        harvest.member("Package", &package);
        return Ok(());
    }
    let native = streams.bytes("\u{1}Ole10Native").ok_or(Reason::UnknownForm)?;
    let (name, content) = native_file(&native).ok_or(Reason::UnknownForm)?;
    harvest.member(&name, content);
    Ok(())
}

/// The name and content of a file that Packager put in: length, flags, label, path, flags, another path, content.
fn native_file(native: &[u8]) -> Option<(String, &[u8])> {
    let label = native.get(6..)?;
    let name = &label[..memchr::memchr(0, label)?];
    let path = &label[name.len() + 1..];
    let rest = path.get(memchr::memchr(0, path)? + 1 + 4..)?;
    let skipped = 4 + bytes::size_at(rest, 0)?;
    let length = bytes::size_at(rest, skipped)?;
    Some((bytes::in_code_page(name, 936), bytes::slice(rest, skipped + 4, length)?))
}

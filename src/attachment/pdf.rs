//! PDF, by `pdftotext` and `pdfinfo` of poppler: the text of each page, and the properties; by our own, what stands beside the pages.
//!
//! Each page is read as it is laid out, where a row stands on a line, and as it was written, where the lines of a cell follow each
//! other. Form fields and visible annotations are part of their page.

use super::harvest::Harvest;
use super::{Limits, Part, Reason, pdf_aside, picture};
use crate::world::{Bounds, Program, Ran};
use memchr::memmem;
use std::collections::BTreeSet;

const TEXT: Program = Program("pdftotext");
const PROPERTIES: Program = Program("pdfinfo");

/// What `pdfinfo` says of every file, which nobody wrote.
const OF_EVERY_FILE: [&str; 16] = [
    "CreationDate",
    "Custom Metadata",
    "Encrypted",
    "File size",
    "Form",
    "JavaScript",
    "Metadata Stream",
    "ModDate",
    "Optimized",
    "PDF version",
    "Page rot",
    "Page size",
    "Pages",
    "Suspects",
    "Tagged",
    "UserProperties",
];

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let text = run(TEXT, &["-q", "-layout", "-enc", "UTF-8", "-", "-"], bytes, harvest.limits)?;
    let written = run(TEXT, &["-q", "-raw", "-enc", "UTF-8", "-", "-"], bytes, harvest.limits)?;
    for ((page, written), number) in text.split('\u{c}').zip(written.split('\u{c}')).zip(1..) {
        harvest.text(Part::Page(number), page);
        if !page.split_whitespace().flat_map(str::chars).eq(written.split_whitespace().flat_map(str::chars)) {
            harvest.text(Part::Page(number), written);
        }
    }
    let mut known = BTreeSet::new();
    let properties = run(PROPERTIES, &["-enc", "UTF-8", "-"], bytes, harvest.limits)?;
    for (name, value) in properties.lines().filter_map(|line| line.split_once(':')) {
        if !OF_EVERY_FILE.contains(&name) {
            harvest.text(Part::Property(name.to_owned()), value);
            known.insert(value.trim().to_owned());
        }
    }
    pdf_aside::read(bytes, &known, harvest);
    picture::packets(bytes, Part::Property, harvest);
    match text.trim().is_empty() {
        true => Err(Reason::NoText),
        false => Ok(()),
    }
}

/// What a program of poppler prints of a PDF that it is given as its input.
pub(crate) fn run(program: Program, arguments: &[&str], bytes: &[u8], limits: &Limits) -> Result<String, Reason> {
    let bounds = Bounds { time: limits.time, memory: limits.memory, output: limits.text };
    match program.run(arguments, bytes, &bounds) {
        Ran::Well(output) => Ok(String::from_utf8_lossy(&output).into_owned()),
        // The dictionary that names it is never packed.
        Ran::Failed if memmem::find(bytes, b"/Encrypt").is_some() => Err(Reason::Encrypted),
        Ran::Failed => Err(Reason::Broken),
        Ran::Absent => Err(Reason::NoProgram(program.0)),
        Ran::TooSlow => Err(Reason::TooSlow),
        Ran::TooMuch => Err(Reason::TooLarge),
    }
}

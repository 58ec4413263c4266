//! Property sets ([MS-OLEPS]): author, last author, company, and what the office added.

use crate::attachment::Part;
use crate::attachment::bytes::{in_code_page, size_at, slice, u16_at, u32_at, utf16};
use crate::attachment::harvest::Harvest;

/// The format of SummaryInformation; the other known one is of DocumentSummaryInformation.
const SUMMARY: [u8; 4] = [0xe0, 0x85, 0x9f, 0xf2];
/// The format of properties that have names.
const NAMED: [u8; 4] = [0x05, 0xd5, 0xcd, 0xd5];

/// No file has more properties, nor longer ones; a hostile one may have all of them lie on the same bytes.
const MOST: usize = 500;
const LONGEST: usize = 64 << 10;

/// Reads the one or two sets of a stream; what is damaged is passed over.
pub(super) fn read(stream: &[u8], harvest: &mut Harvest) {
    let sets = size_at(stream, 24).unwrap_or_default().min(2);
    for set in 0..sets {
        let head = 28 + 20 * set;
        if let (Some(format), Some(start)) = (slice(stream, head, 4), size_at(stream, head + 16)) {
            read_set(format, stream.get(start..).unwrap_or_default(), harvest);
        }
    }
}

fn read_set(format: &[u8], set: &[u8], harvest: &mut Harvest) {
    // An entry is eight bytes long, so that there cannot be more than fit.
    let count = size_at(set, 4).unwrap_or_default().min(MOST);
    let entry = |n: usize| Some((u32_at(set, 8 + 8 * n)?, size_at(set, 12 + 8 * n)?));
    let entries: Vec<(u32, usize)> = (0..count).filter_map(entry).collect();
    let at = |id: u32| entries.iter().find(|entry| entry.0 == id).map(|entry| entry.1);
    let page = at(1).and_then(|at| u16_at(set, at + 4)).unwrap_or(936);
    let names = at(0).filter(|_| format == NAMED).map(|at| names(set, at, page)).unwrap_or_default();
    for (id, start) in &entries {
        let named = names.iter().find(|(named, _)| named == id).map(|(_, name)| name.clone());
        let name = named.unwrap_or_else(|| known(format, *id));
        if let Some(value) = value(set, *start, page) {
            harvest.text(Part::Property(name), &value);
        }
    }
}

/// A value that is words.
fn value(set: &[u8], at: usize, page: u16) -> Option<String> {
    let length = size_at(set, at.checked_add(4)?)?.min(LONGEST);
    match u16_at(set, at)? {
        0x1e => Some(in_code_page(slice(set, at + 8, length)?, page)),
        0x1f => Some(utf16(slice(set, at + 8, length.checked_mul(2)?)?)),
        _ => None,
    }
}

/// The dictionary of names.
fn names(set: &[u8], at: usize, page: u16) -> Vec<(u32, String)> {
    let count = size_at(set, at).unwrap_or_default().min(MOST);
    let (mut names, mut at) = (Vec::new(), at + 4);
    for _ in 0..count {
        let (Some(id), Some(length)) = (u32_at(set, at), size_at(set, at + 4)) else { break };
        let length = if page == 1200 { length.saturating_mul(2) } else { length };
        let Some(name) = slice(set, at + 8, length) else { break };
        names.push((id, in_code_page(name, page).trim_end_matches('\0').to_owned()));
        // In UTF-16 a name is filled up to four bytes.
        at += 8 + if page == 1200 { length.next_multiple_of(4) } else { length };
    }
    names
}

fn known(format: &[u8], id: u32) -> String {
    let name = match (format == SUMMARY, id) {
        (true, 2) => "Title",
        (true, 3) => "Subject",
        (true, 4) => "Author",
        (true, 5) => "Keywords",
        (true, 6) => "Comments",
        (true, 7) => "Template",
        (true, 8) => "LastAuthor",
        (true, 18) => "AppName",
        (false, 2) => "Category",
        (false, 14) => "Manager",
        (false, 15) => "Company",
        _ => return id.to_string(),
    };
    name.to_owned()
}

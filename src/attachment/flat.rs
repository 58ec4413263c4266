//! Office files of one XML text: those of Office 2003, which systems still write under the names doc and xls, and packages
//! whose parts are elements. Any other XML, drawings among it, is a text without its marks.

use super::flow::{self, Role};
use super::harvest::Harvest;
use super::spot::short;
use super::xml;
use super::{Part, Reason, plain, word};

/// Whether a text is XML.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"<?xml")
}

/// Reads a text in XML.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let text = xml::text(bytes);
    match xml::root(&text).as_deref() {
        Some("wordDocument" | "package") => word::read(&text, None, harvest),
        Some("Workbook") => workbook(&text, harvest),
        _ => plain::markup(bytes, harvest),
    }
}

/// Reads a workbook: XML Spreadsheet 2003. Hidden columns are read as the others are.
fn workbook(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    let mut sheet = String::new();
    flow::read(text, None, harvest, &mut |element| match element.name() {
        "Worksheet" => {
            sheet = short(element.attribute("Name").unwrap_or_default());
            Role::Tell(Part::Name, sheet.clone())
        }
        "Table" => Role::Sheet { name: sheet.clone(), hidden: false },
        "Row" => {
            let number = |name: &str| element.attribute(name).and_then(|number| number.parse::<usize>().ok());
            let times = number("Span").unwrap_or(0).saturating_add(1);
            Role::Row { number: number("Index"), times, hidden: element.is("Hidden") }
        }
        "Cell" => Role::Cell { times: 1 },
        "Data" => Role::Line,
        "Comment" => Role::Aside { part: Part::Comment, hidden: false },
        "DocumentProperties" => Role::Paragraph,
        "Author" | "LastAuthor" | "Company" | "Title" | "Subject" | "Manager" | "Keywords" | "Description" => {
            Role::Apart(Part::Property(element.name().to_owned()))
        }
        _ => Role::Through,
    })
}

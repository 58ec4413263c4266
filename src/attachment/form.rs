//! Which form a file has: by what it holds, and by its name where that does not tell.

use super::harvest::Harvest;
use super::{Reason, archive, compound, flat, html, pdf, picture, plain, rtf};

/// A form that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// An archive, which may be an office file.
    Zip,
    /// A compound file: the office files of before 2007, and encrypted ones of after.
    Compound,
    Pdf,
    Picture,
    Rtf,
    Html,
    Xml,
    Table,
    Text,
    Unknown,
}

/// What the first bytes are.
const MAGIC: [(&[u8], Form); 12] = [
    (b"PK\x03\x04", Form::Zip),
    (b"PK\x05\x06", Form::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form::Compound),
    (b"%PDF-", Form::Pdf),
    (b"{\\rtf", Form::Rtf),
    (b"\xff\xd8\xff", Form::Picture),
    (b"\x89PNG\r\n\x1a\n", Form::Picture),
    (b"II*\0", Form::Picture),
    (b"MM\0*", Form::Picture),
    (b"GIF8", Form::Picture),
    (b"BM", Form::Picture),
    (b"RIFF", Form::Picture),
];

/// Where a PDF may begin: what stands before is passed over, as viewers do.
const PDF_BEGINS: usize = 1024;

impl Form {
    /// The form of a file.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, form)| *form);
        match magic {
            Some(Self::Picture) if !picture::is_one(bytes) => Self::by_text(name, bytes),
            Some(form) => form,
            None if memchr::memmem::find(&bytes[..bytes.len().min(PDF_BEGINS)], b"%PDF-").is_some() => Self::Pdf,
            None => Self::by_text(name, bytes),
        }
    }

    /// The form of what may be a text. A name that promises another form makes it a broken file of that form.
    fn by_text(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "svg" => Self::Xml,
            _ if !plain::is_text(bytes) => Self::promised(&ending),
            _ if html::is_one(bytes) => Self::Html,
            _ if flat::is_one(bytes) => Self::Xml,
            "csv" | "tsv" => Self::Table,
            _ => Self::Text,
        }
    }

    fn promised(ending: &str) -> Self {
        match ending {
            "zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "ofd" => Self::Zip,
            "doc" | "xls" | "ppt" | "wps" | "et" | "dps" => Self::Compound,
            "pdf" => Self::Pdf,
            "txt" | "md" | "json" | "xml" | "css" | "js" | "svg" => Self::Text,
            "csv" | "tsv" => Self::Table,
            _ => Self::Unknown,
        }
    }

    /// Reads a file of this form.
    pub(super) fn read(self, name: &str, bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
        match self {
            Self::Zip => archive::read(bytes, harvest),
            Self::Compound => compound::read(bytes, harvest),
            Self::Pdf => pdf::read(bytes, harvest),
            Self::Picture => picture::read(bytes, harvest),
            Self::Rtf => rtf::read(bytes, harvest),
            Self::Html => html::read(bytes, harvest),
            Self::Xml => flat::read(bytes, harvest),
            Self::Table => plain::table(name, bytes, harvest),
            Self::Text => plain::read(bytes, harvest),
            Self::Unknown => Err(Reason::UnknownForm),
        }
    }
}

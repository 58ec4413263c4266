//! OpenDocument text (odt): OASIS OpenDocument 1.3, part 3.

mod body;
mod drawing;
mod styles;
mod table;

use super::model::Document;
use super::properties;
use super::report::{News, Report};
use super::tree;
use crate::attachment::{Container, Part, Reason};
use crate::say;
use body::Reader;
use styles::Styles;

/// Reads a package.
///
/// # Errors
/// When it is encrypted, is no text, or its content is damaged or too large.
pub(super) fn read(container: &mut Container, report: &mut Report) -> Result<Document, Reason> {
    let manifest = container.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Reason::Encrypted);
    }
    let content = container.bytes("content.xml")?.ok_or(Reason::UnknownForm)?;
    let content = tree::xml(&content)?;
    let named = container.bytes("styles.xml")?.map(|part| tree::xml(&part)).transpose()?.unwrap_or_default();
    let text = content.at(&["document-content", "body", "text"]).ok_or(Reason::UnknownForm)?;
    let mut styles = Styles::default();
    styles.add(&content);
    styles.add(&named);
    let document = Reader::new(container, report, styles).read(text)?;
    for (names, at, what) in [
        (["header", "header-left", "header-first"], Part::Header, say!("页眉", "a header")),
        (["footer", "footer-left", "footer-first"], Part::Footer, say!("页脚", "a footer")),
    ] {
        for element in names.iter().flat_map(|name| named.all(name)) {
            let words = element.text();
            if !words.trim().is_empty() {
                report.tell(News::LeftOut, &at, what.clone(), &words);
            }
        }
    }
    if let Ok(Some(part)) = container.bytes("meta.xml")
        && let Ok(properties) = tree::xml(&part)
    {
        properties::tell(&properties, &document, report);
    }
    Ok(document)
}

//! What was online before: the list that a deployment leaves beside the site (docs/hosting.md), read again.

use crate::diag::Path;
use crate::output::Manifest;
use crate::portal::Portal;
use jiff::civil::Date;
use serde_json::Value;

/// A page or file that was online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// Its path from the site's root.
    pub path: String,
    /// The day on which its document was published.
    pub published: Option<Date>,
}

/// Everything that was online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier(pub Vec<Online>);

/// The form that is read.
const VERSION: u64 = 1;

impl Earlier {
    /// The files of a `manifest.json`, compressed forms left out; nothing when the text is no such list.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let list: Value = serde_json::from_str(json).ok()?;
        if list["version"] != VERSION {
            return None;
        }
        let plain = list["files"].as_array()?.iter().filter(|file| file["encoding"].is_null());
        let online = |file: &Value| {
            let published = file["published"].as_str().and_then(|day| day.get(..10)?.parse().ok());
            Some(Online { path: file["path"].as_str()?.to_owned(), published })
        };
        plain.map(online).collect::<Option<_>>().map(Self)
    }
}

/// A site as it is now beside what was online before.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// What was online.
    pub earlier: &'a Earlier,
    /// The portal of now.
    pub portal: &'a Portal,
    /// The files of now.
    pub manifest: &'a Manifest,
}

impl Since<'_> {
    /// The source of a document's page, by the page's path, and the day on which it was published.
    pub(super) fn document(&self, path: &str) -> Option<(Path, Date)> {
        let source = &self.manifest.get(path)?.owner;
        let id = self.portal.document_at(source)?;
        Some((source.clone(), self.portal.document(id).front.published?.date))
    }
}

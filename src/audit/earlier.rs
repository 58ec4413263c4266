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

/// The forms that are read. In the first, compressed forms stood among the files.
const VERSIONS: [u64; 2] = [1, 2];

impl Earlier {
    /// The files of a `manifest.json`, compressed forms left out; nothing when the text is no such list.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let list: Value = serde_json::from_str(json).ok()?;
        if !VERSIONS.iter().any(|version| list["version"] == *version) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_list_are_read() {
        let day = |published: Option<&str>| published.map(|day| day.parse().unwrap());
        let online = |path: &str, published| Online { path: path.to_owned(), published: day(published) };
        let all = Earlier(vec![online("a.html", Some("2024-03-01")), online("b.csv", None)]);
        let page = r#""path":"a.html","published":"2024-03-01""#;
        let first = format!(
            r#"{{"version":1,"files":[{{{page}}},{{"path":"a.html.br","encoding":"br"}},{{"path":"b.csv"}}]}}"#
        );
        let second = format!(
            r#"{{"version":2,"files":[{{{page},"compressed":{{"br":{{}}}}}},{{"path":"b.csv"}}],"papers":[{{"path":"SHA256SUMS"}}]}}"#
        );
        assert_eq!(Earlier::parse(&first), Some(all.clone()));
        assert_eq!(Earlier::parse(&second), Some(all));
        assert_eq!(Earlier::parse(&second.replace(":2,", ":3,")), None);
    }
}

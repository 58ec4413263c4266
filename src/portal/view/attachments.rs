//! The files that stand beside a document.

use super::Shown;
use crate::portal::{DocumentId, Portal};

/// Shown as the field `attachments` of a document.
pub(super) fn attachments(portal: &Portal, id: DocumentId) -> Shown {
    let files = portal.attachments[id.index()].iter().map(|file| portal.files.get(*file));
    let rows = portal.document(id).front.attachments.iter().zip(files).map(|(attachment, file)| {
        let name = file.route.path().rsplit('/').next().unwrap_or_default().to_owned();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        Shown::Record(vec![
            ("title", Shown::from(attachment.title.clone().unwrap_or_else(|| name.clone()))),
            ("url", portal.url(&file.route).into()),
            ("size", Shown::Number(i64::try_from(file.size).unwrap_or(i64::MAX))),
            ("size_text", size_text(file.size).into()),
            ("extension", Shown::text(extension)),
            ("name", name.into()),
        ])
    });
    Shown::List(rows.collect())
}

/// A length in bytes as people read it.
#[must_use]
pub fn size_text(size: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if size < 1024 {
        return format!("{size} B");
    }
    let (mut tenths, mut unit) = (size * 10 / 1024, 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

//! Which parts a part names, and what it links to outside of the file.

use crate::attachment::archive::Archive;
use crate::attachment::harvest::Harvest;
use crate::attachment::xml::{self, Piece, Pieces};
use crate::attachment::{Part, Reason};
use crate::world;

/// What one part names.
pub(super) struct Relations(Vec<Relation>);

/// Another part that it names.
struct Relation {
    id: String,
    kind: String,
    /// The path of the other part in the package.
    path: String,
}

impl Relations {
    /// The relations of a part; those of the package for an empty path.
    pub(super) fn of(archive: &mut Archive, harvest: &mut Harvest, part: &str) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let text = archive.bytes_of(&path, harvest).and_then(Result::ok).map(|bytes| xml::text(&bytes));
        let text = text.unwrap_or_default();
        let elements = Pieces::of(&text).filter_map(|piece| match piece {
            Ok(Piece::Open(element)) => Some(element),
            _ => None,
        });
        let relation = |element: xml::Element| {
            let target = element.attribute("Target")?;
            let folder = if target.starts_with('/') { "" } else { folder };
            Some(Relation {
                id: element.attribute("Id")?,
                kind: element.attribute("Type")?,
                path: world::join(folder, &target)?,
            })
        };
        Self(elements.filter_map(relation).collect())
    }

    /// The path of the first of a kind, by the last word of its name.
    pub(super) fn one(&self, kind: &str) -> Option<String> {
        let found = self.0.iter().find(|relation| relation.kind.rsplit('/').next() == Some(kind));
        found.map(|relation| relation.path.clone())
    }

    /// The path of the part with this id.
    pub(super) fn path(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|relation| relation.id == id).map(|relation| relation.path.as_str())
    }
}

/// Tells the addresses outside of the file.
pub(super) fn links(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    for piece in Pieces::of(text) {
        let Piece::Open(element) = piece? else { continue };
        if element.attribute("TargetMode").as_deref() == Some("External") {
            harvest.text(Part::Link, &element.attribute("Target").unwrap_or_default());
        }
    }
    Ok(())
}

//! What a section would hand down to a document that is not there yet.

use super::cascade::parent;
use super::front_matter::split;
use super::keys::{DOCUMENT, SECTION};
use super::kind::Kind;
use crate::diag::{Failure, Source};
use crate::world::{Read, World};
use crate::yaml::{NodeKind, Value};

/// What a document of a section has without writing it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Inherited {
    /// Its kind.
    pub kind: Option<Kind>,
    /// Whether it has a publisher.
    pub has_publisher: bool,
}

/// What a folder below content/ hands down; nothing when it is no section. What is wrong in a section is told by a build.
///
/// # Errors
/// When the system cannot read a file that is there.
pub fn inherited(world: &World, folder: &str) -> Result<Option<Inherited>, Failure> {
    let mut inherited = Inherited::default();
    for (at, folder) in std::iter::successors(Some(folder), |folder| parent(folder)).enumerate() {
        let path =
            ["content", folder, "_index.md"].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        match world.read(&path)? {
            Read::Text(source) => inherited.add(&source),
            Read::Absent if at == 0 => return Ok(None),
            _ => {}
        }
    }
    Ok(Some(inherited))
}

impl Inherited {
    /// Adds what a section hands down, where none nearer did.
    fn add(&mut self, source: &Source) {
        let Ok(parts) = split(source) else { return };
        let root = Value { path: &parts.yaml.path, node: &parts.yaml.root };
        let cascade = root
            .pairs()
            .into_iter()
            .find(|(key, _)| SECTION.keys.iter().any(|known| known.en == "cascade" && known.is(key)));
        let Some((_, cascade)) = cascade.filter(|(_, value)| matches!(value.node.kind, NodeKind::Map(_))) else {
            return;
        };
        for (key, value) in cascade.pairs() {
            match DOCUMENT.keys.iter().find(|known| known.is(key)).map(|known| known.en) {
                Some("kind") => self.kind = self.kind.or_else(|| value.choice().ok()),
                Some("publisher") => self.has_publisher = true,
                _ => {}
            }
        }
    }
}

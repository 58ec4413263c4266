//! Bodies: in memory as long as they are few, on a shelf when they are many, so that a large portal's texts need not
//! be in memory all at once. That of a source which was not parsed again is rendered when its page is made.

use super::front_matter::text_of;
use crate::diag::{Failure, Path};
use crate::markdown::{self, Body};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Read, Shelf, Slot, World};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A document's Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyText {
    /// Its first byte in the file; spans in the outline count from there.
    pub start: u32,
    /// What it is.
    pub fingerprint: Fingerprint,
}

impl BodyText {
    /// The text of a source from a byte on.
    pub(super) fn new(text: &str, start: usize) -> Result<Self, Failure> {
        let start = u32::try_from(start).map_err(|_| Failure::own(say!("文件过大", "a file is too large")))?;
        Ok(Self { start, fingerprint: Fingerprint::of(text.as_bytes()) })
    }
}

/// Where a rendered body is.
#[derive(Debug)]
pub(super) enum Kept {
    Empty,
    Held(Arc<Body>),
    Shelved(Slot),
    /// Not here: it is rendered when it is asked for.
    Unread,
}

/// The bodies of a content tree.
#[derive(Debug)]
pub struct Bodies {
    world: Arc<World>,
    kept: FxHashMap<Path, Mutex<Kept>>,
    shelf: Option<Shelf>,
    again: Mutex<BTreeSet<Path>>,
}

/// Where bodies are put while sources are read.
#[derive(Debug)]
pub(super) struct Rack {
    /// So many bytes of bodies stay in memory.
    room: usize,
    held: AtomicUsize,
    shelf: Shelf,
}

impl Rack {
    pub(super) fn new(room: usize) -> Result<Self, Failure> {
        Ok(Self { room, held: AtomicUsize::new(0), shelf: Shelf::new()? })
    }

    pub(super) fn put(&self, body: Body) -> Result<Kept, Failure> {
        Ok(if body.html.is_empty() {
            Kept::Empty
        } else if self.held.fetch_add(body.html.len(), Ordering::Relaxed) < self.room {
            Kept::Held(Arc::new(body.fitted()))
        } else {
            Kept::Shelved(self.shelf.put(&body.to_bytes())?)
        })
    }

    pub(super) fn close(self, world: &Arc<World>, kept: FxHashMap<Path, Kept>) -> Bodies {
        let kept = kept.into_iter().map(|(path, kept)| (path, Mutex::new(kept))).collect();
        Bodies { world: Arc::clone(world), kept, shelf: Some(self.shelf), again: Mutex::default() }
    }
}

impl Bodies {
    /// Bodies of which each is rendered when it is asked for.
    #[must_use]
    pub fn unread(world: &Arc<World>) -> Self {
        Self { world: Arc::clone(world), kept: FxHashMap::default(), shelf: None, again: Mutex::default() }
    }

    /// The body of a source; nothing when it has no text.
    ///
    /// # Errors
    /// When the system cannot give it back.
    pub fn get(&self, path: &Path) -> Result<Option<Arc<Body>>, Failure> {
        let Some(kept) = self.kept.get(path) else { return self.render(path) };
        match &*kept.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::Empty => Ok(None),
            Kept::Held(body) => Ok(Some(Arc::clone(body))),
            Kept::Shelved(slot) => {
                let bytes = self.shelf.as_ref().map(|shelf| shelf.get(*slot)).transpose()?;
                bytes.and_then(|bytes| Body::from_bytes(&bytes)).ok_or_else(damaged).map(|body| Some(Arc::new(body)))
            }
            Kept::Unread => self.render(path),
        }
    }

    /// Forgets the body of a source that is another one now: it is rendered when it is asked for.
    pub fn forget(&self, path: &Path) {
        if let Some(kept) = self.kept.get(path) {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Kept::Unread;
        }
    }

    /// Lets go of the bodies that are held in memory. Not before the build has ended: the allocator would give their
    /// memory back to the system piece by piece, which takes longer than a page does to be printed.
    pub fn let_go(&self) {
        #[expect(clippy::iter_over_hash_type, reason = "each is let go by itself")]
        for kept in self.kept.values() {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if matches!(*kept, Kept::Held(_)) {
                *kept = Kept::Unread;
            }
        }
    }

    /// The sources whose text was read again for a body since this was last asked.
    #[must_use]
    pub fn read_again(&self) -> BTreeSet<Path> {
        std::mem::take(&mut self.again.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn render(&self, path: &Path) -> Result<Option<Arc<Body>>, Failure> {
        self.again.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        let Read::Text(source) = self.world.read(path)? else { return Ok(None) };
        let body = text_of(&source).map(|text| markdown::render(text).body);
        Ok(body.filter(|body| !body.html.is_empty()).map(Arc::new))
    }
}

fn damaged() -> Failure {
    Failure::own(say!("临时文件已损坏", "the temporary file is damaged"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_in_memory_comes_back_from_the_shelf() {
        let folder = tempfile::tempdir().unwrap();
        let world = Arc::new(World::open(folder.path()).unwrap());
        let rack = Rack::new(0).unwrap();
        let body = markdown::render("见[办法](a.md)").body;
        let kept = rack.put(body.clone()).unwrap();
        assert!(matches!(kept, Kept::Shelved(_)));
        let path = Path::from("content/a.md");
        let bodies = rack.close(&world, [(path.clone(), kept)].into_iter().collect());
        assert_eq!(*bodies.get(&path).unwrap().unwrap(), body);
    }
}

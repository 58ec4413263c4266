//! Bodies: in memory as long as they are few, on a shelf when they are many, so that a large portal's texts need not
//! be in memory all at once.

use crate::diag::Failure;
use crate::markdown::Body;
use crate::say;
use crate::world::{Shelf, Slot};
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many bytes of bodies stay in memory: some 30,000 documents' worth.
const HELD: usize = 128 << 20;

/// Where a document's body is, and where its Markdown begins in the source.
#[derive(Debug, Clone)]
pub struct BodyText {
    place: Place,
    /// The first byte of the Markdown in its file; spans in the outline count from there.
    pub text_start: u32,
}

#[derive(Debug, Clone)]
enum Place {
    Empty,
    Held(Box<Body>),
    Shelved(Slot),
}

impl BodyText {
    /// No text at all.
    #[must_use]
    pub fn none() -> Self {
        Self { place: Place::Empty, text_start: 0 }
    }

    /// Whether there is any text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.place, Place::Empty)
    }
}

/// Where bodies are put.
#[derive(Debug)]
pub struct Bodies {
    held: AtomicUsize,
    shelf: Shelf,
}

impl Bodies {
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self { held: AtomicUsize::new(0), shelf: Shelf::new()? })
    }

    pub(super) fn put(&self, body: Body, text_start: usize) -> Result<BodyText, Failure> {
        let place = if body.html.is_empty() {
            Place::Empty
        } else if self.held.fetch_add(body.html.len(), Ordering::Relaxed) < HELD {
            Place::Held(Box::new(body.fitted()))
        } else {
            Place::Shelved(self.shelf.put(&body.to_bytes())?)
        };
        let text_start =
            u32::try_from(text_start).map_err(|_| Failure::own(say!("文件过大", "a file is too large")))?;
        Ok(BodyText { place, text_start })
    }

    /// A body.
    ///
    /// # Errors
    /// When the system cannot give it back.
    pub fn get<'a>(&self, text: &'a BodyText) -> Result<Cow<'a, Body>, Failure> {
        match &text.place {
            Place::Empty => Ok(Cow::Owned(Body::default())),
            Place::Held(body) => Ok(Cow::Borrowed(&**body)),
            Place::Shelved(slot) => {
                let body = Body::from_bytes(&self.shelf.get(*slot)?);
                body.map(Cow::Owned)
                    .ok_or_else(|| Failure::own(say!("临时文件已损坏", "the temporary file is damaged")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_in_memory_comes_back_from_the_shelf() {
        let bodies = Bodies { held: AtomicUsize::new(HELD), shelf: Shelf::new().unwrap() };
        let body = crate::markdown::render("见[办法](a.md)").0;
        let text = bodies.put(body.clone(), 3).unwrap();
        assert!(matches!(text.place, Place::Shelved(_)));
        assert_eq!(*bodies.get(&text).unwrap(), body);
    }
}

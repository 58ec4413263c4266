//! Bodies lie on a shelf, so that a large portal's texts need not be in memory all at once.

use crate::diag::Failure;
use crate::markdown::Body;
use crate::say;
use crate::world::{Shelf, Slot};

/// Where a document's body is, and where its Markdown begins in the source.
#[derive(Debug, Clone, Copy)]
pub struct BodyText {
    pub(super) slot: Option<Slot>,
    /// The first byte of the Markdown in its file; spans in the outline count from there.
    pub text_start: u32,
}

impl BodyText {
    /// No text at all.
    #[must_use]
    pub fn none() -> Self {
        Self { slot: None, text_start: 0 }
    }

    /// Whether there is any text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slot.is_none()
    }
}

/// The shelf of bodies.
#[derive(Debug)]
pub struct Bodies(Shelf);

impl Bodies {
    pub(super) fn new() -> Result<Self, Failure> {
        Shelf::new().map(Self)
    }

    pub(super) fn put(&self, body: &Body, text_start: usize) -> Result<BodyText, Failure> {
        let slot = if body.html.is_empty() { None } else { Some(self.0.put(&body.to_bytes())?) };
        let text_start =
            u32::try_from(text_start).map_err(|_| Failure::own(say!("文件过大", "a file is too large")))?;
        Ok(BodyText { slot, text_start })
    }

    /// A body.
    ///
    /// # Errors
    /// When the system cannot give it back.
    pub fn get(&self, text: BodyText) -> Result<Body, Failure> {
        let Some(slot) = text.slot else { return Ok(Body::default()) };
        let bytes = self.0.get(slot)?;
        Body::from_bytes(&bytes).ok_or_else(|| Failure::own(say!("临时文件已损坏", "the temporary file is damaged")))
    }
}

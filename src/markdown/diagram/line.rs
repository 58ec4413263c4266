//! The lines of a fenced block with their places.

use crate::diag::Span;

/// A line that is not blank, without the blanks around it.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    place: Where,
}

/// Where a line stands in the Markdown.
#[derive(Debug, Clone, Copy)]
enum Where {
    /// Its text begins at this byte.
    From(usize),
    /// Its text does not stand there as it was read (a character that may not be in a text was replaced).
    Within(Span),
}

impl<'a> Line<'a> {
    /// A line of a block; `source` is the line of the Markdown that holds it, which begins at the byte `start`.
    pub(super) fn new(text: &'a str, source: &str, start: usize) -> Self {
        let text = text.trim();
        let place = match source.rfind(text) {
            Some(at) => Where::From(start + at),
            None => Where::Within(trimmed(source, start)),
        };
        Self { text, place }
    }

    /// The place of a part of its text.
    pub(super) fn place(&self, part: &str) -> Span {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        match self.place {
            Where::From(start) => Span::new(start + at, start + at + part.len()),
            Where::Within(span) => span,
        }
    }
}

/// The place of what is not blank in a line of the Markdown.
pub(super) fn trimmed(source: &str, start: usize) -> Span {
    let text = source.trim_start();
    let start = start + source.len() - text.len();
    Span::new(start, start + text.trim_end().len())
}

//! Where in the source of a document code stands: what is written there is shown and does nothing.

use super::Passage;
use crate::law::bare;
use crate::markdown;
use std::ops::Range;
use std::panic::catch_unwind;

/// The code blocks and code spans of a document, in bytes of its source; of a text that cannot be understood none.
pub(super) fn ranges(passage: &Passage<'_>) -> Vec<Range<usize>> {
    if !passage.is_document() {
        return Vec::new();
    }
    let start = bare::front_matter(passage.text);
    let text = &passage.text[start..];
    let ranges = catch_unwind(|| markdown::code(text)).unwrap_or_default();
    ranges.into_iter().map(|range| range.start + start..range.end + start).collect()
}

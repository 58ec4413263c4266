//! Characters read as what they mean: another bracket is a bracket, a space is nothing.
//!
//! Everything here leaves no doubt about the meaning; each is told as a [`Mend`].

use std::ops::Range;

use crate::law::character::{half_width, is_blank};

/// What is read as 〔.
pub(super) const OPENING: &str = "[［(（【〈《〖﹝";
/// What is read as 〕.
pub(super) const CLOSING: &str = "]］)）】〉》〗﹞";

/// Characters that were read as what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What was mended.
    pub kind: MendKind,
    /// Where, in bytes of the input.
    pub range: Range<usize>,
}

/// What can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MendKind {
    /// Another bracket in place of 〔 or 〕.
    Bracket,
    /// Full-width digits.
    FullWidthDigit,
    /// Spaces, of any width.
    Space,
}

/// A character as it is meant, and where it stands.
pub(super) struct Glyph {
    pub(super) meant: char,
    pub(super) range: Range<usize>,
}

/// The text without its spaces, every look-alike read as what it means.
pub(super) fn glyphs(text: &str) -> (Vec<Glyph>, Vec<Mend>) {
    let mut glyphs = Vec::new();
    let mut mended = Vec::new();
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let (meant, mend) = meaning(c);
        if let Some(kind) = mend {
            note(&mut mended, Mend { kind, range: range.clone() });
        }
        glyphs.extend(meant.map(|meant| Glyph { meant, range }));
    }
    (glyphs, mended)
}

/// What a character stands for (a space for nothing), and what mending that takes.
fn meaning(c: char) -> (Option<char>, Option<MendKind>) {
    match c {
        _ if OPENING.contains(c) => (Some('〔'), Some(MendKind::Bracket)),
        _ if CLOSING.contains(c) => (Some('〕'), Some(MendKind::Bracket)),
        '０'..='９' => (Some(half_width(c)), Some(MendKind::FullWidthDigit)),
        _ if is_blank(c) => (None, Some(MendKind::Space)),
        _ => (Some(c), None),
    }
}

/// Adds a mend; one that goes on where the last of its kind ended is told with it.
fn note(mended: &mut Vec<Mend>, mend: Mend) {
    match mended.last_mut() {
        Some(last) if last.kind == mend.kind && last.range.end == mend.range.start => {
            last.range.end = mend.range.end;
        }
        _ => mended.push(mend),
    }
}

/// The text that glyphs make, as it is meant.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.meant).collect()
}

/// Where glyphs stand, if there are any.
pub(super) fn span(glyphs: &[Glyph]) -> Option<Range<usize>> {
    Some(glyphs.first()?.range.start..glyphs.last()?.range.end)
}

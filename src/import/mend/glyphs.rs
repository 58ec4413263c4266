//! Running text character by character, each with the piece that it is of.

use crate::import::model::{Inline, Line, Words, push};

/// A character, and the piece of the line that it is of; what is no text is one character too.
pub(super) type Glyph = (char, usize);

/// Stands for what is no text.
pub(super) const OBJECT: char = '\u{FFFC}';
/// Stands for the end of a line.
pub(super) const BREAK: char = '\u{FFFB}';

/// The characters of a line.
pub(super) fn glyphs(line: &[Inline]) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for (at, piece) in line.iter().enumerate() {
        match piece {
            Inline::Words(words) => {
                glyphs.extend(words.text.chars().filter(|c| ![OBJECT, BREAK].contains(c)).map(|c| (c, at)))
            }
            Inline::Break => glyphs.push((BREAK, at)),
            _ => glyphs.push((OBJECT, at)),
        }
    }
    glyphs
}

/// A line with these characters, which look as in the line that they were of.
pub(super) fn rebuilt(line: &[Inline], glyphs: &[Glyph]) -> Line {
    let mut whole = Line::new();
    for of_piece in glyphs.chunk_by(|(_, one), (_, other)| one == other) {
        match &line[of_piece[0].1] {
            Inline::Words(Words { bold, link, .. }) => {
                let text = of_piece.iter().map(|(c, _)| *c).collect();
                push(&mut whole, Inline::Words(Words { text, bold: *bold, link: link.clone() }));
            }
            object => whole.push(object.clone()),
        }
    }
    whole
}

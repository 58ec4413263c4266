//! Characters that are looked for as one: capitals and small letters, full-width and ASCII, brackets of all shapes,
//! traditional and simplified characters.
//!
//! One character folds to one character, so that a place in a folded text is the same place in the text itself.

/// Traditional characters, each with the simplified one that it folds to, sorted; from OpenCC's table `TSCharacters`
/// (Apache License 2.0), where it gives one character and does not give the traditional one itself.
pub(super) const ALIKE: &str = include_str!("alike.txt");

/// What folds to what besides: the first of each line for all that follow.
const SHAPES: [&str; 8] = ["([{〔【〖﹝", ")]}〕】〗﹞", "\"“”„「」『』", "'‘’", "-—–―‐‑−", "·•・‧", "〇○◯", "~～〜"];

/// The space that all white space folds to.
const SPACES: [u16; 24] = [
    0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008,
    0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF,
];

/// What each character of the basic plane folds to; 0 for itself.
static FOLDED: [u16; 0x1_0000] = table();

const fn table() -> [u16; 0x1_0000] {
    let mut folded = [0; 0x1_0000];
    let mut at = 0;
    while at < SPACES.len() {
        folded[SPACES[at] as usize] = b' ' as u16;
        at += 1;
    }
    let mut line = 0;
    while line < SHAPES.len() {
        put_shapes(&mut folded, SHAPES[line].as_bytes());
        line += 1;
    }
    let mut ascii = 0x21;
    while ascii < 0x7F {
        let small = (ascii as u8).to_ascii_lowercase() as u16;
        if folded[ascii] == 0 && small != ascii as u16 {
            folded[ascii] = small;
        }
        if folded[ascii + 0xFEE0] == 0 {
            folded[ascii + 0xFEE0] = if folded[ascii] == 0 { small } else { folded[ascii] };
        }
        ascii += 1;
    }
    put_alike(&mut folded);
    folded
}

const fn put_shapes(folded: &mut [u16; 0x1_0000], line: &[u8]) {
    let (first, mut at) = character(line, 0);
    while at < line.len() {
        let (shape, next) = character(line, at);
        folded[shape as usize] = first;
        at = next;
    }
}

const fn put_alike(folded: &mut [u16; 0x1_0000]) {
    let (pairs, mut at) = (ALIKE.as_bytes(), 0);
    while at < pairs.len() {
        let (traditional, next) = character(pairs, at);
        let (simplified, next) = character(pairs, next);
        folded[traditional as usize] = simplified;
        at = next;
    }
}

/// The character of the basic plane that begins at a byte of UTF-8, and where the next one does.
const fn character(text: &[u8], at: usize) -> (u16, usize) {
    match text[at] {
        first @ 0..0x80 => (first as u16, at + 1),
        first @ 0x80..0xE0 => ((first as u16 & 0x1F) << 6 | low_bits(text[at + 1]), at + 2),
        first => ((first as u16 & 0x0F) << 12 | low_bits(text[at + 1]) << 6 | low_bits(text[at + 2]), at + 3),
    }
}

const fn low_bits(byte: u8) -> u16 {
    byte as u16 & 0x3F
}

/// What a character folds to.
#[must_use]
pub fn fold(c: char) -> char {
    match FOLDED.get(c as usize) {
        None | Some(0) => c,
        Some(folded) => char::from_u32(u32::from(*folded)).unwrap_or(c),
    }
}

/// A text, folded character by character.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// Whether a text holds a character of the table of traditional ones.
#[must_use]
pub(super) fn has_alike(text: &str) -> bool {
    let han = |c: &char| ('\u{3400}'..='\u{FAFF}').contains(c);
    text.chars().filter(han).any(|c| fold(c) != c)
}

/// Whether a folded character is part of words, whatever the script; signs and spaces are not.
#[must_use]
pub(super) fn is_letter(c: char) -> bool {
    match c as u32 {
        0..0xC0 => is_latin(c),
        0x2000..0x2E80 | 0xFE10..0xFE70 | 0xFF00..0xFF66 => false,
        0x3000..0x3040 => matches!(c, '々' | '〇'),
        _ => true,
    }
}

/// Whether a folded character is a digit or a Latin letter.
#[must_use]
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_alike_is_one() {
        assert_eq!(folded("ＷＴＯ［２０２４］Ⅳ"), folded("wto〔2024〕Ⅳ"));
        assert_eq!(folded("啟東市學校體育"), "启东市学校体育");
        assert_eq!(folded("關於徵求意見"), "关于征求意见");
        assert_eq!(folded("二○二四年——“放管服”"), "二〇二四年--\"放管服\"");
        assert_eq!(folded("a\u{3000}b\u{a0}c"), "a b c");
        assert!(has_alike("國家") && !has_alike("国家（Ａ）"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }
}

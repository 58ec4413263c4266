//! What a single character is in Chinese official text.
//!
//! The one home of width folding and of the small classes that the other readers share. It never
//! looks at more than one character.

/// The ASCII character that a full-width one stands for; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The value of a decimal digit, ASCII or full-width.
pub fn digit(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// Whether this is a decimal digit, ASCII or full-width.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether this is one of the characters that a 机关代字 is made of, `[一-龥]`.
pub fn is_han(c: char) -> bool {
    ('一'..='龥').contains(&c)
}

/// Whether nothing is seen here: a space of any width, or a mark of no width that pasting leaves.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use crate::law::character::{digit, half_width, is_blank, is_han};

    #[test]
    fn full_width_is_folded() {
        assert_eq!("２０２４（Ｘ）　".chars().map(half_width).collect::<String>(), "2024(X) ");
        assert_eq!(digit('９'), Some(9));
        assert_eq!(digit('九'), None);
    }

    #[test]
    fn classes_have_their_edges() {
        assert!(is_han('一') && is_han('龥') && !is_han('〇') && !is_han('〔'));
        assert!(is_blank('\u{3000}') && is_blank('\u{FEFF}') && !is_blank('_'));
    }
}

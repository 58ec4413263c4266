//! What a single character is in Chinese official text.
//!
//! The one home of width folding and of the small classes that the other readers share. It never
//! looks at more than one character.

/// The ASCII character that a full-width one, or a digit of mathematics or of a display, stands for; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        // Five alphabets, one after the other.
        '\u{1D7CE}'..='\u{1D7FF}' => char::from_digit((u32::from(c) - 0x1D7CE) % 10, 10).unwrap_or(c),
        '\u{1FBF0}'..='\u{1FBF9}' => char::from_digit(u32::from(c) - 0x1FBF0, 10).unwrap_or(c),
        _ => c,
    }
}

/// The value of a decimal digit, in any width.
pub fn digit(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}

/// Whether this is a decimal digit, in any width.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether this is one of the characters that a 机关代字 is made of, `[一-龥]`.
pub fn is_han(c: char) -> bool {
    ('一'..='龥').contains(&c)
}

/// What [`is_blank`] takes, between the brackets of a regular expression.
pub const BLANK: &str =
    "\\s\\u0085\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF";

/// Whether nothing is seen here: a space of any width, or what takes no room.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Whether this takes no room, so that those beside it stand together: marks that pasting leaves, hyphens that show at a line's end
/// alone, marks of direction, and those that choose the form of the character before.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use crate::law::character::{digit, half_width, is_blank, is_han, is_unseen};

    #[test]
    fn full_width_is_folded() {
        assert_eq!("２０２４（Ｘ）　".chars().map(half_width).collect::<String>(), "2024(X) ");
        assert_eq!(digit('９'), Some(9));
        assert_eq!(digit('九'), None);
        assert_eq!(['𝟏', '𝟙', '𝟷', '🯱', '𝟿', '𝟎'].map(digit), [1, 1, 1, 1, 9, 0].map(Some));
    }

    #[test]
    fn classes_have_their_edges() {
        assert!(is_han('一') && is_han('龥') && !is_han('〇') && !is_han('〔'));
        assert!(is_blank('\u{3000}') && is_blank('\u{FEFF}') && !is_blank('_'));
        assert!(['\u{AD}', '\u{200E}', '\u{2060}', '\u{FE0F}'].into_iter().all(is_unseen) && !is_unseen(' '));
    }
}

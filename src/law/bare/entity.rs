//! Characters that HTML and Markdown name instead of writing them (`&#49;`).

/// The names of what is seen as nothing, or stands in addresses, and may be left out of the text or be part of a number.
const NAMES: [(&str, char); 9] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
];

/// The character that a text begins with by name or number, and the bytes that this takes.
pub fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let (c, rest) = match body.strip_prefix('#') {
        Some(number) => by_number(number)?,
        None => NAMES.iter().find_map(|(name, c)| Some((*c, body.strip_prefix(name)?.strip_prefix(';')?)))?,
    };
    Some((c, text.len() - rest.len()))
}

/// Browsers do without the semicolon.
fn by_number(text: &str) -> Option<(char, &str)> {
    let (digits, radix) = text.strip_prefix(['x', 'X']).map_or((text, 10), |hexadecimal| (hexadecimal, 16));
    let rest = digits.trim_start_matches(|c: char| c.is_digit(radix));
    let number = u32::from_str_radix(&digits[..digits.len() - rest.len()], radix).ok()?;
    Some((char::from_u32(number)?, rest.strip_prefix(';').unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use crate::law::bare::decode;

    #[test]
    fn names_and_numbers_are_read() {
        for (text, read) in [
            ("&#49;23", Some(('1', 5))),
            ("&#x31;", Some(('1', 6))),
            ("&#0000106avascript", Some(('j', 9))),
            ("&nbsp;", Some((' ', 6))),
            ("&Tab;", Some(('\t', 5))),
            ("&nbsp", None),
            ("&amp;", None),
            ("&#;", None),
            ("&#99999999999;", None),
            ("&#xD800;", None),
        ] {
            assert_eq!(decode(text), read, "{text}");
        }
    }
}

//! Characters that data and style sheets escape (`\u673A`).

/// What a text that begins with a backslash stands for, and the bytes that this takes; no character where it joins two lines.
pub(super) type Escaped = (Option<char>, usize);

/// An escape of YAML (1.2, 5.7) or JSON (RFC 8259, 7), of scripts and of TOML, which are written alike.
pub(super) fn of_data(text: &str) -> Option<Escaped> {
    let code = text.strip_prefix('\\')?;
    let c = code.chars().next()?;
    let one = |c: char, length: usize| Some((Some(c), length));
    match c {
        'x' => one(char::from_u32(hexadecimal(&code[1..], 2..=2)?.0)?, 4),
        'U' => one(char::from_u32(hexadecimal(&code[1..], 8..=8)?.0)?, 10),
        'u' => unit(text),
        'n' | 'r' | 'N' | 'L' | 'P' => one('\n', 2),
        't' => one('\t', 2),
        ' ' | '_' => one(' ', 2),
        '0' | 'a' | 'b' | 'e' | 'f' | 'v' => one('\u{200B}', 2),
        '"' | '\'' | '/' | '\\' => one(c, 2),
        '\n' | '\r' => Some((None, text.len() - code.trim_start_matches([' ', '\t', '\r', '\n']).len())),
        _ => None,
    }
}

/// A unit of UTF-16, or a pair of them.
fn unit(text: &str) -> Option<Escaped> {
    let half = |text: &str| hexadecimal(text.strip_prefix("\\u")?, 4..=4).map(|(unit, _)| unit);
    let first = half(text)?;
    if let Some(c) = char::from_u32(first) {
        return Some((Some(c), 6));
    }
    let second = half(text.get(6..)?).filter(|unit| (0xDC00..0xE000).contains(unit))?;
    let c = char::from_u32(0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF));
    (first < 0xDC00).then_some((c, 12))
}

/// An escape of style sheets (CSS Syntax Level 3, 4.3.7): one blank after it belongs to it.
pub(super) fn of_style(text: &str) -> Option<Escaped> {
    let code = text.strip_prefix('\\')?;
    if code.starts_with('\n') {
        return Some((None, 2));
    }
    let (number, length) = hexadecimal(code, 1..=6)?;
    let blank = code[length..].starts_with([' ', '\t', '\n']);
    Some((Some(char::from_u32(number)?), 1 + length + usize::from(blank)))
}

/// The number that so many digits at the beginning of a text are, as many as there are, and how many.
fn hexadecimal(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(u32, usize)> {
    let length = text.bytes().take(*count.end()).take_while(u8::is_ascii_hexdigit).count();
    let number = count.contains(&length).then(|| u32::from_str_radix(&text[..length], 16).ok())?;
    Some((number?, length))
}

#[cfg(test)]
mod tests {
    use super::{of_data, of_style};

    #[test]
    fn escapes_are_read() {
        for (text, read) in [
            ("\\u673A密", Some((Some('机'), 6))),
            ("\\x31", Some((Some('1'), 4))),
            ("\\U0000673Ab", Some((Some('机'), 10))),
            ("\\uD835\\uDFCF", Some((Some('𝟏'), 12))),
            ("\\uD835甲", None),
            ("\\\n   9", Some((None, 5))),
            ("\\/", Some((Some('/'), 2))),
            ("\\u67", None),
            ("\\", None),
            ("\\甲", None),
        ] {
            assert_eq!(of_data(text), read, "{text}");
        }
        assert_eq!(of_style("\\673A \\5BC6"), Some((Some('机'), 6)));
        assert_eq!((of_style("\\5BC6"), of_style("\\甲")), (Some((Some('密'), 5)), None));
    }
}

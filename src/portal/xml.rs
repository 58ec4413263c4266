//! Text in XML.

/// Text with what XML would misread escaped, and characters that XML 1.0 cannot hold left out.
pub(crate) fn escape(text: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len() + text.len() / 8), 0);
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| IS_LOOKED_AT[usize::from(*byte)]) {
        let (instead, length) = match byte {
            FIRST_OF_NONE if !matches!(text.as_bytes()[at + 1..], [0xBF, 0xBE | 0xBF, ..]) => continue,
            FIRST_OF_NONE => ("", 3),
            byte => (entity(byte), 1),
        };
        out.push_str(&text[done..at]);
        out.push_str(instead);
        done = at + length;
    }
    out.push_str(&text[done..]);
    out
}

/// The byte with which the two begin that are no characters, U+FFFE and U+FFFF.
const FIRST_OF_NONE: u8 = 0xEF;

/// The bytes that may not stay as they are.
static IS_LOOKED_AT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        let is_control = byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        table[byte as usize] = is_control || matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
        byte += 1;
    }
    table[FIRST_OF_NONE as usize] = true;
    table
};

/// What is written in the place of a byte that is special in HTML and XML, within text and attributes; nothing for a control
/// character (XML 1.0, 2.2: Char).
pub(crate) fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escape("a\u{0}\u{8}b\t\n\r\u{b}\u{1f}c\u{fffe}\u{ffff}￥<"), "ab\t\n\rc￥&lt;");
        assert_eq!(escape("《甲》&\"乙\"'>"), "《甲》&amp;&quot;乙&quot;&#39;&gt;");
    }

    proptest! {
        #[test]
        fn nothing_of_the_markup_survives(text in "\\PC*|[\\x00-\\x1f<>&\"']{0,20}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert!(escaped.split('&').skip(1).all(|rest| ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| rest.starts_with(entity))));
        }
    }
}

//! Signs of fonts that have no letters: what is seen where a code of such a font stands.

use super::report::{News, Report};
use crate::attachment::Part;
use crate::say;

/// The signs of Symbol besides its letters (Adobe, Symbol to Unicode).
const SYMBOL: [(u32, char); 22] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x2D, '−'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD6, '√'),
    (0xE5, '∑'),
    (0xF2, '∫'),
    (0xD1, '∇'),
];

/// The letters of Symbol that stand for A to Z and a to z.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const LETTERS: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The codes of Wingdings.
const WINGDINGS: [(u32, char); 22] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x77, '◆'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The codes of Wingdings 2.
const WINGDINGS_2: [(u32, char); 6] = [(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0xA3, '☐')];

/// What a font shows for a code, which Word moves up to F000; nothing where we do not know. A code that is a character of its own is
/// that one.
pub(super) fn shown(font: &str, code: u32) -> Option<char> {
    let own = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0x00..=0xFF => code,
        0xE000..=0xF8FF => return None,
        _ => return char::from_u32(code),
    };
    let table: &[(u32, char)] = match bare(font).as_str() {
        "symbol" => &SYMBOL,
        "wingdings" => &WINGDINGS,
        "wingdings2" => &WINGDINGS_2,
        _ => &[],
    };
    let known = table.iter().find(|(of, _)| *of == own).map(|(_, sign)| *sign);
    known.or_else(|| letter(own).filter(|_| font.eq_ignore_ascii_case("symbol")))
}

/// A letter of Symbol; its digits and most of its signs are those of ASCII.
fn letter(code: u32) -> Option<char> {
    let nth = |letters: &str, first: u32| letters.chars().nth((code - first) as usize);
    match code {
        0x20..=0x40 => char::from_u32(code),
        0x41..=0x5A => nth(CAPITALS, 0x41),
        0x61..=0x7A => nth(LETTERS, 0x61),
        _ => None,
    }
}

/// Words as a font of signs shows them; those of which that is not known are told.
pub(super) fn in_font(words: String, font: Option<&str>, at: &Part, report: &mut Report) -> String {
    let Some(font) = font.filter(|font| is_of_signs(font)) else { return words };
    let mut unknown = String::new();
    let sign = |c: char| {
        shown(font, u32::from(c)).unwrap_or_else(|| {
            unknown.extend((!c.is_whitespace()).then_some(c));
            c
        })
    };
    let text = words.chars().map(sign).collect();
    if !unknown.is_empty() {
        let what = say!(
            "符号字体 {font} 的字符，不知道显示成什么，照原样写",
            "characters of the font of signs {font}; what they show is not known, and they stand as they are"
        );
        report.tell(News::Guessed, at, what, &unknown);
    }
    text
}

/// Whether a font shows signs in the place of letters.
fn is_of_signs(font: &str) -> bool {
    ["symbol", "wingdings", "wingdings2", "wingdings3", "webdings"].contains(&bare(font).as_str())
}

/// The name of a font in small letters without blanks.
fn bare(font: &str) -> String {
    font.split_whitespace().collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn signs_are_known_by_their_font() {
        assert_eq!(shown("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(shown("Symbol", 0xA3), Some('≤'));
        assert_eq!(shown("Wingdings 2", 0x52), Some('☑'));
        assert_eq!(shown("Symbol", 0xF035), Some('5'));
        assert_eq!(shown("Symbol", 0x61), Some('α'));
        assert_eq!(shown("Symbol", 0x57), Some('Ω'));
        assert_eq!(shown("宋体", 0x2265), Some('≥'));
        assert_eq!(shown("Wingdings", 0xF035), None);
        assert_eq!(shown("自造字", 0xE000), None);
    }
}

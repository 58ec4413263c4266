//! Looks of words that Markdown does not have, and what stands for those that change what is meant.

use crate::diag::Text;
use crate::say;

/// A look that is not carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Italic,
    Underlined,
    Struck,
    Dotted,
    Raised,
    Highlighted,
    Bordered,
    Capital,
}

impl Look {
    /// The elements of WordprocessingML that say so.
    pub(super) const OF_WORD: [(&str, Self); 9] = [
        ("i", Self::Italic),
        ("u", Self::Underlined),
        ("strike", Self::Struck),
        ("dstrike", Self::Struck),
        ("em", Self::Dotted),
        ("highlight", Self::Highlighted),
        ("bdr", Self::Bordered),
        ("caps", Self::Capital),
        ("smallCaps", Self::Capital),
    ];

    /// Whether words mean something else without it.
    pub(super) fn is_meant(self) -> bool {
        matches!(self, Self::Struck | Self::Raised)
    }

    /// The sentence for a person.
    pub(super) fn told(self) -> Text {
        match self {
            Self::Italic => say!("斜体", "italics"),
            Self::Underlined => say!("下划线", "an underline"),
            Self::Struck => say!("删除线（文字保留）", "a line through the words (the words are kept)"),
            Self::Dotted => say!("着重号", "dots under the words"),
            Self::Raised => say!("上标或下标（写成了普通文字）", "raised or lowered words (they became plain)"),
            Self::Highlighted => say!("突出显示的底色", "a highlight"),
            Self::Bordered => say!("文字的边框", "a border around the words"),
            Self::Capital => {
                say!("显示成大写的字母（按原来的大小写带过来）", "letters that show as capitals (as they were typed)")
            }
        }
    }
}

/// Where words stand that are not on their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Up,
    Down,
}

/// Digits and signs that stand higher or lower than their line, by characters that do so of themselves: m², H₂O, 10⁻³.
pub(super) fn shifted(words: &str, shift: Shift) -> Option<String> {
    const PLAIN: &str = "0123456789+-−=()（）";
    const HIGH: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾⁽⁾";
    const LOW: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎₍₎";
    let signs = match shift {
        Shift::Up => HIGH,
        Shift::Down => LOW,
    };
    words
        .chars()
        .map(|c| PLAIN.chars().zip(signs.chars()).find_map(|(plain, sign)| (plain == c).then_some(sign)))
        .collect()
}

/// Words that are not on their line as they are carried over, and whether they became plain. A figure does not go on with them.
pub(super) fn moved(words: &str, shift: Shift, before: Option<char>) -> (String, bool) {
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match shifted(words, shift) {
        Some(signs) => (signs, false),
        None if !is_figure(before) || !is_figure(words.chars().next()) => (words.to_owned(), true),
        None => match shift {
            Shift::Up => (raised(words), true),
            Shift::Down => (lowered(words), true),
        },
    }
}

/// Words that stand higher than their line, in characters that say so.
pub(super) fn raised(words: &str) -> String {
    shifted(words, Shift::Up).unwrap_or_else(|| format!("^({words})"))
}

/// Words that stand lower than their line, in characters that say so.
pub(super) fn lowered(words: &str) -> String {
    shifted(words, Shift::Down).unwrap_or_else(|| format!("_({words})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_off_its_line_makes_no_other_figure() {
        let up = |words, before| moved(words, Shift::Up, before);
        assert_eq!(up("-3", Some('0')), ("⁻³".to_owned(), false));
        assert_eq!(up("(2)", Some('4')), ("⁽²⁾".to_owned(), false));
        assert_eq!(up("2年", Some('4')), ("^(2年)".to_owned(), true));
        assert_eq!(up("注", Some('4')), ("注".to_owned(), true));
        assert_eq!(moved("2", Shift::Down, Some('H')), ("₂".to_owned(), false));
    }
}

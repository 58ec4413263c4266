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

/// Digits that stand higher or lower than their line, by characters that do so of themselves: m², H₂O.
pub(super) fn shifted(words: &str, shift: Shift) -> Option<String> {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let signs = match shift {
        Shift::Up => HIGH,
        Shift::Down => LOW,
    };
    words.chars().map(|c| c.to_digit(10).map(|digit| signs[digit as usize])).collect()
}

/// Words that stand higher than their line, in characters that say so.
pub(super) fn raised(words: &str) -> String {
    shifted(words, Shift::Up).unwrap_or_else(|| format!("^({words})"))
}

/// Words that stand lower than their line, in characters that say so.
pub(super) fn lowered(words: &str) -> String {
    shifted(words, Shift::Down).unwrap_or_else(|| format!("_({words})"))
}

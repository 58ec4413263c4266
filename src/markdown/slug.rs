//! Ids of headings.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// A heading's text as an id: letters and digits of any script stay, blanks become `-`, the rest falls away, so that
/// `（一）完善工作机制` is `一完善工作机制` wherever it stands.
#[must_use]
pub fn slug(text: &str) -> String {
    let text = text.trim();
    // Han characters and ASCII are in normal form already.
    let id = if text.chars().all(|c| c.is_ascii() || is_plain(c)) { id(text.chars()) } else { id(text.nfc()) };
    let id = id.trim_matches('-');
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
}

/// Han characters and the punctuation of Chinese text, which no normal form changes.
fn is_plain(character: char) -> bool {
    is_han(character) || matches!(character, '、' | '。' | '《' | '》' | '（' | '）' | '，' | '：' | '；' | '“' | '”')
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

fn id(characters: impl Iterator<Item = char>) -> String {
    let mut id = String::with_capacity(64);
    for character in characters {
        match character {
            c if is_han(c) || c.is_ascii_lowercase() || c.is_ascii_digit() => id.push(c),
            c if c.is_alphanumeric() => id.extend(c.to_lowercase()),
            '-' | '_' => id.push(character),
            c if c.is_whitespace() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id
}

/// Ids that are given once; the second of a kind gets `-2`.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, usize>);

impl Ids {
    /// The id of the next heading with this text.
    pub(super) fn give(&mut self, text: &str) -> String {
        let id = slug(text);
        let seen = self.0.entry(id.clone()).or_default();
        *seen += 1;
        if *seen == 1 {
            return id;
        }
        let next = format!("{id}-{seen}");
        self.0.entry(next.clone()).or_insert(1);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_chinese_and_differ() {
        assert_eq!(slug("（一）完善法治建设工作机制"), "一完善法治建设工作机制");
        assert_eq!(slug("3. 持续深化“放管服”改革"), "3-持续深化放管服改革");
        let mut ids = Ids::default();
        assert_eq!([ids.give("附件"), ids.give("附件"), ids.give("！")], ["附件", "附件-2", "section"]);
    }
}

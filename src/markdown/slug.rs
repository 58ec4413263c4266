//! Ids of headings.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// A heading's text as an id: letters and digits of any script stay, blanks become `-`, the rest falls away, so that
/// `（一）完善工作机制` is `一完善工作机制` wherever it stands.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in text.trim().nfc() {
        match character {
            c if c.is_alphanumeric() => id.extend(c.to_lowercase()),
            '-' | '_' => id.push(character),
            c if c.is_whitespace() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
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

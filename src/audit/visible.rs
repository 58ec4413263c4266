//! What a reader sees of a document, beside what its source shows.
//!
//! Markdown knows more ways to write a character, and to write nothing between two, than can be looked for in a source: so what is
//! looked for is looked for in the rendered text too. What stands in both is told of the source, where its place is exact.

use crate::law::bare;
use crate::law::character::half_width;
use crate::markdown::{self, Block};
use memchr::memchr3;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::panic::catch_unwind;

/// Of so many findings each is looked for in the source; a text with more is told of at its first line.
const MOST: usize = 1000;

/// Whether the Markdown of a document may show what its source, with all its marks in it, does not.
pub(super) fn may_show_more(source: &str) -> bool {
    memchr3(b'<', b'&', b'[', markdown_of(source).as_bytes()).is_some()
}

/// The HTML of a document's Markdown.
pub(super) fn rendered(source: &str) -> String {
    catch_unwind(|| markdown::render(markdown_of(source)).body.html).unwrap_or_default()
}

fn markdown_of(source: &str) -> &str {
    &source[bare::front_matter(source)..]
}

/// What was found in a source, against which that of the rendered text is held.
pub(super) struct Beside<'a, K> {
    source: &'a str,
    /// How often each, of its kind, was found and not yet met again.
    known: HashMap<(K, String), usize>,
    blocks: OnceCell<Vec<(String, Range<usize>)>>,
    /// The block in which the last was found.
    last: usize,
    looked_for: usize,
}

impl<'a, K: Hash + Eq> Beside<'a, K> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, known: HashMap::new(), blocks: OnceCell::new(), last: 0, looked_for: 0 }
    }

    /// Takes in what was found in the source.
    pub(super) fn knows(&mut self, kind: K, words: &str) {
        *self.known.entry((kind, compact(words))).or_default() += 1;
    }

    /// The block of the source that shows some words of the rendered text; nothing when they were found in the source.
    pub(super) fn place(&mut self, kind: K, words: &str) -> Option<Range<usize>> {
        let key = (kind, compact(words));
        if let Some(count) = self.known.get_mut(&key).filter(|count| **count > 0) {
            *count -= 1;
            return None;
        }
        let (_, words) = key;
        self.looked_for += 1;
        let start = self.source.len() - markdown_of(self.source).len();
        let blocks = self.blocks.get_or_init(|| blocks(self.source, start));
        let rest = if self.looked_for <= MOST { &blocks[self.last..] } else { &[] };
        if let Some(at) = rest.iter().position(|(text, _)| text.contains(&words)) {
            self.last += at;
            return Some(blocks[self.last].1.clone());
        }
        let first = start + self.source[start..].find(|c: char| !c.is_whitespace() && c != '-').unwrap_or_default();
        Some(first..first + self.source[first..].find('\n').unwrap_or(self.source.len() - first))
    }
}

/// The blocks of a document's Markdown, each with its text in few characters and its place in the source.
fn blocks(source: &str, start: usize) -> Vec<(String, Range<usize>)> {
    let blocks = catch_unwind(|| markdown::blocks(&source[start..])).unwrap_or_default();
    let placed = |Block { text, span }: Block| (compact(&text), start + span.start..start + span.end);
    blocks.into_iter().map(placed).collect()
}

/// The letters and digits of some words, in half width.
fn compact(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use crate::law::bare::{Bare, Form};
    use crate::law::personal::{Certainty, find, may_be_held};
    use crate::law::secrecy::{self, Secrecy, may_be_secret};
    use crate::markdown::{blocks, render};
    use proptest::prelude::*;

    fn visible(text: &str) -> String {
        Bare::of(&render(text).body.html, Form::Rendered).into_text()
    }

    #[test]
    fn what_is_seen_stands_together() {
        for (text, shown) in [
            ("110105[1949](https://www.example.gov.cn/ \"甲\")1231", "11010519491231"),
            ("机~密~★&shy;1年", "机密★\u{AD}1年"),
            ("1[^1]2\n\n[^1]: 注", "12"),
            ("| 1 | 2 |\n| - | - |\n| 3 | 4 |", "\t1\t2\n\t3\t4"),
            ("- 甲\n- 乙\n\n```\n丙\n丁\n```", "甲\n乙\n丙\n丁"),
            ("1<b title=\"甲\">2</b>3", "123\n\n<b title=\"甲\">"),
        ] {
            let seen = visible(text);
            let seen = seen.trim_matches(['\n', ' ']);
            assert!(seen.starts_with(shown), "{text}: {seen:?}");
        }
    }

    #[test]
    fn a_block_has_its_text_and_its_place() {
        let text = "# 甲\n\n110105[1949](a.md)\n1231\n\n<p>机<b>密</b>&starf;</p>\n\n| 1 | 2 |\n| - | - |\n";
        let found = blocks(text);
        let shown: Vec<(&str, &str)> = found.iter().map(|one| (one.text.trim(), &text[one.span.clone()])).collect();
        assert_eq!(shown[0], ("甲", "# 甲"));
        assert_eq!(shown[1], ("1101051949 1231", "110105[1949](a.md)\n1231"));
        assert_eq!(shown[2].0, "机密★");
        assert_eq!(shown[3], ("12", "| 1 | 2 |"));
    }

    const WRITTEN: &str = "([1-9]{2,7}|\\[|\\]\\(a\\)|\\*\\*|~|`|<b>|</b>|<p>|&shy;|&nbsp;| |\n|\n\n|\\||- |\\]\\(a \"[机1-9]{1,9}\"\\)|!\\[|机|密|★|秘|护照E){0,24}";

    proptest! {
        #[test]
        fn a_quick_no_is_never_wrong_of_a_rendered_text(text in WRITTEN) {
            let html = render(&text).body.html;
            let visible = Bare::of(&html, Form::Rendered).into_text();
            let is_certain = find(&visible).iter().any(|found| found.kind.certainty() == Certainty::Certain);
            prop_assert!(may_be_held(&html) || !is_certain, "{html}");
            let is_secret = secrecy::find(&visible).iter().any(|mark| mark.kind == Secrecy::State);
            prop_assert!(may_be_secret(&html) || !is_secret, "{html}");
        }

        /// What is rendered only where the source may show more misses nothing.
        #[test]
        fn a_source_that_can_show_no_more_shows_no_more(text in WRITTEN) {
            let visible = visible(&text);
            let is_certain = find(&visible).iter().any(|found| found.kind.certainty() == Certainty::Certain);
            prop_assert!(super::may_show_more(&text) || may_be_held(&text) || !is_certain);
            let is_secret = secrecy::find(&visible).iter().any(|mark| mark.kind == Secrecy::State);
            prop_assert!(super::may_show_more(&text) || may_be_secret(&text) || !is_secret);
        }
    }
}

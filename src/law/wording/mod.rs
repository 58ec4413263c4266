//! Wrong words in running text, by a dictionary of wrong and right forms.
//!
//! `words.tsv` holds what is wrong wherever it stands; where a longer word or two neighbours hold the
//! same characters rightly (`缺陷井盖` for 陷井), these stand beside it as exceptions. Nothing is
//! guessed: a form that is right somewhere, and cannot be told by its neighbours, is no entry. A
//! site adds its own, such as the old names of its offices. One pass over the text for all entries.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};

/// The dictionary that is built in: 错, 正, 除外 (parted by `|`), 依据, 说明 in columns parted by tabs.
const WORDS: &str = include_str!("words.tsv");

/// One wrong form.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// What is written.
    pub wrong: String,
    /// What is meant.
    pub right: String,
    /// Stretches that hold the wrong form rightly.
    pub except: Vec<String>,
    /// The dictionary or document that says so.
    pub basis: String,
    /// What else there is to say.
    pub note: String,
}

/// A wrong form in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong<'a> {
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub entry: &'a Entry,
}

/// A dictionary made ready for searching.
#[derive(Clone, Debug)]
pub struct Wording {
    entries: Vec<Entry>,
    /// Finds the entry of the same number; of two that begin together the longer.
    search: AhoCorasick,
}

/// The entries that are built in.
pub fn builtin() -> Vec<Entry> {
    WORDS.lines().skip(1).map(Entry::read).collect()
}

impl Entry {
    /// Reads a line of the dictionary; columns that are missing are empty.
    fn read(line: &str) -> Entry {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut column = || columns.next().unwrap_or_default();
        let (wrong, right, except) = (column(), column(), column());
        let except = except.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Entry { wrong, right, except, basis: column(), note: column() }
    }

    /// Whether a longer stretch that is right holds the wrong form here.
    fn is_excepted(&self, text: &str, at: usize) -> bool {
        self.except.iter().any(|except| {
            let holds = |(offset, _)| {
                at.checked_sub(offset).is_some_and(|start| text.as_bytes()[start..].starts_with(except.as_bytes()))
            };
            except.match_indices(&self.wrong).any(holds)
        })
    }
}

impl Wording {
    /// A dictionary of these entries. Of several with one wrong form the last counts, so that a site's own come after
    /// those built in; one whose right form is the same as the wrong one switches it off. Empty wrong forms are passed over.
    pub fn new(entries: Vec<Entry>) -> Wording {
        let by_wrong: BTreeMap<String, Entry> = entries.into_iter().map(|entry| (entry.wrong.clone(), entry)).collect();
        let stands = |entry: &Entry| !entry.wrong.is_empty() && entry.wrong != entry.right;
        let entries: Vec<Entry> = by_wrong.into_values().filter(stands).collect();
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(entries.iter().map(|entry| &entry.wrong))
            .expect("a dictionary has far fewer states than there are numbers for them");
        Wording { entries, search }
    }

    /// Every wrong form in a text, in order; they do not overlap.
    pub fn find(&self, text: &str) -> Vec<Wrong<'_>> {
        let wrong = |found: aho_corasick::Match| {
            let entry = self.entries.get(found.pattern().as_usize())?;
            (!entry.is_excepted(text, found.start())).then(|| Wrong { span: found.range(), entry })
        };
        self.search.find_iter(text).filter_map(wrong).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use crate::law::wording::{Entry, Wording, builtin};

    fn shown(wording: &Wording, text: &str) -> Vec<String> {
        wording.find(text).iter().map(|wrong| format!("{}>{}", &text[wrong.span.clone()], wrong.entry.right)).collect()
    }

    /// In a bad line each wrong form is told as `wrong>right` after the text; in a good one nothing is found.
    const LABELLED: &str = include_str!("../../../tests/audit/wording.txt");

    #[test]
    fn the_labelled_lines_have_no_miss_and_no_false_alarm() {
        let wording = Wording::new(builtin());
        let (mut bad, mut good) = (0, 0);
        for line in LABELLED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (text, expected) = line.split_once(" => ").unwrap_or((line, ""));
            *(if expected.is_empty() { &mut good } else { &mut bad }) += 1;
            assert_eq!(shown(&wording, text).join(" "), expected, "{text}");
        }
        assert!(bad >= 12 && good >= 12, "{bad} bad and {good} good lines");
    }

    #[test]
    fn the_dictionary_is_sound() {
        let wording = Wording::new(builtin());
        let mut seen = BTreeSet::new();
        for entry in builtin() {
            let Entry { wrong, right, except, basis, .. } = &entry;
            assert!(wrong.chars().count() > 1 && wrong != right && !basis.is_empty(), "{entry:?}");
            assert!(seen.insert(wrong.clone()), "{wrong} stands there twice");
            assert_eq!(shown(&wording, right), [""; 0], "the right form of {wrong} is itself wrong");
            assert_eq!(shown(&wording, wrong), [format!("{wrong}>{right}")]);
            for except in except {
                assert!(except.contains(wrong) && except != wrong, "{except} does not hold {wrong}");
                assert_eq!(shown(&wording, except), [""; 0], "{except}");
            }
        }
        assert!(seen.len() >= 150, "{}", seen.len());
    }

    #[test]
    fn a_site_adds_replaces_and_switches_off() {
        let entry = |wrong: &str, right: &str| Entry { wrong: wrong.into(), right: right.into(), ..Entry::default() };
        let own = [entry("行政服务中心", "行政审批局"), entry("帐户", "帐户"), entry("布署", "安排"), entry("", "空")];
        let wording = Wording::new(builtin().into_iter().chain(own).collect());
        let text = "行政服务中心布署帐户、帐目";
        assert_eq!(shown(&wording, text), ["行政服务中心>行政审批局", "布署>安排", "帐目>账目"]);
    }

    #[test]
    fn any_text_is_searched() {
        let wording = Wording::new(builtin());
        proptest!(|(text in "\\PC{0,40}|[布署发名缺陷井盖帐户篷]{0,40}")| {
            let mut end = 0;
            for wrong in wording.find(&text) {
                prop_assert!(wrong.span.start >= end && text[wrong.span.clone()] == wrong.entry.wrong);
                end = wrong.span.end;
            }
        });
    }
}

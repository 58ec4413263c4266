//! The terms under which a document is found, and those that are asked for.
//!
//! Of a block of text: every character that is not white space, every two letters that stand together, every three of
//! which one is a digit or a Latin letter. Whatever is a part of the block has all its terms among them, so that nothing is missed;
//! what has the terms and not the text is sorted out when the text itself is looked at. A term is known by its
//! [`hash`] alone.

use super::fold::{folded, is_latin, is_letter};
use super::posting::Weight;
use super::record::Record;

/// Bits of a hash that name the shard, at the most.
pub(super) const SHARD_BITS: u32 = 12;

/// No more terms are asked for, however long the phrase.
const MOST: usize = 16;

/// The hash of a term: FNV-1a over its characters, mixed so that the upper bits are as good as the lower.
#[must_use]
pub(super) fn hash(term: impl IntoIterator<Item = char>) -> u32 {
    let start = 0x811C_9DC5_u32;
    let mut hash = term.into_iter().fold(start, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193));
    hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

/// The term of a facet's value, such as `kind:policy`.
#[must_use]
pub(super) fn facet(name: &str) -> u32 {
    hash(name.chars())
}

/// The words of a folded text, which spaces part, each once.
#[must_use]
pub(super) fn words(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The term of a whole title or document number, by its words. It stands in the shard of its first term, which is asked for with it.
#[must_use]
pub(super) fn whole(folded: &str) -> Option<u32> {
    let low = u32::MAX >> SHARD_BITS;
    let words = words(folded);
    let first = words.iter().find_map(|word| asked(word).first().copied())?;
    Some(first & !low | hash("=".chars().chain(words.join(" ").chars())) & low)
}

/// The terms of a document, sorted by hash, each with its weight.
#[must_use]
pub(super) fn of(record: &Record) -> Vec<(u32, Weight)> {
    let mut found: Vec<u64> = Vec::with_capacity(4096);
    for block in record.heads() {
        each(&folded(block), |hash| found.push(u64::from(hash) << 1 | 1));
        found.extend(whole(&folded(block)).map(|hash| u64::from(hash) << 1 | 1));
    }
    for block in record.texts() {
        each(&folded(block), |hash| found.push(u64::from(hash) << 1));
    }
    found.extend(record.facets().map(|(value, _)| u64::from(facet(value)) << 1));
    found.sort_unstable();
    let groups = found.chunk_by(|a, b| a >> 1 == b >> 1);
    groups.filter_map(weighed).collect()
}

/// A term that stands so many times in a document, the last time in its title or number if ever.
fn weighed(group: &[u64]) -> Option<(u32, Weight)> {
    let last = group.last()?;
    let weight = if last & 1 == 1 { Weight::HEAD } else { Weight::of_count(group.len()) };
    Some((u32::try_from(last >> 1).unwrap_or_default(), weight))
}

/// Every term of a folded block, as often as it stands there.
fn each(block: &str, mut put: impl FnMut(u32)) {
    // The two characters before, as long as they belong to the same word.
    let (mut before, mut last) = (None, None);
    for c in block.chars() {
        if c != ' ' {
            put(hash([c]));
        }
        if !is_letter(c) {
            (before, last) = (None, None);
            continue;
        }
        if let Some(last) = last {
            put(hash([last, c]));
        }
        if let (Some(a), Some(b)) = (before, last)
            && [a, b, c].into_iter().any(is_latin)
        {
            put(hash([a, b, c]));
        }
        (before, last) = (last, Some(c));
    }
}

/// The terms that a folded phrase without spaces is asked by: of a long phrase some, from its beginning to its end.
#[must_use]
pub(super) fn asked(phrase: &str) -> Vec<u32> {
    let characters: Vec<char> = phrase.chars().collect();
    let mut all: Vec<u32> = characters.split(|c| !is_letter(*c)).flat_map(of_word).collect();
    if all.is_empty() {
        all.extend(characters.iter().filter(|c| **c != ' ').map(|c| hash([*c])));
    }
    if all.len() > MOST {
        all = (0..MOST).map(|at| all[at * (all.len() - 1) / (MOST - 1)]).collect();
    }
    all
}

/// The terms of letters that stand together.
fn of_word(word: &[char]) -> Vec<u32> {
    if word.len() == 1 {
        return vec![hash(word.iter().copied())];
    }
    let latin = |at: usize| word.get(at..at + 3).is_some_and(|three| three.iter().copied().any(is_latin));
    let of_place = |at: usize| {
        // Of three the one before holds these two.
        let length = if latin(at) { 3 } else { 2 };
        (length == 3 || at == 0 || !latin(at - 1)).then(|| hash(word[at..at + length].iter().copied()))
    };
    (0..word.len().saturating_sub(1)).filter_map(of_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        /// What is a part of a block is found by its terms.
        #[test]
        fn nothing_is_missed(block in "[法治政府2a（、, ]{1,30}", from in 0usize..30, length in 1usize..12) {
            let block = folded(&block);
            let part: String = block.chars().skip(from).take(length).collect();
            let mut terms = BTreeSet::new();
            each(&block, |hash| { terms.insert(hash); });
            for word in part.split(' ') {
                prop_assert!(asked(word).iter().all(|hash| terms.contains(hash)), "{} in {}", word, block);
            }
        }
    }

    #[test]
    fn a_phrase_is_asked_for_by_its_parts() {
        assert_eq!(asked("法"), [hash(['法'])]);
        assert_eq!(asked("法治政府").len(), 3);
        assert_eq!(asked("12件").len(), 1);
        assert_eq!(asked("20241"), [hash("202".chars()), hash("024".chars()), hash("241".chars())]);
        assert_eq!(asked("，。").len(), 2);
        assert!(asked(&"法治政府建设".repeat(9)).len() <= MOST);
        assert!(asked("").is_empty());
    }

    #[test]
    fn a_whole_title_stands_in_the_shard_of_its_first_term() {
        let shard = |hash: u32| hash >> (32 - SHARD_BITS);
        assert_eq!(shard(whole("关于法治政府").unwrap()), shard(asked("关于法治政府")[0]));
        assert_ne!(whole("关于法治政府"), whole("关于法治"));
        // What is typed comes without the spaces and words that say nothing more.
        assert_eq!(whole(" 公告  2024 公告"), whole("公告 2024"));
        assert_eq!(whole("  "), None);
    }
}

//! The known word that comes nearest to one that is not known.
//!
//! By edit distance over characters; a word that is far from all of them has no nearest. Only for
//! hints: nothing is ever read as what it is near to.

/// Longer words are not compared, so that a hostile one costs nothing.
const LONGEST: usize = 40;

/// How many are worth naming.
const FEW: usize = 3;

/// The candidate nearest to `word`, the earlier of two that are equally near; none if each would
/// have to change by more than half and does not hold the word whole.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    few_nearest(word, candidates).into_iter().next()
}

/// The same, and up to two more that come after it.
pub fn few_nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word = word.trim();
    if word.is_empty() || word.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let reached = candidates.into_iter().filter_map(|candidate| Some((reach(word, candidate)?, candidate)));
    let mut near: Vec<(usize, &str)> = reached.collect();
    near.sort_unstable();
    near.dedup();
    near.truncate(FEW);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How far a candidate is, if it is near at all.
fn reach(word: &str, candidate: &str) -> Option<usize> {
    let from: Vec<char> = word.chars().collect();
    let to: Vec<char> = candidate.chars().collect();
    let distance = edits(&from, &to);
    let near = distance * 2 <= from.len().max(to.len());
    let held = from.len() > 1 && candidate.contains(word);
    (near || held).then_some(distance)
}

/// Insertions, deletions and replacements that make `to` of `from`, kept one row at a time.
fn edits(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use crate::law::nearest::{edits, nearest};

    fn distance(a: &str, b: &str) -> usize {
        let [a, b] = [a, b].map(|word| word.chars().collect::<Vec<_>>());
        edits(&a, &b)
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("综合政物", "综合政务"), 1);
    }

    #[test]
    fn the_nearest_is_the_least_changed() {
        let known = ["民政、扶贫、救灾", "综合政务", "国防"];
        assert_eq!(nearest("综合政物", known), Some("综合政务"));
        assert_eq!(nearest("民政", known), Some("民政、扶贫、救灾"));
        assert_eq!(nearest("天气预报", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"国".repeat(10_000), known), None);
    }
}

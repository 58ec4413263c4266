//! "Did you mean": the known words nearest to one that is not known.

/// The candidates that are near enough to `word` to be worth naming, nearest first, at most three.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit(word, candidate))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// Two edits in a word of six letters; one in a Chinese word of two or three characters.
fn limit(word: &str, candidate: &str) -> usize {
    let longest = word.chars().count().max(candidate.chars().count());
    (longest / 3).clamp(1, 4)
}

/// The edits (Levenshtein, with neighbours swapped as one) between two words, in characters.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 4 {
        return usize::MAX;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before_last[j - 2] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        assert_eq!(nearest("titel", ["title", "tile", "kind"]), ["title", "tile"]);
        assert_eq!(nearest("发布日", ["发布日期", "成文日期"]), ["发布日期"]);
        assert!(nearest("xyz", ["title"]).is_empty());
    }
}

//! What is found in one file: of each rule so many findings one by one, of the others how many they are.

use crate::diag::{Code, Diagnostic, Place};
use crate::say;
use rustc_hash::{FxHashSet, FxHasher};
use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};

/// So many findings of one rule in one file are told one by one; a table may hold a number in each of its rows.
const MOST: usize = 50;

/// Findings in one file, few of each rule, all counted.
#[derive(Debug, Default)]
pub struct Few {
    told: Vec<Diagnostic>,
    counts: BTreeMap<Code, Count>,
}

/// The findings of one rule.
#[derive(Debug, Default)]
struct Count {
    told: usize,
    left: usize,
    /// Where the first stands that is left.
    next: Option<Place>,
    /// Those without a place of their own, by their hash: the same of a file is told once.
    met: FxHashSet<u64>,
}

impl Few {
    /// Takes what was found elsewhere in the file.
    pub fn join(&mut self, other: Self) {
        self.extend(other.told);
        for (code, Count { left, next, .. }) in other.counts {
            let count = self.counts.entry(code).or_default();
            count.left += left;
            count.next = count.next.take().or(next);
        }
    }

    /// The findings, each made into another one.
    #[must_use]
    pub fn map(self, each: impl Fn(Diagnostic) -> Diagnostic) -> Self {
        Self { told: self.told.into_iter().map(each).collect(), ..self }
    }

    /// All that is told: the findings, and for each rule of which some are left how many.
    #[must_use]
    pub fn told(self) -> Vec<Diagnostic> {
        let Self { mut told, counts } = self;
        let more = counts.into_iter().filter_map(|(code, Count { left, next, .. })| {
            let words = say!("同一文件里另有 {left} 处，不一一列出", "{left} more in this file are not listed");
            (left > 0).then(|| Diagnostic::new(code, next.unwrap_or(Place::Nowhere), words))
        });
        told.extend(more);
        told
    }

    fn take(&mut self, one: Diagnostic) {
        let count = self.counts.entry(one.code).or_default();
        if !matches!(one.place, Place::Text(..)) && !count.met.insert(hash(&one)) {
            return;
        }
        if count.told < MOST {
            count.told += 1;
            self.told.push(one);
        } else {
            count.left += 1;
            count.next.get_or_insert(one.place);
        }
    }
}

impl Extend<Diagnostic> for Few {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|one| self.take(one));
    }
}

impl FromIterator<Diagnostic> for Few {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(found: T) -> Self {
        let mut few = Self::default();
        few.extend(found);
        few
    }
}

fn hash(one: &Diagnostic) -> u64 {
    let mut hasher = FxHasher::default();
    one.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Rule, Span, Text};

    #[test]
    fn all_are_counted_and_few_are_told() {
        let at = |line: usize, rule: Rule| {
            Diagnostic::new(Code::Rule(rule), Place::Text("a.csv".into(), Span::new(line, line + 1)), Text::same("甲"))
        };
        let part = |lines: std::ops::Range<usize>| lines.map(|line| at(line, Rule::PersonalMobile)).collect::<Few>();
        let mut few = part(0..60);
        few.join(part(60..120));
        few.extend([at(7, Rule::Wording)]);
        let told = few.told();
        assert_eq!(told.len(), MOST + 2);
        let last = told.last().unwrap();
        assert_eq!(last.code, Code::Rule(Rule::PersonalMobile));
        assert_eq!(last.place, at(50, Rule::PersonalMobile).place);
        assert!(last.message.zh.contains("70") && last.message.en.contains("70"), "{last:?}");
        assert_eq!(part(0..50).told().len(), MOST);
    }

    #[test]
    fn the_same_of_a_file_is_one() {
        let one = |words: &str| {
            Diagnostic::new(Code::Rule(Rule::PersonalMobile), Place::File("a.pdf".into()), Text::same(words))
        };
        let few: Few = (0..200).map(|number| one(&format!("{}", number % 51))).collect();
        let told = few.told();
        assert_eq!(told.len(), MOST + 1);
        assert!(told[MOST].message.en.starts_with("1 more"), "{:?}", told[MOST]);
    }
}

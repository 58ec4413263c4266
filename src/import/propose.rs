//! What a report may register: figures of its text that a known indicator is about. Its promises are proposed by `promise`.
//!
//! Proposals are never in force: they are written as comments, to be taken or deleted. Each quote stands in the text and holds its
//! value, so that one that is taken needs no change.

use super::model::{Block, text};
use crate::config::{Indicator, Indicators};
use crate::law::quantity::{Decimal, Quantity, Unit, holds, quantities};
use std::collections::BTreeSet;
use std::ops::Range;

/// A figure that an indicator may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) id: String,
    /// In the unit of the dictionary; as it was written where that is the same.
    pub(super) value: String,
    pub(super) quote: String,
    /// The change against the year before, in percent.
    pub(super) change: Option<Decimal>,
}

/// A number in a clause of the text.
struct Seen<'a> {
    clause: &'a str,
    /// The pairs of its characters.
    pairs: BTreeSet<(char, char)>,
    /// The text after the clause.
    after: &'a str,
    /// The number as it is written.
    written: &'a str,
    quantity: Quantity<'a>,
}

/// How much of an indicator's name must be found in the clause; more where the unit is another word.
const ENOUGH: f64 = 0.5;
const ENOUGH_OF_OTHER_UNIT: f64 = 0.65;
/// The most numbers that are looked at.
pub(super) const MOST: usize = 3000;
/// A quote is no longer, in characters: front matter is not for texts.
pub(super) const LONGEST: usize = 200;
/// What parts clauses.
const PARTS: [char; 10] = ['，', '。', '；', '：', '！', '？', '\n', ';', '（', '）'];

/// Figures of a text that an indicator may be about: the best of each indicator, each number at the most once, in the order of the
/// text; and how many numbers there are.
pub(super) fn figures(blocks: &[Block], indicators: &Indicators) -> (Vec<Figure>, usize) {
    let texts: Vec<String> = blocks.iter().flat_map(texts_of).collect();
    let mut all = texts.iter().flat_map(|text| numbers(text));
    let seen: Vec<Seen> = all.by_ref().take(MOST).collect();
    let more = all.count();
    let mut pairs = Vec::new();
    for (id, indicator) in indicators.iter() {
        let words = pairs_of(&bare(&indicator.name));
        for (at, one) in seen.iter().enumerate() {
            pairs.extend(one.likeness(indicator, &words).map(|likeness| (likeness, at, id)));
        }
    }
    // Of two that are alike, the one that is about what was before has the number that comes first.
    let is_after = |id: &str| !indicators.get(id).is_some_and(|indicator| indicator.name.contains("前）"));
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(is_after(a.2).cmp(&is_after(b.2))).then(a.1.cmp(&b.1)).then(a.2.cmp(b.2))
    });
    let (mut used, mut named, mut chosen) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, at, id) in pairs {
        if !used.contains(&at) && !named.contains(id) {
            used.insert(at);
            named.insert(id);
            chosen.push((at, id));
        }
    }
    chosen.sort_unstable();
    let figure = |(at, id): (usize, &str)| seen[at].figure(id, indicators.get(id)?);
    (chosen.into_iter().filter_map(figure).collect(), seen.len() + more)
}

fn texts_of(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) => vec![paragraph.text()],
        Block::Table(table) => table.rows.iter().flatten().map(|cell| text(cell)).collect(),
        Block::Markdown(markdown) => crate::markdown::plain_text(markdown).lines().map(str::to_owned).collect(),
    }
}

/// What stands between two signs that part clauses.
struct Clause<'a> {
    range: Range<usize>,
    /// Its words, no more than may be quoted.
    words: &'a str,
    /// The text after it.
    after: &'a str,
}

/// The numbers of a text, each with its clause; years are none, nor is what stands in a clause that is too long for a quote.
fn numbers(text: &str) -> impl Iterator<Item = Seen<'_>> {
    let clauses = clauses(text);
    quantities(text).filter_map(move |quantity| {
        let at = clauses.partition_point(|clause| clause.range.end <= quantity.range.start);
        let Clause { words: clause, after, .. } =
            *clauses.get(at).filter(|clause| clause.range.contains(&quantity.range.start))?;
        let is_year = quantity.after.starts_with('年') && quantity.range.len() == 4;
        let written = &text[quantity.range.clone()];
        (!is_year).then(|| Seen { clause, pairs: pairs_of(clause), after, written, quantity })
    })
}

/// The clauses of a text that may be quoted. Each is measured once: a text may be one clause, in which all its numbers stand.
fn clauses(text: &str) -> Vec<Clause<'_>> {
    let ends = text.match_indices(PARTS).map(|(at, part)| (at, at + part.len())).chain([(text.len(), text.len())]);
    let mut start = 0;
    let clause = |(end, next)| {
        let range = std::mem::replace(&mut start, next)..end;
        let words = text[range.clone()].trim();
        let may_be_quoted = !words.is_empty() && words.chars().nth(LONGEST).is_none();
        may_be_quoted.then(|| Clause { range, words, after: text[end..].trim_start_matches(PARTS) })
    };
    ends.filter_map(clause).collect()
}

impl Seen<'_> {
    /// How well a clause fits an indicator's name, from 0 to 1; nothing when it does not.
    fn likeness(&self, indicator: &Indicator, words: &BTreeSet<(char, char)>) -> Option<f64> {
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let found = words.iter().filter(|pair| self.pairs.contains(pair)).count();
        let likeness = found as f64 / words.len().max(1) as f64;
        let base = Unit::parse(unit);
        let is_same_unit = !base.base().is_empty() && self.quantity.after.starts_with(base.base());
        let enough = if is_same_unit { ENOUGH } else { ENOUGH_OF_OTHER_UNIT };
        let is_it = likeness >= enough && holds(self.clause, &self.value(unit)?, unit);
        is_it.then_some(if is_same_unit { likeness + 1.0 } else { likeness })
    }

    /// The number in a unit.
    fn value(&self, unit: &str) -> Option<Decimal> {
        self.quantity.value.scaled(-Unit::parse(unit).exponent())
    }

    fn figure(&self, id: &str, indicator: &Indicator) -> Option<Figure> {
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let change = self.after.strip_prefix("同比").and_then(growth);
        let value = self.value(unit)?;
        let written = Some(self.written.replace(',', "")).filter(|written| Decimal::parse(written) == Some(value));
        let value = written.unwrap_or_else(|| value.to_string());
        Some(Figure { id: id.to_owned(), value, quote: self.clause.to_owned(), change })
    }
}

/// A change in percent: 增长89.7%, 下降3%.
fn growth(text: &str) -> Option<Decimal> {
    let clause = text.split(PARTS).next()?;
    let down = ["下降", "减少", "降低"].iter().any(|word| clause.starts_with(word));
    let up = ["增长", "上升", "增加", "提高"].iter().any(|word| clause.starts_with(word));
    let change = quantities(clause).next().filter(|quantity| (down || up) && quantity.after.starts_with('%'))?;
    Some(if down { change.value.negated() } else { change.value })
}

/// A name without what stands in brackets.
fn bare(name: &str) -> String {
    let mut depth = 0_usize;
    name.chars()
        .filter(|c| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// The pairs of characters that follow each other, signs left out.
fn pairs_of(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.windows(2).map(|two| (two[0], two[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_quote_is_measured_once_and_not_with_each_number() {
        let text = format!("办结12件，，{}，办结3件。", "共2件".repeat(LONGEST));
        let words: Vec<&str> = clauses(&text).iter().map(|clause| clause.words).collect();
        assert_eq!(words, ["办结12件", "办结3件"]);
        assert_eq!(numbers(&text).map(|one| one.written).collect::<Vec<_>>(), ["12", "3"]);
    }

    #[test]
    fn numbers_have_their_clause() {
        let found: Vec<Seen> = numbers("2024年，发布信息2.8 万条，同比增长5%；办结3件。").collect();
        let clauses: Vec<&str> = found.iter().map(|one| one.clause).collect();
        assert_eq!(clauses, ["发布信息2.8 万条", "同比增长5%", "办结3件"]);
        assert_eq!(found[0].after.strip_prefix("同比").and_then(growth), Decimal::parse("5"));
    }
}

//! A question -> the documents that answer it, best first.
//!
//! In: the files of an index, by path. Out: results, each checked against its text. `search-worker.js` of the default
//! theme does the same, step by step; a test holds the two against each other.

use super::catalogue::{CATALOGUE, Catalogue, records_path, shard_path};
use super::fold::folded;
use super::posting::Posting;
use super::query::{Query, Word};
use super::record::{Record, TOGETHER, apart};
use super::shard::{self, Prefix};
use super::terms;
use crate::diag::Failure;
use crate::say;
use std::collections::BTreeMap;

/// A question.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// What was typed.
    pub text: String,
    /// What documents must be, such as `kind:policy`.
    pub facets: Vec<String>,
    /// How they are sorted.
    pub order: Order,
    /// So many results are wanted.
    pub limit: usize,
}

/// How results are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first, of equally good ones the newest.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many documents there are: those that were looked at and fit, and those that were not looked at.
    pub total: usize,
    /// The first of them.
    pub results: Vec<Hit>,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The address of the page, from the host's root.
    pub url: String,
    /// The title.
    pub title: String,
    /// `2024-03-01`, or nothing.
    pub date: String,
    /// The kind's code.
    pub kind: String,
    /// The text around the first place.
    pub excerpt: String,
}

/// What a whole title or document number counts more than anything else.
const WHOLE: u16 = 1000;
/// The length of an excerpt, in characters.
const EXCERPT: usize = 100;
/// A block that is no longer says nothing of the text.
const SHORT: usize = 20;
/// So many characters of it come before the place.
const BEFORE: usize = 24;

/// Reads a file of the index.
pub(super) type Read<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, Failure>;

/// Finds documents.
///
/// # Errors
/// When a file cannot be read, or is damaged.
pub fn find(question: &Question, read: Read<'_>) -> Result<Found, Failure> {
    Index::open(read)?.find(question)
}

/// An index, open for questions; what was read of it stays.
pub(super) struct Index<'a> {
    catalogue: Catalogue,
    read: Read<'a>,
    shards: BTreeMap<usize, Vec<u8>>,
}

impl<'a> Index<'a> {
    pub(super) fn open(read: Read<'a>) -> Result<Self, Failure> {
        let catalogue = Catalogue::of_bytes(&read(CATALOGUE)?).ok_or_else(damaged)?;
        Ok(Self { catalogue, read, shards: BTreeMap::new() })
    }

    pub(super) fn find(&mut self, question: &Question) -> Result<Found, Failure> {
        let query = Query::of(&question.text);
        if query.0.is_empty() && question.facets.is_empty() {
            return Ok(Found::default());
        }
        let scores = self.scores(question, &query)?;
        let mut order: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0).collect();
        order.sort_unstable_by_key(|at| {
            let score = if question.order == Order::Relevance { scores[*at] } else { 0 };
            std::cmp::Reverse((score, *at))
        });
        let mut found = Found { total: order.len(), results: Vec::new() };
        for number in order {
            if found.results.len() == question.limit {
                break;
            }
            match self.hit(number, question, &query)? {
                Some(hit) => found.results.push(hit),
                None => found.total -= 1,
            }
        }
        Ok(found)
    }

    /// How well each document fits; 0 for not at all.
    fn scores(&mut self, question: &Question, query: &Query) -> Result<Vec<u16>, Failure> {
        let mut best = vec![u16::from(query.0.is_empty()); self.catalogue.documents];
        for words in &query.0 {
            let sums = self.sums(words)?;
            best = best.into_iter().zip(sums).map(|(a, b)| a.max(b)).collect();
        }
        for facet in &question.facets {
            let weights = self.least(&[terms::facet(facet)])?;
            best = best.into_iter().zip(weights).map(|(score, has)| if has == 0 { 0 } else { score }).collect();
        }
        Ok(best)
    }

    /// How well each document fits these words, all of which it must have.
    fn sums(&mut self, words: &[Word]) -> Result<Vec<u16>, Failure> {
        let mut sums: Vec<Option<u16>> = vec![Some(0); self.catalogue.documents];
        for word in words {
            let weights = self.least(&terms::asked(word))?;
            let add = |(sum, weight): (Option<u16>, u16)| sum.filter(|_| weight > 0).map(|sum| sum + weight);
            sums = sums.into_iter().zip(weights).map(add).collect();
        }
        for posting in self.list(terms::whole(&words.join(" ")))? {
            let sum = &mut sums[posting.document() as usize];
            *sum = sum.map(|sum| sum + WHOLE);
        }
        Ok(sums.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// The least weight that a document has for any of these terms, from 1; 0 where it lacks one.
    fn least(&mut self, terms: &[u32]) -> Result<Vec<u16>, Failure> {
        let mut least = vec![0; self.catalogue.documents];
        for (at, term) in terms.iter().enumerate() {
            let mut weights = vec![0; least.len()];
            for posting in self.list(Some(*term))? {
                weights[posting.document() as usize] = u16::from(posting.weight().number()) + 1;
            }
            least = if at == 0 { weights } else { least.into_iter().zip(weights).map(|(a, b)| a.min(b)).collect() };
        }
        Ok(least)
    }

    /// The postings of a term, of documents that there are.
    fn list(&mut self, term: Option<u32>) -> Result<Vec<Posting>, Failure> {
        let Some(term) = term else { return Ok(Vec::new()) };
        let prefix = Prefix::of(term, self.catalogue.bits());
        let at = prefix.number as usize;
        if !self.shards.contains_key(&at) {
            self.shards.insert(at, (self.read)(&shard_path(at, self.catalogue.shards.get(at)))?);
        }
        let mut list = shard::find(prefix, &self.shards[&at], term);
        list.retain(|posting| (posting.document() as usize) < self.catalogue.documents);
        Ok(list)
    }

    /// The result for a document, if its text holds what is looked for.
    fn hit(&self, number: usize, question: &Question, query: &Query) -> Result<Option<Hit>, Failure> {
        let at = number / TOGETHER;
        let bytes = (self.read)(&records_path(at, self.catalogue.records.get(at)))?;
        let record = apart(&bytes, number % TOGETHER).ok_or_else(damaged)?;
        let is = |facet: &String| record.facets().any(|(value, _)| value == facet);
        if !question.facets.iter().all(is) {
            return Ok(None);
        }
        let words = if query.0.is_empty() { Some(&[][..]) } else { query.found_in(&record) };
        Ok(words.map(|words| Hit {
            url: record.url().to_owned(),
            title: record.title().to_owned(),
            date: record.date().to_owned(),
            kind: record.kind().to_owned(),
            excerpt: excerpt(&record, words),
        }))
    }
}

/// The text around the first place of the first word that the text holds; without one, the first block that is not
/// short.
fn excerpt(record: &Record, words: &[Word]) -> String {
    let place = |word: &Word| {
        record.blocks().find_map(|block| {
            let folded = folded(block);
            Some((block, folded[..folded.find(word.as_str())?].chars().count()))
        })
    };
    let beginning = || record.blocks().find(|block| block.chars().nth(SHORT).is_some()).or(record.blocks().next());
    let found = words.iter().find_map(place).or_else(|| Some((beginning()?, 0)));
    let Some((block, at)) = found else { return String::new() };
    let all: Vec<char> = block.chars().collect();
    let start = at.saturating_sub(BEFORE).min(all.len().saturating_sub(EXCERPT));
    let end = all.len().min(start + EXCERPT);
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < all.len() { "…" } else { "" });
    format!("{before}{}{after}", all[start..end].iter().collect::<String>())
}

fn damaged() -> Failure {
    Failure::own(say!(
        "检索索引已损坏，或属于另一个版本；重新生成网站即可",
        "the search index is damaged, or of another version; build the site again"
    ))
}

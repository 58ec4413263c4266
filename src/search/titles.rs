//! Whether documents are found by their titles, as whoever knows a paper's name looks for it.
//!
//! What has a whole title is above everything else (`find`), so that a document can only be lost where more documents
//! than are shown first have the same title or number, or where nothing in the title can be looked for. Only such
//! titles are asked.

use super::find::{Index, Question, Read};
use super::fold::folded;
use super::query::Query;
use super::terms;
use super::visible::seen;
use crate::diag::Failure;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// So many results make the first page.
pub const FIRST_PAGE: usize = 10;

/// A document, as far as it is looked for by its title.
#[derive(Debug, Clone)]
pub struct Titled<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its 发文字号.
    pub number: Option<String>,
    /// The address of its page, from the host's root.
    pub url: &'a str,
}

/// Those of all documents of an index, by their place in the list, whose title does not find them among so many first results.
///
/// # Errors
/// When a file of the index cannot be read, or is damaged.
pub fn lost(all: &[Titled<'_>], first: usize, read: Read<'_>) -> Result<Vec<usize>, Failure> {
    let doubtful = doubtful(all, first);
    if doubtful.is_empty() {
        return Ok(Vec::new());
    }
    let mut index = Index::open(read)?;
    let mut lost = Vec::new();
    for (title, places) in doubtful {
        let question = Question { text: title.to_owned(), limit: first, ..Question::default() };
        let found: BTreeSet<String> = index.find(&question)?.results.into_iter().map(|hit| hit.url).collect();
        lost.extend(places.into_iter().filter(|at| !found.contains(all[*at].url)));
    }
    lost.sort_unstable();
    Ok(lost)
}

/// The titles that may not find all documents that have them, each with those.
fn doubtful<'a>(all: &[Titled<'a>], first: usize) -> BTreeMap<&'a str, Vec<usize>> {
    let heads = all.iter().flat_map(|one| [Some(one.title), one.number.as_deref()]).flatten();
    let mut have: FxHashMap<u32, usize> = FxHashMap::default();
    heads.filter_map(|head| terms::whole(&folded(&seen(head)))).for_each(|term| *have.entry(term).or_default() += 1);
    // All documents that may stand as high as the one that is looked for.
    let rivals = |title: &str| {
        let terms = Query::of(title).0.into_iter().map(|words| terms::whole(&words.join(" ")));
        terms.map(|term| Some(have.get(&term?).copied().unwrap_or_default())).sum::<Option<usize>>()
    };
    let mut known: FxHashMap<&str, bool> = FxHashMap::default();
    let mut doubtful: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, Titled { title, .. }) in all.iter().enumerate() {
        let is_sure =
            known.entry(title).or_insert_with(|| rivals(title).is_some_and(|rivals| (1..=first).contains(&rivals)));
        if !*is_sure {
            doubtful.entry(title).or_default().push(at);
        }
    }
    doubtful
}

#[cfg(test)]
mod tests {
    use super::super::{About, CATALOGUE, Files, Record, find, make};
    use super::*;
    use proptest::prelude::*;
    use std::sync::Mutex;

    /// An index in memory.
    struct Shelf<'a>(&'a [(String, String)], Mutex<BTreeMap<String, Vec<u8>>>);

    impl Files for Shelf<'_> {
        fn record(&self, number: usize) -> Result<Record, Failure> {
            let (title, doc_number) = &self.0[number];
            let about = About {
                url: format!("/{number}"),
                title: title.clone(),
                number: doc_number.clone(),
                ..About::default()
            };
            Ok(Record::new(&about, &[self.0[self.0.len() - 1 - number].0.clone()]))
        }

        fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure> {
            drop(self.1.lock().unwrap().insert(path, bytes));
            Ok(())
        }
    }

    /// Those that are lost, and those that are when every title is asked.
    fn both(all: &[(String, String)], first: usize) -> [Vec<usize>; 2] {
        let shelf = Shelf(all, Mutex::default());
        make(all.len(), &shelf).unwrap();
        let files = shelf.1.into_inner().unwrap();
        assert!(files.contains_key(CATALOGUE));
        let read: Read<'_> = &|path| Ok(files[path].clone());
        let urls: Vec<String> = (0..all.len()).map(|number| format!("/{number}")).collect();
        let number = |at: usize| Some(all[at].1.clone()).filter(|number| !number.is_empty());
        let titled = |at: usize| Titled { title: &all[at].0, number: number(at), url: &urls[at] };
        let titled: Vec<Titled<'_>> = (0..all.len()).map(titled).collect();
        let is_lost = |one: &Titled<'_>| {
            let question = Question { text: one.title.to_owned(), limit: first, ..Question::default() };
            !find(&question, read).unwrap().results.iter().any(|hit| hit.url == one.url)
        };
        let asked = titled.iter().enumerate().filter(|(_, one)| is_lost(one)).map(|(at, _)| at).collect();
        [lost(&titled, first, read).unwrap(), asked]
    }

    fn title() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "公告",
            "公",
            "告公告",
            "２０２４",
            "2024",
            "政〔2024〕1号",
            "政发2024",
            "1号",
            "——",
            "（",
            "\u{feff}",
            "a",
        ]);
        let parts = prop::sample::select(vec!["", " ", "　 "]);
        prop::collection::vec((words, parts), 1..4).prop_map(|all| all.into_iter().flat_map(|(a, b)| [a, b]).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        /// What is not asked would have been found.
        #[test]
        fn asking_a_few_comes_to_the_same_as_asking_all(
            all in prop::collection::vec((title(), prop::sample::select(vec!["", "政发〔2024〕1号", "公告"]).prop_map(str::to_owned)), 1..40),
            first in 1usize..4,
        ) {
            let [few, all] = both(&all, first);
            prop_assert_eq!(few, all);
        }
    }

    #[test]
    fn those_beyond_the_first_page_are_lost() {
        let one = |title: &str| (title.to_owned(), String::new());
        let eleven: Vec<_> = (0..11).map(|_| one("公告")).chain([one("公告 公告"), one("公告（一）")]).collect();
        // The newest stand first.
        assert_eq!(both(&eleven, 10), [vec![0, 1], vec![0, 1]]);
        assert_eq!(both(&eleven[1..], 11)[0], [0; 0]);
        assert_eq!(both(&[one("\u{feff}"), one("——"), one("※")], 10)[0], [0]);
        assert_eq!(both(&[one("公告2024"), one("公告\u{feff}2024")], 1), [vec![0], vec![0]]);
    }
}

//! The places in templates from where very many documents are read one by one, each told once.
//!
//! In: what was made, and what is remembered of the files that stand as they are; the traces of both say it. Out: a
//! diagnostic a place, with the number of its pages, so that a warm build tells what a cold one tells. Never here: how
//! it is found out.

use super::building::Made;
use super::memory::{Memory, Names, Spelled, Trace};
use crate::diag::Diagnostic;
use crate::say;
use crate::theme::Press;
use crate::trace::{Key, Spot};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be told of the templates.
pub(super) fn told(made: &Made, earlier: Option<&Memory>, press: &Press) -> Vec<Diagnostic> {
    let all = known(&made.names);
    // Most sites have none, and need not be looked through.
    if all.is_empty() {
        return Vec::new();
    }
    let spots = Spots::of(all, (made, earlier));
    let fresh = made.run.made.iter().map(|(path, file)| (&**path, &file.trace));
    let kept = made.run.kept.iter().filter_map(|path| Some((&**path, &earlier?.files.get(&**path)?.trace)));
    let mut pages: BTreeMap<&Spot, Vec<&str>> = BTreeMap::new();
    for (path, trace) in fresh.chain(kept) {
        for word in spots.within(trace) {
            pages.entry(spots.all[&word]).or_default().push(path);
        }
    }
    pages.into_iter().map(|(spot, pages)| counted(press.one_by_one(spot), &pages)).collect()
}

/// The places that are known, by number among the names.
fn known(names: &Names) -> BTreeMap<u32, &Spot> {
    let mut spots = BTreeMap::new();
    for (word, key) in names.words.iter() {
        if let Key::OneByOne(spot) = key {
            spots.insert(word, &**spot);
        }
    }
    spots
}

/// Where they are.
struct Spots<'a> {
    /// By number among the names.
    all: BTreeMap<u32, &'a Spot>,
    /// The parts by number, those that were made last.
    parts: Vec<&'a Trace>,
    /// The numbers of the places in each part.
    within_parts: Vec<OnceCell<BTreeSet<u32>>>,
}

impl<'a> Spots<'a> {
    fn of(all: BTreeMap<u32, &'a Spot>, (made, earlier): (&'a Made, Option<&'a Memory>)) -> Self {
        let parts: Vec<&Trace> = earlier.into_iter().flat_map(|memory| &memory.parts).chain(&made.parts).collect();
        Self { all, within_parts: vec![OnceCell::new(); parts.len()], parts }
    }

    /// The numbers of those that a trace has, its parts' among them.
    fn within(&self, trace: &Trace) -> BTreeSet<u32> {
        let Some(Spelled { words, parts, .. }) = trace.read() else { return BTreeSet::new() };
        let own = words.into_iter().filter(|word| self.all.contains_key(word));
        own.chain(parts.into_iter().flat_map(|part| self.within_part(part))).collect()
    }

    fn within_part(&self, number: u32) -> impl Iterator<Item = u32> {
        let part = self.parts.get(number as usize).zip(self.within_parts.get(number as usize));
        part.into_iter().flat_map(|(trace, known)| known.get_or_init(|| self.within(trace)).iter().copied())
    }
}

/// With the number of pages, and the first of them.
fn counted(told: Diagnostic, pages: &[&str]) -> Diagnostic {
    let Some(first) = pages.iter().min() else { return told };
    match pages.len() {
        1 => told.help(say!("这样的页面：{first}", "the page: {first}")),
        count => told.help(say!("共 {count} 个页面如此，例如 {first}", "{count} pages do so, such as {first}")),
    }
}

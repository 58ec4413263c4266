//! An index, made from the one before it: what did not change is not touched.
//!
//! A document's postings are taken out by the record that it had, and put in by the one that it has. The result is, byte
//! for byte, what [`make`](super::make) makes of the same records; where that would be as quick, it is told so.

use super::catalogue::{CATALOGUE, Catalogue, Marks, records_path, shard_bits, shard_path};
use super::index::{Files, of_record, put_records, put_shard, within};
use super::posting::Posting;
use super::record::{Record, TOGETHER, apart};
use super::shard::{self, Prefix};
use crate::diag::Failure;
use rayon::prelude::*;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What a document is in the index before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Its number there, if it was there.
    pub earlier: Option<usize>,
    /// Whether its record may be another one now.
    pub is_fresh: bool,
}

/// The files of the index before.
pub trait Published: Sync {
    /// A file of it.
    ///
    /// # Errors
    /// When the machine does not give it.
    fn published(&self, path: &str) -> Result<Vec<u8>, Failure>;
}

/// When more than this part of all documents is otherwise, all is made anew.
const PART: usize = 8;
/// So many documents that only have another number are taken out and put in again; more, and every shard is renumbered.
const FEW: usize = 64;

/// The index before, and what becomes of it.
struct Step<'a> {
    old: &'a Catalogue,
    documents: &'a [Origin],
    files: &'a dyn Files,
    published: &'a dyn Published,
    /// The number that each document of the index before has now, when its postings stay.
    numbers: Vec<Option<u32>>,
    /// Whether each document's record stays, whatever its number.
    stays: Vec<bool>,
    removed: Vec<Posting>,
    added: Vec<Posting>,
}

/// Makes the index of these documents in the order of their numbers; nothing when it is better made anew.
///
/// # Errors
/// When the machine does not let us.
pub fn update(
    old: &Catalogue,
    documents: &[Origin],
    (files, published): (&dyn Files, &dyn Published),
) -> Result<Option<Catalogue>, Failure> {
    let fresh = documents.iter().filter(|origin| origin.is_fresh || origin.earlier.is_none()).count();
    if (fresh + old.documents.abs_diff(documents.len())) * PART > old.documents {
        return Ok(None);
    }
    let (numbers, stays) = (vec![None; old.documents], vec![false; documents.len()]);
    let mut step = Step { old, documents, files, published, numbers, stays, removed: Vec::new(), added: Vec::new() };
    step.compare()?;
    let mut next = old.clone();
    let renumbers = step.exchange(&mut next)?;
    next.documents = documents.len();
    if step.is_same() {
        return Ok(Some(next));
    }
    next.postings = old.postings + step.added.len() - step.removed.len();
    if shard_bits(next.postings) != old.bits() {
        return Ok(None);
    }
    next.shards = step.shards(renumbers)?;
    next.records = step.records()?;
    files.put(CATALOGUE.to_owned(), next.to_bytes())?;
    Ok(Some(next))
}

/// Whether every shard must be written with other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Renumbers {
    All,
    None,
}

impl Step<'_> {
    /// Finds out which records stay.
    fn compare(&mut self) -> Result<(), Failure> {
        let stays = |(number, origin): (usize, &Origin)| match *origin {
            Origin { earlier: None, .. } => Ok(false),
            Origin { is_fresh: false, .. } => Ok(true),
            Origin { earlier: Some(earlier), .. } => Ok(self.earlier(earlier)? == self.files.record(number)?),
        };
        let stays: Result<Vec<bool>, Failure> = self.documents.par_iter().enumerate().map(stays).collect();
        self.stays = stays?;
        for (number, origin) in self.documents.iter().enumerate() {
            if let Some(earlier) = origin.earlier.filter(|_| self.stays[number]) {
                self.numbers[earlier] = u32::try_from(number).ok();
            }
        }
        Ok(())
    }

    /// Takes postings out and puts postings in, and counts both.
    fn exchange(&mut self, next: &mut Catalogue) -> Result<Renumbers, Failure> {
        let gone: Vec<usize> = (0..self.numbers.len()).filter(|at| self.numbers[*at].is_none()).collect();
        let new: Vec<usize> = (0..self.stays.len()).filter(|at| !self.stays[*at]).collect();
        for number in gone {
            let record = self.earlier(number)?;
            self.removed.extend(of_record(number, &record));
            next.discount(&record);
        }
        for number in new {
            let record = self.files.record(number)?;
            self.added.extend(of_record(number, &record));
            next.count(&record);
        }
        let is_moved = |(old, new): &(usize, Option<u32>)| new.is_some_and(|new| new as usize != *old);
        let moved: Vec<usize> = self.numbers.iter().copied().enumerate().filter(is_moved).map(|(old, _)| old).collect();
        let renumbers = if moved.len() > FEW { Renumbers::All } else { Renumbers::None };
        if renumbers == Renumbers::None {
            for old in moved {
                let Some(new) = self.numbers[old].take() else { continue };
                let record = self.earlier(old)?;
                self.removed.extend(of_record(old, &record));
                self.added.extend(of_record(new as usize, &record));
            }
        }
        self.removed.sort_unstable();
        self.added.sort_unstable();
        Ok(renumbers)
    }

    /// Whether the index stays as it is.
    fn is_same(&self) -> bool {
        self.documents.len() == self.old.documents && self.numbers.iter().zip(0..).all(|(new, old)| *new == Some(old))
    }

    /// The shards that hold what was taken out and not put in again, or the other way round.
    fn touched(&self) -> BTreeSet<u32> {
        let bits = self.old.bits();
        let differ = |a: &[Posting], b: &[Posting]| -> Vec<u32> {
            let missing = a.iter().filter(|one| b.binary_search(one).is_err());
            missing.map(|one| Prefix::of(one.term(), bits).number).collect()
        };
        let all = [differ(&self.removed, &self.added), differ(&self.added, &self.removed)];
        all.into_iter().flatten().collect()
    }

    /// The marks of all shards, those that are otherwise put.
    fn shards(&self, renumbers: Renumbers) -> Result<Marks, Failure> {
        let touched: BTreeSet<u32> = match renumbers {
            Renumbers::All => (0..1 << self.old.bits()).collect(),
            Renumbers::None => self.touched(),
        };
        let put = |number: u32| Ok((number as usize, self.shard(number)?));
        let put: Result<BTreeMap<usize, String>, Failure> =
            touched.into_iter().collect::<Vec<_>>().into_par_iter().map(put).collect();
        let mut put = put?;
        let mark = |at| put.remove(&at).unwrap_or_else(|| self.old.shards.get(at).to_owned());
        Ok((0..self.old.shards.len()).map(mark).collect())
    }

    /// Puts one shard; gives its mark.
    fn shard(&self, number: u32) -> Result<String, Failure> {
        let prefix = Prefix { bits: self.old.bits(), number };
        let at = number as usize;
        let bytes = self.published.published(&shard_path(at, self.old.shards.get(at)))?;
        let mut all = shard::postings(prefix, &bytes).ok_or_else(damaged)?;
        let number = |one: &Posting| self.numbers.get(one.document() as usize).copied().flatten();
        all = all.into_iter().filter_map(|one| Some(one.of_document(number(&one)?))).collect();
        all.extend_from_slice(within(&self.added, prefix));
        all.sort_unstable();
        put_shard(prefix, &all, self.files)
    }

    /// The marks of all files of records, those that are otherwise put.
    fn records(&self) -> Result<Marks, Failure> {
        let count = self.documents.len().div_ceil(TOGETHER);
        let marks: Result<Vec<String>, Failure> = (0..count).into_par_iter().map(|at| self.file(at)).collect();
        Ok(marks?.into_iter().collect())
    }

    /// Puts one file of records unless it is there; gives its mark.
    fn file(&self, at: usize) -> Result<String, Failure> {
        let end = |documents: usize| documents.min((at + 1) * TOGETHER);
        let numbers = at * TOGETHER..end(self.documents.len());
        let is_there = |number: usize| self.stays[number] && self.documents[number].earlier == Some(number);
        if end(self.old.documents) == numbers.end && numbers.clone().all(is_there) {
            return Ok(self.old.records.get(at).to_owned());
        }
        let mut open: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut records = Vec::with_capacity(TOGETHER);
        for number in numbers {
            let earlier = self.documents[number].earlier.filter(|_| self.stays[number]);
            records.push(match earlier {
                Some(earlier) => self.among(&mut open, earlier)?,
                None => self.files.record(number)?,
            });
        }
        put_records(at, &records, self.files)
    }

    /// A record of the index before, its file read once.
    fn among(&self, open: &mut BTreeMap<usize, Vec<u8>>, number: usize) -> Result<Record, Failure> {
        let at = number / TOGETHER;
        let bytes = match open.entry(at) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                place.insert(self.published.published(&records_path(at, self.old.records.get(at)))?)
            }
        };
        apart(bytes, number % TOGETHER).ok_or_else(damaged)
    }

    /// The record that a document had.
    fn earlier(&self, number: usize) -> Result<Record, Failure> {
        let at = number / TOGETHER;
        let bytes = self.published.published(&records_path(at, self.old.records.get(at)))?;
        apart(&bytes, number % TOGETHER).ok_or_else(damaged)
    }
}

fn damaged() -> Failure {
    Failure::own(crate::say!(
        "检索索引已损坏；用 build --force 重新生成",
        "the search index is damaged; build with --force"
    ))
}

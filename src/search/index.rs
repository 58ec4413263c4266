//! Records -> the files of an index, made from nothing.
//!
//! Some hundred documents at a time are taken apart into postings, which are sorted and packed; then the packed lots are
//! put together shard by shard. So no more than a few megabytes of postings stand in memory unpacked.

use super::catalogue::{CATALOGUE, Catalogue, alike_path, mark, records_path, shard_bits, shard_path};
use super::fold::ALIKE;
use super::posting::Posting;
use super::record::{Record, TOGETHER, together};
use super::shard::{self, Prefix};
use super::terms;
use crate::diag::Failure;
use rayon::prelude::*;

/// Where records come from, and where the files of an index go.
pub trait Files: Sync {
    /// The record of the document with this number.
    ///
    /// # Errors
    /// When the machine does not give it.
    fn record(&self, number: usize) -> Result<Record, Failure>;

    /// Takes a file of the index.
    ///
    /// # Errors
    /// When the machine does not let us.
    fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure>;
}

/// So many files of records are one lot.
const LOT: usize = 16;
/// A lot is packed in so many drawers, by the first bits of the hashes.
const DRAWERS: u32 = 8;

/// Some documents, taken apart.
struct Lot {
    /// The marks of their files of records.
    marks: Vec<String>,
    /// Their postings, packed, by the first bits of the hashes.
    drawers: Vec<Vec<u8>>,
    postings: usize,
    /// What they can be chosen by.
    counted: Catalogue,
}

/// Makes the index of so many documents.
///
/// # Errors
/// When the machine does not let us.
pub fn make(documents: usize, files: &dyn Files) -> Result<Catalogue, Failure> {
    let per_lot = LOT * TOGETHER;
    let lots = (0..documents.div_ceil(per_lot)).into_par_iter();
    let lots = lots.map(|lot| self::lot(lot * per_lot..documents.min((lot + 1) * per_lot), files));
    let lots = lots.collect::<Result<Vec<Lot>, Failure>>()?;
    let mut catalogue = Catalogue::empty();
    catalogue.documents = documents;
    catalogue.postings = lots.iter().map(|lot| lot.postings).sum();
    catalogue.shards = shards(&lots, shard_bits(catalogue.postings), files)?.into_iter().collect();
    for lot in &lots {
        catalogue.add_counts(&lot.counted);
    }
    catalogue.records = lots.into_iter().flat_map(|lot| lot.marks).collect();
    let alike = mark(ALIKE.as_bytes());
    files.put(alike_path(&alike), ALIKE.as_bytes().to_vec())?;
    catalogue.alike = [alike].into_iter().collect();
    files.put(CATALOGUE.to_owned(), catalogue.to_bytes())?;
    Ok(catalogue)
}

fn lot(numbers: std::ops::Range<usize>, files: &dyn Files) -> Result<Lot, Failure> {
    let (mut marks, mut postings, mut counted) = (Vec::new(), Vec::new(), Catalogue::empty());
    for first in numbers.clone().step_by(TOGETHER) {
        let records: Vec<Record> =
            (first..numbers.end.min(first + TOGETHER)).map(|number| files.record(number)).collect::<Result<_, _>>()?;
        for (number, record) in (first..).zip(&records) {
            postings.extend(of_record(number, record));
            counted.count(record);
        }
        marks.push(put_records(first / TOGETHER, &records, files)?);
    }
    postings.par_sort_unstable();
    let drawer = |number| {
        let prefix = Prefix { bits: DRAWERS, number };
        shard::to_bytes(prefix, within(&postings, prefix))
    };
    let drawers = (0..1 << DRAWERS).map(drawer).collect();
    Ok(Lot { marks, drawers, postings: postings.len(), counted })
}

/// The postings of a document, sorted.
pub(super) fn of_record(number: usize, record: &Record) -> impl Iterator<Item = Posting> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    terms::of(record).into_iter().map(move |(term, weight)| Posting::new(term, number, weight))
}

/// Those of sorted postings that belong to a shard.
pub(super) fn within(postings: &[Posting], prefix: Prefix) -> &[Posting] {
    let first = postings.partition_point(|one| Prefix::of(one.term(), prefix.bits).number < prefix.number);
    let rest = &postings[first..];
    &rest[..rest.partition_point(|one| Prefix::of(one.term(), prefix.bits) == prefix)]
}

/// Puts a file of records; gives its mark.
pub(super) fn put_records(number: usize, records: &[Record], files: &dyn Files) -> Result<String, Failure> {
    let bytes = together(records);
    let mark = mark(&bytes);
    files.put(records_path(number, &mark), bytes)?;
    Ok(mark)
}

/// Puts a shard; gives its mark.
pub(super) fn put_shard(prefix: Prefix, postings: &[Posting], files: &dyn Files) -> Result<String, Failure> {
    let bytes = shard::to_bytes(prefix, postings);
    let mark = mark(&bytes);
    files.put(shard_path(prefix.number as usize, &mark), bytes)?;
    Ok(mark)
}

/// Puts all 2^`bits` shards; gives their marks.
fn shards(lots: &[Lot], bits: u32, files: &dyn Files) -> Result<Vec<String>, Failure> {
    // Either one drawer of each lot holds several shards, or one shard is in several drawers.
    let units = bits.min(DRAWERS);
    let unit = |unit: u32| {
        let width = DRAWERS - units;
        let mut all: Vec<Posting> = Vec::new();
        for number in unit << width..(unit + 1) << width {
            let prefix = Prefix { bits: DRAWERS, number };
            let packed = lots.iter().map(|lot| &lot.drawers[number as usize]);
            all.extend(packed.flat_map(|bytes| shard::postings(prefix, bytes).expect("what was packed is whole")));
        }
        all.sort_unstable();
        let width = bits - units;
        let shards = (unit << width..(unit + 1) << width).map(|number| Prefix { bits, number });
        shards.map(|prefix| put_shard(prefix, within(&all, prefix), files)).collect::<Result<Vec<String>, Failure>>()
    };
    let marks: Result<Vec<Vec<String>>, Failure> = (0..1 << units).into_par_iter().map(unit).collect();
    Ok(marks?.into_iter().flatten().collect())
}

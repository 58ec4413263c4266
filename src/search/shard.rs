//! Postings of some terms in few bytes.
//!
//! In: sorted postings whose hashes begin with the same bits. Out: bytes, and from these the postings again; from any
//! other bytes some postings or none, never a panic. The bytes depend on nothing but the postings. See
//! docs/search-format.md.

use super::bits::{BitReader, BitWriter, put_number, take_number};
use super::posting::{Posting, Weight};

/// Documents in one index, at the most.
pub(super) const MOST_DOCUMENTS: u32 = 1 << 22;

/// Which postings a shard holds: those whose hash begins with these bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    pub(super) bits: u32,
    pub(super) number: u32,
}

impl Prefix {
    /// The shard of a term, of 2^`bits`.
    pub(super) fn of(term: u32, bits: u32) -> Self {
        Self { bits, number: if bits == 0 { 0 } else { term >> (32 - bits) } }
    }

    /// A hash without the bits.
    fn rest(self, term: u32) -> u32 {
        if self.bits == 0 { term } else { term & (u32::MAX >> self.bits) }
    }

    /// The hash again.
    fn term(self, rest: u32) -> u32 {
        if self.bits == 0 { rest } else { self.number << (32 - self.bits) | rest }
    }
}

/// Writes a shard.
pub(super) fn to_bytes(prefix: Prefix, postings: &[Posting]) -> Vec<u8> {
    let (mut head, mut lists) = (Vec::new(), Vec::new());
    let mut last = 0;
    let mut count = 0;
    for list in postings.chunk_by(|a, b| a.term() == b.term()) {
        let rest = prefix.rest(list[0].term());
        let low = low_bits(list);
        let bytes = list_bytes(list, low);
        put_number(&mut head, rest - last);
        put_number(&mut head, u32::try_from(list.len()).unwrap_or(u32::MAX) << 5 | low);
        put_number(&mut head, list[0].document());
        put_number(&mut head, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        lists.extend(bytes);
        (last, count) = (rest, count + 1);
    }
    let mut all = Vec::with_capacity(head.len() + lists.len() + 4);
    put_number(&mut all, count);
    all.extend(head);
    all.extend(lists);
    all
}

/// The low bits that Rice's code keeps of each distance, by the mean distance.
fn low_bits(list: &[Posting]) -> u32 {
    let [first, .., last] = list else { return 0 };
    let distances = u32::try_from(list.len() - 1).unwrap_or(u32::MAX);
    let between = last.document() - first.document() - distances;
    (between / distances * 7 / 10 + 1).ilog2()
}

fn list_bytes(list: &[Posting], low: u32) -> Vec<u8> {
    let mut writer = BitWriter::default();
    let mut last = None;
    for posting in list {
        if let Some(last) = last {
            writer.put_rice(posting.document() - last - 1, low);
        }
        match posting.weight().number() {
            3 => writer.put(0b111, 3),
            weight => writer.put((1 << weight) - 1, u32::from(weight) + 1),
        }
        last = Some(posting.document());
    }
    writer.finish()
}

/// One term's place in a shard.
struct Entry<'a> {
    term: u32,
    count: u32,
    low: u32,
    first: u32,
    bytes: &'a [u8],
}

/// The terms of a shard, in order; nothing when the bytes are no shard.
fn entries(prefix: Prefix, mut bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let count = take_number(&mut bytes)?;
    let mut heads = Vec::with_capacity(bytes.len().min(count as usize));
    let mut rest = 0_u32;
    for _ in 0..count {
        rest = rest.checked_add(take_number(&mut bytes)?)?;
        let (packed, first, length) = (take_number(&mut bytes)?, take_number(&mut bytes)?, take_number(&mut bytes)?);
        heads.push((rest, packed, first, length));
    }
    let entry = |(rest, packed, first, length): (u32, u32, u32, u32)| {
        let (list, after) = bytes.split_at_checked(length as usize)?;
        bytes = after;
        // A posting takes a bit at least.
        let (count, low) = ((packed >> 5).min(length.saturating_mul(8)), packed & 31);
        Some(Entry { term: prefix.term(rest), count, low, first, bytes: list })
    };
    heads.into_iter().map(entry).collect()
}

impl Entry<'_> {
    fn postings(&self) -> impl Iterator<Item = Posting> {
        let mut reader = BitReader::new(self.bytes);
        let mut document = self.first;
        (0..self.count).map(move |at| {
            if at > 0 {
                document = (document + 1 + reader.take_rice(self.low)) % MOST_DOCUMENTS;
            }
            let weight = Weight::of_number(u8::try_from(reader.ones(3)).unwrap_or(0));
            Posting::new(self.term, document, weight)
        })
    }
}

/// All postings of a shard, sorted.
pub(super) fn postings(prefix: Prefix, bytes: &[u8]) -> Option<Vec<Posting>> {
    Some(entries(prefix, bytes)?.iter().flat_map(Entry::postings).collect())
}

/// The postings of one term.
pub(super) fn find(prefix: Prefix, bytes: &[u8], term: u32) -> Vec<Posting> {
    let entries = entries(prefix, bytes).unwrap_or_default();
    entries.iter().find(|entry| entry.term == term).map_or_else(Vec::new, |entry| entry.postings().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn postings_come_back(drawn in proptest::collection::btree_map((0u32..40, 0u32..20_000), 0u8..4, 0..300), bits in 0u32..13) {
            let prefix = Prefix { bits, number: if bits == 0 { 0 } else { 1 } };
            let posting = |((term, document), weight): ((u32, u32), u8)| {
                Posting::new(prefix.term(term * 7919), document, Weight::of_number(weight))
            };
            let all: Vec<Posting> = drawn.into_iter().map(posting).collect();
            let bytes = to_bytes(prefix, &all);
            prop_assert_eq!(postings(prefix, &bytes), Some(all.clone()));
            for one in all.chunk_by(|a, b| a.term() == b.term()) {
                prop_assert_eq!(&*find(prefix, &bytes, one[0].term()), one);
            }
        }

        #[test]
        fn any_bytes_are_a_shard_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            drop(postings(Prefix { bits: 3, number: 1 }, &bytes));
        }
    }
}

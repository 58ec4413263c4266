//! What one file or part read, in few bytes.

use super::Files;
use super::names::{Lasting, Names};
use crate::portal::{PlanId, Portal};
use crate::trace::{Key, Reads};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What was read: keys that are numbers, keys that are names by their number, and parts by theirs; each list sorted, and
/// written as the distances between its members. Without bytes it is forgotten, and whoever asks for it gets nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::build) struct Trace(Box<[u8]>);

/// A trace, read back.
#[derive(Debug, Default)]
pub(in crate::build) struct Spelled {
    pub(in crate::build) keys: Vec<Key>,
    /// Their numbers among the names.
    pub(in crate::build) words: Vec<u32>,
    /// Their numbers among the parts.
    pub(in crate::build) parts: Vec<u32>,
}

/// Writes traces while files are made, on all threads.
pub(in crate::build) struct Scribe<'a> {
    portal: &'a Portal,
    lasting: Lasting,
    names: RwLock<Names>,
    /// The parts whose number was given and whose own trace is still to be written.
    parts: Mutex<Vec<Arc<Reads>>>,
    first_part: u32,
}

impl<'a> Scribe<'a> {
    /// A scribe for what is made of a portal; parts are numbered from `first_part` on.
    pub(in crate::build) fn new(portal: &'a Portal, mut names: Names, first_part: usize) -> Self {
        let lasting = names.take(portal);
        let first_part = u32::try_from(first_part).expect("there are fewer than 2^32 parts");
        Self { portal, lasting, names: RwLock::new(names), parts: Mutex::default(), first_part }
    }

    /// The trace of what something read.
    pub(in crate::build) fn write(&self, reads: &Reads) -> Trace {
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        for key in reads.iter() {
            match key {
                Key::Query(plan) => numbers.extend(Key::Query(self.plan(PlanId(plan))).to_number()),
                key => match self.lasting.key(key.clone()).to_number() {
                    Some(number) => numbers.push(number),
                    None => words.push(u64::from(self.word(&key))),
                },
            }
        }
        let parts = reads.parts().map(|part| u64::from(self.part(part))).collect();
        let mut bytes = Vec::with_capacity(numbers.len() * 3 + words.len() + 8);
        for list in [numbers, words, parts] {
            put_list(&mut bytes, list);
        }
        Trace(bytes.into())
    }

    /// The names with what was added, and the traces of the parts in the order of their numbers.
    pub(in crate::build) fn finish(self) -> (Names, Vec<Trace>) {
        let mut traces = Vec::new();
        // Writing a part's trace may give numbers to parts within it.
        while let parts = self.parts_from(traces.len())
            && !parts.is_empty()
        {
            traces.par_extend(parts.par_iter().map(|part| self.write(part)));
        }
        (self.names.into_inner().unwrap_or_else(PoisonError::into_inner), traces)
    }

    fn parts_from(&self, first: usize) -> Vec<Arc<Reads>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)[first..].to_vec()
    }

    fn part(&self, reads: &Arc<Reads>) -> u32 {
        reads.number(|| {
            let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
            parts.push(Arc::clone(reads));
            self.first_part + u32::try_from(parts.len() - 1).expect("there are fewer than 2^32 parts")
        })
    }

    fn word(&self, key: &Key) -> u32 {
        let known = self.names.read().unwrap_or_else(PoisonError::into_inner).words.find(key);
        known.unwrap_or_else(|| self.names.write().unwrap_or_else(PoisonError::into_inner).words.number(key))
    }

    fn plan(&self, id: PlanId) -> u32 {
        let plan = self.portal.plan(id).expect("what was asked is known");
        self.names.write().unwrap_or_else(PoisonError::into_inner).plans.number(&plan)
    }
}

impl Trace {
    /// What was read; nothing when the bytes are no trace.
    pub(in crate::build) fn read(&self) -> Option<Spelled> {
        let mut rest = &*self.0;
        let keys = take_list(&mut rest, |number| Some(Key::from_number(number)))?;
        let narrow = |number| u32::try_from(number).ok();
        Some(Spelled { keys, words: take_list(&mut rest, narrow)?, parts: take_list(&mut rest, narrow)? })
    }

    /// The same with other numbers for its parts.
    fn with_parts(&self, new: &[Option<u32>]) -> Option<Self> {
        let mut rest = &*self.0;
        let (numbers, words) = (take_list(&mut rest, Some)?, take_list(&mut rest, Some)?);
        let renumbered =
            take_list(&mut rest, |part| new.get(usize::try_from(part).ok()?).copied().flatten().map(u64::from))?;
        let mut bytes = Vec::with_capacity(self.0.len());
        for list in [numbers, words, renumbered] {
            put_list(&mut bytes, list);
        }
        Some(Self(bytes.into()))
    }
}

/// Forgets what parts read that no page shows any more; their numbers stay taken.
pub(in crate::build) fn forget(parts: &mut [Trace], used: &[bool]) {
    for (part, _) in parts.iter_mut().zip(used).filter(|(_, used)| !**used) {
        *part = Trace::default();
    }
}

/// Which traces have new numbers in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::build) enum Renumbered {
    None,
    All,
}

/// Gives parts new numbers once a good many of the old ones are taken for nothing.
pub(in crate::build) fn renumber(parts: &mut Vec<Trace>, files: &mut Files) -> Renumbered {
    let live = parts.iter().filter(|part| !part.0.is_empty()).count();
    if parts.len() < 2 * live + 1000 {
        return Renumbered::None;
    }
    let mut next = 0..;
    let new: Vec<Option<u32>> = parts.iter().map(|part| (!part.0.is_empty()).then(|| next.next()).flatten()).collect();
    parts.retain(|part| !part.0.is_empty());
    for trace in parts.iter_mut().chain(files.values_mut().map(|file| &mut file.trace)) {
        *trace = trace.with_parts(&new).unwrap_or_default();
    }
    Renumbered::All
}

fn put_list(bytes: &mut Vec<u8>, mut list: Vec<u64>) {
    list.sort_unstable();
    put_number(bytes, list.len() as u64);
    let mut last = 0;
    for number in list {
        put_number(bytes, number - last);
        last = number;
    }
}

fn take_list<T>(bytes: &mut &[u8], of: impl Fn(u64) -> Option<T>) -> Option<Vec<T>> {
    let count = usize::try_from(take_number(bytes)?).ok()?;
    // No list has more members than bytes.
    let mut list = Vec::with_capacity(count.min(bytes.len()));
    let mut last = 0_u64;
    for _ in 0..count {
        last = last.checked_add(take_number(bytes)?)?;
        list.push(of(last)?);
    }
    Some(list)
}

/// Seven bits a byte, the lowest first (LEB128).
fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_survives_its_bytes(mut list in proptest::collection::vec(any::<u64>(), 0..40), tail in any::<[u8; 3]>()) {
            let mut bytes = Vec::new();
            put_list(&mut bytes, list.clone());
            bytes.extend(tail);
            let mut rest = &*bytes;
            list.sort_unstable();
            prop_assert_eq!(take_list(&mut rest, Some), Some(list));
            prop_assert_eq!(rest, &tail);
        }

        #[test]
        fn any_bytes_are_a_trace_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            drop(Trace(bytes.into()).read());
        }
    }
}

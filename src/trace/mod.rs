//! What was read while something was made.
//!
//! A view calls [`read`] at the moment in which a template or a Rust maker looks at something; [`recording`] runs a
//! making and gives its [`Reads`]. Records nest, so that what a query looks at belongs to the query alone. A record
//! stays on the thread on which the making runs. Never here: what a key means; whoever owns the value can tell its
//! [`Fingerprint`] from the [`Key`].

mod fingerprint;
mod key;

pub use fingerprint::Fingerprint;
pub use key::{Key, Subject};

use key::Packed;
use std::cell::RefCell;
use std::sync::OnceLock;

thread_local! {
    /// The makings that run on this thread, innermost last.
    static OPEN: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

/// What a making has looked at so far, doubles included. Most keys are numbers, which sort fastest alone.
#[derive(Debug, Default)]
struct Record {
    packed: Vec<Packed>,
    named: Vec<Key>,
}

/// Everything that one making looked at, each once. It is put in order when it is first asked.
#[derive(Debug, Default)]
pub struct Reads {
    record: Record,
    settled: OnceLock<(Vec<Packed>, Vec<Key>)>,
}

impl Reads {
    fn settled(&self) -> &(Vec<Packed>, Vec<Key>) {
        self.settled.get_or_init(|| (settle(&self.record.packed), settle(&self.record.named)))
    }

    /// Whether a key was read.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        let (packed, named) = self.settled();
        match key.pack() {
            Some(key) => packed.binary_search(&key).is_ok(),
            None => named.binary_search(key).is_ok(),
        }
    }

    /// The keys, in an order that is the same for equal reads.
    pub fn iter(&self) -> impl Iterator<Item = Key> {
        let (packed, named) = self.settled();
        packed.iter().map(|packed| packed.unpack()).chain(named.iter().cloned())
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let (packed, named) = self.settled();
        packed.len() + named.len()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.record.packed.is_empty() && self.record.named.is_empty()
    }
}

fn settle<T: Ord + Clone>(keys: &[T]) -> Vec<T> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Records that the making that runs on this thread looked at `key`. Outside a making nothing is recorded.
pub fn read(key: Key) {
    OPEN.with_borrow_mut(|open| {
        if let Some(record) = open.last_mut() {
            match key.pack() {
                Some(packed) => record.packed.push(packed),
                None => record.named.push(key),
            }
        }
    });
}

/// Runs `make` and tells what it read. A panic in it leaves the records of outer makings as they were.
pub fn recording<T>(make: impl FnOnce() -> T) -> (T, Reads) {
    /// Closes the record, also when `make` unwinds.
    struct Open;
    impl Open {
        fn close(&self) -> Record {
            OPEN.with_borrow_mut(Vec::pop).unwrap_or_default()
        }
    }
    impl Drop for Open {
        fn drop(&mut self) {
            self.close();
        }
    }
    OPEN.with_borrow_mut(|open| open.push(Record { packed: Vec::with_capacity(256), named: Vec::with_capacity(32) }));
    let open = Open;
    let made = make();
    let record = open.close();
    std::mem::forget(open);
    (made, Reads { record, settled: OnceLock::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_nest_and_survive_a_panic() {
        let field = |id| Key::Field(Subject::Document(id), 0);
        let ((), outer) = recording(|| {
            read(field(1));
            let ((), inner) = recording(|| read(field(2)));
            assert_eq!(inner.iter().collect::<Vec<_>>(), [field(2)]);
            let fell = std::panic::catch_unwind(|| recording(|| -> () { panic!("as the test wants") }));
            assert!(fell.is_err());
            read(field(1));
            read(Key::Today);
        });
        assert_eq!(outer.len(), 2);
        assert!(outer.contains(&field(1)) && outer.contains(&Key::Today));
    }
}

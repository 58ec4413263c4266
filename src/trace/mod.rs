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

use std::cell::RefCell;

thread_local! {
    /// The makings that run on this thread, innermost last.
    static OPEN: RefCell<Vec<Vec<Key>>> = const { RefCell::new(Vec::new()) };
}

/// Everything that one making looked at, sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reads(Vec<Key>);

impl Reads {
    /// Whether a key was read.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        self.0.binary_search(key).is_ok()
    }

    /// The keys in order.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Records that the making that runs on this thread looked at `key`. Outside a making nothing is recorded.
pub fn read(key: Key) {
    OPEN.with_borrow_mut(|open| {
        if let Some(keys) = open.last_mut() {
            keys.push(key);
        }
    });
}

/// Runs `make` and tells what it read. A panic in it leaves the records of outer makings as they were.
pub fn recording<T>(make: impl FnOnce() -> T) -> (T, Reads) {
    /// Closes the record, also when `make` unwinds.
    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {
            if std::thread::panicking() {
                OPEN.with_borrow_mut(Vec::pop);
            }
        }
    }
    OPEN.with_borrow_mut(|open| open.push(Vec::with_capacity(64)));
    let guard = Guard;
    let made = make();
    std::mem::forget(guard);
    let mut keys = OPEN.with_borrow_mut(Vec::pop).unwrap_or_default();
    keys.sort_unstable();
    keys.dedup();
    (made, Reads(keys))
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
            assert_eq!(inner.iter().collect::<Vec<_>>(), [&field(2)]);
            let fell = std::panic::catch_unwind(|| recording(|| -> () { panic!("as the test wants") }));
            assert!(fell.is_err());
            read(field(1));
            read(Key::Today);
        });
        assert_eq!(outer.len(), 2);
        assert!(outer.contains(&field(1)) && outer.contains(&Key::Today));
    }
}

//! What was read while something was made.
//!
//! A view calls [`read`] at the moment in which a template or a Rust maker looks at something; [`recording`] runs a
//! making and gives its [`Reads`]. Records nest, so that what a query looks at belongs to the query alone. A record
//! stays on the thread on which the making runs. Never here: what a key means; whoever owns the value can tell its
//! [`Fingerprint`] from the [`Key`].

mod fingerprint;
mod key;
mod wide;

pub use fingerprint::Fingerprint;
pub use key::{Key, Spot, Subject};
pub use wide::WIDE;

use key::Packed;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

thread_local! {
    /// The makings that run on this thread, innermost last.
    static OPEN: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
}

/// What a making has looked at so far, doubles included. Most keys are numbers, which sort fastest alone.
#[derive(Debug, Default)]
struct Record {
    packed: Vec<Packed>,
    named: Vec<Key>,
    parts: Vec<Arc<Reads>>,
}

/// Everything that one making looked at, each once; what it looked at of very many documents is widened to all.
#[derive(Debug, Default)]
pub struct Reads {
    packed: Box<[Packed]>,
    named: Box<[Key]>,
    parts: Box<[Arc<Reads>]>,
    number: OnceLock<u32>,
}

impl Reads {
    fn settled(Record { mut packed, mut named, mut parts }: Record) -> Self {
        settle(&mut packed);
        wide::widen(&mut packed);
        settle(&mut named);
        parts.sort_unstable_by_key(Arc::as_ptr);
        parts.dedup_by(|a, b| Arc::ptr_eq(a, b));
        Self { packed: packed.into(), named: named.into(), parts: parts.into(), number: OnceLock::new() }
    }

    /// The number under which whoever keeps the reads of parts keeps these, given when it is first asked for.
    pub fn number(&self, give: impl FnOnce() -> u32) -> u32 {
        *self.number.get_or_init(give)
    }

    /// Whether a key was read, by the making itself or by a part that it took over.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        let has = |key: Packed| self.packed.binary_search(&key).is_ok();
        let own = match key.pack() {
            Some(key) => has(key) || key.of_a_document().is_some_and(|field| has(Packed::of_every_document(field))),
            None => self.named.binary_search(key).is_ok(),
        };
        own || self.parts.iter().any(|part| part.contains(key))
    }

    /// The keys that the making itself read, in an order that is the same for equal reads.
    pub fn iter(&self) -> impl Iterator<Item = Key> {
        self.packed.iter().map(|packed| packed.unpack()).chain(self.named.iter().cloned())
    }

    /// What was made earlier and taken over, each once.
    pub fn parts(&self) -> impl Iterator<Item = &Arc<Reads>> {
        self.parts.iter()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty() && self.named.is_empty() && self.parts.is_empty()
    }
}

fn settle<T: Ord>(keys: &mut Vec<T>) {
    keys.sort_unstable();
    keys.dedup();
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

/// Records that the making takes over something made earlier, and so has looked at all that this did.
pub fn take_over(part: &Arc<Reads>) {
    OPEN.with_borrow_mut(|open| {
        if let Some(record) = open.last_mut() {
            record.parts.push(Arc::clone(part));
        }
    });
}

/// Whether the making that runs on this thread has looked at one field of very many documents so far.
#[must_use]
pub fn is_wide() -> bool {
    OPEN.with_borrow_mut(|open| {
        let many = open.last_mut().filter(|record| record.packed.len() > WIDE);
        many.is_some_and(|record| {
            settle(&mut record.packed);
            !wide::wide_fields(&record.packed).is_empty()
        })
    })
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
    OPEN.with_borrow_mut(|open| open.push(Record::default()));
    let open = Open;
    let made = make();
    let record = open.close();
    std::mem::forget(open);
    (made, Reads::settled(record))
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
        assert_eq!(outer.iter().count(), 2);
        assert!(outer.contains(&field(1)) && outer.contains(&Key::Today));
    }

    /// What is read when the title of so many documents is, the first of them twice.
    fn titles(count: u32) -> (bool, Vec<Key>) {
        let (is_wide, reads) = recording(|| {
            (0..count).chain([0]).for_each(|id| read(Key::Field(Subject::Document(id), 7)));
            read(Key::Field(Subject::Document(0), 8));
            read(Key::Field(Subject::Section(0), 7));
            is_wide()
        });
        assert!(reads.contains(&Key::Field(Subject::Document(3), 7)));
        (is_wide, reads.iter().collect())
    }

    #[test]
    fn very_many_reads_become_one() {
        let many = u32::try_from(WIDE).unwrap();
        let (is_wide, keys) = titles(many);
        assert!(!is_wide && keys.len() == WIDE + 2 && !keys.contains(&Key::Every(7)));
        let (is_wide, keys) = titles(many + 1);
        let others = [Key::Field(Subject::Document(0), 8), Key::Field(Subject::Section(0), 7)];
        assert!(is_wide);
        assert_eq!(keys, [&others[..], &[Key::Every(7)]].concat());
    }

    #[test]
    fn bodies_are_widened_and_what_is_no_documents_is_not() {
        let ((), reads) = recording(|| {
            (0..300).for_each(|id| read(Key::Body(Subject::Document(id))));
            (0..300).for_each(|id| read(Key::Body(Subject::Section(id))));
            assert!(is_wide());
        });
        assert!(reads.contains(&Key::Bodies) && reads.iter().count() == 301);
        assert!(!is_wide(), "outside a making nothing is read");
    }

    #[test]
    fn what_is_taken_over_was_read() {
        let ((), part) = recording(|| read(Key::Today));
        let part = Arc::new(part);
        let ((), whole) = recording(|| {
            take_over(&part);
            take_over(&part);
        });
        assert!(whole.contains(&Key::Today) && whole.parts().count() == 1 && whole.iter().next().is_none());
    }
}

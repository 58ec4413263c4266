//! Sources as they are shown: each file is asked for, counted and masked once, however much is told of it.

use super::source::{Position, Source, Sources};
use crate::law::bare::Form;
use crate::law::personal;
use memchr::memchr_iter;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// So many bytes of texts are kept; for more, those that were shown before are let go. What is told goes by files.
const KEPT: usize = 64 << 20;

/// The text of a file, with what showing a place in it needs.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub source: Source,
    /// Where its lines begin.
    lines: OnceCell<Vec<usize>>,
    masked: OnceCell<String>,
}

impl Opened {
    fn new(source: Source) -> Self {
        Self { source, lines: OnceCell::new(), masked: OnceCell::new() }
    }

    /// The line and column of a byte offset; an offset beyond the end is the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let at = self.source.floor(offset as usize);
        let begin = |newline: usize| newline + 1;
        let text = &self.source.text;
        let lines = self.lines.get_or_init(|| memchr_iter(b'\n', text.as_bytes()).map(begin).collect());
        let before = lines.partition_point(|start| *start <= at);
        let start = before.checked_sub(1).map_or(0, |last| lines[last]);
        Position { line: before + 1, column: text[start..at].chars().count() + 1 }
    }

    /// The whole text with everything personal masked, each byte in its place.
    #[must_use]
    pub fn masked(&self) -> &str {
        let Source { path, text } = &self.source;
        self.masked.get_or_init(|| personal::mask_source(text, Form::of(path)).into_owned())
    }
}

/// Sources that are asked for each file once, for when many faults are shown.
pub struct Once<'a> {
    sources: &'a dyn Sources,
    read: RefCell<BTreeMap<String, Option<Rc<Opened>>>>,
    room: Cell<usize>,
}

impl<'a> Once<'a> {
    /// The same sources.
    #[must_use]
    pub fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, read: RefCell::default(), room: Cell::new(KEPT) }
    }

    /// A file's text, or nothing when it cannot be read any more or is not text.
    #[must_use]
    pub fn open(&self, path: &str) -> Option<Rc<Opened>> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let opened = self.sources.source(path).map(|source| Rc::new(Opened::new(source)));
        let length = opened.as_ref().map_or(0, |opened| opened.source.text.len());
        if length > self.room.get() {
            self.read.borrow_mut().clear();
            self.room.set(KEPT);
        }
        self.room.set(self.room.get().saturating_sub(length));
        self.read.borrow_mut().insert(path.to_owned(), opened.clone());
        opened
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked_for_once_and_what_is_too_much_is_let_go() {
        struct Asked(Cell<usize>);
        impl Sources for Asked {
            fn source(&self, path: &str) -> Option<Source> {
                self.0.set(self.0.get() + 1);
                let text = if path == "big" { "x".repeat(KEPT + 1) } else { path.to_owned() };
                (path != "gone").then(|| Source { path: path.into(), text })
            }
        }
        let asked = Asked(Cell::new(0));
        let once = Once::new(&asked);
        for path in ["a", "a", "gone", "gone", "big", "big", "a"] {
            assert_eq!(once.open(path).is_some(), path != "gone");
        }
        assert_eq!(asked.0.get(), 4);
    }

    #[test]
    fn a_column_counts_characters() {
        let opened = Opened::new(Source { path: "a".into(), text: "一\n二三四x".to_owned() });
        assert_eq!(opened.position(0), Position { line: 1, column: 1 });
        assert_eq!(opened.position(4), Position { line: 2, column: 1 });
        assert_eq!(opened.position(10), Position { line: 2, column: 3 });
        assert_eq!(opened.position(11), Position { line: 2, column: 3 });
        assert_eq!(opened.position(99), Position { line: 2, column: 5 });
    }
}

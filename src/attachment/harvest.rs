//! What is found in a file while it is read, and how much may still be taken.

use super::form::Form;
use super::{Limits, Part, Passage, Reading, Reason, Spot, Unread};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The reading of one file with all files in it.
pub(super) struct Harvest<'a> {
    /// What it may cost.
    pub(super) limits: &'a Limits,
    reading: Reading,
    /// The names of the files that we are in.
    within: Vec<String>,
    left: Left,
}

/// How much may still be taken.
struct Left {
    expanded: u64,
    members: usize,
    text: usize,
}

impl<'a> Harvest<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        let left = Left { expanded: limits.expanded, members: limits.members, text: limits.text };
        Self { limits, reading: Reading::default(), within: Vec::new(), left }
    }

    pub(super) fn reading(self) -> Reading {
        self.reading
    }

    /// Reads a file where we are. What ends it, a panic too, is noted, and what was found before stays.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) {
        let depth = self.within.len();
        if bytes.len() as u64 > self.limits.file {
            return self.unread(Reason::TooLarge);
        }
        let read = catch_unwind(AssertUnwindSafe(|| Form::of(name, bytes).read(name, bytes, self)));
        self.within.truncate(depth);
        if let Err(reason) = read.unwrap_or(Err(Reason::Broken)) {
            self.unread(reason);
        }
    }

    /// Reads a file within the one that is read.
    pub(super) fn member(&mut self, name: &str, bytes: &[u8]) {
        self.inside(name, |harvest| match harvest.within.len() > harvest.limits.depth {
            true => harvest.unread(Reason::TooDeep),
            false => harvest.file(name, bytes),
        });
    }

    /// Does something as within a member.
    pub(super) fn inside(&mut self, name: &str, act: impl FnOnce(&mut Self)) {
        self.within.push(name.to_owned());
        act(self);
        self.within.pop();
    }

    /// Takes a text that is not hidden.
    pub(super) fn text(&mut self, part: Part, text: &str) {
        self.take(part, false, text);
    }

    /// Takes a text, hidden or not; one that is blank is none.
    pub(super) fn take(&mut self, part: Part, hidden: bool, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if text.is_empty() {
            return;
        }
        let names: usize = self.within.iter().map(String::len).sum();
        let weight = size_of::<Passage>() + part.weight() + names + text.len();
        match self.left.text.checked_sub(weight) {
            Some(left) => self.left.text = left,
            None => return self.unread(Reason::TooLarge),
        }
        let spot = Spot { within: self.within.clone(), part, hidden };
        self.reading.passages.push(Passage { spot, text: text.to_owned() });
    }

    /// Notes that the file where we are was not read; the same is not said twice in a row.
    pub(super) fn unread(&mut self, reason: Reason) {
        let unread = Unread { within: self.within.clone(), reason };
        if self.reading.unread.last() != Some(&unread) {
            self.reading.unread.push(unread);
        }
    }

    /// How many members may still be counted.
    pub(super) fn members(&self) -> usize {
        self.left.members
    }

    /// Counts the members of an archive.
    pub(super) fn count(&mut self, members: usize) -> Result<(), Reason> {
        self.left.members = self.left.members.checked_sub(members).ok_or(Reason::TooLarge)?;
        Ok(())
    }

    /// How many bytes may still come out of archives.
    pub(super) fn room(&self) -> u64 {
        self.left.expanded
    }

    /// Counts bytes that came out of an archive.
    pub(super) fn expanded(&mut self, bytes: u64) {
        self.left.expanded = self.left.expanded.saturating_sub(bytes);
    }
}

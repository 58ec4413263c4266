//! Which files must be made: those that were never made, whose own source or published file is another one, or that read
//! something which is otherwise now.
//!
//! In: the memory of the last build and the portal of this one. Out: for each file nothing, when it stands as it is, or
//! the [`Cause`] for which it is made. Never here: how it is made.

use super::cause::Cause;
use super::difference::Difference;
use super::inputs::find;
use super::memory::{Memory, Names, Remembered, Spelled};
use crate::config::Config;
use crate::diag::{Path, Text};
use crate::output::{Maker, Target};
use crate::portal::view::View;
use crate::portal::{DocumentId, Owner};
use crate::say;
use crate::trace::{Fingerprint, Key};
use crate::world::{Seen, Stat};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the present holds against the memory.
pub(super) struct Present<'a> {
    pub(super) memory: &'a Memory,
    pub(super) difference: Difference<'a>,
    /// Whether the settings that are not recorded one by one are the same.
    pub(super) same_frame: bool,
    pub(super) same_day: bool,
    pub(super) maker: &'a Maker,
    /// The templates of now, by name.
    pub(super) templates: &'a BTreeMap<String, Fingerprint>,
    /// The files of now that decide the site, sorted by path.
    pub(super) inputs: &'a [(Path, Seen)],
    /// The published files of now, by path.
    pub(super) outputs: &'a (dyn Fn(&str) -> Option<Stat> + Sync),
}

/// Tells what is stale.
pub(super) struct Judge<'a> {
    present: Present<'a>,
    /// A document's body among its fields.
    body: Option<u16>,
    known_outputs: FxHashMap<&'a str, Stat>,
    /// Whether each word is a style sheet.
    styles: Vec<bool>,
    words: Vec<OnceLock<Option<Text>>>,
    plans: Vec<OnceLock<bool>>,
    parts: Vec<OnceLock<Option<Text>>>,
    used_words: Vec<AtomicBool>,
    used_parts: Vec<AtomicBool>,
}

/// What the files that stand as they are still use.
pub(super) struct Used {
    /// Static files, by name.
    pub(super) assets: Vec<String>,
    /// For each part of the memory, whether one shows it.
    pub(super) parts: Vec<bool>,
}

fn unreadable() -> Text {
    say!("构建记录读不懂", "the memory of it cannot be read")
}

fn mark(used: &[AtomicBool], numbers: &[u32]) {
    for slot in numbers.iter().filter_map(|number| used.get(*number as usize)) {
        slot.store(true, Ordering::Relaxed);
    }
}

impl<'a> Judge<'a> {
    pub(super) fn new(present: Present<'a>) -> Self {
        let memory = present.memory;
        let Names { words, plans, .. } = &memory.names;
        Self {
            body: View::Document(DocumentId(0)).field("body"),
            known_outputs: memory.head.outputs.iter().map(|(path, stat)| (&**path, *stat)).collect(),
            styles: words.iter().map(|(_, key)| matches!(key, Key::Asset(name) if name.ends_with(".css"))).collect(),
            words: std::iter::repeat_with(OnceLock::new).take(words.len()).collect(),
            plans: std::iter::repeat_with(OnceLock::new).take(plans.len()).collect(),
            parts: std::iter::repeat_with(OnceLock::new).take(memory.parts.len()).collect(),
            used_words: std::iter::repeat_with(AtomicBool::default).take(words.len()).collect(),
            used_parts: std::iter::repeat_with(AtomicBool::default).take(memory.parts.len()).collect(),
            present,
        }
    }

    /// Why a file must be made; nothing when it stands as it is.
    pub(super) fn cause(&self, target: &Target) -> Option<Cause> {
        let path = target.path();
        let Some(known) = self.present.memory.files.get(&*path) else { return Some(Cause::New) };
        if known.form != target.form() || known.entry.owner != self.present.maker.owner(target) {
            return Some(Cause::New);
        }
        if !self.present.same_frame {
            return Some(Cause::Settings);
        }
        if !self.is_untouched(&path) {
            return Some(Cause::Output);
        }
        if self.source_differs(target, known) {
            return Some(Cause::Source);
        }
        let Some(spelled) = known.trace.read() else { return Some(Cause::Read(unreadable())) };
        if let Some(what) = self.spelled_differs(&spelled, |word| !self.is_style(word)) {
            return Some(Cause::Read(what));
        }
        // A page that differs in these alone need not be loaded again.
        let mut styles = spelled.words.iter().filter(|word| self.is_style(**word));
        if let Some(what) = styles.find_map(|word| self.word_differs(*word)) {
            return Some(Cause::Style(what));
        }
        mark(&self.used_words, &spelled.words);
        mark(&self.used_parts, &spelled.parts);
        None
    }

    fn is_style(&self, word: u32) -> bool {
        self.styles.get(word as usize).is_some_and(|is_style| *is_style)
    }

    /// Whether a file of ours stands in the output folder, whatever it holds.
    pub(super) fn stands(&self, target: &Target) -> bool {
        let path = target.path();
        self.present.memory.files.contains_key(&*path) && (self.present.outputs)(&path).is_some()
    }

    /// Whether a file of ours stands in the output folder as we left it.
    pub(super) fn is_untouched(&self, path: &str) -> bool {
        let stands = (self.present.outputs)(path);
        stands.is_some() && stands == self.known_outputs.get(path).copied()
    }

    /// What the files that stand as they are still use.
    pub(super) fn used(&self) -> Used {
        let parts = &self.present.memory.parts;
        let mut open: Vec<usize> = (0..parts.len()).filter(|at| self.used_parts[*at].load(Ordering::Relaxed)).collect();
        while let Some(at) = open.pop() {
            let Some(Spelled { words, parts, .. }) = parts[at].read() else { continue };
            mark(&self.used_words, &words);
            let new = parts.into_iter().map(|part| part as usize);
            open.extend(
                new.filter(|at| self.used_parts.get(*at).is_some_and(|used| !used.swap(true, Ordering::Relaxed))),
            );
        }
        let words = (0..).zip(&self.used_words).filter(|(_, used)| used.load(Ordering::Relaxed));
        let names = &self.present.memory.names.words;
        let assets = words.filter_map(|(word, _)| match names.get(word) {
            Some(Key::Asset(name)) => Some(name.to_string()),
            _ => None,
        });
        Used {
            assets: assets.collect(),
            parts: self.used_parts.iter().map(|used| used.load(Ordering::Relaxed)).collect(),
        }
    }

    /// Whether what a file is made from, first of all, is another one.
    fn source_differs(&self, target: &Target, known: &Remembered) -> bool {
        // A static file of the theme has its content in its name.
        let Target::Routed(_, owner) = target else { return false };
        match owner {
            Owner::File(path) | Owner::Static(path) => {
                find(self.present.inputs, path).is_none_or(|seen| seen.fingerprint != known.entry.hash)
            }
            owner => self.present.difference.template(owner),
        }
    }

    fn input_differs(&self, path: &str) -> bool {
        let fingerprint = |seen: &Seen| seen.fingerprint;
        let Present { memory, inputs, .. } = &self.present;
        find(inputs, path).map(fingerprint) != find(&memory.head.inputs, path).map(fingerprint)
    }

    /// What of that which was read is otherwise, of the words those that count.
    fn spelled_differs(&self, spelled: &Spelled, counts: impl Fn(u32) -> bool) -> Option<Text> {
        let Spelled { keys, words, parts } = spelled;
        keys.iter()
            .find_map(|key| self.key_differs(key))
            .or_else(|| words.iter().filter(|word| counts(**word)).find_map(|word| self.word_differs(*word)))
            .or_else(|| parts.iter().find_map(|part| self.part_differs(*part)))
    }

    fn key_differs(&self, key: &Key) -> Option<Text> {
        let differs = match key {
            Key::Today => !self.present.same_day,
            Key::Query(plan) => self.plan_differs(*plan),
            key => self.present.difference.has(key, self.body),
        };
        differs.then(|| self.tell(key))
    }

    fn plan_differs(&self, number: u32) -> bool {
        let Some(slot) = self.plans.get(number as usize) else { return true };
        *slot.get_or_init(|| {
            self.present.memory.names.plans.get(number).is_none_or(|plan| self.present.difference.plan(plan))
        })
    }

    fn part_differs(&self, number: u32) -> Option<Text> {
        let Some(slot) = self.parts.get(number as usize) else {
            return Some(unreadable());
        };
        slot.get_or_init(|| match self.present.memory.parts[number as usize].read() {
            Some(spelled) => self.spelled_differs(&spelled, |_| true),
            None => Some(unreadable()),
        })
        .clone()
    }

    fn word_differs(&self, number: u32) -> Option<Text> {
        let Some(slot) = self.words.get(number as usize) else {
            return Some(unreadable());
        };
        slot.get_or_init(|| {
            let key = self.present.memory.names.words.get(number)?;
            self.name_differs(key).then(|| self.tell(key))
        })
        .clone()
    }

    fn name_differs(&self, key: &Key) -> bool {
        let Present { memory, templates, inputs, maker, .. } = &self.present;
        match key {
            Key::Template(name) => memory.site.templates.get(&**name) != templates.get(&**name),
            Key::File(path) => self.input_differs(path),
            Key::Absent(path) => find(inputs, path).is_some(),
            Key::Asset(name) => {
                let now = maker.press().asset(name).map(|asset| asset.route.file());
                now.as_ref() != memory.site.assets.get(&**name)
            }
            key => self.present.difference.has(key, self.body),
        }
    }

    /// What is otherwise, as the rest of a sentence.
    fn tell(&self, key: &Key) -> Text {
        let Text { zh, en } = self.present.memory.names.describe(key);
        match key {
            Key::Absent(path) => say!("有了 {path}", "there is a {path} now"),
            _ => say!("{zh}变了", "{en} changed"),
        }
    }
}

/// The settings that are not recorded one by one as they are read: with others, every file is made again.
pub(super) fn frame(config: &Config) -> Option<Vec<u8>> {
    let Config { site, paginate, feed_limit, taxonomies, allowed_hosts, outputs, organisations, .. } = config;
    let site = (&site.address, &site.language, &site.zone, &site.authority);
    // Plans of queries name organisations by their place in the list.
    let places: Vec<&str> = organisations.in_order().iter().map(|one| one.id.as_str()).collect();
    postcard::to_stdvec(&(site, paginate, feed_limit, taxonomies, allowed_hosts, outputs, places)).ok()
}

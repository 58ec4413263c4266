//! What is remembered of one file.

use super::cause::Cause;
use super::memory::{self, Found, Memory, Spelled, Trace};
use crate::diag::{Failure, Text};
use crate::world::{Cache, World};
use std::collections::BTreeSet;
use std::path::Path as FilePath;

/// Why a file was made the last time, and what that read.
#[derive(Debug)]
pub struct Told {
    /// Why.
    pub cause: Cause,
    /// What was read, each once, in the order of the sentences in Chinese.
    pub read: Vec<Text>,
}

/// What the last build remembers of a file, by its path in the output folder; nothing when it remembers nothing.
///
/// # Errors
/// When there is no such site.
pub fn why(root: &FilePath, cache: Option<&FilePath>, path: &str) -> Result<Option<Told>, Failure> {
    let world = World::open(root)?;
    let cache = Cache::at(&cache.map_or_else(|| world.state_folder().join("cache"), FilePath::to_owned));
    let Found::Head(shelved) = memory::load(&cache) else { return Ok(None) };
    let Some(memory) = shelved.open(&cache) else { return Ok(None) };
    let Some(file) = memory.files.get(path) else { return Ok(None) };
    let mut read = BTreeSet::new();
    collect(&memory, &file.trace, &mut read);
    let read = read.into_iter().map(|(zh, en)| Text { zh: zh.trim().to_owned(), en }).collect();
    Ok(Some(Told { cause: file.cause.clone(), read }))
}

/// Adds what a trace read, with what its parts read.
fn collect(memory: &Memory, trace: &Trace, read: &mut BTreeSet<(String, String)>) {
    let Some(Spelled { keys, words, parts }) = trace.read() else { return };
    let words = words.iter().filter_map(|word| memory.names.words.get(*word));
    read.extend(keys.iter().chain(words).map(|key| memory.names.describe(key)).map(|text| (text.zh, text.en)));
    parts.iter().filter_map(|part| memory.parts.get(*part as usize)).for_each(|part| collect(memory, part, read));
}

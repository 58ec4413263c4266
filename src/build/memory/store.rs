//! The memory on disk: a head that names everything, and pieces that are named by what they hold, so that a small change
//! writes little.

use super::{Head, Memory, Remembered};
use crate::content::{Sources, Understood};
use crate::diag::{Failure, Path};
use crate::trace::Fingerprint;
use crate::world::{Cache, program};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher as _;

/// What every head begins with; the number is that of the form in which memories are written.
const MAGIC: &[u8] = b"xiangwei memory 2\n";

/// Sources and files are kept in so many pieces, so that a change touches few bytes.
const PIECES: u64 = 64;

/// What was found where a memory should be.
#[derive(Debug)]
pub(in crate::build) enum Found {
    /// There is none.
    Nothing,
    /// There is something that cannot be used.
    Damaged,
    /// There is one of another build of the program.
    Old,
    /// There is one; the rest of it is read when it is needed.
    Head(Box<Shelved>),
}

/// A memory of which only the head was read.
#[derive(Debug, serde::Deserialize)]
pub(in crate::build) struct Shelved {
    pub(in crate::build) head: Head,
    pieces: Pieces,
}

/// The names of all pieces.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(in crate::build) struct Pieces {
    site: Fingerprint,
    names: Fingerprint,
    parts: Fingerprint,
    inherited: BTreeMap<String, Fingerprint>,
    sources: Vec<Fingerprint>,
    files: Vec<Fingerprint>,
}

/// Some members of a map, sorted.
type Piece<K, V> = Vec<(K, V)>;

/// Reads the head of a memory.
pub(in crate::build) fn load(cache: &Cache) -> Found {
    let Some(bytes) = cache.head() else { return Found::Nothing };
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return Found::Damaged };
    let Some((told, rest)) = rest.split_at_checked(32) else { return Found::Damaged };
    let (written_by, checksum) = told.split_at(16);
    if Fingerprint::of(rest).as_bytes() != checksum {
        return Found::Damaged;
    }
    if program().as_bytes() != written_by {
        return Found::Old;
    }
    postcard::from_bytes(rest).map_or(Found::Damaged, |shelved| Found::Head(Box::new(shelved)))
}

impl Shelved {
    /// The whole memory; nothing when a piece is missing or damaged.
    pub(in crate::build) fn open(self, cache: &Cache) -> Option<Memory> {
        let Self { head, pieces } = self;
        let kept = pieces.clone();
        let ((sources, files), (site, (names, parts))) = rayon::join(
            || rayon::join(|| pieces_of(cache, &pieces.sources), || pieces_of(cache, &pieces.files)),
            || rayon::join(|| piece(cache, pieces.site), || (piece(cache, pieces.names), piece(cache, pieces.parts))),
        );
        let sources: Vec<Piece<Path, Understood>> = sources?;
        let files: Vec<Piece<Path, Remembered>> = files?;
        Some(Memory {
            head,
            site: site?,
            sources: Sources { all: sources.into_iter().flatten().collect(), inherited: pieces.inherited },
            names: names?,
            parts: parts?,
            files: files.into_iter().flatten().collect(),
            pieces: Some(kept),
            assembled: None,
        })
    }
}

fn piece<T: DeserializeOwned>(cache: &Cache, name: Fingerprint) -> Option<T> {
    postcard::from_bytes(&cache.get(name)?).ok()
}

fn pieces_of<T: DeserializeOwned + Send>(cache: &Cache, names: &[Fingerprint]) -> Option<Vec<T>> {
    names.par_iter().map(|name| piece(cache, *name)).collect()
}

/// What is otherwise than in the memory that was kept last.
#[derive(Debug, Default)]
pub(in crate::build) struct Touched {
    pub(in crate::build) sources: Vec<Path>,
    pub(in crate::build) files: Vec<Path>,
}

/// Puts the pieces of a memory into the cache, where nothing names them yet. Of one that was kept before, only those are
/// written in which something was touched.
///
/// # Errors
/// When the disk does not let us.
pub(in crate::build) fn shelve(cache: &Cache, memory: &Memory, touched: &Touched) -> Result<Pieces, Failure> {
    let Memory { site, sources, names, parts, files, pieces: kept, .. } = memory;
    let kept_sources = kept.as_ref().map(|kept| (kept.sources.as_slice(), touched.sources.as_slice()));
    let kept_files = kept.as_ref().map(|kept| (kept.files.as_slice(), touched.files.as_slice()));
    let (sources_put, (files_put, rest)) = rayon::join(
        || put_all(cache, &sources.all, kept_sources),
        || {
            rayon::join(
                || put_all(cache, files, kept_files),
                || Ok::<_, Failure>([put(cache, site)?, put(cache, names)?, put(cache, parts)?]),
            )
        },
    );
    let [site, names, parts] = rest?;
    let inherited = sources.inherited.clone();
    Ok(Pieces { site, names, parts, inherited, sources: sources_put?, files: files_put? })
}

/// Makes what was shelved the memory that the next build finds.
///
/// # Errors
/// When the disk does not let us; the older memory then stays.
pub(in crate::build) fn close(cache: &Cache, memory: &mut Memory, pieces: Pieces) -> Result<(), Failure> {
    let Pieces { site, names, parts, sources, files, .. } = &pieces;
    let named: BTreeSet<Fingerprint> = sources.iter().chain(files).chain([site, names, parts]).copied().collect();
    let rest = postcard::to_stdvec(&(&memory.head, &pieces)).map_err(unwritten)?;
    let bytes = [MAGIC, program().as_bytes(), Fingerprint::of(&rest).as_bytes(), &rest].concat();
    cache.close(&bytes, &named)?;
    memory.pieces = Some(pieces);
    Ok(())
}

fn put<T: Serialize>(cache: &Cache, value: &T) -> Result<Fingerprint, Failure> {
    cache.put(&postcard::to_stdvec(value).map_err(unwritten)?)
}

/// Puts a map in pieces by the hash of its keys, each piece sorted. Where the pieces of an earlier time and the keys that
/// were touched since are given, the others stay as they are.
fn put_all<K, V>(
    cache: &Cache,
    all: &FxHashMap<K, V>,
    earlier: Option<(&[Fingerprint], &[K])>,
) -> Result<Vec<Fingerprint>, Failure>
where
    K: Serialize + std::hash::Hash + Ord + Sync,
    V: Serialize + Sync,
{
    let count = usize::try_from(PIECES).unwrap_or_default();
    let mut kept: Vec<Option<Fingerprint>> = vec![None; count];
    if let Some((names, touched)) = earlier.filter(|(names, _)| names.len() == count) {
        // Another build in the same folder may have removed one.
        kept = names.iter().map(|name| Some(*name).filter(|name| cache.has(*name))).collect();
        touched.iter().for_each(|key| kept[place(key)] = None);
    }
    let mut pieces: Vec<Piece<&K, &V>> = (0..count).map(|_| Vec::new()).collect();
    #[expect(clippy::iter_over_hash_type, reason = "each piece is sorted before it is written")]
    for (key, value) in all {
        let at = place(key);
        if kept[at].is_none() {
            pieces[at].push((key, value));
        }
    }
    let put = |(piece, kept): (&mut Piece<&K, &V>, &Option<Fingerprint>)| match kept {
        Some(name) => Ok(*name),
        None => {
            piece.sort_unstable_by(|a, b| a.0.cmp(b.0));
            put(cache, piece)
        }
    };
    pieces.par_iter_mut().zip(&kept).map(put).collect()
}

/// The piece in which a key is.
fn place<K: std::hash::Hash>(key: &K) -> usize {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    usize::try_from(hasher.finish() % PIECES).unwrap_or_default()
}

fn unwritten(error: postcard::Error) -> Failure {
    Failure::own(crate::say!("构建记录写不出来：{error}", "the memory of the build cannot be written: {error}"))
}

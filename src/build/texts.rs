//! The texts that a file of the site holds, for the audit to look at.

use crate::audit::{Passage, Within};
use crate::diag::{Diagnostic, Failure, Path, Source};
use crate::world::World;

/// Who looks at a text.
pub(super) type Look<'a> = &'a (dyn Fn(&Passage<'_>) -> Vec<Diagnostic> + Sync);

/// What is found in a file: in its name, and in all texts that it holds.
pub(super) fn examine(world: &World, path: &Path, look: Look<'_>) -> Result<Vec<Diagnostic>, Failure> {
    let Some(bytes) = world.bytes(path)? else { return Ok(Vec::new()) };
    match world.text(path, bytes.into_owned()) {
        Ok(source) => Ok(source_and_name(&source, look)),
        Err(_) => Ok(name(path, look)),
    }
}

/// What is found in a text file, its name included.
pub(super) fn source_and_name(source: &Source, look: Look<'_>) -> Vec<Diagnostic> {
    let mut found = name(&source.path, look);
    found.extend(look(&Passage { path: &source.path, text: &source.text, within: Within::Source }));
    found
}

fn name(path: &Path, look: Look<'_>) -> Vec<Diagnostic> {
    look(&Passage { path, text: path, within: Within::Name })
}

//! The pages of a built site, looked at.

use super::known;
use super::{Auditor, Failure, Fingerprint, Path};
use crate::audit::Page;
use crate::output::Manifest;
use crate::publish;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path as FilePath;

/// What is found on each page; one that is as it was is not read again.
pub(super) fn look(
    auditor: &Auditor<'_>,
    out: &FilePath,
    manifest: &Manifest,
    known: &BTreeMap<Path, known::Page>,
) -> Result<Vec<(Path, known::Page)>, Failure> {
    let pages: Vec<&Path> = manifest.paths().filter(|path| path.ends_with(".html")).collect();
    let look = |path: &Path| {
        let hash = manifest.get(path).map_or(Fingerprint::NONE, |entry| entry.hash);
        if let Some(known) = known.get(path).filter(|(known, _)| *known == hash) {
            return Ok((path.clone(), known.clone()));
        }
        let html = publish::text(out, path)?;
        Ok((path.clone(), (hash, auditor.page(&Page::read(&html)).into())))
    };
    pages.into_par_iter().map(look).collect()
}

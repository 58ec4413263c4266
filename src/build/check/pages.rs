//! The pages and style sheets of a built site, looked at one by one, and the pages beside each other.

use super::known;
use super::{Auditor, Diagnostic, Failure, Fingerprint, Path};
use crate::audit::{Facts, Page, Purpose, Web};
use crate::output::Manifest;
use crate::portal::Portal;
use crate::publish;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path as FilePath;

/// A site that was just built.
pub(super) struct Built<'a> {
    pub(super) auditor: &'a Auditor<'a>,
    pub(super) portal: &'a Portal,
    pub(super) out: &'a FilePath,
    pub(super) manifest: &'a Manifest,
}

/// Whether a file is a page.
pub(super) fn is_page(path: &Path) -> bool {
    path.ends_with(".html")
}

impl Built<'_> {
    /// What is found on each page and in each style sheet by itself; one that is as it was is not read again.
    pub(super) fn alone(&self, known: &BTreeMap<Path, known::Page>) -> Result<Vec<(Path, known::Page)>, Failure> {
        let files: Vec<&Path> = self.manifest.paths().filter(|path| is_page(path) || path.ends_with(".css")).collect();
        let look = |path: &Path| {
            let hash = self.manifest.get(path).map_or(Fingerprint::NONE, |entry| entry.hash);
            let purpose = Purpose::of(path, self.portal);
            let same = known.get(path).filter(|known| known.hash == hash && known.purpose == purpose);
            let known = same.map_or_else(|| self.read(path, hash, purpose), |known| Ok(known.clone()))?;
            Ok((path.clone(), known))
        };
        files.into_par_iter().map(look).collect()
    }

    fn read(&self, path: &Path, hash: Fingerprint, purpose: Purpose) -> Result<known::Page, Failure> {
        let text = publish::text(self.out, path)?;
        let (told, facts) = if is_page(path) {
            let page = Page::read(&text).at(path, purpose);
            (self.auditor.page(&page), Facts::of(&page, self.auditor))
        } else {
            (self.auditor.sheet(&text), Facts::default())
        };
        Ok(known::Page { hash, purpose, told: told.into(), facts })
    }

    /// What is found on pages when all are beside each other. What is known of them tells which have to be read again for it.
    pub(super) fn together(&self, pages: &[(Path, known::Page)]) -> Result<Vec<(Path, Vec<Diagnostic>)>, Failure> {
        let web = Web::of(self.manifest, pages.iter().map(|(_, known)| &known.facts));
        let doubtful: Vec<_> = pages.iter().filter(|(_, known)| !web.is_well(&known.facts)).collect();
        let look = |(path, known): &(Path, known::Page)| {
            let page = Page::read(&publish::text(self.out, path)?).at(path, known.purpose);
            Ok((path.clone(), self.auditor.within(&page, &web)))
        };
        doubtful.into_par_iter().map(look).collect()
    }
}

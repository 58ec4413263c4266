//! The site's own search, asked for the titles of its documents.

use super::{Check, Known};
use crate::audit::report::Findings;
use crate::diag::{Failure, Path};
use crate::portal::Portal;
use crate::publish;
use crate::search::{CATALOGUE, FIRST_PAGE, Titled, lost};
use crate::trace::Fingerprint;

/// An index, by its catalogue's content, and the documents that it does not find by their titles.
pub(super) type Asked = (Fingerprint, Box<[Path]>);

impl Check<'_> {
    /// Adds the documents that are not found by their titles. An index that is as it was is not asked again.
    pub(super) fn titles(&self, portal: &Portal, findings: &mut Findings, known: &mut Known) -> Result<(), Failure> {
        // A site may have no search; then there is nothing to ask.
        let Some(hash) = self.manifest.get(CATALOGUE).map(|entry| entry.hash) else { return Ok(()) };
        let asked = match known.titles.take() {
            Some(asked) if asked.0 == hash => asked,
            _ => (hash, self.lost(portal)?),
        };
        let ids = asked.1.iter().filter_map(|path| portal.document_at(path));
        findings.add(ids.filter_map(|id| self.auditor.lost(portal, id)).collect(), &self.config.audit);
        known.titles = Some(asked);
        Ok(())
    }

    fn lost(&self, portal: &Portal) -> Result<Box<[Path]>, Failure> {
        let out = self.order.folder(&self.world);
        let listed: Vec<_> = portal.listed().collect();
        let titled = listed.iter().map(|(id, document)| Titled {
            title: &document.front.title,
            number: document.front.doc_number.as_ref().map(ToString::to_string),
            url: portal.document_url(*id),
        });
        let lost = lost(&titled.collect::<Vec<_>>(), FIRST_PAGE, &|path| publish::read(&out, path))?;
        Ok(lost.into_iter().map(|at| listed[at].1.path.clone()).collect())
    }
}

//! What may never be published is found before it is: in documents as they are read, in other files here.

use super::building::Building;
use super::inputs::find;
use super::texts::examine;
use super::{Guard, texts};
use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::portal::{Portal, PublishedFile};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::Seen;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in files that are published as they are, or shown as data.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Guarded(BTreeMap<Path, (Fingerprint, Box<[Diagnostic]>)>);

impl Guarded {
    /// Everything that was found.
    pub(super) fn told(&self) -> impl Iterator<Item = Diagnostic> {
        self.0.values().flat_map(|(_, told)| told.iter().cloned())
    }

    fn get(&self, path: &Path, held: Fingerprint) -> Option<&[Diagnostic]> {
        self.0.get(path).filter(|(known, _)| *known == held && held != Fingerprint::NONE).map(|(_, told)| &**told)
    }
}

/// A finding about a document that has no page is about nothing that is published.
pub(super) fn is_of_what_is_not_shown(one: &Diagnostic, portal: &Portal) -> bool {
    let (Code::Rule(_), Some(path)) = (one.code, one.place.path()) else { return false };
    portal.document_at(path).is_some_and(|id| !portal.standing(id).has_page())
}

/// The files of a site, besides documents, whose content is published.
pub(super) fn published(building: &Building<'_>, portal: &Portal) -> BTreeSet<Path> {
    let attached = portal.files().iter().map(|PublishedFile { source, .. }| source.clone());
    let whole = ["static", "data"].into_iter().flat_map(|folder| building.survey.below(folder));
    attached.chain(whole.map(|(path, _)| path.clone())).collect()
}

impl Building<'_> {
    /// What is found in files; one that is as it was is not read again.
    pub(super) fn guarded(
        &self,
        portal: &Portal,
        inputs: &[(Path, Seen)],
        earlier: Option<&Guarded>,
    ) -> Result<Guarded, Failure> {
        if self.order.guard != Guard::Up {
            return Ok(Guarded::default());
        }
        let auditor = Auditor::new(&portal.config);
        let look: texts::Look<'_> = &|passage| auditor.guard(passage);
        let files: Vec<Path> = published(self, portal).into_iter().collect();
        let found = files.into_par_iter().map(|path| {
            let held = find(inputs, &path).map_or(Fingerprint::NONE, |seen| seen.fingerprint);
            let known = earlier.and_then(|earlier| earlier.get(&path, held));
            if let Some(told) = known {
                return Ok((path, (held, told.into())));
            }
            let examined = examine(&self.world, &path, look)?;
            let held = if examined.is_final() { held } else { Fingerprint::NONE };
            Ok((path, (held, portal.config.audit.told(examined.told).into())))
        });
        Ok(Guarded(found.collect::<Result<_, Failure>>()?))
    }

    /// That nobody looked is told, and so is what the settings keep from being looked at, and an exception that is past its day.
    pub(super) fn unguarded(&self, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
        match self.order.guard {
            Guard::Up => [auditor.config().audit.expired(self.asked.when.date), auditor.unguarded()].concat(),
            Guard::Elsewhere => Vec::new(),
            Guard::Down => vec![
                Diagnostic::new(
                    Code::Unguarded,
                    Place::Nowhere,
                    say!(
                        "用了 --no-check：没有检查个人信息、涉密标志和脚本链接",
                        "--no-check was given: nobody looked for personal data, marks of secrecy and script links"
                    ),
                )
                .help(say!("公开之前运行 xiangwei check", "run xiangwei check before this is published")),
            ],
        }
    }
}

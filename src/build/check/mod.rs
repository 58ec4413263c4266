//! The audit of a whole site: it is built into a place of its own, and its texts, its portal and its pages are looked at.
//!
//! In: an [`Order`]. Out: a [`Report`], every finding with the pages on which it shows. What was looked at and has not changed
//! since is not read again. Never here: a rule.

mod known;
mod pages;

use super::building::asked;
use super::memory::{self, Found, Memory};
use super::texts::examine;
use super::{Builder, Guard, Order, Outcome, Progress};
use crate::audit::report::{Findings, Report};
use crate::audit::{Auditor, Earlier, Since};
use crate::config::{self, Config};
use crate::diag::{Diagnostic, Failure, Path};
use crate::output::Manifest;
use crate::portal::Portal;
use crate::publish;
use crate::trace::Fingerprint;
use crate::world::{Cache, Seen, Stat, World};
use jiff::civil::Date;
use known::Known;
use pages::Built;
use rayon::prelude::*;
use std::sync::Arc;

/// An audit, and the files that were looked at.
#[derive(Debug)]
pub struct Audit {
    /// What it came to.
    pub report: Report,
    /// The files of the site as it would be published.
    pub manifest: Manifest,
}

/// Looks at a site as it would be published, and beside what was online `earlier`.
///
/// # Errors
/// When the machine does not let us; what is wrong with the site is in the findings.
pub fn check(order: &Order, earlier: Option<&Earlier>, progress: &dyn Progress) -> Result<Audit, Failure> {
    let world = Arc::new(World::open(&order.root)?);
    let folder = world.state_folder().join("check");
    let (config, _) = Config::load(&world, order.base_url.as_ref())?;
    let order = Order {
        out: Some(folder.join("site")),
        cache: Some(folder.join("cache")),
        guard: Guard::Elsewhere,
        ..order.clone()
    };
    let mut builder = Builder::default();
    let outcome = builder.build(&order, progress)?;
    let check = Check {
        auditor: Auditor::new(&config),
        known: Cache::at(&folder.join("known")),
        date: asked(&order, &config, &folder).when.date,
        config: &config,
        order: &order,
        earlier,
        world,
    };
    let portal = outcome.changes.is_some().then(|| check.portal(builder.memory.take())).flatten();
    let report = check.run(outcome, portal.as_deref())?;
    Ok(Audit { report, manifest: publish::manifest(&folder.join("site")) })
}

/// An audit under way.
struct Check<'a> {
    order: &'a Order,
    earlier: Option<&'a Earlier>,
    world: Arc<World>,
    config: &'a Config,
    auditor: Auditor<'a>,
    date: Date,
    known: Cache,
}

impl Check<'_> {
    fn run(&self, outcome: Outcome, portal: Option<&Portal>) -> Result<Report, Failure> {
        let mut known = Known::load(&self.known, self.config);
        let mut findings = Findings::default();
        let audit = &self.config.audit;
        let texts = self.texts(&known, portal)?;
        let files = texts.len();
        findings.add(outcome.diagnostics, audit);
        texts.iter().for_each(|(_, (_, told))| findings.add(told.to_vec(), audit));
        findings.add(audit.expired(self.date), audit);
        known.texts = texts.into_iter().collect();
        let pages = portal.map(|portal| self.pages(portal, &mut findings, &mut known)).transpose()?;
        known.keep(&self.known)?;
        let Findings { told, excepted, .. } = findings.close(audit);
        let site = &self.config.site;
        Ok(Report {
            site: site.name.clone(),
            url: format!("{}{}", site.address.origin, site.address.base),
            date: self.date,
            findings: told,
            excepted,
            files,
            pages,
            known: 0,
        })
    }

    /// What is found in the portal and on its pages, and how many these are.
    fn pages(&self, portal: &Portal, findings: &mut Findings, known: &mut Known) -> Result<usize, Failure> {
        let out = self.order.folder(&self.world);
        let manifest = publish::manifest(&out);
        let built = Built { auditor: &self.auditor, portal, out: &out, manifest: &manifest };
        let alone = built.alone(&known.pages)?;
        let together = built.together(&alone)?;
        findings.add(self.auditor.portal(portal), &self.config.audit);
        if let Some(earlier) = self.earlier {
            findings.add(self.auditor.since(&Since { earlier, portal, manifest: &manifest }), &self.config.audit);
        }
        let owner = |path: &Path| manifest.get(path).map_or_else(|| path.clone(), |entry| entry.owner.clone());
        let alone_told = alone.iter().map(|(path, known)| (path, &*known.told));
        let told = alone_told.chain(together.iter().map(|(path, told)| (path, &**told)));
        findings.add_pages(told.map(|(path, told)| (path, owner(path), told)), &self.config.audit);
        let count = alone.iter().filter(|(path, _)| pages::is_page(path)).count();
        known.pages = alone.into_iter().collect();
        Ok(count)
    }

    /// What is found in the texts of the site's files; one that is as it was is not read again.
    fn texts(&self, known: &Known, portal: Option<&Portal>) -> Result<Vec<(Path, known::Text)>, Failure> {
        let survey = self.world.survey(&["content", "data", "static"], &[config::FILE], |_| false)?;
        let look = |(path, stat): (&Path, Option<&Stat>)| {
            let earlier = known.texts.get(path);
            let Some(seen) = self.world.look_at(path, stat.copied(), earlier.map(|(seen, _)| seen))? else {
                return Ok(None);
            };
            let same = earlier.filter(|(was, _)| was.fingerprint == seen.fingerprint && *was != Seen::DOUBTFUL);
            if let Some((_, told)) = same {
                return Ok(Some((path.clone(), (seen, told.clone()))));
            }
            let mut examined = examine(&self.world, path, &|passage| self.auditor.passage(passage))?;
            let seen = if examined.is_final() { seen } else { Seen::DOUBTFUL };
            examined.told.extend(self.auditor.unread(path, &examined.unread));
            Ok(Some((path.clone(), (seen, examined.told.into()))))
        };
        let files: Vec<_> = survey.all().filter(|(path, _)| is_published(path, portal)).collect();
        let found: Result<Vec<Option<_>>, Failure> = files.into_par_iter().map(look).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// The portal as it was just built.
    fn portal(&self, memory: Option<Memory>) -> Option<Arc<Portal>> {
        let memory = memory.or_else(|| {
            let cache = Cache::at(self.order.cache.as_deref()?);
            let Found::Head(shelved) = memory::load(&cache) else { return None };
            shelved.open(&cache)
        })?;
        let assembled = memory.assembled.as_ref().map(|assembled| Arc::clone(&assembled.portal));
        Some(assembled.unwrap_or_else(|| memory.portal(&self.world)))
    }
}

/// Whether what stands in a file is published: not that of drafts, nor of files that nothing refers to.
fn is_published(path: &Path, portal: Option<&Portal>) -> bool {
    let Some(portal) = portal.filter(|_| path.starts_with("content/")) else { return true };
    match portal.document_at(path) {
        Some(id) => portal.standing(id).has_page(),
        None => path.ends_with("/_index.md") || portal.files().iter().any(|file| file.source == *path),
    }
}

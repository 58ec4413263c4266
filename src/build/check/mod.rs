//! The audit of a whole site: it is built into a place of its own, and its texts, its portal and its pages are looked at.
//!
//! In: an [`Order`]. Out: a [`Report`], every finding with the pages on which it shows. What was looked at and has not changed
//! since is not read again. Never here: a rule.

#[cfg(feature = "net")]
mod external;
mod known;
#[cfg(feature = "net")]
mod ledger;
mod pages;
mod titles;

#[cfg(feature = "net")]
pub use external::Network;

use super::building::asked;
use super::memory::{self, Found, Memory};
use super::texts::examine;
use super::{Builder, Guard, Order, Outcome, Progress};
use crate::audit::report::{Findings, Report};
use crate::audit::{Auditor, Earlier, Since};
use crate::config::{self, Config};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::output::{Manifest, plain_template};
use crate::portal::Portal;
use crate::publish;
use crate::say;
use crate::theme::Theme;
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
    /// The site's settings.
    pub config: Config,
}

/// What a site is held against, besides itself.
#[derive(Default, Clone, Copy)]
pub struct Against<'a> {
    /// What was online before.
    pub earlier: Option<&'a Earlier>,
    /// The way to the outside links.
    #[cfg(feature = "net")]
    pub network: Option<&'a Network<'a>>,
}

/// Looks at a site as it would be published.
///
/// # Errors
/// When the machine does not let us; what is wrong with the site is in the findings.
pub fn check(order: &Order, against: &Against<'_>, progress: &dyn Progress) -> Result<Audit, Failure> {
    let world = Arc::new(World::open(&order.root)?);
    let folder = world.state_folder().join("check");
    let order = Order {
        out: Some(folder.join("site")),
        cache: Some(folder.join("cache")),
        guard: Guard::Elsewhere,
        ..order.clone()
    };
    let mut builder = Builder::default();
    let outcome = builder.build(&order, progress)?;
    let config = builder.config.take().expect("a build has read the settings");
    let check = Check {
        auditor: Auditor::new(&config),
        known: Cache::at(&folder.join("known")),
        date: asked(&order, &config, &folder).when.date,
        config: &config,
        order: &order,
        manifest: publish::manifest(&folder.join("site")),
        theme: Theme::load(&world, &config)?.0,
        against: *against,
        #[cfg(feature = "net")]
        progress,
        world,
    };
    let portal = outcome.changes.is_some().then(|| check.portal(builder.memory.take())).flatten();
    let report = check.run(outcome, portal.as_deref())?;
    Ok(Audit { report, manifest: check.manifest, config })
}

/// An audit under way.
struct Check<'a> {
    order: &'a Order,
    against: Against<'a>,
    #[cfg(feature = "net")]
    progress: &'a dyn Progress,
    world: Arc<World>,
    config: &'a Config,
    auditor: Auditor<'a>,
    manifest: Manifest,
    theme: Theme,
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
        findings.add(self.auditor.unguarded(), audit);
        findings.add(portal.is_none().then(unseen).into_iter().collect(), audit);
        known.texts = texts.into_iter().collect();
        let pages = portal.map(|portal| self.pages(portal, &mut findings, &mut known)).transpose()?;
        portal.map_or(Ok(()), |portal| self.titles(portal, &mut findings, &mut known))?;
        #[cfg(feature = "net")]
        let outside = self.outside(&known, portal, &mut findings)?;
        #[cfg(not(feature = "net"))]
        let outside = None;
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
            outside,
            known: 0,
        })
    }

    /// What is found in the portal and on its pages, and how many these are.
    fn pages(&self, portal: &Portal, findings: &mut Findings, known: &mut Known) -> Result<usize, Failure> {
        let out = self.order.folder(&self.world);
        let manifest = &self.manifest;
        let built = Built { auditor: &self.auditor, portal, out: &out, manifest };
        let alone = built.alone(&known.pages)?;
        let together = built.together(&alone)?;
        findings.add(self.auditor.portal(portal), &self.config.audit);
        if let Some(earlier) = self.against.earlier {
            findings.add(self.auditor.since(&Since { earlier, portal, manifest }), &self.config.audit);
        }
        let owner = |path: &Path| self.owner(path, portal);
        let alone_told = alone.iter().map(|(path, known)| (path, &*known.told));
        let told = alone_told.chain(together.iter().map(|(path, told)| (path, &**told)));
        findings.add_pages(told.map(|(path, told)| (path, owner(path), told)), &self.config.audit);
        let count = alone.iter().filter(|(path, _)| pages::is_page(path)).count();
        known.pages = alone.into_iter().collect();
        Ok(count)
    }

    /// The file in which a published one can be mended: the source that it is made of, else the template, or the static file.
    fn owner(&self, path: &Path, portal: &Portal) -> Path {
        let Some(owner) = self.manifest.get(path).map(|entry| &entry.owner) else { return path.clone() };
        let file = match owner.split_once(':') {
            Some(("asset", name)) => self.theme.asset(name),
            Some(_) => portal.routes().find(path).and_then(|of| self.theme.template(&plain_template(of)?)),
            None => None,
        };
        file.unwrap_or(owner).clone()
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

/// That errors kept the site from being built, so that no rule of columns, relations and pages has looked.
fn unseen() -> Diagnostic {
    let told = say!(
        "有错误，网站没有生成：栏目、文件之间的关系和页面都没有查",
        "an error kept the site from being built: no column, no relation and no page was looked at"
    );
    Diagnostic::new(Code::Unguarded, Place::Nowhere, told)
        .help(say!("改正错误后再查一次", "mend the errors and check again"))
}

/// Whether what stands in a file is published: not that of drafts, nor of files that nothing refers to.
fn is_published(path: &Path, portal: Option<&Portal>) -> bool {
    let Some(portal) = portal.filter(|_| path.starts_with("content/")) else { return true };
    match portal.document_at(path) {
        Some(id) => portal.standing(id).has_page(),
        None => path.ends_with("/_index.md") || portal.files().iter().any(|file| file.source == *path),
    }
}

//! The build: every stage in order, from the site's folder to the published site.
//!
//! In: an [`Order`]. Out: an [`Outcome`] with every diagnostic and, when there was no error, what was published.
//! Never here: what a stage does, or how anything is shown.

mod press_run;

use crate::config::{Address, Config};
use crate::content;
use crate::diag::diagnostic::settle;
use crate::diag::{Diagnostic, Failure, Path, Severity};
use crate::output::{Maker, Manifest, targets};
use crate::portal::{Drafts, Given, Portal, Scheduled, Standing, When, assemble};
use crate::publish::{Changes, Folder};
use crate::say;
use crate::theme::{Press, Theme};
use crate::world::{World, today};
use jiff::civil::Date;
use press_run::{Run, run};
use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

/// What is to be built.
#[derive(Debug, Clone)]
pub struct Order {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder; `public/` in the site's folder by default.
    pub out: Option<PathBuf>,
    /// An address in place of the one in the settings.
    pub base_url: Option<Address>,
    /// The build's date; today in the site's zone by default.
    pub date: Option<Date>,
    /// What happens to drafts.
    pub drafts: Drafts,
    /// What happens to scheduled documents.
    pub scheduled: Scheduled,
    /// What stops publishing.
    pub stops: Severity,
}

/// Who is told how far the build is.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, stage: Stage);
    /// One more file is made, of so many.
    fn made(&self, of: usize);
}

/// The stages that take time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading sources.
    Read,
    /// Relating documents.
    Assemble,
    /// Making files.
    Make,
    /// Publishing them.
    Publish,
}

/// What a build came to.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that is told, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that have a page.
    pub documents: usize,
    /// Documents whose day of publication has not come.
    pub scheduled: usize,
    /// Pages of the site, lists and redirects included.
    pub pages: usize,
    /// What was done to the output folder; nothing when an error stopped it.
    pub changes: Option<Changes>,
}

/// Builds a site.
///
/// # Errors
/// When the machine does not let us; mistakes of the author's are in the outcome.
pub fn build(order: &Order, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let world = Arc::new(World::open(&order.root)?);
    progress.stage(Stage::Read);
    let (config, mut told) = Config::load(&world, order.base_url.as_ref())?;
    let (content, found) = content::load(&world, &config)?;
    told.extend(found);
    let (theme, found) = Theme::load(&world, &config)?;
    let themed = found.iter().all(|one| one.severity() != Severity::Error);
    told.extend(found);
    let statics = statics(&world, &mut told)?;
    progress.stage(Stage::Assemble);
    let when = When {
        date: order.date.unwrap_or_else(|| today(config.site.zone)),
        drafts: order.drafts,
        scheduled: order.scheduled,
    };
    let length = |path: &str| world.length(path);
    let (portal, found) = assemble(config, content, when, &Given { statics: &statics, length: &length });
    told.extend(found);
    let portal = Arc::new(portal);
    let press = Press::new(theme, &portal, &world);
    // Without a whole theme every page would fail, and tell nothing new.
    let targets = if themed { targets(&portal) } else { Vec::new() };
    let maker = Maker::new(Arc::clone(&portal), press);
    progress.stage(Stage::Make);
    let out = order.out.clone().unwrap_or_else(|| world.root().join("public"));
    guard(&world, &out)?;
    let folder = Folder::open(&out, &world.root().join(".xiangwei"))?;
    let run = run(&maker, &targets, (&world, &folder), progress)?;
    progress.stage(Stage::Publish);
    let outcome = publish(order, folder, (&portal, run), told);
    // A large portal takes a while to be let go; whoever asked for the build need not wait for that.
    rayon::spawn(move || drop((maker, portal)));
    outcome
}

/// Publishes unless something stops it.
fn publish(
    order: &Order,
    folder: Folder,
    (portal, run): (&Portal, Run),
    mut told: Vec<Diagnostic>,
) -> Result<Outcome, Failure> {
    let Run { entries, staged, by_hand, faults } = run;
    told.extend(faults);
    let stopped = told.iter().any(|one| one.severity() <= order.stops);
    let pages = entries.keys().filter(|path| path.ends_with(".html")).count();
    let changes = if stopped {
        folder.give_up()?;
        None
    } else {
        let (changes, found) = folder.publish(&Manifest(entries), &staged, &by_hand)?;
        told.extend(found);
        Some(changes)
    };
    settle(&mut told);
    let count =
        |standing: fn(Standing) -> bool| portal.documents().filter(|(id, _)| standing(portal.standing(*id))).count();
    let (documents, scheduled) = (count(Standing::has_page), count(|standing| standing == Standing::Scheduled));
    Ok(Outcome { diagnostics: told, documents, scheduled, pages, changes })
}

/// The site's own static files, by their path in the output.
fn statics(world: &World, told: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, Path>, Failure> {
    let listing = world.walk("static")?;
    told.extend(listing.faults);
    Ok(listing.files.into_iter().map(|path| (path["static/".len()..].to_owned(), path)).collect())
}

/// The output folder may not be the site's own folder, one above it, or one of its sources.
fn guard(world: &World, out: &FilePath) -> Result<(), Failure> {
    let whole = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let out = whole.canonicalize().unwrap_or(whole);
    let sources = ["content", "data", "templates", "static", "themes"].map(|folder| world.root().join(folder));
    if world.root().starts_with(&out) || sources.iter().any(|folder| out.starts_with(folder)) {
        let out = out.display();
        return Err(Failure::own(say!(
            "不能输出到 {out}：那里是网站的源文件；另选一个文件夹，如 public",
            "cannot write the site to {out}: its sources are there; choose another folder, such as public"
        )));
    }
    Ok(())
}

//! The build: every stage in order, from the site's folder to the published site, and again only what is stale.
//!
//! In: an [`Order`]. Out: an [`Outcome`] with every diagnostic and, when there was no error, what was published.
//! Never here: what a stage does, or how anything is shown.

mod building;
mod cause;
mod check;
mod closing;
mod difference;
mod guard;
mod indexing;
mod inputs;
mod memory;
mod one_by_one;
mod press_run;
mod published;
mod stale;
mod texts;
mod verify;
mod why;

pub use cause::Cause;
#[cfg(feature = "net")]
pub use check::Network;
pub use check::{Against, Audit, check};
pub use published::Published;
pub use why::{Told, why};

use crate::config::{self, Address, Config};
use crate::content;
use crate::diag::{Diagnostic, Failure, Path, Severity};
use crate::portal::{Drafts, Scheduled};
use crate::publish::{Changes, Lock};
use crate::say;
use crate::world::{Cache, FOLDERS, World};
use building::{Building, Remembered, asked};
use jiff::civil::Date;
use memory::Memory;
use serde::{Deserialize, Serialize};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

/// What is to be built.
#[derive(Debug, Clone)]
pub struct Order {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder; `public/` in the site's folder by default.
    pub out: Option<PathBuf>,
    /// Where builds keep what the next one can use; in `.xiangwei/` by default.
    pub cache: Option<PathBuf>,
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
    /// Which files are made.
    pub extent: Extent,
    /// What an error comes to.
    pub faults: Faults,
    /// Whether texts are looked at for what may never be published.
    pub guard: Guard,
}

impl Order {
    /// The output folder.
    pub(crate) fn folder(&self, world: &World) -> PathBuf {
        self.out.clone().unwrap_or_else(|| world.root().join("public"))
    }

    /// What is stale of a site, as of today, without drafts, into its public/.
    #[must_use]
    pub fn of(root: &FilePath) -> Self {
        Self {
            root: root.to_owned(),
            out: None,
            cache: None,
            base_url: None,
            date: None,
            drafts: Drafts::LeftOut,
            scheduled: Scheduled::LeftOut,
            stops: Severity::Error,
            extent: Extent::Stale,
            faults: Faults::Stop,
            guard: Guard::Up,
        }
    }
}

/// What an error of the author's comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faults {
    /// Nothing is published.
    Stop,
    /// What is right is published; the pages that the error touches stay as they were.
    Spare,
}

/// Whether a build looks for what may never be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guard {
    /// It does.
    Up,
    /// It does not, because somebody said so: this is told.
    Down,
    /// It does not, because the same is looked for elsewhere.
    Elsewhere,
}

/// Which files a build makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Those that are stale.
    Stale,
    /// All of them.
    All,
    /// Those that are stale; then all of them aside, to see whether they are the same.
    Verified,
}

/// Who is told how far the build is.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, stage: Stage);
    /// One more file is made, of so many.
    fn made(&self, of: usize);
    /// One more outside address was asked, of so many.
    fn asked(&self, _of: usize) {}
    /// Another run is at work in the same site, and is waited for.
    fn waiting(&self);
    /// The site is published; what was done to it is known, what is told in the end is not.
    fn published(&self, _outcome: &Outcome) {}
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
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that is told, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that have a page.
    pub documents: usize,
    /// Documents whose day of publication has not come.
    pub scheduled: usize,
    /// Pages of the site, lists and redirects included.
    pub pages: usize,
    /// The files that were made, by path, each with the reason.
    pub made: Vec<(Path, Cause)>,
    /// The files that were written, by path.
    pub written: Vec<Path>,
    /// The style sheets that changed their name, by old and new path.
    pub styles: Vec<(String, String)>,
    /// The files that a build of everything makes otherwise, where that was asked for.
    pub differing: Vec<String>,
    /// What was done to the output folder; nothing when an error stopped it.
    pub changes: Option<Changes>,
}

/// Builds a site again and again: what one build knew serves the next.
#[derive(Debug)]
pub struct Builder {
    memory: Option<Memory>,
    /// The settings of the last build.
    config: Option<Config>,
    /// So many bytes of bodies may stay in memory while it builds.
    room: usize,
}

/// The bodies of some 20,000 documents, for a process that builds and ends.
const AMPLE: usize = 96 << 20;

/// The same for one that stays, beside the editor and the browser.
const MODEST: usize = 16 << 20;

impl Default for Builder {
    fn default() -> Self {
        Self { memory: None, config: None, room: MODEST }
    }
}

/// Builds a site once.
///
/// # Errors
/// When the machine does not let us; mistakes of the author's are in the outcome.
pub fn build(order: &Order, progress: &dyn Progress) -> Result<Outcome, Failure> {
    match order.extent {
        Extent::Verified => verify::verified(order, progress),
        Extent::Stale | Extent::All => {
            let mut builder = Builder { room: AMPLE, ..Builder::default() };
            let outcome = builder.build(order, progress);
            // It takes a while to let go of all that it knows; whoever asked for the build need not wait for that.
            rayon::spawn(move || drop(builder));
            outcome
        }
    }
}

impl Builder {
    /// Builds a site.
    ///
    /// # Errors
    /// When the machine does not let us; mistakes of the author's are in the outcome.
    pub fn build(&mut self, order: &Order, progress: &dyn Progress) -> Result<Outcome, Failure> {
        let world = Arc::new(World::open(&order.root)?);
        let out = order.folder(&world);
        guard(&world, &out)?;
        let lock = Lock::take(&world.state_folder(), &out, || progress.waiting())?;
        progress.stage(Stage::Read);
        let cache = Cache::at(&order.cache.clone().unwrap_or_else(|| lock.state().join("cache")));
        // With nothing to hold them against, documents are looked at when they are read.
        let is_known = order.extent != Extent::All && (self.memory.is_some() || cache.has_head());
        let later = if is_known { |_: &str| false } else { content::is_document };
        // All else is looked at before anything is read: what changes from now on is found out at the end.
        let survey = world.survey(&FOLDERS, &[config::FILE], later)?;
        let (config, told) = Config::load(&world, order.base_url.as_ref())?;
        self.config = Some(config.clone());
        let asked = asked(order, &config, &out);
        let site = Building { survey, order, world, cache, out, asked, room: self.room, progress };
        let (memory, warned) = match site.remember(self.memory.take())? {
            Remembered::Nothing(warned) => (None, warned),
            Remembered::Current(outcome, memory) => {
                self.memory = memory.map(|memory| *memory);
                return Ok(*outcome);
            }
            Remembered::Memory(memory) => (Some(*memory), None),
        };
        let (outcome, memory) = site.build((config, told.into_iter().chain(warned).collect()), memory, &lock)?;
        self.memory = memory;
        Ok(outcome)
    }
}

/// The site's sources may not stand in the output folder, nor it in them.
fn guard(world: &World, out: &FilePath) -> Result<(), Failure> {
    if world.is_ours(out) {
        let out = out.display();
        return Err(Failure::own(say!(
            "不能输出到 {out}：那里是网站的源文件；另选一个文件夹，如 public",
            "cannot write the site to {out}: its sources are there; choose another folder, such as public"
        )));
    }
    Ok(())
}

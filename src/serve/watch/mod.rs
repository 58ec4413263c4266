//! Tells that something in a site's folder may have changed.
//!
//! In: the folder, and what in it is never looked at. Out: [`Hint`]s, one for a burst of changes. Only writing counts;
//! whoever reads the site is not woken by it. Where the system tells nothing, or not enough, a hint comes every second
//! and [`Means`] says why. Never here: what has changed in truth; whoever gets a hint looks at the disk.

mod news;
mod places;
mod reason;
#[cfg(test)]
mod tests;
mod tree;

use crate::diag::{Failure, Path, Text};
use crate::say;
use places::Places;
use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};
use std::time::{Duration, Instant};
use tree::Tree;

/// A burst is over when nothing comes for so long.
const QUIET: Duration = Duration::from_millis(15);
/// A burst that does not end is told after so long.
const LONGEST: Duration = Duration::from_millis(100);
/// Where nothing is told us, we give a hint this often.
const PERIOD: Duration = Duration::from_secs(1);
/// No wait is longer, so that its end can be named.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// What may have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// Paths from the site's root, sorted, each once; a folder stands for all below it. Empty when it is not known
    /// what changed.
    pub paths: Vec<Path>,
}

/// How we watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// The system tells of every change.
    Events,
    /// It does not, for this reason: a hint without paths comes every second.
    Polling(Text),
}

/// The system tells nothing reliable any more: events were lost, or a watched folder is gone or may be another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lost;

/// A site's folder under watch. What happens between two calls of [`Watch::next`] is kept for the second.
#[derive(Debug)]
pub struct Watch {
    places: Places,
    means: Means,
    /// Nothing when we poll.
    tree: Option<Tree>,
    /// When the next hint is due while we poll.
    due: Instant,
}

impl Watch {
    /// Watches a site's folder. `beside` is what is never looked at: the output folder and others of our own.
    ///
    /// # Errors
    /// When the site's folder cannot be entered.
    pub fn start(root: &FilePath, beside: &[PathBuf]) -> Result<Self, Failure> {
        let shown = root.display();
        let root = root.canonicalize().map_err(|cause| {
            Failure::io(say!("打不开站点文件夹 {shown}", "cannot open the site's folder {shown}"), cause)
        })?;
        let places = Places::new(root, beside);
        let tree = open(&places);
        Ok(Self::new(places, tree))
    }

    fn new(places: Places, tree: Result<Tree, Text>) -> Self {
        let mut watch = Self { places, means: Means::Events, tree: None, due: Instant::now() };
        watch.begin(tree);
        watch
    }

    /// How we watch; it may become polling while we do.
    #[must_use]
    pub fn means(&self) -> &Means {
        &self.means
    }

    /// Waits for the next hint. A burst is told some 15 ms after its last event, or 100 ms after its first if it does
    /// not end; one that begins within `timeout` is waited for. Nothing when the time is over.
    pub fn next(&mut self, timeout: Duration) -> Option<Hint> {
        let Some(tree) = &mut self.tree else { return self.tick(timeout) };
        match burst(tree, timeout.min(FAR)) {
            Ok(paths) if paths.is_empty() => None,
            Ok(paths) => Some(Hint { paths: paths.into_iter().collect() }),
            Err(Lost) => {
                // The old watches go first, so that they do not count against the limit.
                if let Some(tree) = self.tree.take() {
                    tree.close();
                }
                self.begin(open(&self.places));
                Some(Hint::default())
            }
        }
    }

    fn begin(&mut self, tree: Result<Tree, Text>) {
        self.due = Instant::now() + PERIOD;
        (self.tree, self.means) = match tree {
            Ok(tree) => (Some(tree), Means::Events),
            Err(reason) => (None, Means::Polling(reason)),
        };
    }

    fn tick(&mut self, timeout: Duration) -> Option<Hint> {
        let left = self.due.saturating_duration_since(Instant::now());
        std::thread::sleep(left.min(timeout));
        if left > timeout {
            return None;
        }
        self.due = Instant::now() + PERIOD;
        Some(Hint::default())
    }
}

/// The site's folders under watch, or the reason why the system cannot watch them.
fn open(places: &Places) -> Result<Tree, Text> {
    match places.disk_without_events() {
        Some(disk) => Err(reason::far_away(disk)),
        None => Tree::open(places.clone()).map_err(|cause| reason::system(&cause)),
    }
}

/// What one burst names; nothing when none begins in time.
fn burst(tree: &mut Tree, timeout: Duration) -> Result<BTreeSet<Path>, Lost> {
    let end = Instant::now() + timeout;
    while tree.news.wait(end.saturating_duration_since(Instant::now()))? {
        let latest = Instant::now() + LONGEST;
        while Instant::now() < latest && tree.news.wait(QUIET)? {}
        let paths = tree.take()?;
        if !paths.is_empty() || Instant::now() >= end {
            return Ok(paths);
        }
    }
    Ok(BTreeSet::new())
}

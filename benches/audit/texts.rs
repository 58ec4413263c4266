//! The text rules by themselves: all sources in memory, looked at in parallel.

use crate::measure::child::TICK;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::fmt;
use std::fs;
use std::hint::black_box;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path as FilePath;
use std::time::{Duration, Instant};
use walkdir::WalkDir;
use xiangwei::audit::{Auditor, Passage, Within};
use xiangwei::config::Config;
use xiangwei::diag::Source;
use xiangwei::world::World;

/// The sources of a site, and its settings.
pub(crate) struct Texts {
    config: Config,
    sources: Vec<Source>,
    pool: ThreadPool,
}

/// What one look at all of them took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) wall: Duration,
    /// User and system time of all threads.
    pub(crate) cpu: Duration,
}

impl Texts {
    /// Reads them all; so many threads will look.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) fn read(site: &FilePath, jobs: NonZeroUsize) -> io::Result<Self> {
        let world = World::open(site).map_err(io::Error::other)?;
        let (config, _) = Config::load(&world, None).map_err(io::Error::other)?;
        let mut sources = Vec::new();
        for entry in WalkDir::new(site.join("content")).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(site).map_err(io::Error::other)?;
                let path = path.to_string_lossy().as_ref().into();
                sources.push(Source { path, text: fs::read_to_string(entry.path())? });
            }
        }
        let pool = ThreadPoolBuilder::new().num_threads(jobs.get()).build().map_err(io::Error::other)?;
        Ok(Self { config, sources, pool })
    }

    /// What all text rules take for all of them, their names included.
    ///
    /// # Errors
    /// When the system does not tell the processor's time.
    pub(crate) fn look(&self) -> io::Result<Look> {
        let (start, before) = (Instant::now(), own_time()?);
        let auditor = Auditor::new(&self.config);
        let found: usize = self.pool.install(|| self.sources.par_iter().map(|source| look(&auditor, source)).sum());
        black_box(found);
        Ok(Look { wall: start.elapsed(), cpu: own_time()?.saturating_sub(before) })
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s (CPU {:.2} s)", self.wall.as_secs_f64(), self.cpu.as_secs_f64())
    }
}

/// The processor time of this process so far, all its threads together: fields 14 and 15 of its stat (proc(5)).
fn own_time() -> io::Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    Ok(TICK * fields.skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum())
}

/// How much is found in a source, as a check finds it.
fn look(auditor: &Auditor<'_>, Source { path, text }: &Source) -> usize {
    let name = auditor.passage(&Passage::new(path, path, Within::Name));
    let whole = auditor.passage(&Passage::new(path, text, Within::Source));
    name.told().len() + whole.told().len()
}

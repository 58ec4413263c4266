//! The folder in which a benchmark works: the corpus, and what is built of it.

use super::arguments::Common;
use crate::corpus::Corpus;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What the corpus is drawn from: always the same, so that two machines measure the same work.
const SEED: u64 = 2024;
/// The date of the build, after which no document of the corpus is published.
pub(crate) const DATE: &str = "2024-12-31";

/// The folder in which everything is written. Nothing in it is deleted before the last run has ended: on ext4 without
/// a journal a file that is made soon after many were deleted can take ten times as long, since the kernel passes over
/// every inode that was freed in the last minutes.
pub(crate) struct Yard {
    root: PathBuf,
    jobs: String,
    /// Removes the folder at the end, unless it is to be kept.
    temporary: Option<TempDir>,
}

impl Yard {
    /// A folder with the corpus in it.
    ///
    /// # Errors
    /// When it cannot be written, or is to be kept where something stands already.
    pub(crate) fn new(common: &Common) -> io::Result<Self> {
        let (root, temporary) = match &common.keep {
            Some(root) => (empty(root)?, None),
            None => {
                let temporary = tempfile::tempdir()?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        let yard = Self { root, jobs: common.jobs.to_string(), temporary };
        Corpus { documents: common.documents, seed: SEED }.write(&yard.site())?;
        Ok(yard)
    }

    /// The site's folder.
    pub(crate) fn site(&self) -> PathBuf {
        self.at("site")
    }

    /// Its sources.
    pub(crate) fn content(&self) -> PathBuf {
        self.site().join("content")
    }

    /// Something beside the site.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Where a build writes.
    pub(crate) fn built(&self, number: usize) -> PathBuf {
        self.at(&format!("build-{number}"))
    }

    /// `xiangwei build` of the site, as of a date, with a memory beside the output: the first one into a folder is cold.
    pub(crate) fn build(&self, out: &Path, date: &str) -> Command {
        let mut command = self.program("build");
        command.arg("--out").arg(out).arg("--cache").arg(out.with_extension("cache")).args(["--date", date]);
        command
    }

    /// `xiangwei` with the command that is to be measured, on the site.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xiangwei"));
        command.args([name, "--jobs", &self.jobs, "--root"]).arg(self.site());
        command
    }

    /// Deletes everything, unless it is to be kept.
    ///
    /// # Errors
    /// When that cannot be done.
    pub(crate) fn clear(self) -> io::Result<()> {
        self.temporary.map_or(Ok(()), TempDir::close)
    }
}

/// A folder to keep things in, made if need be. What somebody else put there is not to be mixed with ours.
fn empty(root: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(root)?;
    if fs::read_dir(root)?.next().is_some() {
        return Err(io::Error::other(format!("{} is not empty", root.display())));
    }
    root.canonicalize()
}

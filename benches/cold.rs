//! The cold build of a large portal, and the floor under it.
//!
//! Writes a corpus into an empty folder, then lets two programs run in turn, each from nothing and on the same number
//! of threads: the real `xiangwei build`, and the floor, which reads every source, runs comrak on it and writes as
//! many bytes to as many files. Prints what both took, documents per second, peak memory, and the ratio. It judges in
//! words and never fails because of a figure: figures belong to the machine. Cold means that nothing of an earlier
//! build is there; the sources were written a moment ago, and the system may still hold them in memory, for both.
//!
//!     cargo bench --bench cold                                  # 22,911 documents, 2 threads, 3 runs
//!     cargo bench --bench cold -- --documents 2000 --jobs 4 --runs 5 --keep /tmp/bench
//!
//! Everything is written below TMPDIR, or the folder to keep; with the defaults that takes some 3 GB. Linux only: memory
//! and time of the programs are read from /proc. On ext4 wait some minutes after anything large was deleted on that
//! disk, an earlier run of this benchmark among it: see [`Yard`].

#![allow(clippy::disallowed_methods, reason = "the corpus and the floor write files, and this is not the program")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]

mod corpus;
mod measure;

use clap::Parser;
use corpus::Corpus;
use measure::arguments::Arguments;
use measure::child::{Usage, run};
use measure::floor::Floor;
use measure::report::{Report, Side};
use measure::tally::Tally;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use tempfile::TempDir;

/// What the corpus is drawn from: always the same, so that two machines measure the same work.
const SEED: u64 = 2024;
/// The date of the build, after which no document of the corpus is published.
const DATE: &str = "2024-12-31";

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("cold: this is not an optimised build, nothing is measured; run `cargo bench --bench cold`");
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::parse();
    let done = match Floor::of(&arguments) {
        Some(floor) => floor.and_then(|floor| floor.run()),
        None => compare(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("cold: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Builds and floors in turn, so that what else the machine does falls on both.
fn compare(arguments: &Arguments) -> io::Result<()> {
    let yard = Yard::new(arguments)?;
    let sources = Tally::of(&yard.content())?;
    println!("{} sources, {}; {} threads", sources.files, sources.megabytes(), arguments.jobs);
    let (mut builds, mut floors, mut output) = (Vec::new(), Vec::new(), Tally::default());
    for number in 1..=arguments.runs.get() {
        let build = yard.build(number)?;
        output = Tally::of(&yard.built(number))?;
        let floor = yard.floor(number, output)?;
        println!("run {number}: build {build}, floor {floor}");
        builds.push(build);
        floors.push(floor);
    }
    let report = Report { documents: arguments.documents, output, build: Side::of(&builds), floor: Side::of(&floors) };
    print!("\n{report}");
    yard.clear()
}

/// The folder in which everything is written. Nothing in it is deleted before the last run has ended: on ext4 without
/// a journal a file that is made soon after many were deleted can take ten times as long, since the kernel passes over
/// every inode that was freed in the last minutes.
struct Yard<'a> {
    arguments: &'a Arguments,
    root: PathBuf,
    /// Removes the folder at the end, unless it is to be kept.
    temporary: Option<TempDir>,
}

impl<'a> Yard<'a> {
    /// A folder with the corpus in it.
    fn new(arguments: &'a Arguments) -> io::Result<Self> {
        let (root, temporary) = match &arguments.keep {
            Some(root) => (empty(root)?, None),
            None => {
                let temporary = tempfile::tempdir()?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        let yard = Self { arguments, root, temporary };
        Corpus { documents: arguments.documents, seed: SEED }.write(&yard.site())?;
        Ok(yard)
    }

    fn site(&self) -> PathBuf {
        self.root.join("site")
    }

    fn content(&self) -> PathBuf {
        self.site().join("content")
    }

    /// Where a build writes.
    fn built(&self, number: usize) -> PathBuf {
        self.root.join(format!("build-{number}"))
    }

    /// Where a floor writes.
    fn ground(&self, number: usize) -> PathBuf {
        self.root.join(format!("floor-{number}"))
    }

    /// One build from nothing: no output, and nothing remembered of the build before.
    fn build(&self, number: usize) -> io::Result<Usage> {
        remove(&self.site().join(".xiangwei"))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_xiangwei"));
        command.arg("build").arg("--root").arg(self.site()).arg("--out").arg(self.built(number));
        command.args(["--date", DATE, "--quiet", "--jobs"]).arg(self.arguments.jobs.to_string());
        settled(&mut command)
    }

    fn floor(&self, number: usize, output: Tally) -> io::Result<Usage> {
        let floor = Floor { sources: self.content(), ground: self.ground(number), output };
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--floor").args(floor.arguments()).arg("--jobs").arg(self.arguments.jobs.to_string());
        settled(&mut command)
    }

    /// Deletes everything, or, when it is to be kept, what the floors wrote.
    fn clear(self) -> io::Result<()> {
        if let Some(temporary) = self.temporary {
            return temporary.close();
        }
        (1..=self.arguments.runs.get()).try_for_each(|number| remove(&self.ground(number)))
    }
}

/// Runs a program when what the one before wrote has gone to the disk.
fn settled(command: &mut Command) -> io::Result<Usage> {
    rustix::fs::sync();
    run(command)
}

/// A folder to keep things in, made if need be. What somebody else put there is not to be mixed with ours.
fn empty(root: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(root)?;
    if fs::read_dir(root)?.next().is_some() {
        return Err(io::Error::other(format!("{} is not empty", root.display())));
    }
    root.canonicalize()
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

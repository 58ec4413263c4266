//! The cold build of a large portal, and the floor under it.
//!
//! Writes a corpus into an empty folder, then lets two programs run in turn, each from nothing and on the same number
//! of threads: the real `xiangwei build`, and the floor, which reads every source, runs comrak on it and writes as
//! many bytes to as many files. Prints what both took, documents per second, peak memory, and the ratio. It judges in
//! words and never fails because of a figure: figures belong to the machine. Of the pages alone: what the search index adds,
//! `cargo bench --bench search` tells. Cold means that nothing of an earlier
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
mod floor;
mod measure;

use clap::Parser;
use floor::arguments::Arguments;
use floor::ground::Floor;
use floor::report::Report;
use measure::child::{Usage, run};
use measure::tally::Tally;
use measure::yard::{DATE, Yard};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

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
    let (yard, runs) = (Yard::new(&arguments.common)?, arguments.runs.get());
    let settings = yard.site().join("xiangwei.yaml");
    let with_search = fs::read_to_string(&settings)?;
    fs::write(&settings, with_search.replace("outputs: { ", "outputs: { search: false, "))?;
    let sources = Tally::of(&yard.content())?;
    println!("{} sources, {}; {} threads", sources.files, sources.megabytes(), arguments.common.jobs);
    let (mut pairs, mut output) = (Vec::new(), Tally::default());
    for number in 1..=runs {
        let (build, _) = run(yard.build(&yard.built(number), DATE).arg("--quiet"))?;
        output = Tally::of(&yard.built(number))?;
        let floor = run_floor(arguments, &yard, (number, output))?;
        println!("run {number}: build {build}, floor {floor}");
        pairs.push((build, floor));
    }
    print!("\n{}", Report { documents: arguments.common.documents, output, pairs });
    // Of what is kept, what the floors wrote is of no use.
    (1..=runs).try_for_each(|number| std::fs::remove_dir_all(ground(&yard, number)))?;
    yard.clear()
}

/// Where a floor writes.
fn ground(yard: &Yard, number: usize) -> PathBuf {
    yard.at(&format!("floor-{number}"))
}

/// One floor, which writes as much as a build did.
fn run_floor(arguments: &Arguments, yard: &Yard, (number, output): (usize, Tally)) -> io::Result<Usage> {
    let floor = Floor { sources: yard.content(), ground: ground(yard, number), output };
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--floor").args(floor.arguments()).arg("--jobs").arg(arguments.common.jobs.to_string());
    Ok(run(&mut command)?.0)
}

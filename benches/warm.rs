//! Builds after a change, and the preview, on a large portal.
//!
//! Writes the corpus of `cold` into an empty folder and builds it from nothing; then, one step after another, lets an
//! author change something and builds again where it was built before: nothing, a text, a title, a new document, a
//! template that stands in every list, a renamed file, the next day. Each step is done several times, with another
//! document each time. Prints what the builds took, their peak memory, and how many files they made again and wrote;
//! then whether the site is, byte for byte, what a build of the same sources from nothing gives; then how soon an open
//! page of the preview is told of a change. It judges in words and never fails because of a figure: figures belong to
//! the machine. It does fail, with 2, when the sites differ.
//!
//!     cargo bench --bench warm                                  # 22,911 documents, 2 threads, 5 runs
//!     cargo bench --bench warm -- --documents 200000 --runs 3 --keep /tmp/bench
//!
//! Everything is written below TMPDIR, or the folder to keep; with the defaults that takes some 4 GB. Linux only: memory
//! and time of the programs are read from /proc. On ext4 wait some minutes after anything large was deleted on that
//! disk, an earlier run of this benchmark among it: see [`Yard`].

#![allow(clippy::disallowed_methods, reason = "the corpus and its author write files, and this is not the program")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]

mod corpus;
mod measure;
mod steps;

use clap::Parser;
use measure::child::run;
use measure::tally::Tally;
use measure::yard::Yard;
use std::fs;
use std::io;
use std::process::ExitCode;
use steps::arguments::Arguments;
use steps::author::Author;
use steps::preview::{page_of, preview};
use steps::report::{Report, Row, Run};
use steps::same::same;
use steps::step::Step;

/// So that the summary can be read by a program.
const JSON: [&str; 2] = ["--format", "json"];

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("warm: this is not an optimised build, nothing is measured; run `cargo bench --bench warm`");
        return ExitCode::SUCCESS;
    }
    match measure(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("warm: {fault}");
            ExitCode::from(2)
        }
    }
}

fn measure(arguments: &Arguments) -> io::Result<()> {
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split_whitespace().next().unwrap_or_default();
    let yard = Yard::new(&arguments.common)?;
    let sources = Tally::of(&yard.content())?;
    let jobs = arguments.common.jobs;
    println!("{} sources, {}; {jobs} threads; load {load} before", sources.files, sources.megabytes());
    let (mut author, runs) = (Author::new(&yard)?, arguments.runs.get());
    let mut rows = Vec::new();
    for step in Step::ALL {
        rows.push(take(step, (&yard, &mut author), runs)?);
    }
    print!("\n{}", Report { documents: arguments.common.documents, runs, rows });
    check(&yard, &author, runs)?;
    if cfg!(feature = "serve") {
        let document = author.document(1, 1);
        let mut command = yard.program("serve");
        command.args(["--lang", "en", "--date", &author.today()]);
        print!("{}", preview(&mut command, document, &page_of(document, &yard.content())?)?);
    }
    yard.clear()
}

/// A step, as often as it is to be done. The last cold build is the one that all others go on from.
fn take(step: Step, (yard, author): (&Yard, &mut Author), runs: usize) -> io::Result<Row> {
    let mut all = Vec::new();
    for number in 1..=runs {
        author.change(step, (number, runs))?;
        let out = match step {
            Step::Cold => yard.built(number),
            _ => yard.built(runs),
        };
        let done = Run::read(run(yard.build(&out, &author.today()).args(JSON))?)?;
        println!("{step} {number}: {done}");
        all.push(done);
    }
    Ok(Row::of(step, &all))
}

/// The site that went through all steps against one that is built from nothing.
fn check(yard: &Yard, author: &Author, runs: usize) -> io::Result<()> {
    let fresh = yard.at("fresh");
    run(yard.build(&fresh, &author.today()).arg("--quiet"))?;
    let count = same(&yard.built(runs), &fresh)?;
    println!("the site is what a cold build of the same sources gives: {count} files, byte for byte");
    Ok(())
}

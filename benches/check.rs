//! The audit of a large portal: what it adds to a build, and what it takes as a whole.
//!
//! Writes the corpus of `cold` into an empty folder. First, in turn, a cold build that looks for what may never be
//! published, one with `--no-check`, and the text rules by themselves over all sources, which are held against the
//! build of the same run. Then attachments are put beside documents, and the whole is checked: from nothing, again
//! without a change, and after one edit. Prints what all of it took, peak memory, and how much was read: where
//! nothing changed, nothing but what the last check left is to be read again. It judges in words and never fails because of a
//! figure: figures belong to the machine. It does fail, with 2, when a check finds personal data or any other error in texts.
//!
//!     cargo bench --bench check                                 # 22,911 documents, 2,000 attachments, 3 runs
//!     cargo bench --bench check -- --documents 2000 --attachments 200 --keep /tmp/bench
//!
//! Everything is written below TMPDIR, or the folder to keep; with the defaults that takes some 4 GB. Linux only: memory
//! and time of the programs are read from /proc. On ext4 wait some minutes after anything large was deleted on that
//! disk, an earlier run of this benchmark among it: see [`Yard`].

#![allow(
    clippy::disallowed_methods,
    reason = "the corpus and its attachments are written, and this is not the program"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]

mod audit;
mod corpus;
mod measure;

use audit::arguments::Arguments;
use audit::attachments::{attach, documents};
use audit::report::{Building, Checking, Report};
use audit::texts::Texts;
use clap::Parser;
use measure::child::{Usage, run};
use measure::tally::Tally;
use measure::yard::{DATE, Yard};
use mimalloc::MiMalloc;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What the corpus lacks as a portal, and a keeper would have to mend; any other error is not to be found.
const LACKING: &str = "home-stale,meta-missing,report-due";

/// The program's own: the texts are looked at in this process.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("check: this is not an optimised build, nothing is measured; run `cargo bench --bench check`");
        return ExitCode::SUCCESS;
    }
    match measure(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("check: {fault}");
            ExitCode::from(2)
        }
    }
}

fn measure(arguments: &Arguments) -> io::Result<()> {
    let (yard, runs) = (Yard::new(&arguments.common)?, arguments.runs.get());
    let sources = Tally::of(&yard.content())?;
    println!("{} sources, {}; {} threads", sources.files, sources.megabytes(), arguments.common.jobs);
    let texts = Texts::read(&yard.site(), arguments.common.jobs)?;
    let builds = (1..=runs).map(|number| build(&yard, &texts, number)).collect::<io::Result<_>>()?;
    drop(texts);
    let attached = attach(&yard.content(), arguments.attachments)?;
    println!("{} attachments, {}", attached.files, attached.megabytes());
    let checks = (1..=runs).map(|number| check(&yard, number)).collect::<io::Result<_>>()?;
    print!("\n{}", Report { documents: arguments.common.documents, attachments: attached.files, builds, checks });
    yard.clear()
}

/// Two cold builds and the text rules, one right after the other.
fn build(yard: &Yard, texts: &Texts, number: usize) -> io::Result<Building> {
    let cold = |at: usize, more: &[&str]| {
        Ok::<Usage, io::Error>(run(yard.build(&yard.built(at), DATE).arg("--quiet").args(more))?.0)
    };
    let (unguarded, guarded) = (cold(2 * number - 1, &["--no-check"])?, cold(2 * number, &[])?);
    let done = Building { unguarded, guarded, texts: texts.look()? };
    println!("run {number}: build {}, with --no-check {}, text rules {}", done.guarded, done.unguarded, done.texts);
    Ok(done)
}

/// A check from nothing, one without a change, and one after an edit.
fn check(yard: &Yard, number: usize) -> io::Result<Checking> {
    let kept = yard.site().join(".xiangwei");
    if kept.exists() {
        // Moved away, since nothing is deleted before the end.
        fs::rename(&kept, yard.at(&format!("checked-{number}")))?;
    }
    // Only errors are shown: to show any other finding its source is read for the line.
    let asked = ["--date", DATE, "--severity", "error", "--skip", LACKING];
    let once = || Ok::<Usage, io::Error>(run(yard.program("check").args(asked))?.0);
    let (first, again) = (once()?, once()?);
    let documents = documents(&yard.content())?;
    edit(&documents[documents.len() / 2], number)?;
    let done = Checking { first, again, edited: once()? };
    println!("check {number}: first {}, again {}, after an edit {}", done.first, done.again, done.edited);
    Ok(done)
}

/// A paragraph more.
fn edit(document: &Path, number: usize) -> io::Result<()> {
    let text = fs::read_to_string(document)?;
    fs::write(document, format!("{text}\n这一段是第{number}次修改时补充的。\n"))
}

//! Full-text search of a large portal: whether everything is found, and what that takes.
//!
//! Writes the corpus of `cold` into an empty folder and builds it without search and with it. Then asks 200 questions of 1
//! to 12 characters, cut anywhere out of the pages, and every title: what stands in a page must be found, nothing else
//! may be, and a title finds its own page among the first ten. Last, Chromium asks the same questions over loopback,
//! each as the first one of a visitor. Prints what all of it took. It never fails because of a figure: figures belong to the
//! machine. It does fail, with 2, when something is not found, or wrongly.
//!
//!     cargo bench --bench search                                # 22,911 documents, 2 threads
//!     cargo bench --bench search -- --documents 2000 --keep /tmp/bench
//!
//! Everything is written below TMPDIR, or the folder to keep. Linux only. Needs node and chromium.

#![allow(clippy::disallowed_methods, reason = "it reads what was published, and this is not the program")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "what a benchmark cannot read ends it")]

mod corpus;
mod found;
#[allow(dead_code, reason = "the other benchmarks use the rest")]
mod measure;

use clap::Parser;
use flate2::Compression;
use flate2::write::GzEncoder;
use found::browser::browser;
use found::claims::{Index, questions};
use measure::arguments::Common;
use measure::child::run;
use measure::tally::Tally;
use measure::yard::{DATE, Yard};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use walkdir::WalkDir;

/// What the person may type.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
}

fn main() -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("search: this is not an optimised build, nothing is measured; run `cargo bench --bench search`");
        return ExitCode::SUCCESS;
    }
    match measure(&Arguments::parse().common) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(fault) => {
            eprintln!("search: {fault}");
            ExitCode::from(2)
        }
    }
}

/// How long the files of a folder are, each compressed as hosts do it.
fn compressed(folder: &Path) -> io::Result<u64> {
    let mut total = 0;
    for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&fs::read(entry.path())?)?;
        total += encoder.finish()?.len() as u64;
    }
    Ok(total)
}

fn measure(common: &Common) -> io::Result<bool> {
    let yard = Yard::new(common)?;
    let settings = yard.site().join("xiangwei.yaml");
    let with = fs::read_to_string(&settings)?;
    fs::write(&settings, with.replace("outputs: { ", "outputs: { search: false, "))?;
    let (without, _) = run(yard.build(&yard.built(1), DATE).arg("--quiet"))?;
    fs::write(&settings, with)?;
    let (built, _) = run(yard.build(&yard.built(2), DATE).arg("--quiet"))?;
    let megabytes = |bytes: u64| bytes / 1_000_000;
    println!("without search: {without}, {} MB at the most", megabytes(without.peak));
    println!("with search: {built}, {} MB at the most", megabytes(built.peak));
    let public = yard.built(2);
    let mut sent = 0;
    for folder in ["shards", "records"] {
        let (folder, below) = (format!("search/{folder}"), public.join("search").join(folder));
        let (tally, compressed) = (Tally::of(&below)?, compressed(&below)?);
        sent += compressed;
        println!("{folder}: {} files, {}; {} MB compressed", tally.files, tally.megabytes(), megabytes(compressed));
    }
    let text = Tally::of(&public.join("search/records"))?.bytes;
    println!("the index compressed is {} % of the text that it holds", sent * 100 / text);
    let index = Index::open(&public);
    let questions = questions(&index);
    let well = index.judge(&questions);
    println!("{}", browser(&public, &questions)?);
    yard.clear()?;
    Ok(well)
}

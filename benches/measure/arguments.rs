//! What the person typed.

use clap::Parser;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const TWO: NonZeroUsize = NonZeroUsize::new(2).expect("two is not zero");
const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("three is not zero");

/// Measures a cold build against the floor: read, comrak, write.
#[derive(Debug, Parser)]
#[command(name = "cold")]
pub(crate) struct Arguments {
    /// Documents in the corpus; the default is what a county's portal published in 2024
    #[arg(long, value_name = "N", default_value_t = 22_911)]
    pub(crate) documents: usize,
    /// Threads of the build and of the floor
    #[arg(long, value_name = "J", default_value_t = TWO)]
    pub(crate) jobs: NonZeroUsize,
    /// Runs of each; medians are shown
    #[arg(long, value_name = "R", default_value_t = THREE)]
    pub(crate) runs: NonZeroUsize,
    /// Keep the corpus and the builds in this folder, which must be new or empty
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// Be the floor: what the benchmark calls itself with
    #[arg(long, hide = true, num_args = 5, value_names = ["SOURCES", "OUT", "FILES", "BYTES", "FOLDERS"])]
    pub(crate) floor: Option<Vec<PathBuf>>,
    /// Cargo passes it to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

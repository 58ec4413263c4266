//! What the person typed.

use crate::measure::arguments::Common;
use clap::Parser;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("three is not zero");

/// Measures a cold build against the floor: read, comrak, write.
#[derive(Debug, Parser)]
#[command(name = "cold")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Runs of each; medians are shown
    #[arg(long, value_name = "R", default_value_t = THREE)]
    pub(crate) runs: NonZeroUsize,
    /// Be the floor: what the benchmark calls itself with
    #[arg(long, hide = true, num_args = 5, value_names = ["SOURCES", "OUT", "FILES", "BYTES", "FOLDERS"])]
    pub(crate) floor: Option<Vec<PathBuf>>,
}

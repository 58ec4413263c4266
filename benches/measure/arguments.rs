//! What the person may type for any benchmark.

use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const TWO: NonZeroUsize = NonZeroUsize::new(2).expect("two is not zero");

/// Which corpus, where, and on how many threads.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Documents in the corpus; the default is what a county's portal published in 2024
    #[arg(long, value_name = "N", default_value_t = 22_911)]
    pub(crate) documents: usize,
    /// Threads of every program that is measured
    #[arg(long, value_name = "J", default_value_t = TWO)]
    pub(crate) jobs: NonZeroUsize,
    /// Keep the corpus and the builds in this folder, which must be new or empty
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// Cargo passes it to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

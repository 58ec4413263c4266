//! What the person typed.

use crate::measure::arguments::Common;
use clap::Parser;
use std::num::NonZeroUsize;

const FIVE: NonZeroUsize = NonZeroUsize::new(5).expect("five is not zero");

/// Measures builds after a change, and the preview.
#[derive(Debug, Parser)]
#[command(name = "warm")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Runs of each step; medians are shown
    #[arg(long, value_name = "R", default_value_t = FIVE)]
    pub(crate) runs: NonZeroUsize,
}

//! What the person typed.

use crate::measure::arguments::Common;
use clap::Parser;
use std::num::NonZeroUsize;

const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("three is not zero");

/// Measures what the audit adds to a build, and what it takes as a whole.
#[derive(Debug, Parser)]
#[command(name = "check")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Attachments, each beside another document; not more than there are documents
    #[arg(long, value_name = "A", default_value_t = 2_000)]
    pub(crate) attachments: usize,
    /// Runs of each; medians are shown
    #[arg(long, value_name = "R", default_value_t = THREE)]
    pub(crate) runs: NonZeroUsize,
}

//! `xiangwei completions`.

use super::End;
use super::args::{Args, Completions};
use crate::diag::Failure;
use clap::CommandFactory as _;

pub(super) fn run(args: &Completions) -> Result<End, Failure> {
    clap_complete::generate(args.shell, &mut Args::command(), "xiangwei", &mut std::io::stdout());
    Ok(End::Well)
}

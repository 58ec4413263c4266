//! What the person typed, and what they see: one file a command.
//!
//! In: arguments and the environment. Out: an exit code: 0 without an error, 1 for an error of the author's, 2 when
//! it could not run. Never here: anything that a program other than a terminal would want.

mod args;
mod build;
mod check;
mod cms;
mod completions;
#[cfg(feature = "deploy")]
mod deploy;
mod explain;
mod import;
mod new;
#[cfg(feature = "serve")]
mod preview;
#[cfg(feature = "deploy")]
mod rules;
mod schema;
mod screen;
mod search;
#[cfg(feature = "deploy")]
mod verify;
mod why;

use crate::diag::Failure;
use args::{Args, Command};
use clap::Parser as _;
use screen::Screen;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Without an error.
    Well,
    /// With an error of the author's.
    WithFaults,
}

/// Runs what was typed.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe is no trouble of ours.
            error.print().unwrap_or_default();
            return ExitCode::from(code);
        }
    };
    let screen = Screen::new(args.lang);
    let ended: Result<End, Failure> = match args.command {
        Command::Build(build) => build::run(&build, screen),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => preview::serve(&serve, screen),
        Command::Check(check) => check::run(&check, screen),
        #[cfg(feature = "deploy")]
        Command::Deploy(deploy) => deploy::run(&deploy, screen),
        #[cfg(feature = "deploy")]
        Command::Rules(rules) => rules::run(&rules, screen),
        #[cfg(feature = "deploy")]
        Command::Verify(verify) => verify::run(&verify, screen),
        Command::Why(why) => why::run(&why, screen),
        Command::Search(search) => search::run(&search, screen),
        Command::New(new) => new::run(&new, screen),
        Command::Schema(schema) => schema::run(&schema, screen),
        Command::Cms(cms) => cms::run(&cms, screen),
        Command::Import(import) => import::run(&import, screen),
        Command::Explain(explain) => explain::run(&explain, screen),
        Command::Completions(completions) => completions::run(&completions),
    };
    match ended {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::WithFaults) => ExitCode::from(1),
        Err(failure) => {
            screen.failure(&failure);
            ExitCode::from(2)
        }
    }
}

//! The integration tests: the real program, run on small sites.
//!
//! One crate, so that it is linked once. `sites` and `faults` read what they expect from folders beside this file;
//! the others make their sites from a string. `ACCEPT=1 cargo test --test all sites` rewrites what the golden sites
//! expect: read the difference before it is committed.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk to see what the program did")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "what was accepted is told")]

mod architecture;
mod attachments;
mod audit;
mod authoring;
mod caret;
mod cli;
#[path = "../benches/corpus/mod.rs"]
#[allow(unreachable_pub, reason = "the benchmarks use it too")]
mod corpus;
#[cfg(feature = "deploy")]
mod deploy;
mod determinism;
mod docs;
mod faults;
mod import;
mod leave;
mod make_a_theme;
mod open_data;
mod overview;
#[cfg(feature = "serve")]
mod preview;
mod publish;
mod reads;
mod sample;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod sites;
mod support;
mod warm;

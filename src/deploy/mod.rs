//! The published site -> where the public reads it: a folder, a bucket, another machine; and the rules of its host.
//!
//! In: a [`Published`] site and a target. Out: what changed there, which is exactly what differs. A target knows what was
//! sent to it, so that nothing else need be asked; only files that were sent are ever overwritten or removed; a run that is
//! broken off is gone on with by the next. Secrets are handed in, and never shown. Never here: making pages, or the
//! environment.
//!
//! [`Published`]: crate::build::Published

#![expect(clippy::disallowed_methods, reason = "deploy is the door to where the site is sent")]

mod deployed;
mod disk;
mod folder;
mod journal;
mod plan;
mod release;
mod remote;
mod rules;
mod target;
mod verify;

pub use deployed::Deployed;
pub use plan::Plan;
pub use release::{Encoding, File, Release, Source, Sums, Turn};
pub use remote::Secrets;
pub use rules::{Host, Rules};
pub use target::{Checked, Progress, Target};
pub use verify::{Finding, Verified, verify_folder, verify_site};

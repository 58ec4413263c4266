//! The preview: the site is built again whenever its sources change, and shown on this machine, in a browser that always
//! shows what was built last.
//!
//! In: a site's folder, what each build published, and what it told. Out: hints that something may have changed, answers
//! over HTTP to this machine, and events to the pages that are open. Never here: what a build does, or a change of any
//! file.

mod http;
mod watch;

pub use http::{BindFault, Live, Running, Server, Site};
pub use watch::{Hint, Means, Watch};

//! The server: one folder over HTTP, as a plain web server would show it, and a stream of events beside it.
//!
//! In: a [`Site`], and what [`Live`] is told. Out: its files, each page with one script put in when it is sent. Only
//! what was published can be asked for, and only under a name of this machine: no hidden file, nothing outside the
//! folder, no page of another site that had its name point here. Never here: which files there are, and why.

mod answer;
mod events;
mod file;
mod host;
mod live;
mod page;
mod range;
mod server;
mod site;

pub use live::Live;
pub use server::{BindFault, Running, Server};
pub use site::Site;

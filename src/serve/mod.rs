//! The preview: the published site on this machine, in a browser that always shows what was built last.
//!
//! In: the output folder, what each build published, and what it told. Out: answers over HTTP to this machine, and
//! events to the pages that are open. Never here: a build, or a change of any file.

mod http;

pub use http::{BindFault, Live, Running, Server, Site};

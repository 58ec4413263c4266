//! What the benchmark of search asks, and of whom.

pub(crate) mod browser;
pub(crate) mod claims;

//! What is done to a site between two builds, and what comes of it.

pub(crate) mod arguments;
pub(crate) mod author;
pub(crate) mod preview;
pub(crate) mod report;
pub(crate) mod same;
pub(crate) mod step;

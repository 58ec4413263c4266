//! What the benchmark measures with, and what it measures against.
//!
//! The floor takes no part of the program under test: it knows comrak, rayon and the file system, and nothing of
//! `xiangwei`.

pub(crate) mod arguments;
pub(crate) mod child;
pub(crate) mod floor;
pub(crate) mod report;
pub(crate) mod tally;

//! What a cold build is measured against.
//!
//! The floor takes no part of the program under test: it knows comrak, rayon and the file system, and nothing of
//! `xiangwei`.

pub(crate) mod arguments;
pub(crate) mod ground;
pub(crate) mod report;

//! One file of the site, made.

use crate::diag::Path;
use crate::search::Record;
use crate::trace::Reads;

/// A file of the site.
#[derive(Debug)]
pub struct Artifact {
    /// Its path in the output folder.
    pub path: String,
    /// Where it came from: a source's path, or the name of what was generated.
    pub owner: Path,
    /// What it holds.
    pub content: Content,
    /// What the search knows of a document, when this is its page.
    pub record: Option<Record>,
    /// What its making read.
    pub reads: Reads,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as a file of the site's folder, which may be large.
    File(Path),
}

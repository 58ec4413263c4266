//! How much one file may cost.

use std::time::Duration;

/// What reading one file may take. Our own readers are linear, so that for them bytes are the limit; a foreign program
/// has limits of time and memory too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The longest file that is read, in bytes.
    pub file: u64,
    /// How many bytes may come out of all archives in one file together.
    pub expanded: u64,
    /// How many times its packed length a member of an archive may have; one of less than a mebibyte may have any.
    pub ratio: u64,
    /// How many members all archives in one file may have together.
    pub members: usize,
    /// How deep files may stand in files: 0 reads no file within another.
    pub depth: usize,
    /// How many bytes of memory all texts may take, each with its place.
    pub text: usize,
    /// How long a foreign program may take.
    pub time: Duration,
    /// How many bytes of memory a foreign program may take.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 128 << 20,
            expanded: 256 << 20,
            ratio: 200,
            members: 20_000,
            depth: 3,
            text: 128 << 20,
            time: Duration::from_secs(20),
            memory: 1 << 30,
        }
    }
}

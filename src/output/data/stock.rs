//! The files for reuse, each made once for all that publish it or tell of it.

use crate::law::closed_list::ClosedList;
use crate::portal::{DataFile, Portal};
use crate::trace::{Reads, recording, take_over};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

/// The files that were made so far.
pub(in crate::output) struct Stock {
    portal: Arc<Portal>,
    made: [OnceLock<Made>; DataFile::ALL.len()],
}

/// A file, and what its making looked at.
pub(in crate::output) struct Made {
    pub(in crate::output) bytes: Vec<u8>,
    pub(super) sha256: String,
    reads: Arc<Reads>,
}

impl Stock {
    pub(in crate::output) fn new(portal: Arc<Portal>) -> Self {
        Self { portal, made: [const { OnceLock::new() }; DataFile::ALL.len()] }
    }

    pub(super) fn portal(&self) -> &Portal {
        &self.portal
    }

    /// A file. Whoever asks has read what making them read. One file tells of others, never two of each other.
    pub(in crate::output) fn get(&self, file: DataFile) -> &Made {
        let made = self.made[file as usize].get_or_init(|| {
            let (bytes, reads) = recording(|| super::make(self, file));
            Made { sha256: sha256(&bytes), bytes, reads: Arc::new(reads) }
        });
        take_over(&made.reads);
        made
    }
}

/// The SHA-256 of some bytes, which every system has a command for.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

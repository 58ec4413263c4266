//! A place for what is made early and needed later, so that it need not stay in memory.

use crate::diag::Failure;
use crate::say;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::unix::fs::FileExt as _;
use std::sync::{Mutex, PoisonError};

/// How much is gathered before it is written.
const BUFFER: usize = 1 << 20;

/// A temporary file without a name, which the system removes when the run ends, however it ends.
#[derive(Debug)]
pub struct Shelf {
    file: File,
    tail: Mutex<Tail>,
}

/// What is not written yet, and where it will stand.
#[derive(Debug, Default)]
struct Tail {
    bytes: Vec<u8>,
    start: u64,
}

/// Where something lies on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    start: u64,
    length: u32,
}

impl Shelf {
    /// An empty shelf.
    ///
    /// # Errors
    /// When the system gives no temporary file.
    pub fn new() -> Result<Self, Failure> {
        let file = tempfile::tempfile()
            .map_err(|cause| Failure::io(say!("无法建立临时文件", "cannot make a temporary file"), cause))?;
        Ok(Self { file, tail: Mutex::default() })
    }

    /// Puts bytes away.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn put(&self, bytes: &[u8]) -> Result<Slot, Failure> {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = Slot {
            start: tail.start + tail.bytes.len() as u64,
            length: u32::try_from(bytes.len()).map_err(|_| failure(io::Error::from(io::ErrorKind::FileTooLarge)))?,
        };
        tail.bytes.extend_from_slice(bytes);
        if tail.bytes.len() >= BUFFER {
            (&self.file).write_all(&tail.bytes).map_err(failure)?;
            tail.start += tail.bytes.len() as u64;
            tail.bytes.clear();
        }
        Ok(slot)
    }

    /// Gets them again.
    ///
    /// # Errors
    /// When the system cannot read them.
    pub fn get(&self, slot: Slot) -> Result<Vec<u8>, Failure> {
        {
            let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(from) = slot.start.checked_sub(tail.start) {
                let from = usize::try_from(from).expect("what is in memory has an address");
                return Ok(tail.bytes[from..from + slot.length as usize].to_vec());
            }
        }
        let mut bytes = vec![0; slot.length as usize];
        self.file.read_exact_at(&mut bytes, slot.start).map_err(failure)?;
        Ok(bytes)
    }
}

fn failure(cause: io::Error) -> Failure {
    Failure::io(say!("无法使用临时文件", "cannot use the temporary file"), cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_comes_back() {
        let shelf = Shelf::new().unwrap();
        let things: Vec<Vec<u8>> = (0..40u8).map(|n| vec![n; 60_000 + n as usize]).collect();
        let slots: Vec<Slot> = things.iter().map(|bytes| shelf.put(bytes).unwrap()).collect();
        for (slot, bytes) in slots.iter().zip(&things) {
            assert_eq!(&shelf.get(*slot).unwrap(), bytes);
        }
    }
}

//! One run at a time sends to a target from this machine.

use crate::deploy::disk::{self, Done};
use crate::diag::Failure;
use crate::publish::{make_folder, unwritable};
use crate::say;
use rustix::io::{FdFlags, fcntl_setfd};
use std::fs::File;
use std::path::Path as FilePath;
use std::thread::sleep;
use std::time::Duration;

/// How often the lock is asked for, and how long a run waits in between: a minute in all.
const TRIES: usize = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// Holds a target until this run has ended, and with it every program that it started to send: one whose run was killed
/// may go on sending for a while, and what it sends must be there before anybody looks.
///
/// # Errors
/// When the disk does not let us, and when another run does not end.
pub(in crate::deploy) fn hold(kept: &FilePath) -> Done<File> {
    make_folder(kept)?;
    let path = kept.join("lock");
    for _ in 0..TRIES {
        if let Some(lock) = disk::lock(&path)? {
            fcntl_setfd(&lock, FdFlags::empty()).map_err(|cause| unwritable(&path, cause.into()))?;
            return Ok(lock);
        }
        sleep(PAUSE);
    }
    Err(Failure::own(say!("另一次部署正在发送到这个目标", "another run is deploying to this target")))
}

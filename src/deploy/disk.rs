//! The few things that are done to the disk, each with its failure.

use crate::diag::Failure;
use crate::publish::{make_folder, unwritable};
use crate::say;
use crate::trace::Fingerprint;
use rustix::fs::{FlockOperation, flock};
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

pub(super) type Done<T = ()> = Result<T, Failure>;

pub(super) fn unreadable(path: &Path, cause: io::Error) -> Failure {
    let path = path.display();
    Failure::io(say!("读不了 {path}", "cannot read {path}"), cause)
}

/// What a file holds.
pub(super) fn read(path: &Path) -> Done<Vec<u8>> {
    fs::read(path).map_err(|cause| unreadable(path, cause))
}

/// The same; nothing when there is none.
pub(super) fn read_if_there(path: &Path) -> Done<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(unreadable(path, cause)),
    }
}

/// What stands where a file should.
pub(super) enum Stands {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, something that is no file, and may not even end.
    Other,
}

/// Looks at a path; a link is not followed.
pub(super) fn stands(path: &Path) -> Done<Stands> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => read_if_there(path).map(|held| held.map_or(Stands::Nothing, Stands::File)),
        Ok(_) => Ok(Stands::Other),
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Stands::Nothing),
        Err(cause) => Err(unreadable(path, cause)),
    }
}

/// How long a file is; nothing when there is none.
pub(super) fn length(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| meta.len())
}

/// Takes the lock that a file stands for, and that ends with this run; nothing when somebody else has it.
pub(super) fn lock(path: &Path) -> Done<Option<File>> {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(|cause| unwritable(path, cause))?;
    Ok(flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok().then_some(file))
}

/// The folder in which a file stands.
fn above(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Writes a file, its folder made.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Done {
    make_folder(above(path))?;
    fs::write(path, bytes).map_err(|cause| unwritable(path, cause))
}

/// The same, so that it is there whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Done {
    make_folder(above(path))?;
    let mut new = tempfile::NamedTempFile::new_in(above(path)).map_err(|cause| unwritable(path, cause))?;
    new.write_all(bytes).map_err(|cause| unwritable(path, cause))?;
    new.persist(path).map(drop).map_err(|error| unwritable(path, error.error))
}

/// Copies a file whose folder is there, and tells what it held.
pub(super) fn copy(from: &Path, to: &Path) -> Done<Fingerprint> {
    let mut source = File::open(from).map_err(|cause| unreadable(from, cause))?;
    let mut target = File::create(to).map_err(|cause| unwritable(to, cause))?;
    let (mut hasher, mut bytes) = (blake3::Hasher::new(), Vec::new());
    loop {
        bytes.clear();
        let read = (&mut source).take(1 << 20).read_to_end(&mut bytes).map_err(|cause| unreadable(from, cause))?;
        if read == 0 {
            return Ok(Fingerprint::from_hash(hasher.finalize()));
        }
        hasher.update(&bytes);
        target.write_all(&bytes).map_err(|cause| unwritable(to, cause))?;
    }
}

/// What stands below a folder: paths from there, sorted; what is no folder is a file here, a link too.
pub(super) struct Below {
    pub(super) folders: Vec<PathBuf>,
    pub(super) files: Vec<PathBuf>,
}

/// Looks below a folder, which may be a link itself.
pub(super) fn below(folder: &Path) -> Done<Below> {
    let mut below = Below { folders: Vec::new(), files: Vec::new() };
    for entry in walkdir::WalkDir::new(folder).min_depth(1).follow_root_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, error.into()))?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
        if entry.file_type().is_dir() { below.folders.push(path) } else { below.files.push(path) }
    }
    Ok(below)
}

/// Lets everybody read a file, or look into a folder, and nobody but its owner write: whoever deploys may keep to himself
/// what he makes (umask), and a server is somebody else.
pub(super) fn open_to_all(path: &Path) -> Done {
    let mode = if path.is_dir() { 0o755 } else { 0o644 };
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(|cause| unwritable(path, cause))
}

/// Waits until what was written is on the disk: a generation that is read must not be lost with the power.
pub(super) fn settle(folder: &Path) -> Done {
    let open = File::open(folder).map_err(|cause| unreadable(folder, cause))?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&open).map_err(|cause| unwritable(folder, cause.into()))?;
    #[cfg(not(target_os = "linux"))]
    open.sync_all().map_err(|cause| unwritable(folder, cause))?;
    Ok(())
}

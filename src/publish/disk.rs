//! The few things that are done to the disk, each with its failure.

use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use crate::world::Stat;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

pub(super) type Done<T = ()> = Result<T, Failure>;

/// What is told of a path that cannot be written.
#[must_use]
pub fn unwritable(path: &Path, cause: io::Error) -> Failure {
    let path = path.display();
    Failure::io(say!("写不了 {path}", "cannot write {path}"), cause)
}

/// Makes a folder and those above it.
///
/// # Errors
/// When the disk does not let us.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|cause| unwritable(path, cause))
}

/// Makes a folder in which nobody else reads: what is kept of a site may hold what must not be published.
pub(super) fn make_own_folder(path: &Path) -> Done {
    make_folder(path)?;
    // Where a disk knows no such rights, or the folder is another's, all the rest works as well.
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap_or_default();
    Ok(())
}

/// Whether a folder can be made at a path: nothing is there, or an empty folder.
#[must_use]
pub fn is_free(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

/// Writes a file that must not be there yet, and makes its folder.
///
/// # Errors
/// When it is there, or the disk does not let us.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let written = File::options().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|cause| unwritable(path, cause))
}

/// Writes a file that is there anew, whole or not at all; who may read and write it stays.
///
/// # Errors
/// When the disk does not let us.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let whole = || {
        let mut temporary = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
        temporary.write_all(bytes)?;
        temporary.as_file().set_permissions(fs::metadata(path)?.permissions())?;
        temporary.persist(path).map(drop).map_err(|error| error.error)
    };
    whole().map_err(|cause| unwritable(path, cause))
}

/// Writes a file, whether one is there or not.
///
/// # Errors
/// When the disk does not let us.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.is_file() { rewrite(path, bytes) } else { write_new(path, bytes) }
}

/// The hash of a file's content; nothing when there is no such file.
pub(super) fn hash(path: &Path) -> Done<Option<Fingerprint>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(cause) => return Err(unwritable(path, cause)),
    };
    if file.metadata().map_err(|cause| unwritable(path, cause))?.is_dir() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let mut hasher = blake3::Hasher::new();
    loop {
        bytes.clear();
        let read = (&mut file).take(1 << 20).read_to_end(&mut bytes).map_err(|cause| unwritable(path, cause))?;
        if read == 0 {
            return Ok(Some(Fingerprint::from_hash(hasher.finalize())));
        }
        hasher.update(&bytes);
    }
}

/// What the system tells of a published file; nothing when there is none.
#[must_use]
pub fn stands(out: &Path, path: &str) -> Option<Stat> {
    Stat::of_file(&rustix::fs::lstat(out.join(path)).ok()?)
}

/// Removes a file; one that is gone already is no trouble.
///
/// # Errors
/// When the disk does not let us.
pub fn remove_file(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(unwritable(path, cause)),
        _ => Ok(()),
    }
}

/// Removes a folder with all that is in it, which must be our own; one that is gone already is no trouble.
///
/// # Errors
/// When the disk does not let us.
pub fn remove_tree(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(unwritable(path, cause)),
        _ => Ok(()),
    }
}

/// What a published file holds; nothing when there is none.
///
/// # Errors
/// When it cannot be read.
pub fn holds(out: &Path, path: &str) -> Result<Option<Fingerprint>, Failure> {
    hash(&out.join(path))
}

/// The text of a published file; what is not UTF-8 in it is replaced.
///
/// # Errors
/// When it cannot be read.
pub fn text(out: &Path, path: &str) -> Result<String, Failure> {
    read(out, path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The bytes of a published file.
///
/// # Errors
/// When it is not there, or cannot be read.
pub fn read(out: &Path, path: &str) -> Result<Vec<u8>, Failure> {
    let file = out.join(path);
    fs::read(&file).map_err(|cause| {
        let file = file.display();
        Failure::io(say!("读不了 {file}", "cannot read {file}"), cause)
    })
}

/// Brings along a file that is not ours: as a second name where the disk has these, and a link as a link.
///
/// # Errors
/// When the disk does not let us.
pub fn bring(from: &Path, to: &Path) -> Result<(), Failure> {
    match fs::read_link(from) {
        Ok(target) => std::os::unix::fs::symlink(target, to).map_err(|cause| unwritable(to, cause)),
        Err(_) => link_or_copy(from, to),
    }
}

/// A second name for a file's content, or a copy where the disk has no second names.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Done {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)).map_err(|cause| unwritable(to, cause))
}

//! A tree beside the output folder in which the new files wait.

use super::disk::{Done, make_folder, remove_tree, unwritable};
use crate::world::Stat;
use rustix::fs::{fstat, lstat};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where a stage is, which decides how it can be moved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Beside the output folder, on the same disk: the two can be exchanged.
    Beside,
    /// Within it, since the folder above cannot be written or is on another disk.
    Within,
}

/// New files, by their path in the output folder.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) root: PathBuf,
    pub(super) standing: Standing,
    folders: Mutex<HashSet<PathBuf>>,
}

/// The name of a stage within the output folder, which is never published.
pub(super) const WITHIN: &str = ".xiangwei-stage";

impl Stage {
    /// An empty stage for an output folder; what a killed run left on it is removed.
    pub(super) fn new(out: &Path) -> Done<Self> {
        let beside = beside(out);
        remove_tree(&out.join(WITHIN))?;
        let (root, standing) = match beside.filter(|path| can_be_made(path, out)) {
            Some(path) => (path, Standing::Beside),
            None => (out.join(WITHIN), Standing::Within),
        };
        make_folder(&root)?;
        Ok(Self { root, standing, folders: Mutex::default() })
    }

    /// Puts a file on the stage.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Done<Stat> {
        let path = self.place(path)?;
        write(&path, bytes).map_err(|cause| unwritable(&path, cause))
    }

    /// Puts a copy of a file on the stage.
    pub(super) fn copy(&self, path: &str, from: &Path) -> Done<Stat> {
        let path = self.place(path)?;
        let copied = fs::copy(from, &path).and_then(|_| Ok(lstat(&path)?));
        copied.map(|raw| told(&raw)).map_err(|cause| unwritable(&path, cause))
    }

    /// Where a file stands on the stage, its folder made.
    pub(super) fn place(&self, path: &str) -> Done<PathBuf> {
        let file = self.root.join(path);
        let folder = file.parent().unwrap_or(&self.root).to_owned();
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !folders.contains(&folder) {
            make_folder(&folder)?;
            folders.insert(folder);
        }
        Ok(file)
    }

    /// Removes the stage with everything on it.
    pub(super) fn clear(&self) -> Done {
        remove_tree(&self.root)
    }
}

/// Writes a file, and asks of it while it is still open.
fn write(path: &Path, bytes: &[u8]) -> io::Result<Stat> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(told(&fstat(&file)?))
}

/// What the system tells of a file that we have just written.
fn told(raw: &rustix::fs::Stat) -> Stat {
    Stat::of_file(raw).unwrap_or(Stat::NONE)
}

/// `.public.xiangwei-stage` beside `public`.
pub(super) fn beside(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_str()?;
    Some(out.parent()?.join(format!(".{name}.xiangwei-stage")))
}

/// Whether the stage can stand there: it can be made anew, and is on the disk of the output folder.
fn can_be_made(path: &Path, out: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| fs::metadata(path).map(|meta| meta.dev()).ok();
    remove_tree(path).is_ok() && fs::create_dir(path).is_ok() && disk(path) == disk(out)
}

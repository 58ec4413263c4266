//! Which places in a site's folder count.

use crate::world::{FOLDERS, settled};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::DirEntry;

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Folder,
    File,
}

/// The site's folder, and what in it is not looked at.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) root: PathBuf,
    beside: Vec<PathBuf>,
}

impl Places {
    pub(super) fn new(root: PathBuf, beside: &[PathBuf]) -> Self {
        Self { root, beside: beside.iter().map(|path| settled(path)).collect() }
    }

    /// A path from the site's root.
    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }

    /// Whether a change at a path from the site's root is told.
    pub(super) fn counts(&self, path: &Path, entry: Entry) -> bool {
        let name = path.file_name().unwrap_or_default();
        let passed_over = hidden(name) || (entry == Entry::File && of_an_editor(name));
        !passed_over && !self.is_beside(&self.root.join(path))
    }

    /// Whether a walk takes an entry. Links are followed as they are when the site is read: not out of the site, not
    /// to a folder that they are in.
    pub(super) fn admits(&self, entry: &DirEntry) -> bool {
        if hidden(entry.file_name()) || self.is_beside(entry.path()) {
            return false;
        }
        if !entry.path_is_symlink() {
            return true;
        }
        let above = entry.path().parent().and_then(|folder| folder.canonicalize().ok());
        let Some((target, above)) = entry.path().canonicalize().ok().zip(above) else { return false };
        target.starts_with(&self.root) && !above.starts_with(&target) && !self.is_beside(&target)
    }

    fn is_beside(&self, path: &Path) -> bool {
        self.beside.iter().any(|beside| path.starts_with(beside))
    }

    /// The kind of disk that the site, or one of its folders, stands on when it may be changed without this system
    /// hearing of it.
    pub(super) fn disk_without_events(&self) -> Option<&'static str> {
        let folders = FOLDERS.iter().map(|folder| self.root.join(folder));
        std::iter::once(self.root.clone()).chain(folders).find_map(|folder| disk(&folder))
    }
}

/// Whether a path from the site's root is one of the folders that a site is made of, or below one.
pub(super) fn is_source(path: &Path) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder))
}

fn hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file's name is one that editors, office programs and downloads give to files of a moment.
fn of_an_editor(name: &OsStr) -> bool {
    const ENDINGS: [&[u8]; 6] = [b"~", b".swp", b".swx", b".tmp", b".part", b".crdownload"];
    let name = name.as_encoded_bytes();
    let between_hashes = name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#");
    // Vim tries with a file named 4913 whether it may write in a folder.
    name == b"4913" || between_hashes || name.starts_with(b"~$") || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The kind of disk that a folder stands on, if others can write to it past this system.
#[cfg(target_os = "linux")]
fn disk(folder: &Path) -> Option<&'static str> {
    // The numbers are 32 bits wide; the field is as wide as the machine's words.
    let kind = rustix::fs::statfs(folder).ok()?.f_type as u32;
    DISKS.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

#[cfg(not(target_os = "linux"))]
fn disk(_: &Path) -> Option<&'static str> {
    None
}

/// The numbers that `statfs` gives for them.
#[cfg(target_os = "linux")]
const DISKS: [(u32, &str); 14] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xfe53_4d42, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x786f_4256, "VirtualBox"),
    (0xbacb_acbc, "VMware"),
    (0x7c7c_6673, "Parallels"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_moment_are_passed_over() {
        let places = Places::new("/site".into(), &["/site/content/out".into()]);
        let counts = |path: &str, entry| places.counts(Path::new(path), entry);
        for name in [".a.md.swp", ".#a.md", "#a.md#", "a.md~", "a.swx", "4913", "~$a.docx", "a.pdf.part", "a.tmp"] {
            assert!(!counts(&format!("content/{name}"), Entry::File), "{name}");
        }
        for name in ["a.md", "49131", "#", "#a.md", "~a.md", "part", "图.png"] {
            assert!(counts(&format!("content/{name}"), Entry::File), "{name}");
        }
        assert!(counts("content/4913", Entry::Folder) && counts("content/a.tmp", Entry::Folder));
        assert!(!counts("content/.git", Entry::Folder) && !counts("content/out", Entry::Folder));
    }

    #[test]
    fn disks_of_this_machine_tell_of_changes() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Places::new(folder.path().to_owned(), &[]).disk_without_events(), None);
    }

    #[test]
    fn what_is_not_there_yet_is_named_by_the_folder_above() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::os::unix::fs::symlink(&root, root.join("link")).unwrap();
        assert_eq!(settled(&root.join("link/public")), root.join("public"));
    }
}

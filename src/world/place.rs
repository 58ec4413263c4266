//! Where a site's sources are, and what must not be written there.

use super::World;
use std::path::{Path as FilePath, PathBuf};

/// The folders of a site's sources; others at its root are not looked into.
pub const FOLDERS: [&str; 5] = ["content", "data", "static", "templates", "themes"];

impl World {
    /// Whether a folder is the site's own, one above it, or in its sources: nothing may be published there.
    #[must_use]
    pub fn is_ours(&self, folder: &FilePath) -> bool {
        let folder = settled(folder);
        let mut sources = FOLDERS.iter().map(|source| settled(&self.root.join(source)));
        self.root.starts_with(&folder) || sources.any(|source| folder.starts_with(source))
    }
}

/// A path as the system sees it; what is not there yet is named from the nearest folder above it that is.
#[must_use]
pub fn settled(path: &FilePath) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.canonicalize().unwrap_or_else(|_| match (whole.parent(), whole.file_name()) {
        (Some(above), Some(name)) => settled(above).join(name),
        _ => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_published_over_the_sources() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        std::fs::create_dir(&root).unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        std::os::unix::fs::symlink(root.join("content"), folder.path().join("link")).unwrap();
        let world = World::open(&root).unwrap();
        for ours in ["site", "site/content", "site/content/a/b", "link/a", "site/data/new", "site/../site/static", "."]
        {
            assert!(world.is_ours(&folder.path().join(ours)), "{ours}");
        }
        for free in ["site/public", "site/www/a", "other", "sites"] {
            assert!(!world.is_ours(&folder.path().join(free)), "{free}");
        }
    }
}

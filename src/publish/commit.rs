//! Moving the stage in: file by file, or by exchanging the trees.

use super::disk::{Done, bring, hash, link_or_copy, make_folder, remove_file, unwritable};
use super::folder::{Folder, MANIFEST, NEXT};
use super::stage::{Standing, WITHIN};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::output::Manifest;
use crate::say;
use rustc_hash::FxHashSet;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path as FilePath;
use walkdir::WalkDir;

/// From this many files on, and half of the site, the trees are exchanged.
const MANY: usize = 500;

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that were the same.
    pub unchanged: usize,
    /// Files whose source is gone.
    pub removed: usize,
    /// How the new files took their places.
    pub way: Way,
}

/// How new files take their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// One by one; what is unchanged is not touched.
    #[default]
    OneByOne,
    /// By an exchange of the trees, in which what is unchanged has a second name for a while.
    Exchange,
}

impl Folder {
    /// Publishes: `staged` are the paths that wait on the stage, `by_hand` those of them whose published file was
    /// changed by hand. Files that only an older manifest names are removed.
    ///
    /// # Errors
    /// When the disk does not let us; what is published then is whole, and the next run goes on.
    pub fn publish(
        self,
        manifest: &Manifest,
        staged: &[Path],
        by_hand: &[Path],
    ) -> Result<(Changes, Vec<Diagnostic>), Failure> {
        let gone = self.gone(manifest);
        let mut told = Vec::new();
        for path in by_hand.iter().map(|path| &**path).chain(gone.iter().map(String::as_str)) {
            told.extend(self.keep_aside(path)?);
        }
        let many = staged.len() >= MANY && staged.len() * 2 >= manifest.count();
        let exchanged = many && self.stage.standing == Standing::Beside && self.exchange(manifest, staged)?;
        if !exchanged {
            self.move_in(manifest, staged, &gone)?;
        }
        self.stage.clear()?;
        let (written, unchanged, removed) = (staged.len(), manifest.count() - staged.len(), gone.len());
        let way = if exchanged { Way::Exchange } else { Way::OneByOne };
        Ok((Changes { written, unchanged, removed, way }, told))
    }

    /// What older manifests name and the new one does not.
    fn gone(&self, manifest: &Manifest) -> Vec<String> {
        let ours = [&self.old, &self.interrupted].into_iter().flat_map(Manifest::paths);
        let gone: BTreeSet<&Path> = ours.filter(|path| manifest.get(path).is_none()).collect();
        gone.into_iter().filter(|path| self.out.join(&***path).is_file()).map(|path| path.to_string()).collect()
    }

    /// Keeps a published file that somebody changed by hand, before it is overwritten or removed.
    fn keep_aside(&self, path: &str) -> Done<Option<Diagnostic>> {
        let published = self.out.join(path);
        let Some(found) = hash(&published)?.filter(|found| !self.knows(path, *found)) else { return Ok(None) };
        let kept = self.kept.join(format!("{path}.{}", found.short()));
        make_folder(kept.parent().unwrap_or(&self.kept))?;
        fs::copy(&published, &kept).map_err(|cause| unwritable(&kept, cause))?;
        let (out, kept) = (published.display(), kept.display());
        let place = Place::File(path.into());
        Ok(Some(Diagnostic::new(Code::ChangedByHand, place, say!("{out} 被人改过", "{out} was changed by hand")).help(
            say!(
                "改过的文件存到了 {kept}；请改源文件",
                "the changed file was kept as {kept}; change its source instead"
            ),
        )))
    }

    /// Every file takes its place by a rename. The manifest of what is to come goes first, so that a run after a kill
    /// knows all files of both.
    fn move_in(&self, manifest: &Manifest, staged: &[Path], gone: &[String]) -> Done {
        if staged.is_empty() && gone.is_empty() && self.old == *manifest {
            return remove_file(&self.out.join(NEXT));
        }
        let next = self.out.join(NEXT);
        self.stage.put(NEXT, manifest.to_text().as_bytes())?;
        fs::rename(self.stage.root.join(NEXT), &next).map_err(|cause| unwritable(&next, cause))?;
        let in_the_way = |path: &&String| {
            let folder = format!("{path}/");
            staged.iter().any(|new| new.starts_with(&folder) || path.starts_with(&format!("{new}/")))
        };
        let (first, last): (Vec<&String>, Vec<&String>) = gone.iter().partition(in_the_way);
        first.into_iter().try_for_each(|path| self.remove(path))?;
        for path in staged {
            let to = self.out.join(&**path);
            make_folder(to.parent().unwrap_or(&self.out))?;
            if to.is_dir() && !to.is_symlink() {
                // Empty by now: what was ours in it is gone, and with anything else in it we would not be here.
                fs::remove_dir(&to).map_err(|cause| unwritable(&to, cause))?;
            }
            fs::rename(self.stage.root.join(&**path), &to).map_err(|cause| unwritable(&to, cause))?;
        }
        last.into_iter().try_for_each(|path| self.remove(path))?;
        fs::rename(&next, self.out.join(MANIFEST)).map_err(|cause| unwritable(&next, cause))
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Done {
        remove_file(&self.out.join(path))?;
        let mut folder = FilePath::new(path).parent();
        while let Some(above) = folder.filter(|above| !above.as_os_str().is_empty()) {
            if fs::remove_dir(self.out.join(above)).is_err() {
                break; // It holds something else.
            }
            folder = above.parent();
        }
        Ok(())
    }

    /// Completes the stage with what stays, and exchanges it with the output folder. False when this disk cannot.
    fn exchange(&self, manifest: &Manifest, staged: &[Path]) -> Done<bool> {
        let staged: FxHashSet<&str> = staged.iter().map(|path| &**path).collect();
        for path in manifest.paths().filter(|path| !staged.contains(&***path)) {
            link_or_copy(&self.out.join(&**path), &self.stage.place(path)?)?;
        }
        self.bring_foreign(manifest)?;
        self.stage.put(MANIFEST, manifest.to_text().as_bytes())?;
        let mode = fs::metadata(&self.out).map_err(|cause| unwritable(&self.out, cause))?.permissions();
        fs::set_permissions(&self.stage.root, mode).map_err(|cause| unwritable(&self.stage.root, cause))?;
        Ok(renameat_with(CWD, &self.stage.root, CWD, &self.out, RenameFlags::EXCHANGE).is_ok())
    }

    /// Files and folders in the output folder that are not ours come along.
    fn bring_foreign(&self, manifest: &Manifest) -> Done {
        let mut folders = Vec::new();
        for entry in WalkDir::new(&self.out).min_depth(1) {
            let entry = entry.map_err(|error| unwritable(&self.out, error.into()))?;
            let relative = entry.path().strip_prefix(&self.out).unwrap_or(entry.path());
            let path = relative.to_string_lossy().into_owned();
            let ours = self.is_ours(&path)
                || manifest.get(&path).is_some()
                || [MANIFEST, NEXT].contains(&path.as_str())
                || path == WITHIN
                || path.starts_with(&format!("{WITHIN}/"));
            let to = self.stage.root.join(relative);
            if entry.file_type().is_dir() {
                if fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none()) {
                    make_folder(&to)?;
                }
                folders.push((entry.into_path(), to));
            } else if !ours {
                make_folder(to.parent().unwrap_or(&self.stage.root))?;
                bring(entry.path(), &to)?;
            }
        }
        // Who may enter a folder stays as it was; the deepest first, so that a closed one is closed last.
        for (from, to) in folders.into_iter().rev().filter(|(_, to)| to.is_dir()) {
            let mode = fs::metadata(&from).map_err(|cause| unwritable(&from, cause))?.permissions();
            fs::set_permissions(&to, mode).map_err(|cause| unwritable(&to, cause))?;
        }
        Ok(())
    }
}

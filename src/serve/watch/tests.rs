//! Watching real folders. What must come is waited for; what must not come is shown by what comes after it.

#![allow(clippy::disallowed_methods, reason = "tests change the disk to see what is told")]

use super::*;
use crate::build::{Order, Progress, Stage, build};
use crate::world::starter;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use walkdir::WalkDir;

/// What must come comes within this time, on the busiest machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// A site under watch.
pub(super) struct Site {
    folder: TempDir,
    pub(super) watch: Watch,
}

impl Site {
    /// Files to begin with; the output folder is `public`.
    pub(super) fn new(files: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|path| put(folder.path(), path));
        Self::of(folder)
    }

    fn of(folder: TempDir) -> Self {
        let watch = Watch::start(folder.path(), &[folder.path().join("public")]).unwrap();
        Self { folder, watch }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn write(&self, path: &str) {
        put(self.folder.path(), path);
    }

    pub(super) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// All that is told until each of these paths was; nothing may be told without paths.
    #[track_caller]
    fn until(&mut self, paths: &[&str]) -> BTreeSet<String> {
        let begun = Instant::now();
        let mut told = BTreeSet::new();
        while !paths.iter().all(|path| told.contains(*path)) {
            assert!(begun.elapsed() < PATIENCE, "{paths:?} did not come, but {told:?}");
            let Some(hint) = self.watch.next(PATIENCE) else { continue };
            assert!(!hint.paths.is_empty() && hint.paths.is_sorted(), "{hint:?}");
            told.extend(hint.paths.iter().map(|path| path.to_string()));
        }
        told
    }

    /// Waits for a hint without paths: all is watched from anew.
    #[track_caller]
    pub(super) fn anew(&mut self) {
        let begun = Instant::now();
        while !self.watch.next(PATIENCE).is_some_and(|hint| hint.paths.is_empty()) {
            assert!(begun.elapsed() < PATIENCE, "the loss was not told");
        }
        assert_eq!(self.watch.means(), &Means::Events);
    }

    /// All that was told up to now.
    #[track_caller]
    fn settle(&mut self) -> Vec<String> {
        self.write("content/last.md");
        let mut told = self.until(&["content/last.md"]);
        told.remove("content/last.md");
        told.into_iter().collect()
    }
}

fn put(root: &FilePath, path: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "x").unwrap();
}

#[test]
fn every_way_of_saving_is_told() {
    let mut site = Site::new(&["xiangwei.yaml", "content/a.md", "data/organisations.yaml"]);
    assert_eq!(site.watch.means(), &Means::Events);
    // Truncated and written.
    site.write("content/a.md");
    assert_eq!(site.until(&["content/a.md"]).len(), 1);
    // Written beside it and renamed over it.
    site.write("content/.a.md.new");
    site.rename("content/.a.md.new", "content/a.md");
    assert_eq!(site.until(&["content/a.md"]).len(), 1);
    // As Vim does with a backup: a trial file, the old one aside, a new one.
    site.write("content/4913");
    site.remove("content/4913");
    site.rename("content/a.md", "content/a.md~");
    site.write("content/a.md");
    site.remove("content/a.md~");
    assert_eq!(site.until(&["content/a.md"]).len(), 1);
    // Settings, and a dictionary.
    site.write("xiangwei.yaml");
    site.write("data/organisations.yaml");
    site.until(&["data/organisations.yaml", "xiangwei.yaml"]);
    // Removed.
    site.remove("content/a.md");
    site.until(&["content/a.md"]);
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn what_an_editor_keeps_beside_a_file_is_passed_over() {
    let mut site = Site::new(&["content/a.md", "target/debug/x", "public/index.html", ".git/HEAD"]);
    for name in [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "~$a.docx", "a.pdf.part", "a.pdf.crdownload", "a.tmp"] {
        site.write(&format!("content/{name}"));
    }
    for path in [".git/HEAD", "target/debug/x", "public/index.html", "content/.obsidian/a.md", ".xiangwei/lock"] {
        site.write(path);
    }
    site.rename("public", ".old");
    site.write("public/index.html");
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn folders_that_are_none_of_a_sites_are_not_looked_into() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("node_modules/x/y.js");
    assert_eq!(site.until(&["node_modules"]).len(), 1);
    site.write("node_modules/x/y.js");
    site.write("node_modules/z.js");
    assert_eq!(site.settle(), [""; 0]);
}

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage) {}
    fn made(&self, _: usize) {}
    fn waiting(&self) {}
}

#[test]
fn a_build_wakes_nobody() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in starter() {
        put(folder.path(), &path);
        fs::write(folder.path().join(path), bytes).unwrap();
    }
    let mut site = Site::of(folder);
    let order = Order::of(site.folder.path());
    for _ in 0..2 {
        assert!(build(&order, &Silent).unwrap().changes.is_some());
    }
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn a_thousand_files_at_once_are_all_told() {
    let mut site = Site::new(&["content/zcwj/0.md"]);
    let paths: Vec<String> = (0..1000).map(|n| format!("content/zcwj/{n}.md")).collect();
    for path in &paths {
        site.write(path);
    }
    site.until(&paths.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn after_a_storm_the_whole_site_is_looked_at_again() {
    let mut site = Site::new(&["content/a.md"]);
    (0..5000).for_each(|n| site.write(&format!("content/{n}.md")));
    site.write("content/later/x.md");
    site.anew();
    site.write("content/later/x.md");
    site.until(&["content/later/x.md"]);
}

#[test]
fn folders_that_come_later_are_watched() {
    let mut site = Site::new(&["xiangwei.yaml"]);
    // Made with all that is in it before we look; the folder stands for all of it.
    site.write("content/zcwj/2024/a.md");
    site.until(&["content"]);
    site.write("content/zcwj/2024/b.md");
    site.until(&["content/zcwj/2024/b.md"]);
    // Moved in from elsewhere.
    let elsewhere = tempfile::tempdir_in(site.folder.path().parent().unwrap()).unwrap();
    put(elsewhere.path(), "jd/deep/c.md");
    fs::rename(elsewhere.path().join("jd"), site.path("content/jd")).unwrap();
    site.until(&["content/jd"]);
    site.write("content/jd/deep/c.md");
    assert_eq!(site.until(&["content/jd/deep/c.md"]).len(), 1);
    // Moved out: it is no longer ours.
    fs::rename(site.path("content/jd"), elsewhere.path().join("jd")).unwrap();
    site.anew();
    put(elsewhere.path(), "jd/deep/c.md");
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn a_renamed_folder_is_known_by_its_new_name() {
    let mut site = Site::new(&["content/old/deep/a.md"]);
    site.rename("content/old", "content/new");
    site.anew();
    site.write("content/new/deep/a.md");
    assert_eq!(site.until(&["content/new/deep/a.md"]).len(), 1);
    fs::remove_dir_all(site.path("content/new")).unwrap();
    site.anew();
    site.write("content/new/deep/a.md");
    site.until(&["content/new"]);
    site.write("content/new/deep/a.md");
    assert_eq!(site.until(&["content/new/deep/a.md"]).len(), 1);
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn a_change_behind_a_link_is_told_under_each_name() {
    let mut site = Site::new(&["content/real/a.md", "shared/b.md", "shared/c.md"]);
    symlink(site.path("content/real"), site.path("content/link")).unwrap();
    symlink(site.path("shared"), site.path("content/shared")).unwrap();
    site.until(&["content/link", "content/shared"]);
    site.write("content/real/a.md");
    assert_eq!(site.until(&["content/link/a.md", "content/real/a.md"]).len(), 2);
    site.write("shared/b.md");
    site.until(&["content/shared/b.md"]);
    // Without the link, the folder itself stays watched.
    site.remove("content/link");
    site.anew();
    site.write("content/real/a.md");
    assert_eq!(site.until(&["content/real/a.md"]).len(), 1);
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn a_link_that_leads_elsewhere_now_is_followed() {
    let mut site = Site::new(&["content/one/a.md", "shared/b.md"]);
    symlink("one", site.path("content/link")).unwrap();
    site.until(&["content/link"]);
    symlink("../shared", site.path("content/.new")).unwrap();
    site.rename("content/.new", "content/link");
    site.anew();
    site.write("shared/b.md");
    site.until(&["content/link/b.md"]);
    site.write("content/one/a.md");
    assert_eq!(site.until(&["content/one/a.md"]).len(), 1);
}

#[test]
fn a_linked_file_is_told_by_where_it_stands() {
    let mut site = Site::new(&["shared/b.md", "content/a.md"]);
    symlink(site.path("shared/b.md"), site.path("content/b.md")).unwrap();
    site.until(&["content/b.md"]);
    site.write("shared/b.md");
    site.until(&["shared/b.md"]);
}

#[test]
fn a_folder_that_comes_with_a_link_into_it_is_watched_whole() {
    let mut site = Site::new(&["content/a.md"]);
    site.write("content/new/deep/b.md");
    symlink("new/c.md", site.path("content/link.md")).unwrap();
    site.write("content/new/c.md");
    site.until(&["content/link.md", "content/new"]);
    site.write("content/new/deep/b.md");
    site.until(&["content/new/deep/b.md"]);
}

#[test]
fn links_are_not_followed_out_of_the_site_nor_in_circles() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "a.md");
    let mut site = Site::new(&["content/real/a.md"]);
    symlink(outside.path(), site.path("content/outside")).unwrap();
    symlink("..", site.path("content/real/circle")).unwrap();
    symlink("nowhere", site.path("content/lost")).unwrap();
    site.until(&["content/lost", "content/outside", "content/real/circle"]);
    put(outside.path(), "a.md");
    site.write("content/real/a.md");
    assert_eq!(site.until(&["content/real/a.md"]).len(), 1);
    assert_eq!(site.settle(), [""; 0]);
}

#[test]
fn a_burst_that_does_not_end_is_told_while_it_lasts() {
    let mut site = Site::new(&["content/a.md"]);
    let (path, over) = (site.path("content/a.md"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let begun = Instant::now();
            while !over.load(Ordering::Relaxed) && begun.elapsed() < 3 * PATIENCE {
                fs::write(&path, "x").unwrap();
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        let begun = Instant::now();
        let hint = site.watch.next(PATIENCE);
        over.store(true, Ordering::Relaxed);
        assert!(hint.is_some() && begun.elapsed() < PATIENCE);
    });
}

#[test]
fn nothing_comes_of_nothing() {
    let mut site = Site::new(&["content/a.md"]);
    assert_eq!(site.watch.next(Duration::from_millis(50)), None);
    assert_eq!(site.watch.next(Duration::ZERO), None);
}

#[test]
fn a_site_that_is_not_there_cannot_be_watched() {
    assert!(Watch::start(FilePath::new("/nowhere/at/all"), &[]).is_err());
}

#[test]
fn when_the_site_is_gone_we_poll() {
    let mut site = Site::new(&["content/a.md"]);
    fs::remove_dir_all(site.folder.path()).unwrap();
    let begun = Instant::now();
    while site.watch.means() == &Means::Events {
        assert!(begun.elapsed() < PATIENCE, "it was not noticed");
        site.watch.next(PATIENCE);
    }
    assert_eq!(site.watch.next(PATIENCE), Some(Hint::default()));
}

#[test]
fn polling_gives_a_hint_every_second() {
    let reason = reason::far_away("NFS");
    let mut watch = Watch::new(Places::new("/".into(), &[]), Err(reason.clone()));
    assert_eq!(watch.means(), &Means::Polling(reason));
    assert_eq!(watch.next(Duration::ZERO), None);
    let begun = Instant::now();
    assert_eq!(watch.next(PATIENCE), Some(Hint::default()));
    assert_eq!(watch.next(PATIENCE), Some(Hint::default()));
    assert!(begun.elapsed() > PERIOD);
}

/// The files below a path from the site's root, and what each holds.
fn files_below(root: &FilePath, path: &str) -> BTreeMap<PathBuf, String> {
    let files = WalkDir::new(root.join(path)).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.filter_map(|file| Some((file.path().to_owned(), fs::read_to_string(file.path()).ok()?))).collect()
}

/// Folders come, go and change their names, and files in them are written, with no time to look.
fn churn(root: &FilePath) {
    let content = root.join("content");
    for n in 0..300 {
        let folder = content.join(format!("{}/{}/{}", n % 7, n % 3, n % 2));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}.md", n % 5)), n.to_string()).unwrap();
        let top = content.join((n % 7).to_string());
        match n {
            _ if n % 11 == 0 => fs::rename(top, content.join(format!("moved-{n}"))).unwrap(),
            _ if n % 13 == 0 => fs::remove_dir_all(top).unwrap(),
            _ if n % 17 == 0 => std::thread::sleep(2 * QUIET),
            _ => {}
        }
    }
}

#[test]
fn who_looks_where_hints_point_knows_the_whole_site() {
    let mut site = Site::new(&["content/a.md"]);
    let root = site.folder.path().to_owned();
    let mut known = files_below(&root, "content");
    std::thread::scope(|scope| {
        let churn = scope.spawn(|| churn(&root));
        let mut quiet_since = Instant::now();
        while !churn.is_finished() || known != files_below(&root, "content") {
            assert!(quiet_since.elapsed() < PATIENCE, "a change was not told");
            let Some(hint) = site.watch.next(PERIOD) else { continue };
            quiet_since = Instant::now();
            let paths = if hint.paths.is_empty() { vec!["content".into()] } else { hint.paths };
            for path in &paths {
                known.retain(|file, _| !file.starts_with(root.join(path.as_ref() as &str)));
                known.extend(files_below(&root, path.as_ref()));
            }
        }
    });
}

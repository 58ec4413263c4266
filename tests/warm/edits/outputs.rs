//! What is not a source: the options of the build, the store, the output folder.

use super::Row;
use crate::warm::scene::{Scene, knows};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

pub(super) const EDITS: &[Row] = &[
    ("date", 5, date),
    ("drafts", 2, drafts),
    ("future", 1, future),
    ("base url", 1, base_url),
    ("threads", 1, threads),
    ("forced", 1, force),
    ("another output folder", 2, aside),
    ("another store", 1, other_store),
    ("store kept for later", 3, store_kept),
    ("older store", 3, store_older),
    ("store deleted", 2, store_deleted),
    ("store cut short", 2, |scene| damage(scene, |_, bytes, at| bytes.truncate(at))),
    ("store with flipped bytes", 3, |scene| damage(scene, |with, bytes, at| bytes[at] ^= with)),
    ("store of zeros from somewhere on", 1, |scene| damage(scene, |_, bytes, at| bytes[at..].fill(0))),
    ("store of rubbish", 1, |scene| damage(scene, |_, bytes, _| *bytes = "不是仓库\n".repeat(9).into_bytes())),
    ("store made longer", 1, |scene| damage(scene, |_, bytes, at| bytes.extend_from_within(..at))),
    ("output file deleted", 2, deleted),
    ("output file changed by hand", 3, by_hand),
    ("output file changed by hand, same length, same time", 2, by_hand_unseen),
    ("output file touched", 2, touched),
    ("output folder deleted", 1, folder_deleted),
    ("whole output deleted", 1, all_deleted),
    ("manifest deleted", 1, manifest_deleted),
    ("manifest of rubbish", 1, manifest_rubbish),
    ("foreign file", 1, foreign),
];

fn date(scene: &mut Scene) -> Option<String> {
    let all = ["2024-12-31", "2024-12-31", "2025-01-01", "2025-07-01", "2024-06-30", "2024-03-01", "2031-01-01"];
    scene.options.date = scene.dice.one(&all);
    Some(scene.options.date.to_owned())
}

fn drafts(scene: &mut Scene) -> Option<String> {
    scene.options.drafts ^= true;
    Some(scene.options.drafts.to_string())
}

fn future(scene: &mut Scene) -> Option<String> {
    scene.options.future ^= true;
    Some(scene.options.future.to_string())
}

fn base_url(scene: &mut Scene) -> Option<String> {
    scene.options.base_url = scene.dice.one(&[None, Some("http://127.0.0.1:8000/"), Some("https://b.gov.cn/b/")]);
    Some(format!("{:?}", scene.options.base_url))
}

fn threads(scene: &mut Scene) -> Option<String> {
    scene.manner.threads = 1 + scene.dice.below(4);
    Some(scene.manner.threads.to_string())
}

fn force(scene: &mut Scene) -> Option<String> {
    scene.manner.force = knows("--force");
    scene.manner.force.then(String::new)
}

fn aside(scene: &mut Scene) -> Option<String> {
    scene.manner.aside ^= true;
    Some(scene.out().display().to_string())
}

fn other_store(scene: &mut Scene) -> Option<String> {
    scene.manner.other_store = knows("--cache") && !scene.manner.other_store;
    knows("--cache").then(|| scene.store().display().to_string())
}

/// The store's files: not what was kept aside for the author, nor the lock.
fn store_files(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let mut files = walk.filter_entry(|entry| entry.file_name() != "kept").flatten();
    let mut found = Vec::new();
    while let Some(entry) = files.by_ref().next() {
        if entry.file_type().is_file() && entry.file_name() != "lock" {
            found.push(entry.into_path());
        }
    }
    found
}

/// Copies the store's files from one folder over those in another.
fn copy_store(from: &Path, to: &Path) {
    store_files(to).iter().for_each(|path| fs::remove_file(path).unwrap());
    for path in store_files(from) {
        let place = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(path, place).unwrap();
    }
}

fn store_kept(scene: &mut Scene) -> Option<String> {
    let slot = scene.dice.one(&["0", "1", "2"]);
    copy_store(&scene.store(), &scene.old_stores.path().join(slot));
    Some(slot.to_owned())
}

fn store_older(scene: &mut Scene) -> Option<String> {
    let slot = scene.dice.one(&["0", "1", "2"]);
    let from = scene.old_stores.path().join(slot);
    if !from.exists() {
        return None;
    }
    copy_store(&from, &scene.store());
    scene.store_touched = true;
    Some(slot.to_owned())
}

fn store_deleted(scene: &mut Scene) -> Option<String> {
    fs::remove_dir_all(scene.store()).unwrap_or_default();
    scene.store_touched = true;
    Some(String::new())
}

/// Does something to the bytes of every file of the store; `at` is a place in the file.
fn damage(scene: &mut Scene, harm: fn(u8, &mut Vec<u8>, usize)) -> Option<String> {
    let mut told = Vec::new();
    for path in store_files(&scene.store()) {
        let mut bytes = fs::read(&path).unwrap();
        for _ in 0..=scene.dice.below(3) {
            if !bytes.is_empty() {
                let (at, with) = (scene.dice.below(bytes.len()), 1 + scene.dice.below(255));
                harm(u8::try_from(with).unwrap(), &mut bytes, at);
                told.push(format!("{} at {at}", path.file_name().unwrap().display()));
            }
        }
        fs::write(&path, bytes).unwrap();
    }
    scene.store_touched = true;
    Some(told.join(", "))
}

/// One of the published files.
fn published(scene: &mut Scene) -> Option<PathBuf> {
    let walk = WalkDir::new(scene.out()).sort_by_file_name().into_iter().flatten();
    let ours = walk
        .filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with(".xiangwei"));
    let all: Vec<PathBuf> = ours.map(walkdir::DirEntry::into_path).collect();
    scene.dice.pick(&all)
}

fn told(scene: &Scene, path: &Path) -> String {
    path.strip_prefix(scene.out()).unwrap_or(path).display().to_string()
}

fn deleted(scene: &mut Scene) -> Option<String> {
    let path = published(scene)?;
    fs::remove_file(&path).unwrap();
    Some(told(scene, &path))
}

fn by_hand(scene: &mut Scene) -> Option<String> {
    let (path, word) = (published(scene)?, scene.name());
    fs::write(&path, format!("手工改过{word}")).unwrap();
    Some(told(scene, &path))
}

fn by_hand_unseen(scene: &mut Scene) -> Option<String> {
    let path = published(scene)?;
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.last_mut()?;
    *last = if *last == b'~' { b'#' } else { b'~' };
    fs::write(&path, bytes).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    Some(told(scene, &path))
}

fn touched(scene: &mut Scene) -> Option<String> {
    let path = published(scene)?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * (10_000 + scene.dice.below(20_000) as u64));
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    Some(told(scene, &path))
}

fn folder_deleted(scene: &mut Scene) -> Option<String> {
    let path = published(scene)?.parent()?.to_owned();
    if path == scene.out() {
        return None;
    }
    fs::remove_dir_all(&path).unwrap();
    Some(told(scene, &path))
}

fn all_deleted(scene: &mut Scene) -> Option<String> {
    fs::remove_dir_all(scene.out()).unwrap_or_default();
    Some(String::new())
}

fn manifest_deleted(scene: &mut Scene) -> Option<String> {
    fs::remove_file(scene.out().join(".xiangwei-manifest")).ok()?;
    Some(String::new())
}

fn manifest_rubbish(scene: &mut Scene) -> Option<String> {
    fs::write(scene.out().join(".xiangwei-manifest"), "rubbish\n").ok()?;
    Some(String::new())
}

fn foreign(scene: &mut Scene) -> Option<String> {
    let path = scene.out().join(format!("foreign-{}.txt", scene.name()));
    fs::create_dir_all(scene.out()).unwrap();
    fs::write(&path, "外来").unwrap();
    Some(told(scene, &path))
}

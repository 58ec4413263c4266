//! Faults that cannot stand in a text: bytes, links and the output folder.

use super::show;
use crate::support::{Run, Site};
use std::os::unix::fs::symlink;

/// The codes that are shown here.
pub(super) const CODES: [&str; 6] =
    ["not-utf8", "symlink-outside", "foreign-file", "changed-by-hand", "cache", "unguarded"];

/// The one thing that a run told: place and code, and its words.
#[track_caller]
fn only(run: &Run) -> (String, String) {
    let told = run.told();
    assert_eq!(told.len(), 1, "{:?}", told.iter().map(show).collect::<Vec<_>>());
    assert_eq!(told[0].span, None);
    (format!("{} {}", told[0].path, told[0].what), told[0].words.clone())
}

fn json(site: &Site) -> Run {
    site.build_with(&["--format", "json"])
}

#[test]
fn a_document_saved_as_gbk_is_told_with_a_guess() {
    let site = Site::small("");
    site.write("content/a.md", b"---\ntitle: \xb9\xab\xb8\xe6\n---\n");
    let (place, words) = only(&json(&site).with_faults());
    assert_eq!(place, "content/a.md error[not-utf8]");
    assert!(words.contains("GBK"), "{words}");
}

#[test]
fn a_document_saved_as_utf16_is_told_with_a_guess() {
    let site = Site::small("");
    let text = "\u{feff}---\ntitle: 通知\n---\n";
    site.write("content/a.md", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let (place, words) = only(&json(&site).with_faults());
    assert_eq!(place, "content/a.md error[not-utf8]");
    assert!(words.contains("UTF-16"), "{words}");
}

#[test]
fn every_text_file_must_be_utf8() {
    for path in ["content/_index.md", "data/organisations.yaml", "templates/home.html", "xiangwei.yaml"] {
        let site = Site::small("");
        site.write(path, b"\xb9\xab\xb8\xe6");
        let told = json(&site).with_faults().told();
        let first = format!("{path} error[not-utf8]");
        assert!(told.iter().any(|told| format!("{} {}", told.path, told.what) == first), "{path}: {told:?}");
    }
}

#[test]
fn an_empty_file_lacks_its_front_matter() {
    let site = Site::small("//- /content/a.md\n");
    let told = json(&site).with_faults().told();
    let told: Vec<(&str, &str)> = told.iter().map(|told| (told.path.as_str(), told.code())).collect();
    assert_eq!(told, [("content/a.md", "front-matter-missing")]);
}

#[test]
fn a_byte_order_mark_is_no_fault_and_moves_no_column() {
    let site = Site::small("");
    site.write("content/a.md", "\u{feff}---\ntitle: 甲\ntitel: 乙\n---\n");
    let told = json(&site).with_faults().told();
    assert_eq!(told[0].span, Some([3, 1, 3, 6]), "{told:?}");
}

#[test]
fn a_link_that_leaves_the_site_is_told_and_not_followed() {
    for (path, is_folder) in [("content/a.md", false), ("content/sub", true), ("static/a.txt", false)] {
        let site = Site::small("//- /static/b.txt\nx\n");
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("x.md"), "---\ntitle: 外面\n---\n").unwrap();
        let target = if is_folder { outside.path().to_owned() } else { outside.path().join("x.md") };
        symlink(target, site.path(path)).unwrap();
        let (place, _) = only(&json(&site).with_faults());
        assert_eq!(place, format!("{path} error[symlink-outside]"));
    }
}

#[test]
fn a_link_within_the_site_is_followed() {
    let site = Site::small("//- /shared/a.md\n---\ntitle: 甲\n---\n");
    symlink(site.path("shared/a.md"), site.path("content/a.md")).unwrap();
    assert!(site.build().clean().has("a.html"));
}

#[test]
fn a_foreign_file_in_the_way_is_told() {
    let site = Site::small("//- /public/index.html\n手工写的\n");
    let (place, words) = only(&json(&site).with_faults());
    assert_eq!(place, "index.html error[foreign-file]");
    assert!(words.contains("static/"), "{words}");
}

#[test]
fn a_file_changed_by_hand_is_told() {
    let site = Site::small("");
    site.build().clean();
    site.write("public/index.html", "手工改过");
    let (place, words) = only(&json(&site).well());
    assert_eq!(place, "index.html warning[changed-by-hand]");
    assert!(words.contains(".xiangwei/kept/"), "{words}");
}

#[test]
fn a_damaged_memory_is_told_and_the_site_is_right_all_the_same() {
    let site = Site::small("");
    site.build().clean();
    site.write(".xiangwei/cache/memory.head", "garbage");
    site.write("content/neu.md", "---\ntitle: 新\n---\n");
    let (_, words) = only(&json(&site).well());
    assert!(words.contains("made again") && words.contains(".xiangwei/cache"), "{words}");
    assert!(site.build().clean().has("neu.html"));
}

//! The output folder: whole or not at all, ours alone, and nothing written that is the same.

mod killed;

use crate::support::{Run, Site, Tree};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Stdio;

/// So many documents that most of them being new makes the program exchange the trees.
const MANY: usize = 620;

/// A site with documents `n0.html` and so on, whose text is `word`.
fn many(count: usize, word: &str) -> Site {
    let site = Site::small("");
    write_many(&site, count, word);
    site
}

fn write_many(site: &Site, count: usize, word: &str) {
    for number in 0..count {
        site.write(&format!("content/n{number}.md"), format!("---\ntitle: 第{number}篇\n---\n\n{word}{number}\n"));
    }
}

/// What a build of the same sources into an empty folder gives.
fn cold(site: &Site) -> Tree {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("public");
    site.build_with(&["--out", path.to_str().unwrap()]).well();
    Tree::read(&path)
}

/// The file's inode and the time of its last change.
fn identity(path: &Path) -> (u64, i64, i64) {
    let meta = fs::metadata(path).unwrap();
    (meta.ino(), meta.mtime(), meta.mtime_nsec())
}

/// The files that the manifest names.
fn named(site: &Site) -> Vec<String> {
    let text = fs::read_to_string(site.path("public/.xiangwei-manifest")).unwrap();
    text.lines().skip(1).map(|line| line.rsplit('\t').next().unwrap().to_owned()).collect()
}

/// What the program left beside the site that is not its own for good.
fn left_over(site: &Site) -> Vec<String> {
    let names = |path: &Path| fs::read_dir(path).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    let within =
        names(&site.path("public")).filter(|name| name.starts_with(".xiangwei") && name != ".xiangwei-manifest");
    names(site.root()).filter(|name| name.contains("stage") || name.contains("tmp")).chain(within).collect()
}

#[test]
fn the_manifest_names_every_file_in_order() {
    let site = Site::small("//- /content/甲.md\n---\ntitle: 甲\n---\n//- /static/a b.txt\nx\n");
    site.build().clean();
    assert_eq!(named(&site), site.published().paths());
    assert!(named(&site).is_sorted());
}

#[test]
fn a_foreign_file_survives() {
    let site = Site::small(
        "//- /public/mine.txt\nmine\n//- /public/folder/mine.txt\nmine\n//- /content/a.md\n---\ntitle: 甲\n---\n",
    );
    site.build().clean();
    site.remove("content/a.md");
    assert_eq!(site.build().clean().count("removed"), 1);
    assert_eq!(site.build().clean().file("mine.txt"), "mine\n");
    assert_eq!(site.build().clean().file("folder/mine.txt"), "mine\n");
}

#[test]
fn foreign_files_survive_the_exchange_of_the_trees() {
    let site = many(MANY, "一");
    site.write("public/mine/deep/mine.txt", "mine");
    fs::create_dir_all(site.path("public/empty")).unwrap();
    std::os::unix::fs::symlink("mine/deep", site.path("public/link")).unwrap();
    let before = fs::metadata(site.path("public")).unwrap().ino();
    let run = site.build().clean();
    assert_ne!(fs::metadata(site.path("public")).unwrap().ino(), before, "the trees were not exchanged");
    assert_eq!(run.file("mine/deep/mine.txt"), "mine");
    assert_eq!(run.file("link/mine.txt"), "mine");
    assert!(site.path("public/link").is_symlink() && site.path("public/empty").is_dir());
    write_many(&site, MANY, "二");
    site.remove("content/n0.md");
    let run = site.build().clean();
    assert_eq!((run.file("mine/deep/mine.txt"), run.has("n0.html")), ("mine".to_owned(), false));
    assert_eq!(left_over(&site), [""; 0]);
}

#[test]
fn the_exchange_keeps_the_folders_mode_and_gives_the_bytes_of_a_cold_build() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = many(MANY, "一");
    site.build().clean();
    fs::set_permissions(site.path("public"), fs::Permissions::from_mode(0o750)).unwrap();
    write_many(&site, MANY, "二");
    site.build().clean();
    assert_eq!(fs::metadata(site.path("public")).unwrap().permissions().mode() & 0o777, 0o750);
    site.published().assert_same(&cold(&site), "after an exchange");
}

#[test]
fn an_unchanged_file_is_not_written_again() {
    let site = Site::small(
        "//- /content/a.md\n---\ntitle: 甲\n---\n//- /content/b.md\n---\ntitle: 乙\n---\n//- /static/x.txt\nx\n",
    );
    site.build().clean();
    let files = ["a.html", "x.txt", "404.html", ".xiangwei-manifest"].map(|path| site.path("public").join(path));
    let before = files.each_ref().map(|path| identity(path));
    assert_eq!(site.build().clean().count("written"), 0);
    assert_eq!(files.each_ref().map(|path| identity(path)), before);
    site.write("content/b.md", "---\ntitle: 乙\n---\n\n新的正文。\n");
    assert_eq!(site.build().clean().count("written"), 1);
    assert_eq!(files[..3].iter().map(|path| identity(path)).collect::<Vec<_>>(), before[..3]);
}

#[test]
fn a_removed_source_takes_its_file_and_the_empty_folders_along() {
    let site = Site::small(
        "//- /content/zcwj/_index.md\n---\ntitle: 栏目\n---\n//- /content/zcwj/nested/x/index.md\n---\ntitle: 甲\naliases: [/old/place/a.html]\n---\n//- /content/zcwj/nested/_index.md\n---\ntitle: 下级\n---\n",
    );
    assert!(site.build().clean().has("old/place/a.html"));
    fs::remove_dir_all(site.path("content/zcwj/nested")).unwrap();
    let run = site.build().clean();
    assert_eq!(run.count("removed"), 3, "{}", run.screen());
    assert!(!run.has("old") && !run.has("zcwj/nested") && run.has("zcwj/index.html"));
}

#[test]
fn a_file_may_take_the_place_of_a_folder_and_a_folder_that_of_a_file() {
    let site = Site::small("//- /content/a/index.md\n---\ntitle: 甲\naliases: [/b/c.html]\n---\n//- /static/x\nx\n");
    site.build().clean();
    site.remove("static/x");
    site.write_all("//- /static/x/y\ny\n//- /static/b\nb\n//- /content/a/index.md\n---\ntitle: 甲\n---\n");
    let run = site.build().clean();
    assert_eq!((run.file("x/y"), run.file("b")), ("y\n".to_owned(), "b\n".to_owned()));
    site.published().assert_same(&cold(&site), "after the change");
}

#[test]
fn a_file_changed_by_hand_is_kept_aside_and_told() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    let before = site.build().clean().file("a.html");
    site.write("public/a.html", "手工改过");
    let run = site.build().well();
    assert!(run.err().contains("changed-by-hand") && run.err().contains(".xiangwei/kept/"), "{}", run.screen());
    assert_eq!(run.file("a.html"), before);
    let kept = Tree::read(&site.path(".xiangwei/kept"));
    assert_eq!(kept.0.values().collect::<Vec<_>>(), ["手工改过".as_bytes()]);
    assert!(kept.paths()[0].starts_with("a.html."), "{:?}", kept.paths());
    site.build().clean();
}

#[test]
fn a_file_changed_by_hand_whose_source_is_gone_is_kept_aside_too() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    site.write("public/a.html", "手工改过");
    site.remove("content/a.md");
    assert!(!site.build().well().has("a.html"));
    assert_eq!(Tree::read(&site.path(".xiangwei/kept")).0.len(), 1);
}

#[test]
fn a_file_deleted_by_hand_is_written_again() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    site.remove("public/a.html");
    let run = site.build().clean();
    assert_eq!((run.count("written"), run.has("a.html")), (1, true));
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n//- /public/a.html\nmine\n");
    site.build().with_faults();
    assert_eq!(site.published().paths(), ["a.html"]);
    assert_eq!(fs::read_to_string(site.path("public/a.html")).unwrap(), "mine\n");
    site.remove("public/a.html");
    site.build().clean();
}

#[test]
fn a_foreign_folder_in_the_way_stops_everything() {
    for foreign in ["public/a.html/mine.txt", "public/zcwj"] {
        let site =
            Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n//- /content/zcwj/_index.md\n---\ntitle: 栏目\n---\n");
        site.write(foreign, "mine");
        assert!(site.build().with_faults().err().contains("foreign-file"));
        assert_eq!(fs::read_to_string(site.path(foreign)).unwrap(), "mine");
    }
}

#[test]
fn a_lost_manifest_makes_the_files_foreign_unless_they_are_the_same() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    site.remove("public/.xiangwei-manifest");
    assert_eq!(site.build().clean().count("unchanged"), 6);
    site.remove("public/.xiangwei-manifest");
    site.write("content/a.md", "---\ntitle: 乙\n---\n");
    site.build().with_faults();
}

#[test]
fn nothing_is_written_through_a_foreign_link() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(site.path("public")).unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path("public/zcwj")).unwrap();
    site.write_all("//- /content/zcwj/_index.md\n---\ntitle: 栏目\n---\n");
    assert!(site.build().with_faults().err().contains("foreign-file"));
    assert_eq!(Tree::read(outside.path()).paths(), [""; 0]);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = many(200, "一");
    let start =
        |arguments: &[&str]| site.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let both = [start(&["--base-url", "https://a.gov.cn/"]), start(&["--base-url", "https://b.gov.cn/b/"])];
    for child in both {
        Run::from_output(child.wait_with_output().unwrap(), site.path("public")).well();
    }
    let home = fs::read_to_string(site.path("public/index.html")).unwrap();
    let base = if home.contains("\"/b/") { "https://b.gov.cn/b/" } else { "https://a.gov.cn/" };
    let published = site.published();
    let out = tempfile::tempdir().unwrap();
    site.build_with(&["--base-url", base, "--out", out.path().join("x").to_str().unwrap()]).clean();
    published.assert_same(&Tree::read(&out.path().join("x")), "after two builds at once");
    assert_eq!(left_over(&site), [""; 0]);
}

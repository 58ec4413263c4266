//! A folder in which others have files, too, or another site.

use super::{documents, portal, run, same_as_published};
use crate::support::Site;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

const SETTINGS: &str = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/fzzf/ }\n\
                        deploy: { 正式: { way: folder, path: www, keep: 3 } }\n";

fn site() -> Site {
    portal(&format!("{SETTINGS}{}", documents(5, "甲")))
}

fn current(site: &Site, path: &str) -> PathBuf {
    site.path("www/current").join(path)
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(current(site, path)).unwrap_or_default()
}

/// The site with another text, sent.
fn sent(site: &Site, text: &str) -> crate::support::Run {
    site.write_all(&documents(5, text));
    site.build().well();
    run(site, &["deploy", "正式"]).well()
}

#[test]
fn what_others_put_into_the_site_comes_along() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    fs::write(current(&site, "验证.html"), "别人的").unwrap();
    fs::create_dir_all(current(&site, ".well-known/甲")).unwrap();
    fs::write(current(&site, ".well-known/甲/a"), "别人的").unwrap();
    std::os::unix::fs::symlink("/nowhere/上传", current(&site, "上传")).unwrap();
    site.remove("content/zcwj/n1.md");
    site.build().well();
    let first = run(&site, &["deploy", "正式"]).well();
    assert!(first.out().contains("carried .well-known/甲/a\ncarried 上传\ncarried 验证.html\n"), "{}", first.out());
    // Once more: what came along is still not ours.
    let second = sent(&site, "乙");
    assert_eq!(second.out().matches("carried").count(), 3, "{}", second.out());
    assert_eq!((read(&site, "验证.html"), read(&site, ".well-known/甲/a")), ("别人的".into(), "别人的".into()));
    assert_eq!(fs::read_link(current(&site, "上传")).unwrap(), PathBuf::from("/nowhere/上传"));
    site.remove("content/zcwj/n2.md");
    site.build().well();
    run(&site, &["deploy", "正式"]).well();
    assert!(!current(&site, "zcwj/n2.html").exists() && !current(&site, "zcwj/n2.html.br").exists());
    // Going back brings our files back, and leaves theirs.
    fs::write(current(&site, "新的.txt"), "别人的").unwrap();
    run(&site, &["deploy", "正式", "--rollback"]).well();
    assert!(current(&site, "zcwj/n2.html").exists());
    assert_eq!((read(&site, "验证.html"), read(&site, "新的.txt")), ("别人的".into(), "别人的".into()));
    for foreign in ["验证.html", ".well-known/甲/a", "新的.txt"] {
        fs::remove_file(current(&site, foreign)).unwrap();
    }
    fs::remove_file(current(&site, "上传")).unwrap();
    sent(&site, "丙");
    same_as_published(&site, &site.path("www/current"));
}

#[test]
fn where_something_foreign_stands_nothing_is_sent() {
    for (foreign, told) in [
        ("zcwj/n9.html", "zcwj/n9.html (1 in all)"),
        ("zcwj/n9.html/a", "zcwj/n9.html/a (1 in all)"),
        ("新栏目", "新栏目 (1 in all)"),
    ] {
        let site = site();
        run(&site, &["deploy", "正式"]).well();
        fs::create_dir_all(current(&site, foreign).parent().unwrap()).unwrap();
        fs::write(current(&site, foreign), "别人的").unwrap();
        site.write("content/zcwj/n9.md", "---\ntitle: 甲\npublished: 2024-01-02\n---\n");
        site.write("content/新栏目/_index.md", "---\ntitle: 新栏目\n---\n");
        site.build().well();
        let taken = run(&site, &["deploy", "正式"]).could_not_run();
        assert!(taken.err().contains(told), "{}", taken.err());
        assert_eq!(read(&site, foreign), "别人的");
        assert!(!current(&site, "zcwj/n9.html.gz").exists());
    }
}

/// Whichever generation is read, what others have is in it, and what they put there last.
#[test]
fn going_back_and_on_loses_nothing_of_others() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    let back = || run(&site, &["deploy", "正式", "--rollback"]);
    fs::write(current(&site, "通知.txt"), "旧").unwrap();
    sent(&site, "乙");
    let other = current(&site, "通知.new");
    fs::write(&other, "新").unwrap();
    fs::rename(&other, current(&site, "通知.txt")).unwrap();
    back().well();
    assert_eq!(read(&site, "通知.txt"), "新", "theirs is the one that they put there last");
    ["丙", "丁", "戊", "己"].into_iter().for_each(|text| drop(sent(&site, text)));
    assert_eq!(read(&site, "通知.txt"), "新");
    // Where ours stood before, theirs cannot be.
    site.remove("content/zcwj/n2.md");
    site.build().well();
    run(&site, &["deploy", "正式"]).well();
    for theirs in ["zcwj/n2.html", "zcwj/n2.html.gz/a"] {
        let path = current(&site, theirs);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "别人的").unwrap();
        let refused = back().could_not_run();
        assert!(refused.err().contains(&format!("not overwritten: {theirs} (1 in all)")), "{}", refused.err());
        assert_eq!(read(&site, theirs), "别人的");
        fs::remove_file(&path).unwrap();
    }
    fs::remove_dir(current(&site, "zcwj/n2.html.gz")).unwrap();
    // Nor where what they had is a folder now.
    fs::remove_file(current(&site, "通知.txt")).unwrap();
    fs::create_dir(current(&site, "通知.txt")).unwrap();
    let refused = back().could_not_run();
    assert!(refused.err().contains("通知.txt (1 in all)"), "{}", refused.err());
}

/// What was put into a generation that is not read any more goes with it only when it is elsewhere, too.
#[test]
fn what_others_have_in_no_other_generation_is_set_aside() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    fs::write(current(&site, "共有.txt"), "别人的").unwrap();
    let first = fs::canonicalize(current(&site, "")).unwrap();
    sent(&site, "乙");
    fs::create_dir(first.join("上传")).unwrap();
    fs::write(first.join("上传/迟到.txt"), "别人的").unwrap();
    ["丙", "丁", "戊"].into_iter().for_each(|text| drop(sent(&site, text)));
    let aside = site.path("www/generations/000001.others");
    assert!(!first.exists() && !aside.join("共有.txt").exists() && !aside.join("index.html").exists());
    assert_eq!(fs::read_to_string(aside.join("上传/迟到.txt")).unwrap(), "别人的");
}

/// Folders come along as they are, with names in any encoding.
#[test]
fn folders_and_odd_names_of_others_come_along() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    let odd = PathBuf::from(std::ffi::OsStr::from_bytes(b"zcwj/\xcd\xa8\xd6\xaa.txt"));
    fs::write(current(&site, "").join(&odd), "别人的").unwrap();
    fs::create_dir_all(current(&site, "上传/空的")).unwrap();
    fs::write(current(&site, "上传/\u{1b}[2J"), "别人的").unwrap();
    let mode = |path: &str| fs::metadata(current(&site, path)).unwrap().permissions().mode() & 0o7777;
    fs::set_permissions(current(&site, "上传"), fs::Permissions::from_mode(0o2770)).unwrap();
    fs::set_permissions(current(&site, "上传/空的"), fs::Permissions::from_mode(0o700)).unwrap();
    for text in ["乙", "丙"] {
        let run = sent(&site, text);
        assert!(run.out().contains("carried 上传/\\u{1b}[2J\n"), "{}", run.out());
    }
    assert_eq!(fs::read_to_string(current(&site, "").join(&odd)).unwrap(), "别人的");
    assert_eq!((mode("上传"), mode("上传/空的"), mode("zcwj")), (0o2770, 0o700, 0o755));
    fs::remove_dir(current(&site, "上传/空的")).unwrap();
    fs::create_dir(current(&site, "zcwj/n9.html")).unwrap();
    site.write("content/zcwj/n9.md", "---\ntitle: 甲\npublished: 2024-01-02\n---\n");
    site.build().well();
    let refused = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(refused.err().contains("zcwj/n9.html (1 in all)"), "{}", refused.err());
}

/// Whoever deploys may keep to himself what he makes; a server is somebody else.
#[test]
fn everybody_may_read_what_is_sent() {
    let site = site();
    let deploying = super::command(&site, &["deploy", "正式"]);
    let mut narrow = std::process::Command::new("sh");
    narrow.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(deploying.get_program()).args(deploying.get_args());
    crate::support::Run::of(narrow, site.path("public")).well();
    let mode = |path: &str| fs::metadata(site.path("www").join(path)).unwrap().permissions().mode() & 0o777;
    for folder in ["", "generations", "current/", "current/zcwj"] {
        assert_eq!(mode(folder), 0o755, "{folder}");
    }
    for file in ["zcwj/n1.html", "zcwj/n1.html.gz", "manifest.json", "index.html"] {
        assert_eq!(mode(&format!("current/{file}")), 0o644, "{file}");
    }
}

/// Names that generations have are left to whoever has them.
#[test]
fn what_others_keep_beside_the_generations_stays() {
    let site = site();
    site.write("www/generations/18446744073709551615/a.txt", "别人的");
    for path in ["generations/000001/a.txt", "generations/2", "generations/.new/a.txt"] {
        site.write(&format!("www/{path}"), "别人的");
    }
    let refused = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(refused.err().contains("generations/.new was not made by this program"), "{}", refused.err());
    fs::rename(site.path("www/generations/.new"), site.path("www/generations/theirs")).unwrap();
    for text in ["乙", "丙", "丁", "戊"] {
        sent(&site, text);
    }
    for path in ["generations/000001/a.txt", "generations/2", "generations/theirs/a.txt"] {
        assert_eq!(fs::read_to_string(site.path("www").join(path)).unwrap(), "别人的");
    }
    assert_eq!(fs::read_link(site.path("www/current")).unwrap(), PathBuf::from("generations/000006"));
    // `current` may not lead to somebody else's folder either.
    fs::remove_file(site.path("www/current")).unwrap();
    std::os::unix::fs::symlink("generations/000001", site.path("www/current")).unwrap();
    let refused = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(refused.err().contains("current was not made by this program"), "{}", refused.err());
}

/// Two offices that write down one folder do not replace each other.
#[test]
fn another_site_is_replaced_only_when_that_is_said() {
    let (one, www) = (site(), tempfile::tempdir().unwrap());
    let settings = |url: &str| {
        let www = super::text(www.path());
        format!(
            "//- /xiangwei.yaml\nsite: {{ name: 示例, url: {url} }}\ndeploy: {{ 正式: {{ way: folder, path: '{www}' }} }}\n"
        )
    };
    one.write_all(&settings("https://www.example.gov.cn/fzzf/"));
    one.build().well();
    run(&one, &["deploy", "正式"]).well();
    let other = portal(&settings("https://www.example.gov.cn/jyj/"));
    let theirs = "https://www.example.gov.cn/fzzf/ is at the target, not https://www.example.gov.cn/jyj/";
    for more in [&[][..], &["--rollback"]] {
        let refused = run(&other, &[&["deploy", "正式"], more].concat()).with_faults();
        assert!(refused.err().contains(theirs), "{}", refused.screen());
    }
    assert!(run(&other, &["deploy", "正式", "--dry-run"]).well().err().contains(theirs));
    same_as_published(&one, &www.path().join("current"));
    run(&other, &["deploy", "正式", "--yes"]).well();
    same_as_published(&other, &www.path().join("current"));
    run(&other, &["deploy", "正式"]).well();
    // One step back is the other site again.
    run(&other, &["deploy", "正式", "--rollback"]).well();
    same_as_published(&one, &www.path().join("current"));
}

/// A site may be built for another address than that of its settings.
#[test]
fn what_was_built_for_another_address_goes_back_too() {
    let site = site();
    for text in ["乙", "丙"] {
        site.write_all(&documents(5, text));
        site.build_with(&["--base-url", "https://test.example.gov.cn/"]).well();
        run(&site, &["deploy", "正式"]).well();
    }
    run(&site, &["deploy", "正式", "--rollback"]).well();
    assert!(read(&site, "zcwj/n1.html").contains("第1号。乙"));
}

#[test]
fn a_site_is_not_sent_into_itself() {
    for path in ["content", "content/a", ".", "..", "public", "public/www", "data", ".xiangwei/www", "../"] {
        let site = portal(&format!(
            "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/ }}\n\
             deploy: {{ 正式: {{ way: folder, path: '{path}' }} }}\n"
        ));
        let refused = run(&site, &["deploy", "正式"]).could_not_run();
        assert!(refused.err().contains("choose another folder"), "{path}: {}", refused.err());
        assert!(!site.path(path).join("generations").exists(), "{path}");
    }
}

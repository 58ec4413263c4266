//! A folder in which others have files, too, or another site.

use super::{documents, portal, run, same_as_published};
use crate::support::Site;
use std::fs;
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

/// Names that generations have are left to whoever has them.
#[test]
fn what_others_keep_beside_the_generations_stays() {
    let site = site();
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

//! `check --fix`: what is certain is put right, nothing else is touched, and nothing is written unasked.

use crate::support::{Run, Site, xiangwei};
use std::fs;

/// Four values that are certain, with all that must stay around them; a year of two digits is a guess.
const WRITTEN: &str = "\u{feff}---\r\ntitle: 甲   # 题\r\nkind: policy\r\npublisher: shili\r\n\
    published: ２０２４－０３-０１\r\ndoc_number: '示政发[2024]0５号'   # 号\r\n---\r\n\r\n正文[2024]。\r\n";
const RIGHT: &str = "\u{feff}---\r\ntitle: 甲   # 题\r\nkind: policy\r\npublisher: shili\r\n\
    published: 2024-03-01\r\ndoc_number: '示政发〔2024〕5号'   # 号\r\n---\r\n\r\n正文[2024]。\r\n";
const GUESS: &str =
    "---\ntitle: 乙\nkind: policy\npublisher: shili\npublished: 2024-03-01\ndoc_number: 示政发〔24〕6号\n---\n";

fn site() -> Site {
    let site = Site::small("//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n");
    site.write("content/zcwj/a.md", WRITTEN);
    site.write("content/zcwj/b.md", GUESS);
    site
}

fn check(site: &Site, arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.args(["check", "--lang", "zh", "--root"]).arg(site.root()).args(arguments);
    Run::of(command, site.path(".xiangwei/check/site"))
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

#[test]
fn the_changes_are_shown_and_nothing_is_written_unasked() {
    let site = site();
    let run = check(&site, &["--fix"]);
    for line in [
        "--- content/zcwj/a.md",
        "-published: ２０２４－０３-０１",
        "+published: 2024-03-01",
        "+doc_number: '示政发〔2024〕5号'   # 号",
    ] {
        assert!(run.err().lines().any(|shown| shown.trim_end() == line), "no {line} in {}", run.err());
    }
    assert!(run.err().contains("没有写入"));
    assert_eq!(text(&site, "content/zcwj/a.md"), WRITTEN);
}

#[test]
fn what_is_certain_is_put_right_and_nothing_else_is_touched() {
    let site = site();
    let run = check(&site, &["--fix", "--yes"]);
    assert_eq!(text(&site, "content/zcwj/a.md"), RIGHT);
    assert_eq!(text(&site, "content/zcwj/b.md"), GUESS);
    // The guess is still told, what was mended is not.
    assert!(run.err().contains("content/zcwj/b.md") && !run.err().contains("[doc-number-mended]"), "{}", run.err());
    let again = check(&site, &["--fix", "--yes"]);
    assert!(again.err().contains("没有可以自动改正的写法"), "{}", again.err());
    assert_eq!(text(&site, "content/zcwj/a.md"), RIGHT);
}

/// What is told is the state of the site as it is now, with what the mended value brings about.
#[test]
fn what_is_told_after_a_fix_is_what_is_there_then() {
    let site = Site::small("//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n");
    site.write("content/zcwj/a.md", WRITTEN);
    let arguments = ["--yes", "--only", "doc-number-year", "--format", "json", "--date", "2024-12-31"];
    let fixed = check(&site, &[&["--fix"], &arguments[..]].concat());
    let after = check(&site, &arguments[1..]);
    assert_eq!((fixed.out(), fixed.exit()), (after.out(), after.exit()), "{}", fixed.err());
}

#[test]
fn what_is_shown_of_a_change_is_masked() {
    let site = Site::small("//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n");
    let written = WRITTEN.replace("# 号", "# 号 11010519491231002X");
    site.write("content/zcwj/a.md", written);
    let run = check(&site, &["--fix"]);
    assert!(run.err().contains("11**************2X") && !run.screen().contains("19491231"), "{}", run.screen());
}

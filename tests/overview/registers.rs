//! Registers: what is counted, how rows are named, what can be downloaded, and which pages a data file makes again.
//!
//! Every type of column stands in the golden site `registers`, every fault in its place in `faults/registers.md`.

use crate::support::Site;
use crate::warm::{assert_made, made_again};

const PAGE: &str = "\
---
title: 整改台账
kind: register
publisher: shili
published: 2024-03-01
data: list.csv
columns: [问题, { name: 状态, type: choice }, { name: 文件, type: document }]
status_field: 状态
---
";

const LIST: &str = "\
问题,状态,文件
公示不及时,已销号,policy
记录不全,整改中,
";

fn site() -> Site {
    let site = Site::small("");
    site.write("content/tz/_index.md", "---\ntitle: 台账\n---\n");
    site.write("content/tz/list.md", PAGE);
    site.write("content/tz/policy.md", "---\ntitle: 办法\nid: policy\n---\n");
    site.write("content/qt/_index.md", "---\ntitle: 其他\n---\n");
    site.write("content/qt/other.md", "---\ntitle: 别的\n---\n[台账](/tz/list.md)\n");
    site.write("data/list.csv", LIST);
    site.write("data/unused.csv", "甲\n1\n");
    site
}

/// The ids of the rows of a page.
fn ids(page: &str) -> Vec<&str> {
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_list_is_worked_off() {
    let site = site();
    let counts = |list: &str, more: &str| {
        site.write("data/list.csv", list);
        site.write("content/tz/list.md", PAGE.replace("type: choice", &format!("type: choice{more}")));
        let page = site.build().well().file("tz/list.html");
        let line = page.lines().find(|line| line.contains("list.csv"))?;
        Some(line.split(" <a").next()?.replace("<p>", ""))
    };
    let head = "问题,状态,文件\n";
    assert_eq!(counts(LIST, "").as_deref(), Some("2项 1 50%"));
    // What is not all done is never 100%.
    let many: String = (0..1999).map(|at| format!("第{at}项,已整改,\n")).collect();
    assert_eq!(counts(&format!("{head}{many}末项,整改中,\n"), "").as_deref(), Some("2000项 1999 99.9%"));
    assert_eq!(counts(&format!("{head}{many}"), "").as_deref(), Some("1999项 1999 100%"));
    // Where no word says that anything is done, there is no progress, unless the author named the words.
    assert_eq!(counts(&format!("{head}甲,有效,\n乙,废止,\n"), "").as_deref(), Some("2项"));
    assert_eq!(counts(&format!("{head}甲,有效,\n乙,废止,\n"), ", done: 废止").as_deref(), Some("2项 1 50%"));
    assert_eq!(counts(&format!("{head}甲,有效,\n"), ", done: 废止").as_deref(), Some("1项 0 0%"));
    assert_eq!(counts(head, ", done: 废止").as_deref(), Some("0项 0"));
}

#[test]
fn a_row_keeps_its_permalink() {
    let site = site();
    let before = site.build().well().file("tz/list.html");
    assert_eq!(ids(&before), ["row-公示不及时", "row-记录不全"]);
    // One more above, and the state of another changed.
    site.write("data/list.csv", "问题,状态,文件\n新的一项,整改中,\n公示不及时,已销号,policy\n记录不全,已销号,\n");
    let after = site.build().well().file("tz/list.html");
    assert_eq!(ids(&after), ["row-新的一项", "row-公示不及时", "row-记录不全"]);
    // An id wins over words, also one that is not shown; the same words get names of their own.
    site.write("data/list.csv", "问题,状态,文件,编号\n公示不及时,已销号,,7 甲\n公示不及时,整改中,,\n公示不及时,,,\n");
    let page = site.build().well().file("tz/list.html");
    let ids = ids(&page);
    assert_eq!(ids[..2], ["row-7-甲", "row-公示不及时"]);
    assert!(ids[2].starts_with("row-公示不及时-"), "{ids:?}");
}

#[test]
fn what_is_downloaded_is_what_is_shown() {
    let site = site();
    site.write("data/list.csv", "问题,电话,状态,文件\n\"甲,\"\"乙\"\"\",1234,已销号,policy\n丙,1234,,\n");
    let file = site.build().well().file("tz/list.csv");
    assert_eq!(file, "\u{feff}问题,状态,文件\r\n\"甲,\"\"乙\"\"\",已销号,办法\r\n丙,,\r\n");
    let asked = site.build_with(&["--date", "2024-01-01"]).well();
    assert!(!asked.has("tz/list.csv"), "the register is not published yet");
    site.write("content/tz/list.md", PAGE.replace("data:", "withdrawn: { date: 2024-06-01, reason: 有误 }\ndata:"));
    assert!(!site.build().well().has("tz/list.csv"), "the register was withdrawn");
}

#[test]
fn yaml_and_csv_give_the_same_page() {
    let site = site();
    let csv = site.build().well();
    let csv = [csv.file("tz/list.html"), csv.file("tz/list.csv")];
    site.write(
        "data/list.yaml",
        "- { 问题: 公示不及时, 状态: 已销号, 文件: policy }\n- { 问题: 记录不全, 状态: 整改中 }\n",
    );
    site.write("content/tz/list.md", PAGE.replace("list.csv", "list.yaml"));
    let yaml = site.build().well();
    assert_eq!([yaml.file("tz/list.html"), yaml.file("tz/list.csv")], csv);
}

#[test]
fn a_cell_makes_the_page_and_its_download_again() {
    let site = site();
    site.build().well();
    site.write("data/list.csv", LIST.replace("整改中", "已销号"));
    assert_made(&site, &["tz/list.csv", "tz/list.html"]);
    // The same rows in another spelling are the same register.
    site.write("data/list.csv", LIST.replace("整改中", " 已销号 ").replace('\n', "\r\n"));
    assert_made(&site, &[]);
    site.write("data/unused.csv", "甲\n2\n");
    assert_made(&site, &[]);
}

#[test]
fn a_document_that_a_cell_names_makes_the_page_again() {
    let site = site();
    site.build().well();
    site.write("content/tz/policy.md", "---\ntitle: 新办法\nid: policy\n---\n");
    let made = made_again(&site, &[]);
    assert!(made.contains("tz/list.html") && site.build().well().file("tz/list.html").contains("新办法"));
    assert!(!made.contains("qt/other.html"));
}

/// A document in a cell bears its state, and a repeal makes the page again.
#[test]
fn a_cell_shows_the_state_of_its_document() {
    let site = site();
    site.write("templates/register.html", "{% for g in document.register.groups %}{% for r in g.rows %}{% for c in r.cells %}{{ c.status }}|{% endfor %}{% endfor %}{% endfor %}");
    let policy = |more: &str| {
        format!("---\ntitle: 办法\nid: policy\nkind: policy\npublisher: shili\npublished: 2024-01-01\n{more}---\n")
    };
    site.write("content/tz/policy.md", policy(""));
    assert_eq!(site.build().well().file("tz/list.html"), "||有效||||");
    site.write(
        "content/tz/repeal.md",
        policy("repeals: [policy]\n").replace("id: policy", "id: repeal").replace("办法", "决定"),
    );
    assert_eq!(site.build().well().file("tz/list.html"), "||废止||||");
}

#[test]
fn two_registers_may_show_one_file() {
    let site = site();
    let list = LIST.replace("问题,", "编号,问题,").replace("公示不及时", "1,公示不及时").replace("记录", "2,记录");
    site.write("data/list.csv", &list);
    site.write("content/tz/short.md", PAGE.replace("[问题, ", "[").replace("title: 整改台账", "title: 简表"));
    site.build().well();
    // What only one of them shows makes only that one again.
    site.write("data/list.csv", list.replace("记录不全", "记录不完整"));
    assert_made(&site, &["tz/list.csv", "tz/list.html"]);
    site.write("data/list.csv", list.replace("整改中", "已销号"));
    assert_made(&site, &["tz/list.csv", "tz/list.html", "tz/short.csv", "tz/short.html"]);
}

#[test]
fn a_broken_file_stops_every_build_until_it_is_mended() {
    let site = site();
    let good = site.build().well().file("tz/list.html");
    site.write("data/list.csv", format!("{LIST}只有一格\n"));
    for _ in 0..2 {
        let run = site.build_with(&["--format", "short"]).with_faults();
        assert!(run.screen().contains("data/list.csv:4:1: error[register-row]"), "{}", run.screen());
        assert_eq!(run.file("tz/list.html"), good, "what was published stays");
    }
    site.write("data/list.csv", LIST);
    site.build().well();
    site.published().assert_same(&site.fresh_build(), "mended");
    site.remove("data/list.csv");
    for _ in 0..2 {
        let run = site.build_with(&["--format", "short"]).with_faults();
        assert!(run.screen().contains("content/tz/list.md:6:7: error[data]"), "{}", run.screen());
    }
    site.write("data/list.csv", LIST.replace("整改中", "已销号"));
    site.build().well();
    site.published().assert_same(&site.fresh_build(), "there again");
}

#[test]
fn warnings_of_cells_are_told_again_when_nothing_is_read_again() {
    let site = site();
    site.write("content/tz/policy.md", "---\ntitle: 办法\nid: policy\npublished: 2030-01-01\n---\n");
    for _ in 0..2 {
        let run = site.build_with(&["--format", "short"]).well();
        assert!(run.screen().contains("data/list.csv:2:11: warning[reference-unpublished]"), "{}", run.screen());
    }
    // Nor are they lost when only a text changes.
    site.write("content/qt/other.md", "---\ntitle: 别的\n---\n[台账](/tz/list.md)。\n");
    let run = site.build_with(&["--format", "short"]).well();
    assert!(run.screen().contains("data/list.csv:2:11: warning[reference-unpublished]"), "{}", run.screen());
}

#[test]
fn a_file_in_another_encoding_is_told_with_a_guess() {
    let site = site();
    site.write("data/list.csv", b"\xce\xca\xcc\xe2\n\xb9\xab\xb8\xe6\n");
    let run = site.build().with_faults();
    assert!(run.screen().contains("data/list.csv") && run.screen().contains("GBK"), "{}", run.screen());
}

#[test]
fn a_download_that_takes_another_files_address_is_told() {
    let site = site();
    site.write("static/tz/list.csv", "x");
    let run = site.build_with(&["--format", "short"]).with_faults();
    assert!(run.screen().contains("error[url-twice]"), "{}", run.screen());
}

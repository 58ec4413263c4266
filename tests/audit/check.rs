//! The command: exit codes, choice of findings, and what it need not look at again.

use super::cases::{rules, run};
use crate::support::{Run, Site, xiangwei};
use xiangwei::diag::Rule;

/// The rules of these tests; the small theme of the usual site does not keep those of pages.
const TWO: [&str; 2] = ["--only", "column-empty,secret-mark"];

const EMPTY_COLUMN: &str = "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n";

#[test]
fn a_finding_of_error_level_ends_with_1_and_nothing_with_0() {
    let bad = run(&Site::small(EMPTY_COLUMN), &TWO);
    assert_eq!((bad.exit(), rules(&bad)), (1, vec![Rule::ColumnEmpty]));
    let good = run(&Site::small(""), &TWO);
    assert_eq!((good.exit(), rules(&good)), (0, vec![]));
    let nowhere = Site::from("//- /a.txt\n无\n");
    assert_eq!(run(&nowhere, &[]).exit(), 2);
}

#[test]
fn rules_are_chosen_and_levels_set() {
    let site = Site::small(&format!("{EMPTY_COLUMN}//- /content/a.md\n---\ntitle: 甲\n---\n机密★10年\n"));
    let found = |arguments: &[&str]| rules(&run(&site, arguments));
    assert_eq!(found(&["--only", "secret-mark"]), [Rule::SecretMark]);
    let rest = found(&["--skip", "secret-mark"]);
    assert!(rest.contains(&Rule::ColumnEmpty) && !rest.contains(&Rule::SecretMark), "{rest:?}");
    assert_eq!(run(&site, &["--only", "no-such-rule"]).exit(), 2);
    assert_eq!(found(&["--only", "credit-code"]), []);
}

#[test]
fn nothing_is_published_and_the_site_need_not_be_built_before() {
    let site = Site::small("");
    assert_eq!(run(&site, &TWO).exit(), 0);
    assert!(!site.path("public").exists());
}

#[test]
fn an_error_of_a_build_is_among_the_findings() {
    let site = Site::small("//- /content/a.md\n---\ntitel: 甲\n---\n机密★10年\n");
    let found = run(&site, &[]);
    assert_eq!(found.exit(), 1);
    assert!(found.out().contains("key-unknown") && rules(&found) == [Rule::SecretMark], "{}", found.screen());
}

/// Whatever is chosen: where the site cannot be built, no page was looked at, and nobody may take that for a clean bill.
#[test]
fn a_site_that_cannot_be_built_is_told_whatever_is_chosen() {
    let site = Site::small("//- /content/a.md\n---\ntitel: 甲\n---\n无\n");
    for format in ["short", "json", "sarif", "html", "human"] {
        for chosen in ["--only", "--skip"] {
            let mut command = xiangwei();
            command
                .args(["check", "--format", format, "--severity", "error", chosen, "page-title", "--root"])
                .arg(site.root());
            let found = Run::of(command, site.path(".xiangwei/check/site"));
            assert_eq!(found.exit(), 1, "{}", found.screen());
            assert!(found.screen().contains("titel"), "{format}: {}", found.screen());
            let unseen = ["网站没有生成", "kept the site from being built"];
            assert!(unseen.iter().any(|words| found.screen().contains(words)), "{format}: {}", found.screen());
        }
    }
}

/// What was found before is told again without reading what has not changed, and is forgotten when it is gone.
#[test]
fn what_was_found_is_remembered() {
    let site = Site::small("//- /static/a.txt\n机密★10年\n//- /static/b.txt\n秘密★1年\n");
    let count = || rules(&run(&site, &[])).iter().filter(|rule| **rule == Rule::SecretMark).count();
    assert_eq!((count(), count()), (2, 2));
    site.remove("static/a.txt");
    assert_eq!(count(), 1);
    site.write("static/b.txt", "无");
    assert_eq!(count(), 0);
}

#[test]
fn a_person_sees_what_was_looked_at() {
    let site = Site::small(EMPTY_COLUMN);
    for (lang, line) in [("zh", "1 个错误"), ("en", "1 errors")] {
        let command =
            xiangwei().args(["check", "--lang", lang]).args(TWO).arg("--root").arg(site.root()).output().unwrap();
        let (out, err) = (String::from_utf8(command.stdout).unwrap(), String::from_utf8(command.stderr).unwrap());
        assert!(out.contains(line), "{out}");
        assert!(err.contains("[column-empty]"), "{err}");
    }
}

/// A mobile number in an address is no finding of its own; where its line is shown, it is masked.
#[test]
fn a_number_in_an_address_is_shown_to_nobody() {
    let site = Site::small(
        "//- /content/a.md\n---\ntitle: 甲\n---\n[乙](http://www.example.org/?m=13800138000)，[丙](nein.md)。\n",
    );
    for format in ["short", "json", "sarif", "html", "human"] {
        let mut command = xiangwei();
        command.args(["check", "--format", format, "--severity", "note", "--root"]).arg(site.root());
        let found = Run::of(command, site.path(".xiangwei/check/site"));
        assert!(found.screen().contains("138****8000") || format != "human", "{format}: {}", found.screen());
        assert!(!found.screen().contains("13800138000"), "{format}: {}", found.screen());
    }
}

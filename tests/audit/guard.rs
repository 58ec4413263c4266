//! What may never be published stops a build.

use crate::support::{Run, Site};

/// A document with a mark of secrecy, at line 5.
const MARKED: &str = "//- /content/a.md\n---\ntitle: 甲\n---\n\n机密★10年\n";

/// What a build tells, as `path code`.
fn told(run: &Run) -> Vec<String> {
    run.told().iter().map(|one| format!("{} {}", one.path, one.what)).collect()
}

fn build(site: &Site, arguments: &[&str]) -> Run {
    site.build_with(&[&["--format", "json"], arguments].concat())
}

#[test]
fn a_text_with_a_mark_of_secrecy_is_not_published() {
    let site = Site::small(MARKED);
    let run = build(&site, &[]).with_faults();
    assert_eq!(told(&run), ["content/a.md error[secret-mark]"]);
    assert_eq!(run.told()[0].span, Some([5, 1, 5, 4]));
    assert!(!site.path("public/a.html").exists());
}

#[test]
fn who_does_not_want_to_be_guarded_is_told_so() {
    let site = Site::small(MARKED);
    let run = build(&site, &["--no-check"]).well();
    assert_eq!(told(&run), [" warning[unguarded]"]);
    assert!(site.path("public/a.html").exists());
    // The next build looks again.
    build(&site, &[]).with_faults();
}

#[test]
fn what_is_not_shown_is_not_published_and_stops_nothing() {
    let draft = MARKED.replace("title: 甲", "title: 甲\ndraft: yes");
    let site = Site::small(&draft);
    assert_eq!(told(&build(&site, &[]).well()), Vec::<String>::new());
    build(&site, &["--drafts"]).with_faults();
}

#[test]
fn an_exception_with_a_reason_lets_it_pass_until_its_day() {
    let settings = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\n\
        audit: { exceptions: [ { path: content/a.md, rule: secret-mark, reason: 论述标志的写法, until: 2025-01-31 } ] }\n";
    let site = Site::small(&format!("{settings}{MARKED}"));
    build(&site, &["--date", "2025-01-31"]).well();
    // On the day after, the same site does not pass, though no file has changed.
    let run = build(&site, &["--date", "2025-02-01"]).with_faults();
    assert_eq!(told(&run), ["xiangwei.yaml error[exception-expired]"]);
    let lax = Site::small(&format!("{}{MARKED}", settings.replace(", reason: 论述标志的写法", "")));
    assert!(told(&build(&lax, &[]).with_faults()).contains(&"xiangwei.yaml error[key-missing]".to_owned()));
}

#[test]
fn a_level_of_the_site_holds_for_builds_too() {
    let settings = |level: &str| {
        format!(
            "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/ }}\ntheme: plain\n\
             audit: {{ levels: {{ secret-mark: {level} }} }}\n{MARKED}"
        )
    };
    assert_eq!(told(&build(&Site::small(&settings("warn")), &[]).well()), ["content/a.md warning[secret-mark]"]);
    assert_eq!(told(&build(&Site::small(&settings("关闭")), &[]).well()), Vec::<String>::new());
}

#[test]
fn other_files_that_are_published_are_looked_at_again_when_they_change() {
    let site = Site::small("//- /static/notes.txt\n无\n//- /data/list.csv\n名称\n甲\n");
    build(&site, &[]).well();
    site.write("static/notes.txt", "绝密★长期\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/notes.txt error[secret-mark]"]);
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/notes.txt error[secret-mark]"]);
    site.write("static/notes.txt", "无\n");
    build(&site, &[]).well();
    site.write("data/list.csv", "名称\n秘密★1年\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["data/list.csv error[secret-mark]"]);
}

#[test]
fn a_name_of_a_file_is_looked_at() {
    let site = Site::small("//- /static/机密★.txt\n无\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/机密★.txt error[secret-mark]"]);
}

//! What a person types, and what they get: commands, flags, exit codes, the closing line.

use crate::support::{Run, Site, tests, xiangwei};
use std::collections::BTreeSet;
use std::fs;
use xiangwei::diag::{Code, Rule, Severity};

/// A document with an error.
const WRONG: &str = "---\ntitel: 甲\n---\n";
/// One that is right.
const RIGHT: &str = "---\ntitle: 甲\n---\n";
/// One that is worth a warning.
const DOUBTFUL: &str = "---\ntitle: 甲\nissued: 2024-03-02\npublished: 2024-03-01\n---\n";

fn with(document: &str) -> Site {
    Site::small(&format!("//- /content/a.md\n{document}"))
}

/// Runs the program with these arguments and no site.
fn run(arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.args(arguments);
    Run::of(command, tests())
}

#[test]
fn without_an_error_it_ends_with_0_and_publishes() {
    assert!(with(RIGHT).build().clean().has("a.html"));
    assert!(with(DOUBTFUL).build().well().has("a.html"));
}

#[test]
fn with_an_error_it_ends_with_1_and_publishes_nothing() {
    let site = with(WRONG);
    let run = site.build().with_faults();
    assert!(!run.has("index.html"));
    assert!(run.out().contains("nothing was published"), "{}", run.screen());
    assert_eq!(site.published().paths(), [""; 0]);
}

#[test]
fn with_an_error_what_was_published_stays_byte_for_byte() {
    let site = with(RIGHT);
    site.build().clean();
    let (before, manifest) = (site.published(), fs::read(site.path("public/.xiangwei-manifest")).unwrap());
    site.write("content/_index.md", "---\ntitle: 改了的首页\n---\n");
    site.write("content/a.md", WRONG);
    site.build().with_faults();
    site.published().assert_same(&before, "after an error");
    assert_eq!(fs::read(site.path("public/.xiangwei-manifest")).unwrap(), manifest);
}

#[test]
fn without_xiangwei_yaml_it_could_not_run() {
    let site = Site::from("//- /content/_index.md\n---\ntitle: 首页\n---\n");
    let run = site.build().could_not_run();
    assert!(run.err().contains("xiangwei.yaml"), "{}", run.screen());
    assert!(!site.path("public").exists());
}

#[test]
fn a_folder_that_is_not_there_could_not_be_built() {
    let run = run(&["build", "--root", "/nowhere/at/all", "--lang", "zh"]).could_not_run();
    assert!(run.err().starts_with("无法运行："), "{}", run.screen());
}

#[test]
fn a_wrong_argument_could_not_run() {
    for wrong in
        [&["build", "--jobs", "0"][..], &["build", "--date", "2024-02-30"], &["bild"], &["build", "--base-url", "/x"]]
    {
        run(wrong).could_not_run();
    }
}

#[test]
fn help_and_version_are_no_error() {
    assert!(run(&["--help"]).clean().out().contains("生成网站"));
    assert!(run(&["--version"]).clean().out().starts_with("xiangwei "));
}

#[test]
fn a_new_site_builds_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("门户");
    let path = site.to_str().unwrap();
    run(&["new", "site", path]).clean();
    let mut command = xiangwei();
    command.args(["build", "--root", path, "--strict", "--format", "json"]);
    let built = Run::of(command, site.join("public")).clean();
    assert_eq!(built.told(), []);
    assert!(built.has("index.html"));
}

#[test]
fn a_new_site_is_made_in_an_empty_folder_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    run(&["new", "site", folder.path().to_str().unwrap()]).could_not_run();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn every_code_is_explained_in_both_languages_with_examples() {
    for code in Code::FAULTS {
        let told = code.explanation().unwrap();
        for (lang, text) in [("zh", told.zh), ("en", told.en)] {
            let page = run(&["explain", code.word(), "--lang", lang]).clean();
            for part in [code.word(), text].into_iter().chain(told.bad.lines()).chain(told.good.lines()) {
                assert!(page.out().contains(part), "{}: no {part:?} in\n{}", code.word(), page.out());
            }
        }
    }
}

#[test]
fn a_rule_is_explained_by_its_page() {
    for rule in Rule::ALL {
        assert_eq!(run(&["explain", rule.word()]).clean().out(), rule.page());
    }
}

#[test]
fn all_codes_are_listed() {
    let list = run(&["explain"]).clean();
    let listed: BTreeSet<&str> = list.out().lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(listed, Code::all().map(Code::word).collect());
}

#[test]
fn a_code_that_is_not_there_is_told_with_the_nearest() {
    let run = run(&["explain", "doc-nummer"]).could_not_run();
    assert!(run.err().contains("doc-number"), "{}", run.screen());
}

#[test]
fn bash_can_complete_the_commands() {
    let script = run(&["completions", "bash"]).clean();
    assert!(script.out().contains("_xiangwei()") && script.out().contains("--base-url"));
}

#[test]
fn quiet_shows_faults_alone() {
    assert_eq!(with(RIGHT).build_with(&["--quiet"]).clean().screen(), "");
    let run = with(DOUBTFUL).build_with(&["--quiet", "--format", "short"]).well();
    assert_eq!(run.screen().lines().count(), 1, "{}", run.screen());
}

#[test]
fn strict_counts_warnings_as_errors() {
    let site = with(DOUBTFUL);
    let run = site.build_with(&["--strict"]).with_faults();
    assert!(!run.has("a.html"));
    with(RIGHT).build_with(&["--strict"]).clean();
}

#[test]
fn strict_does_not_mind_a_note() {
    let site = with("---\ntitle: 甲\npublished: 2999-01-01\n---\n");
    let run = site.build_with(&["--strict"]).well();
    assert!(run.out().contains("1 scheduled"), "{}", run.screen());
}

#[test]
fn future_builds_what_is_scheduled() {
    let site = with("---\ntitle: 甲\npublished: 2999-01-01\n---\n");
    assert!(!site.build().well().has("a.html"));
    assert!(site.build_with(&["--future"]).clean().has("a.html"));
    assert!(!site.build().well().has("a.html"), "a build without --future takes it away again");
}

#[test]
fn drafts_builds_drafts() {
    let site = with("---\ntitle: 甲\ndraft: yes\n---\n");
    assert!(!site.build().clean().has("a.html"));
    assert!(site.build_with(&["--drafts"]).clean().has("a.html"));
    assert!(!site.build().clean().has("a.html"));
}

#[test]
fn base_url_stands_for_the_address_in_the_settings() {
    let site = with(RIGHT);
    let run = site.build_with(&["--base-url", "http://localhost:8080/试/"]).clean();
    assert!(run.file("index.html").contains("href=\"/%E8%AF%95/a.html\""), "{}", run.file("index.html"));
    assert!(run.file("sitemap.xml").contains("<loc>http://localhost:8080/%E8%AF%95/a.html</loc>"));
}

#[test]
fn another_output_folder_may_be_named() {
    let (site, out) = (with(RIGHT), tempfile::tempdir().unwrap());
    site.build_with(&["--out", out.path().join("a/b").to_str().unwrap()]).clean();
    assert!(out.path().join("a/b/index.html").exists() && !site.path("public").exists());
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let built = |jobs| {
        let site = with(RIGHT);
        site.build_with(&["--jobs", jobs]).clean();
        site.published()
    };
    built("1").assert_same(&built("7"), "--jobs 1 and 7");
}

#[test]
fn json_is_one_object_a_line_and_a_summary_at_the_end() {
    let run = with(DOUBTFUL).build_with(&["--format", "json"]).clean();
    let told = run.told();
    assert_eq!(told.iter().map(|told| told.code()).collect::<Vec<_>>(), ["issued-late"]);
    let summary = run.summary();
    let counts = ["documents", "pages", "scheduled", "errors", "warnings"].map(|name| summary[name].as_u64());
    assert_eq!(counts, [1, 4, 0, 0, 1].map(Some), "{summary}");
    assert_eq!(summary["changes"]["written"], 6, "{summary}");
    assert!(summary["seconds"].is_number(), "{summary}");
}

#[test]
fn json_after_an_error_has_no_changes() {
    let summary = with(WRONG).build_with(&["--format", "json"]).with_faults().summary();
    assert!(summary["changes"].is_null() && summary["errors"] == 2, "{summary}");
}

#[test]
fn the_closing_line_counts_what_was_done() {
    let site = with(RIGHT);
    let counts = |run: &Run| ["documents", "pages", "written", "unchanged", "removed"].map(|word| run.count(word));
    let first = site.build().clean();
    assert_eq!(counts(&first), [1, 4, 6, 0, 0], "{}", first.screen());
    assert_eq!(counts(&site.build().clean()), [1, 4, 0, 6, 0]);
    site.remove("content/a.md");
    assert_eq!(counts(&site.build().clean()), [0, 3, 2, 3, 1]);
    let time = first.out().lines().last().unwrap().rsplit(", ").next().unwrap().to_owned();
    assert!(time.strip_suffix(" s").is_some_and(|seconds| seconds.parse::<f64>().is_ok()), "{time}");
}

#[test]
fn the_closing_line_speaks_chinese() {
    let run = with(DOUBTFUL).build_with(&["--lang", "zh"]).well();
    let line = run.out();
    assert!(line.starts_with("完成：1 篇文档，4 个页面，写入 6，未变 0，移除 0，用时 "), "{line}");
    assert!(line.contains("0 个错误，1 个警告"), "{line}");
}

#[test]
fn the_language_follows_the_locale() {
    let site = with(RIGHT);
    let said = |locale| {
        let mut command = xiangwei();
        command.arg("build").arg("--root").arg(site.root()).env("LANG", locale);
        Run::of(command, site.path("public")).clean().out().to_owned()
    };
    assert!(said("zh_CN.UTF-8").starts_with("完成"));
    assert!(said("en_GB.UTF-8").starts_with("done"));
}

#[test]
fn nothing_is_drawn_into_a_pipe() {
    let run = with(DOUBTFUL).build().well();
    assert!(!run.screen().contains(['\u{1b}', '\r']), "{:?}", run.screen());
}

#[test]
fn for_people_faults_go_to_standard_error_and_for_programs_to_standard_output() {
    let site = with(WRONG);
    let human = site.build().with_faults();
    assert!(human.err().contains("error[key-unknown]") && !human.out().contains("key-unknown"));
    for form in ["short", "json"] {
        let run = site.build_with(&["--format", form]).with_faults();
        assert!(run.out().contains("key-unknown") && run.err().is_empty(), "{}", run.screen());
    }
}

#[test]
fn short_is_one_line_each_with_place_and_code() {
    let run = with(WRONG).build_with(&["--format", "short", "--quiet"]).with_faults();
    assert!(run.out().lines().any(|line| line.starts_with("content/a.md:2:1: error[key-unknown]: ")), "{}", run.out());
    let severity = Code::KeyUnknown.severity();
    assert_eq!(severity, Severity::Error);
}

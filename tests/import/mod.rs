//! Files of an office become documents: what they hold arrives, and what does not is told.
//!
//! The files in this folder were made by `make.py`, which says with what.

mod drawings;
mod forms;
mod front;
mod hostile;
mod made;
mod pages;
mod parts;
mod pdf;
mod reports;
mod signs;
mod torn;
mod typed;

use crate::support::{Run, Site, tests, xiangwei};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of this folder.
fn file(name: &str) -> PathBuf {
    tests().join("import").join(name)
}

/// A small site with a section for what is imported, and a dictionary of indicators.
fn site() -> Site {
    Site::small(
        "\
//- /xiangwei.yaml
site: { name: 示例市法治政府建设公开平台, url: https://fz.example.gov.cn/ }
theme: plain
taxonomies: []
outputs: { feeds: false, json: false, search: false }
//- /data/indicators.yaml
- { id: learning.sessions, name: 集中学法次数, unit: 次 }
- { id: cases.closed, name: 全年办结案件, unit: 件 }
//- /content/bg/_index.md
---
title: 报告
---
",
    )
}

/// Runs `import` on a site.
fn import(site: &Site, files: &[&Path], more: &[&str]) -> Run {
    let mut command = xiangwei();
    command.args(["import", "--lang", "zh", "--format", "json"]).arg("--root").arg(site.root()).args(files).args(more);
    Run::of(command, site.path("public"))
}

/// What came of one file.
fn result(site: &Site, file: &Path, more: &[&str]) -> Value {
    let run = import(site, &[file], more);
    serde_json::from_str(run.out()).unwrap_or_else(|_| panic!("{}", run.screen()))
}

/// What was told, a line each: what kind of news, the place, the sentence and the words.
fn told(result: &Value) -> Vec<String> {
    let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let line = |entry: &Value| ["news", "place", "message", "excerpt"].map(|key| word(entry, key)).join("|");
    result["report"].as_array().unwrap().iter().map(line).collect()
}

/// A document that was written: its front matter, and its text.
fn written(site: &Site, result: &Value) -> (String, String) {
    let path = result["path"].as_str().unwrap_or_else(|| panic!("{result}"));
    let text = fs::read_to_string(site.path(path)).unwrap();
    let (front, body) = text.split_once("\n---\n").unwrap();
    (front.to_owned(), body.trim_start().to_owned())
}

#[track_caller]
fn assert_builds(site: &Site) {
    let run = site.build_with(&["--date", "2027-01-01", "--strict"]);
    assert_eq!(run.exit(), 0, "{}", run.screen());
    assert!(!run.screen().contains("]: "), "{}", run.screen());
}

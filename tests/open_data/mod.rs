//! Files for reuse: what an edit makes again of them, and that what tells of a file tells the truth.

use crate::support::{Site, tests};
use crate::warm::made_again;
use std::collections::BTreeSet;

/// The golden site about them.
fn built() -> Site {
    let site = Site::like(&tests().join("sites/open_data/input"));
    site.build().well();
    site
}

fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    site.write(path, text.replacen(from, to, 1));
}

/// Builds again as a cold build would, and gives what was made of the files that end so; the search index is another matter.
#[track_caller]
fn made(site: &Site, endings: &[&str]) -> BTreeSet<String> {
    let made = made_again(site, &[]);
    let made = made.into_iter().filter(|path| !path.starts_with("search/"));
    made.filter(|path| endings.iter().any(|ending| path.ends_with(ending))).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

/// What tells of `documents.json` and `documents.csv`.
const ABOUT: [&str; 3] = ["data/catalog.jsonld", "data/datapackage.json", "data/index.html"];

#[test]
fn a_text_is_in_no_data() {
    let site = built();
    replace(&site, "content/zcwj/b.md", "### 1. 条文", "正文。\n\n### 1. 条文");
    assert_eq!(made(&site, &[".json", ".jsonld", ".csv", "data/index.html"]), set(&[]));
    replace(&site, "content/zcwj/b.md", "### 1. 条文", "### 1. 新的条文");
    assert_eq!(made(&site, &[".json", ".jsonld", ".csv", "data/index.html"]), set(&["zcwj/b.json"]), "a heading");
}

#[test]
fn a_title() {
    let site = built();
    replace(&site, "content/zcwj/b.md", "title: 关于修改", "title: 关于部分修改");
    let expected = ["data/documents.csv", "data/documents.json", "zcwj/a.json", "zcwj/b.json"];
    assert_eq!(made(&site, &[".json", ".jsonld", ".csv", "data/index.html"]), set(&[&expected[..], &ABOUT].concat()));
}

#[test]
fn a_relation() {
    let site = built();
    replace(&site, "content/bg/2023/index.md", "related: [ ../../zcwj/a.md ]", "related: [ ../../zcwj/b.md ]");
    let expected = ["bg/2023/2023.json", "data/catalog.jsonld", "data/relations.json", "zcwj/a.json", "zcwj/b.json"];
    assert_eq!(made(&site, &[".json", ".jsonld", ".csv"]), set(&expected));
}

#[test]
fn a_figure() {
    let site = built();
    replace(
        &site,
        "content/bg/2023/index.md",
        "value: \"98.50\", quote: 应诉率98.50%",
        "value: \"98.60\", quote: 应诉率98.60%",
    );
    replace(&site, "content/bg/2023/index.md", "应诉率98.50%。", "应诉率98.60%。");
    let made = made(&site, &["indicators.csv", "indicators.json", "2023.json", "relations.json"]);
    assert_eq!(made, set(&["bg/2023/2023.json", "data/indicators.csv", "data/indicators.json"]));
    let csv = site.published().0.remove("data/indicators.csv").unwrap();
    assert!(String::from_utf8(csv).unwrap().contains(",98.60,%,"), "decimals stay");
}

#[test]
fn a_cell_of_a_register() {
    let site = built();
    replace(&site, "data/tz.csv", "-3", "-4");
    assert_eq!(
        made(&site, &["list.csv", "list.json", ".jsonld", "documents.json"]),
        set(&["data/catalog.jsonld", "tz/list.csv", "tz/list.json"])
    );
}

#[test]
fn a_document_that_comes_and_one_that_goes() {
    let site = built();
    site.write("content/zcwj/c.md", "---\ntitle: 新的文件\npublished: 2024-12-30\n---\n正文。\n");
    assert!(made(&site, &["documents.json", "c.json"]).len() == 2);
    site.remove("content/zcwj/c.md");
    assert_eq!(made(&site, &["documents.json", "documents.csv"]).len(), 2);
    assert!(!site.published().0.contains_key("zcwj/c.json"));
}

#[test]
fn they_may_be_switched_off() {
    let site = built();
    let settings = std::fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
    site.write("xiangwei.yaml", settings + "outputs: { json: false }\n");
    assert!(made(&site, &[".json", ".jsonld", "data/index.html"]).is_empty());
    let published = site.published();
    let data = |path: &&str| (path.ends_with(".json") && !path.starts_with("search/")) || path.starts_with("data/");
    assert_eq!(published.paths().into_iter().find(data), None);
    assert!(published.0.contains_key("tz/list.csv"), "the register's own download stays");
}

/// Ids name the portal, not where it stands today.
#[test]
fn ids_stay_when_the_portal_moves() {
    let site = built();
    let ids = |site: &Site| {
        let feed = String::from_utf8(site.published().0.remove("atom.xml").unwrap()).unwrap();
        feed.lines().filter(|line| line.starts_with("<id>")).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = ids(&site);
    site.build_with(&["--base-url", "http://10.0.0.1/elsewhere/"]).well();
    assert!(before.len() > 3);
    assert_eq!(ids(&site), before);
}

#[test]
fn an_authority_is_a_domain_name() {
    let site = built();
    for (written, is_right) in
        [("fz.example.gov.cn", true), ("https://fz.example.gov.cn/", false), ("门户", false), ("a..b", false)]
    {
        let settings = std::fs::read_to_string(tests().join("sites/open_data/input/xiangwei.yaml")).unwrap();
        site.write(
            "xiangwei.yaml",
            settings.replace("authority: www.example.gov.cn", &format!("authority: {written:?}")),
        );
        assert_eq!(site.build().screen().contains("value-type"), !is_right, "{written}");
    }
}

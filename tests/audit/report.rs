//! The forms of a report: each tells the same, and none leaks what it found.

use super::cases::{report, run};
use crate::support::{Run, Site, xiangwei};
use serde_json::Value;
use std::fs;

/// An identity number, computed; one that stands on no rule's page.
const NUMBER: &str = "320681198506150025";

/// A column that is empty, a paper with a mark of secrecy and, in its line, an identity number, which stands with marks in it
/// and in a name as well; one finding is excepted.
fn site() -> Site {
    Site::small(&format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例<门户>, url: https://www.example.gov.cn/fzzf/ }}\ntheme: plain\n\
         audit: {{ exceptions: [ {{ path: content/b.md, rule: secret-mark, reason: 论述标志的写法 }} ] }}\n\
         //- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n\
         //- /content/a.md\n---\ntitle: 甲\n---\n\n机密★10年，{NUMBER}\n\
         //- /content/b.md\n---\ntitle: 乙\n---\n秘密★1年\n\
         //- /content/c.md\n---\ntitle: 丙\n---\n320681**19850615**0025\n\
         //- /static/{NUMBER}.txt\n无\n"
    ))
}

fn check(site: &Site, arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.arg("check").arg("--root").arg(site.root()).args(arguments);
    Run::of(command, site.path(".xiangwei/check/site"))
}

#[test]
fn the_json_form_is_as_it_is_documented() {
    let told = report(&run(&site(), &["--only", "secret-mark,column-empty"]));
    assert_eq!(told["version"], 1);
    assert_eq!(told["site"]["url"], "https://www.example.gov.cn/fzzf/");
    assert_eq!(told["counts"], serde_json::json!({ "error": 2, "warning": 0, "note": 0, "excepted": 1, "known": 0 }));
    let mark = &told["findings"][0];
    assert_eq!((mark["code"].as_str(), mark["severity"].as_str()), (Some("secret-mark"), Some("error")));
    assert_eq!((mark["place"]["line"].as_u64(), mark["place"]["column"].as_u64()), (Some(5), Some(1)));
    assert!(mark["basis"].as_str().unwrap().contains("第十四条"));
    assert_eq!(told["excepted"][0]["reason"], "论述标志的写法");
    // Every member that the report has is described.
    let described = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/check-format.md")).unwrap();
    for member in members(&told) {
        assert!(described.contains(&format!("`{member}`")), "docs/check-format.md does not tell of {member}");
    }
}

/// The names of all members of an object and of what stands in it.
fn members(value: &Value) -> Vec<String> {
    match value {
        Value::Object(all) => {
            all.iter().flat_map(|(name, value)| std::iter::once(name.clone()).chain(members(value))).collect()
        }
        Value::Array(all) => all.iter().flat_map(members).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_form_leaks_what_was_found() {
    let site = site();
    for form in ["human", "short", "json", "sarif", "html"] {
        let run = check(&site, &["--format", form]);
        assert_eq!(run.exit(), 1, "{}", run.screen());
        assert!(run.screen().contains("secret-mark"), "{form}: {}", run.screen());
        assert!(!run.screen().contains("19850615"), "{form}: {}", run.screen());
    }
}

#[test]
fn what_a_baseline_has_is_not_told_again() {
    let site = site();
    let arguments = ["--only", "secret-mark,column-empty"];
    let before = run(&site, &arguments);
    let file = site.path("baseline.json");
    fs::write(&file, before.out()).unwrap();
    let with = [&arguments[..], &["--baseline", file.to_str().unwrap()]].concat();
    let after = report(&run(&site, &with).well());
    assert_eq!((after["counts"]["error"].as_u64(), after["counts"]["known"].as_u64()), (Some(0), Some(2)));
    // The same mark once more in the same file is new, though it reads the same.
    site.write("content/a.md", "---\ntitle: 甲\n---\n\n机密★10年\n\n机密★10年\n");
    let after = report(&run(&site, &with));
    assert_eq!((after["counts"]["error"].as_u64(), after["counts"]["known"].as_u64()), (Some(1), Some(2)));
    fs::write(&file, "{}").unwrap();
    assert_eq!(run(&site, &with).exit(), 2);
}

#[test]
fn the_page_for_the_head_of_the_office_begins_with_the_vetoes() {
    let site = site();
    let page = check(&site, &["--format", "html"]).out().to_owned();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words} in {page}"));
    assert!(at("单项否决问题，按检查指标为不合格") < at("泄露国家秘密") && at("泄露国家秘密") < at("空白栏目"));
    assert!(page.contains("示例&lt;门户&gt;") && page.contains("论述标志的写法"));
    // It needs nothing else.
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains(" src="));
    let lenient = check(&Site::small(""), &["--format", "html", "--only", "secret-mark"]);
    assert!(lenient.out().contains("未见单项否决问题。参考得分 100 分"), "{}", lenient.out());
}

#[test]
fn the_sarif_form_names_rules_places_and_reasons() {
    let site = site();
    let told: Value = serde_json::from_str(check(&site, &["--format", "sarif", "--lang", "zh"]).out()).unwrap();
    let run = &told["runs"][0];
    let results = run["results"].as_array().unwrap();
    let mark = results.iter().find(|one| one["ruleId"] == "secret-mark").unwrap();
    let rule = &run["tool"]["driver"]["rules"][usize::try_from(mark["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], "secret-mark");
    let place = &mark["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&"content/a.md".into(), &5.into()));
    let excepted = results.iter().find(|one| one.get("suppressions").is_some()).unwrap();
    assert_eq!(excepted["suppressions"][0]["justification"], "论述标志的写法");
}

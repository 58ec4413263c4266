//! The tables in docs/ that are made from the code: they say what the code says, or the test fails. `ACCEPT=1` writes
//! them anew.

use crate::support::Site;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use xiangwei::diag::Code;
use xiangwei::portal::view::{MOMENT_FIELDS, View};
use xiangwei::theme::FUNCTIONS;

#[test]
fn the_table_of_faults_is_true() {
    check("docs/faults.md", &faults());
}

#[test]
fn the_table_of_fields_is_true() {
    check("docs/theme.md", &theme());
}

/// Every name in docs/theme.md may be read: one that the program does not have would be an error at its line.
#[test]
fn a_template_may_read_every_documented_name() {
    let head = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs/theme-head.md")).unwrap();
    let record = |root: &str| {
        let line = head.lines().find(|line| line.starts_with(&format!("- `{root}`:"))).unwrap();
        names(line).into_iter().skip(1).map(|name| format!("{{% set x = {root}.{name} %}}")).collect::<String>()
    };
    let every = record("build") + &record("here") + &fields("site", "site");
    let list = every.clone()
        + &fields("section", "section")
        + &record("page").replace("page.url ", "here.url ").replace("page.current ", "here.url ");
    let document = every.clone() + &fields("document", "document") + &fields("organisation", "document.publishers[0]");
    let term = every.clone() + &fields("term", "term") + &fields("taxonomy", "taxonomy");
    let series = every.clone() + &fields("series", "series");
    let site = Site::small(&format!(
        "//- /data/organisations.yaml\n- {{ id: a, name: 甲 }}\n//- /content/zcwj/_index.md\n---\ntitle: 栏目\n---\n\
         //- /content/zcwj/a.md\n---\ntitle: 甲\npublisher: a\nkeywords: 公开\n---\n[外](https://example.com/)\n\
         //- /data/indicators.yaml\n- {{ id: i, name: 指标 }}\n//- /content/zcwj/b.md\n---\n{{ title: 乙, publisher: a, kind: report, \
         year: 2023, published: 2024-01-01, indicators: [ {{ id: i, value: 1, quote: 办1件 }} ] }}\n---\n办1件\n\
         //- /templates/indicator.html\n{series}\n\
         //- /templates/section.html\n{list}\n//- /templates/home.html\n{list}\n//- /templates/document.html\n{document}\n\
         //- /templates/page.html\n{document}\n//- /templates/term.html\n{term}\n//- /templates/leave.html\n{}{every}\n",
        record("leave")
    ));
    site.build().well();
}

/// The words between backticks.
fn names(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

fn fields(view: &str, root: &str) -> String {
    let (_, fields) = View::tables().into_iter().find(|(name, _)| *name == view).unwrap();
    fields.iter().map(|(name, _)| format!("{{% set x = {root}.{name} %}}")).collect()
}

fn check(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("ACCEPT").is_some() {
        fs::write(&file, made).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == made, "{path} is not what the code says; run ACCEPT=1 cargo test --test all docs");
}

fn faults() -> String {
    let mut page = String::from(
        "# 提示代码 · Codes of faults\n\n\
         本表由程序生成。`xiangwei explain 代码` 给出正反例。\n\
         This table is made from the program; `xiangwei explain CODE` adds a bad and a good example.\n\n\
         | 代码 code | 级别 level | 含义 meaning |\n| --- | --- | --- |\n",
    );
    for code in Code::FAULTS {
        let told = code.explanation().unwrap();
        let severity = code.severity();
        writeln!(page, "| `{}` | {} {} | {}<br>{} |", code.word(), severity.zh(), severity.word(), told.zh, told.en)
            .unwrap();
    }
    page
}

fn theme() -> String {
    let mut page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs/theme-head.md")).unwrap();
    for (view, fields) in View::tables() {
        writeln!(page, "\n## {view}\n\n| 字段 field | 含义 meaning |\n| --- | --- |").unwrap();
        for (name, doc) in fields {
            writeln!(page, "| `{name}` | {doc} |").unwrap();
        }
    }
    page.push_str("\n## 日期 · dates\n\n日期本身按所写显示；字段：A date prints as it was written; its fields:\n\n| 字段 field | 含义 meaning |\n| --- | --- |\n");
    for (name, doc) in MOMENT_FIELDS {
        writeln!(page, "| `{name}` | {doc} |").unwrap();
    }
    page.push_str("\n## 函数 · functions\n\n");
    for (call, doc) in FUNCTIONS {
        writeln!(page, "- `{call}`: {doc}").unwrap();
    }
    page
}

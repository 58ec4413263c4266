//! The tables in docs/ that are made from the code: they say what the code says, or the test fails. `ACCEPT=1` writes
//! them anew.

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
    for code in Code::ALL {
        let told = code.explanation();
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

//! A report as one JSON object; docs/check-format.md describes it.

use super::{Excepted, Finding, Outside, Report};
use crate::diag::render::value;
use crate::diag::{Code, Once, Severity};
use serde_json::{Map, Value, json};

/// The version of the form. It grows when a member changes its meaning or goes; new members alone leave it as it is.
pub(super) const VERSION: u64 = 1;

/// So many pages of a finding are named; all are counted.
const NAMED: usize = 20;

/// The whole report.
#[must_use]
pub fn json(report: &Report, sources: &Once<'_>) -> String {
    let Report { site, url, date, findings, excepted, files, pages, outside, known } = report;
    let whole = json!({
        "version": VERSION,
        "program": { "name": "xiangwei", "version": env!("CARGO_PKG_VERSION") },
        "site": { "name": site, "url": url },
        "date": date.to_string(),
        "looked_at": { "files": files, "pages": pages, "outside": outside.as_ref().map(asked) },
        "counts": {
            "error": report.count(Severity::Error),
            "warning": report.count(Severity::Warning),
            "note": report.count(Severity::Note),
            "excepted": excepted.len(),
            "known": known,
        },
        "findings": findings.iter().map(|one| finding(one, sources)).collect::<Vec<_>>(),
        "excepted": excepted.iter().map(|one| exception(one, sources)).collect::<Vec<_>>(),
    });
    format!("{whole}\n")
}

fn asked(outside: &Outside) -> Value {
    let Outside { addresses, asked, left, network } = outside;
    json!({ "addresses": addresses, "asked": asked, "left": left, "network": network })
}

fn finding(finding: &Finding, sources: &Once<'_>) -> Value {
    let mut members = members(value(&finding.told, sources));
    members.insert("basis".to_owned(), basis(finding.told.code));
    let named: Vec<&str> = finding.pages.iter().take(NAMED).map(|page| &**page).collect();
    members.insert("pages".to_owned(), json!({ "count": finding.pages.len(), "first": named }));
    members.insert("fingerprint".to_owned(), json!(finding.fingerprint()));
    members.into()
}

fn exception(excepted: &Excepted, sources: &Once<'_>) -> Value {
    let mut members = members(value(&excepted.told, sources));
    members.insert("reason".to_owned(), json!(excepted.reason));
    members.into()
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn basis(code: Code) -> Value {
    match code {
        Code::Rule(rule) => json!(rule.basis()),
        _ => Value::Null,
    }
}

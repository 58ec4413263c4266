//! A report as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the source.

use super::{Excepted, Finding, Report};
use crate::diag::render::value;
use crate::diag::{Code, Diagnostic, Lang, Once, Severity};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a path may not hold as it is in a URI (RFC 3986, `path`).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'%')
    .add(b':');

/// The whole report, in one language.
#[must_use]
pub fn sarif(report: &Report, lang: Lang, sources: &Once<'_>) -> String {
    let all = report.findings.iter().map(|finding| &finding.told);
    let codes: BTreeMap<Code, usize> =
        all.chain(report.excepted.iter().map(|one| &one.told)).map(|told| (told.code, 0)).collect();
    let codes: BTreeMap<Code, usize> = codes.into_keys().zip(0..).collect();
    let writer = Writer { lang, sources, codes: &codes };
    let findings = report.findings.iter().map(|finding| writer.finding(finding));
    let results: Vec<Value> = findings.chain(report.excepted.iter().map(|one| writer.excepted(one))).collect();
    let whole = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "xiangwei",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.keys().map(|code| rule(*code, lang)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "language": if lang == Lang::Zh { "zh-CN" } else { "en" },
            "results": results,
        }],
    });
    format!("{whole}\n")
}

/// A code, as SARIF describes a rule.
fn rule(code: Code, lang: Lang) -> Value {
    let level = level(code.severity());
    let (zh, en) = match code {
        Code::Rule(rule) => rule.title(),
        _ => code.explanation().map_or(("", ""), |told| (told.zh, told.en)),
    };
    let title = if lang == Lang::Zh { zh } else { en };
    let mut told = json!({
        "id": code.word(),
        "shortDescription": { "text": title },
        "defaultConfiguration": { "level": level },
    });
    if let Code::Rule(rule) = code {
        told["help"] = json!({ "text": rule.page(), "markdown": rule.page() });
        told["properties"] = json!({ "basis": rule.basis() });
    }
    told
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

struct Writer<'a> {
    lang: Lang,
    sources: &'a Once<'a>,
    codes: &'a BTreeMap<Code, usize>,
}

impl Writer<'_> {
    fn finding(&self, finding: &Finding) -> Value {
        let mut result = self.result(&finding.told);
        result["partialFingerprints"] = json!({ "xiangwei/v1": finding.fingerprint() });
        if !finding.pages.is_empty() {
            result["properties"] = json!({ "pages": finding.pages.len(), "page": &*finding.pages[0] });
        }
        result
    }

    fn excepted(&self, excepted: &Excepted) -> Value {
        let mut result = self.result(&excepted.told);
        result["suppressions"] = json!([{ "kind": "external", "justification": excepted.reason }]);
        result
    }

    fn result(&self, told: &Diagnostic) -> Value {
        // Masked, and its place in lines and columns, as in the JSON form.
        let shown = value(told, self.sources);
        let language = if self.lang == Lang::Zh { "zh" } else { "en" };
        let sentences: Vec<&str> = std::iter::once(&shown["message"])
            .chain(shown["help"].as_array().into_iter().flatten())
            .filter_map(|text| text[language].as_str())
            .collect();
        let mut result = json!({
            "ruleId": told.code.word(),
            "ruleIndex": self.codes.get(&told.code),
            "level": level(told.severity()),
            "message": { "text": sentences.join("\n") },
        });
        if let Some(location) = location(&shown["place"]) {
            result["locations"] = json!([location]);
        }
        result
    }
}

fn location(place: &Value) -> Option<Value> {
    let path = utf8_percent_encode(place["path"].as_str()?, PATH).to_string();
    let mut location = json!({ "artifactLocation": { "uri": path, "uriBaseId": "%SRCROOT%" } });
    if let Some(line) = place["line"].as_u64() {
        location["region"] = json!({
            "startLine": line,
            "startColumn": place["column"],
            "endLine": place["end_line"],
            "endColumn": place["end_column"],
        });
    }
    Some(json!({ "physicalLocation": location }))
}

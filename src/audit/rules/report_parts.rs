//! A yearly report on the rule of law has its four parts.

use crate::audit::Auditor;
use crate::content::{Document, Kind};
use crate::diag::{Code, Diagnostic, Rule};
use crate::portal::Portal;
use crate::say;

/// The parts, each by words that its heading has.
const PARTS: [(&str, &str, &[&str]); 4] = [
    ("主要举措和成效", "what was done", &["成效", "成果", "举措", "做法", "工作情况", "进展"]),
    ("存在的不足和原因", "what falls short", &["不足", "问题", "短板", "困难"]),
    ("主要负责人履行第一责任人职责情况", "how the leaders performed their duty", &["第一责任人", "主要负责人"]),
    ("下一年度主要安排", "what is planned", &["下一年", "下一步", "安排", "计划", "打算", "思路"]),
];

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let reports = portal.listed().filter(|(_, document)| document.kind() == Kind::Report);
    reports.filter_map(|(_, document)| tell(document)).collect()
}

fn tell(document: &Document) -> Option<Diagnostic> {
    let headings = &document.outline.headings;
    // The text is in the attachment, where it cannot be looked at.
    if headings.is_empty() && !document.front.attachments.is_empty() {
        return None;
    }
    let is_there = |words: &[&str]| headings.iter().any(|heading| words.iter().any(|word| heading.text.contains(word)));
    let missing: Vec<_> = PARTS.iter().filter(|(.., words)| !is_there(words)).collect();
    if missing.is_empty() {
        return None;
    }
    let zh = missing.iter().map(|(zh, ..)| *zh).collect::<Vec<_>>().join("、");
    let en = missing.iter().map(|(_, en, _)| *en).collect::<Vec<_>>().join(", ");
    let told = say!("报告缺少这几个部分：{zh}", "the report has no heading for these parts: {en}");
    let help = say!("补写这些部分，各用一个标题（##）", "write them, each under a heading (##)");
    Some(Diagnostic::new(Code::Rule(Rule::ReportParts), document.front.places.head.clone(), told).help(help))
}

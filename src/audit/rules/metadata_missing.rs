//! A policy document shows what the metadata block of a document must have.

use crate::audit::Auditor;
use crate::content::{Front, Particulars};
use crate::diag::{Code, Diagnostic, Rule};
use crate::portal::Portal;
use crate::say;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let policies = portal.listed().filter(|(_, document)| matches!(document.particulars, Particulars::Policy(_)));
    policies.filter_map(|(_, document)| tell(&document.front)).collect()
}

fn tell(front: &Front) -> Option<Diagnostic> {
    // Without a title, a publisher and a date of publication there is no policy.
    let keys = [
        (front.index_number.is_none(), "索引号", "index_number"),
        (front.topic.is_none(), "主题分类", "topic"),
        (front.doc_number.is_none(), "发文字号", "doc_number"),
        (front.issued.is_none(), "成文日期", "issued"),
    ];
    let missing: Vec<_> = keys.iter().filter(|(is_missing, ..)| *is_missing).collect();
    if missing.is_empty() {
        return None;
    }
    let zh = missing.iter().map(|(_, zh, _)| *zh).collect::<Vec<_>>().join("、");
    let en = missing.iter().map(|(.., en)| format!("`{en}`")).collect::<Vec<_>>().join(", ");
    let told = say!("元数据缺少：{zh}", "the metadata lacks {en}");
    let help = say!("对照原文补上", "add it from the original");
    Some(Diagnostic::new(Code::Rule(Rule::MetadataMissing), front.places.head.clone(), told).help(help))
}

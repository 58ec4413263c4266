//! What is published of a major decision, from the catalogue to the interpretation, is complete as far as its time has come.

use crate::audit::Auditor;
use crate::content::{Decision, Document, Particulars};
use crate::diag::{Code, Diagnostic, Rule};
use crate::law::closed_list::ClosedList;
use crate::law::decision::Progress;
use crate::portal::{DocumentId, Portal};
use crate::say;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let told = portal.listed().filter_map(|(id, document)| match &document.particulars {
        Particulars::Decision(decision) => tell(portal, (id, document), decision),
        _ => None,
    });
    told.collect()
}

fn tell(portal: &Portal, (id, document): (DocumentId, &Document), decision: &Decision) -> Option<Diagnostic> {
    let chain = portal.chain(id, decision);
    let missing: Vec<_> = chain.iter().filter(|link| link.progress == Progress::Missing).collect();
    if missing.is_empty() {
        return None;
    }
    let why = |note: &String| format!("（{note}）");
    let zh = missing
        .iter()
        .map(|link| format!("{}{}", link.milestone.name(), link.note.as_ref().map(why).unwrap_or_default()));
    let zh = zh.collect::<Vec<_>>().join("、");
    let en = missing.iter().map(|link| link.milestone.code()).collect::<Vec<_>>().join(", ");
    let told = say!("全过程公开缺少：{zh}", "of this decision is missing: {en}");
    let help = say!("补上缺少的文档，并互相关联", "publish what is missing, and relate it");
    Some(Diagnostic::new(Code::Rule(Rule::DecisionChain), document.front.places.head.clone(), told).help(help))
}

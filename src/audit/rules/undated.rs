//! A document that a column lists bears a date of publication.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Rule};
use crate::portal::{DocumentId, Portal};
use crate::say;
use std::collections::BTreeSet;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let columns = portal.sections().filter(|(_, column)| !column.is_home());
    let listed = columns.flat_map(|(_, column)| column.listed.iter().copied());
    let undated: BTreeSet<DocumentId> = listed.filter(|id| portal.document(*id).front.published.is_none()).collect();
    let told = say!("没有发布日期", "it bears no date of publication");
    let help = say!(
        "写明 published（发布日期）：检查时没有日期的信息按没有更新计",
        "write `published`: what bears no date counts as not updated"
    );
    let of = |id| portal.document(id).front.places.head.clone();
    let tell = |id| Diagnostic::new(Code::Rule(Rule::Undated), of(id), told.clone()).help(help.clone());
    undated.into_iter().map(tell).collect()
}

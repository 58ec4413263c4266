//! A column shows at least one document.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::portal::Portal;
use crate::say;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let columns = portal.sections().filter(|(_, column)| !column.is_home() && !column.source.draft);
    let empty = columns.filter(|(_, column)| column.listed.is_empty());
    empty
        .map(|(_, column)| {
            let title = &column.source.title;
            let told = say!("栏目“{title}”是空的", "the column `{title}` is empty");
            Diagnostic::new(Code::Rule(Rule::ColumnEmpty), Place::File(column.source.path.clone()), told).help(say!(
                "补充内容，或用 collect（汇集）指向内容所在处，或删去、合并这个栏目",
                "add content, show with `collect` what stands elsewhere, or remove or merge the column"
            ))
        })
        .collect()
}

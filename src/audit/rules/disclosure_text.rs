//! The numbers in the text of a disclosure report are those of its tables.

use crate::audit::Auditor;
use crate::content::{Disclosure, Particulars, Statement};
use crate::diag::{Code, Diagnostic, Rule};
use crate::portal::Portal;
use crate::say;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let reports = portal.listed().filter_map(|(_, document)| match &document.particulars {
        Particulars::Disclosure(report) => Some(report),
        _ => None,
    });
    reports.flat_map(|report| report.stated.iter().filter_map(|statement| tell(report, statement))).collect()
}

fn tell(report: &Disclosure, Statement { count, number, place }: &Statement) -> Option<Diagnostic> {
    let right = count.of(&report.tables).filter(|right| right != number)?;
    let name = count.name();
    let told = say!(
        "正文写的是 {number} 件，表里“{name}”是 {right} 件",
        "the text says {number}, and the table has {right} for `{name}`"
    );
    let help = say!("正文与表格应当一致：改正其中一个", "text and table must agree: correct one of them");
    Some(Diagnostic::new(Code::Rule(Rule::DisclosureText), place.clone(), told).help(help))
}

//! Requests for information that are carried from one disclosure report to the next.
//!
//! Source: the form of 政府信息公开工作年度报告 (国办公开办函〔2021〕30号): what a year carries over (上年结转) is what the year
//! before carried forward (结转下年度), for each sort of applicant.

use super::Standing;
use crate::config::OrganisationId;
use crate::content::{Carried, Disclosure, Document, Particulars};
use crate::diag::{Code, Diagnostic};
use crate::law::disclosure::{Label, Sheet, Table};
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A report with its table of requests.
#[derive(Clone, Copy)]
struct Report<'a> {
    year: i16,
    sheet: &'a Sheet,
    carried: &'a Carried,
}

/// By its publishers and its year.
type Reports<'a> = BTreeMap<(&'a [OrganisationId], i16), Report<'a>>;

/// Tells every number carried over that is not the one which the same publishers' report of the year before carried
/// forward.
pub(super) fn check(documents: &[Arc<Document>], standings: &[Standing]) -> Vec<Diagnostic> {
    let listed = documents.iter().zip(standings).filter(|(_, standing)| standing.is_listed());
    let reports: Reports<'_> = listed.filter_map(|(document, _)| report(document)).collect();
    let before = |((publishers, year), report): (&(&[OrganisationId], i16), &Report<'_>)| {
        reports.get(&(*publishers, year - 1)).map_or_else(Vec::new, |before| differences(*report, *before))
    };
    reports.iter().flat_map(before).collect()
}

fn report(document: &Document) -> Option<((&[OrganisationId], i16), Report<'_>)> {
    let Particulars::Disclosure(disclosure) = &document.particulars else { return None };
    let Disclosure { year, tables, carried, .. } = &**disclosure;
    let sheet = tables.iter().find(|sheet| sheet.table() == Table::Requests)?;
    let report = Report { year: *year, sheet, carried: carried.as_ref()? };
    Some(((document.front.publishers.as_slice(), *year), report))
}

fn differences(report: Report<'_>, before: Report<'_>) -> Vec<Diagnostic> {
    let columns = report.sheet.rows().next().map_or(&[][..], |(row, _)| row.columns);
    columns.iter().enumerate().filter_map(|(at, column)| difference(report, before, (at, column))).collect()
}

/// What is told of one column when its two numbers differ.
fn difference(report: Report<'_>, before: Report<'_>, (at, column): (usize, &Label)) -> Option<Diagnostic> {
    let over = report.sheet.get("carried_over", column.key)?;
    let forward = before.sheet.get("carried_forward", column.key)?;
    if over == forward {
        return None;
    }
    let (name, year) = (column.name, before.year);
    let message = say!(
        "“上年结转”的“{name}”写的是 {over}，{year}年度报告的“结转下年度”是 {forward}",
        "carried over, `{name}`: {over} is written; the report for {year} carried {forward} forward"
    );
    let told = Diagnostic::new(Code::TableSum, report.carried.over.get(at)?.clone(), message);
    let told =
        told.related(before.carried.forward.get(at)?.clone(), say!("上一年写在这里", "written here the year before"));
    Some(told.help(say!("两年的报告应当一致：改正其中一个", "the two reports must agree: correct one of them")))
}

//! How many documents are in force follows from the year before.

use crate::audit::Auditor;
use crate::config::OrganisationId;
use crate::content::{Disclosure, Particulars};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::law::disclosure::{STOCKS, Table};
use crate::portal::Portal;
use crate::say;
use std::collections::BTreeMap;

/// By its publishers and its year.
type Reports<'a> = BTreeMap<(&'a [OrganisationId], i16), &'a Disclosure>;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let reports: Reports<'_> = portal
        .listed()
        .filter_map(|(_, document)| match &document.particulars {
            Particulars::Disclosure(report) => Some(((document.front.publishers.as_slice(), report.year), &**report)),
            _ => None,
        })
        .collect();
    let pairs = reports.iter().filter_map(|((publishers, year), report)| {
        Some((*reports.get(&(*publishers, year.checked_sub(1)?))?, *report))
    });
    pairs.flat_map(|(before, report)| STOCKS.iter().filter_map(move |row| tell(before, report, row))).collect()
}

fn tell(before: &Disclosure, report: &Disclosure, row: &str) -> Option<Diagnostic> {
    let of = |report: &Disclosure, column| {
        let sheet = report.tables.iter().find(|sheet| sheet.table() == Table::Active)?;
        Some(i64::from(sheet.get(row, column)?.count()?))
    };
    let (was, now) = (of(before, "in_force")?, of(report, "in_force")?);
    let (made, repealed) = (of(report, "made")?, of(report, "repealed")?);
    let expected = was + made - repealed;
    (now != expected).then(|| {
        let year = before.year;
        let told = say!(
            "{year}年现行有效 {was} 件，本年制发 {made} 件、废止 {repealed} 件，现行有效应为 {expected} 件，写的是 {now} 件",
            "{was} were in force in {year}, {made} were made and {repealed} repealed: that is {expected} in force, {now} is written"
        );
        Diagnostic::new(Code::Rule(Rule::DisclosureNormative), place(report, row), told)
            .help(say!("核对两年的数；有失效的文件，在正文里说明", "check both years; say in the text which have lapsed"))
    })
}

/// Where the row's number in force is written.
fn place(report: &Disclosure, row: &str) -> Place {
    let at = STOCKS.iter().position(|stock| *stock == row);
    at.and_then(|at| report.in_force.get(at)).cloned().unwrap_or(Place::Nowhere)
}

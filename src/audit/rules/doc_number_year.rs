//! The year of a document's number is that in which it was issued.

use crate::audit::Auditor;
use crate::content::Front;
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::portal::Portal;
use crate::say;
use jiff::civil::Date;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let told = portal.listed().filter_map(|(_, document)| {
        let (year, issued, place) = dated(&document.front)?;
        (!agree(year, issued)).then(|| tell(year, issued, place))
    });
    told.collect()
}

/// The year of the number, the date of issue, and where the number stands.
fn dated(front: &Front) -> Option<(i16, Date, &Place)> {
    let year = i16::try_from(front.doc_number.as_ref()?.year()?).ok()?;
    Some((year, front.issued?, front.places.doc_number.as_ref()?))
}

/// In January numbers of the year before are still given, and some of the new year already before it.
fn agree(year: i16, issued: Date) -> bool {
    year == issued.year() || issued.month() == 1 && (issued.year() - year).abs() == 1
}

fn tell(year: i16, issued: Date, place: &Place) -> Diagnostic {
    let told = say!(
        "发文字号是 {year} 年的，成文日期是 {issued}",
        "the number is one of {year}, and the document was issued on {issued}"
    );
    Diagnostic::new(Code::Rule(Rule::DocNumberYear), place.clone(), told)
        .help(say!("对照原文，改正发文字号或成文日期", "correct the number or the date of issue by the original"))
}

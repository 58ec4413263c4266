//! For static hosts that read `_headers` and `_redirects` in the site's root. They know no 410: a withdrawn document's
//! notice is answered there with 200.

use super::{FOR_A_YEAR, Rules};
use crate::portal::Route;
use std::fmt::Write as _;

const SURE: &str = "writing to a string cannot fail";

/// `_headers`. Of two rules that fit, such hosts join the values; so all but the assets have the host's own cache time,
/// which is short.
pub(in crate::deploy) fn headers(rules: &Rules) -> String {
    let mut text = format!("{}*\n", rules.base);
    for (name, value) in &rules.security {
        writeln!(text, "  {name}: {value}").expect(SURE);
    }
    for path in &rules.hashed {
        let url = Route::new(path).url(&rules.base);
        writeln!(text, "{url}\n  Cache-Control: {FOR_A_YEAR}").expect(SURE);
    }
    text
}

/// `_redirects`: from, to, status.
pub(in crate::deploy) fn redirects(rules: &Rules) -> String {
    rules.redirects.iter().fold(String::new(), |mut text, (from, to)| {
        writeln!(text, "{} {to} 301", from.url).expect(SURE);
        text
    })
}

//! One line a diagnostic, as editors and other programs read it.

use crate::diag::{Diagnostic, Lang, Once, Place};
use crate::law::personal;

pub(super) fn show(diagnostic: &Diagnostic, lang: Lang, sources: &Once<'_>) -> String {
    let code = diagnostic.code.word();
    let severity = diagnostic.severity().word();
    let message = personal::mask(diagnostic.message.show(lang)).into_owned();
    format!("{}{severity}[{code}]: {message}\n", place(&diagnostic.place, sources))
}

fn place(place: &Place, sources: &Once<'_>) -> String {
    let Some(path) = place.path() else { return String::new() };
    let shown = personal::mask(path);
    let at = place.span().and_then(|span| Some(sources.open(path)?.position(span.start)));
    at.map_or_else(|| format!("{shown}: "), |at| format!("{shown}:{}:{}: ", at.line, at.column))
}

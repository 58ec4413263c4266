//! One line a diagnostic, as editors and other programs read it.

use crate::diag::{Diagnostic, Lang, Place, Sources};
use crate::law::personal;

pub(super) fn show(diagnostic: &Diagnostic, lang: Lang, sources: &dyn Sources) -> String {
    let code = diagnostic.code.word();
    let severity = diagnostic.severity().word();
    let message = personal::mask(diagnostic.message.show(lang)).into_owned();
    format!("{}{severity}[{code}]: {message}\n", place(&diagnostic.place, sources))
}

fn place(place: &Place, sources: &dyn Sources) -> String {
    match place {
        Place::Nowhere => String::new(),
        Place::File(path) => format!("{path}: "),
        Place::Text(path, span) => match sources.source(path) {
            None => format!("{path}: "),
            Some(source) => {
                let at = source.position(span.start);
                format!("{path}:{}:{}: ", at.line, at.column)
            }
        },
    }
}

//! One JSON object a line: both languages, places in characters, spans in bytes.

use crate::diag::{Diagnostic, Once, Place, Span, Text};
use crate::law::personal;
use serde_json::{Value, json};

pub(super) fn show(diagnostic: &Diagnostic, sources: &Once<'_>) -> String {
    format!("{}\n", value(diagnostic, sources))
}

/// What is told, as a value.
pub(super) fn value(diagnostic: &Diagnostic, sources: &Once<'_>) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(at, note)| json!({ "place": place(at, sources), "message": text(note) }))
        .collect();
    json!({
        "severity": diagnostic.severity().word(),
        "code": diagnostic.code.word(),
        "message": text(&diagnostic.message),
        "label": diagnostic.label.as_ref().map(text),
        "place": place(&diagnostic.place, sources),
        "related": related,
        "help": diagnostic.help.iter().map(text).collect::<Vec<_>>(),
        "fix": diagnostic.fix,
    })
}

fn text(text: &Text) -> Value {
    json!({ "zh": personal::mask(&text.zh), "en": personal::mask(&text.en) })
}

fn place(place: &Place, sources: &Once<'_>) -> Value {
    match place {
        Place::Nowhere => Value::Null,
        Place::File(path) => json!({ "path": personal::mask(path) }),
        Place::Text(path, span) => match sources.open(path) {
            None => json!({ "path": personal::mask(path) }),
            Some(opened) => {
                let whole = opened.source.clamp(*span);
                let whole = Span::new(whole.start, whole.end);
                let (start, end) = (opened.position(whole.start), opened.position(whole.end));
                json!({
                    "path": personal::mask(path),
                    "line": start.line, "column": start.column,
                    "end_line": end.line, "end_column": end.column,
                    "start": whole.start, "end": whole.end,
                })
            }
        },
    }
}

//! One JSON object a line: both languages, places in characters, spans in bytes.

use crate::diag::{Diagnostic, Place, Sources, Span, Text};
use crate::law::personal;
use serde_json::{Value, json};

pub(super) fn show(diagnostic: &Diagnostic, sources: &dyn Sources) -> String {
    format!("{}\n", value(diagnostic, sources))
}

/// What is told, as a value.
pub(super) fn value(diagnostic: &Diagnostic, sources: &dyn Sources) -> Value {
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

fn place(place: &Place, sources: &dyn Sources) -> Value {
    match place {
        Place::Nowhere => Value::Null,
        Place::File(path) => json!({ "path": personal::mask(path) }),
        Place::Text(path, span) => match sources.source(path) {
            None => json!({ "path": personal::mask(path) }),
            Some(source) => {
                let whole = source.clamp(*span);
                let whole = Span::new(whole.start, whole.end);
                let (start, end) = (source.position(whole.start), source.position(whole.end));
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

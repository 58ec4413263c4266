//! The forms in which diagnostics are shown; each is made from the same values.

mod human;
mod json;
mod short;
mod veil;

use super::{Diagnostic, Lang, Once};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With an excerpt and a caret, in colours when the screen has them.
    Human(Colours),
    /// `path:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

/// Whether the screen shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// It does.
    Shown,
    /// It does not, or output goes into a file.
    Plain,
}

/// Shows one diagnostic. Personal data is masked in every excerpt and message.
#[must_use]
pub fn show(diagnostic: &Diagnostic, form: Form, lang: Lang, sources: &Once<'_>) -> String {
    match form {
        Form::Human(colours) => human::show(diagnostic, colours, lang, sources),
        Form::Short => short::show(diagnostic, lang, sources),
        Form::Json => json::show(diagnostic, sources),
    }
}

/// One diagnostic as a JSON value, as it stands in [`Form::Json`].
#[must_use]
pub fn value(diagnostic: &Diagnostic, sources: &Once<'_>) -> serde_json::Value {
    json::value(diagnostic, sources)
}

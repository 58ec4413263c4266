//! A diagnostic as `--format json` tells it.

use serde_json::Value;

/// One diagnostic: what, and where. Lines and columns are from 1, columns in characters; a file as a whole has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Told {
    /// The file; empty when it is about the site.
    pub(crate) path: String,
    /// Line, first column, last line, the column after the last.
    pub(crate) span: Option<[u64; 4]>,
    /// `error[doc-number]`.
    pub(crate) what: String,
    /// All its words, in both languages, and the other places that belong to it.
    pub(crate) words: String,
}

impl Told {
    /// One line of JSON.
    pub(crate) fn of(object: &Value) -> Self {
        let text = |name: &str| object[name].as_str().unwrap_or_default().to_owned();
        let place = &object["place"];
        let number = |name: &str| place[name].as_u64();
        let span = || Some([number("line")?, number("column")?, number("end_line")?, number("end_column")?]);
        Self {
            path: place["path"].as_str().unwrap_or_default().to_owned(),
            span: span(),
            what: format!("{}[{}]", text("severity"), text("code")),
            words: ["message", "label", "help", "related"].map(|name| object[name].to_string()).join("\n"),
        }
    }

    /// Its code alone.
    pub(crate) fn code(&self) -> &str {
        self.what.split(['[', ']']).nth(1).unwrap_or_default()
    }
}

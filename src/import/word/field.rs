//! Fields of Word: what is shown is worked out by Word from a code, and mostly kept beside it.
//!
//! A result that is kept is read as text. Where there is none (check boxes, lists to choose from, formulas of `EQ`), what
//! is shown follows from the code; a field of another kind without a result is told.

use super::body::Reader;
use crate::attachment::Reason;
use crate::import::link;
use crate::import::model::{Inline, Line, push};
use crate::import::numbering::Format;
use crate::import::report::News;
use crate::import::tree::{DEEPEST, Element};
use crate::say;

/// A field that we are in.
#[derive(Default)]
pub(super) struct Field {
    pub(super) code: String,
    /// Whether what is read is its result.
    pub(super) is_result: bool,
    /// Whether a result was read.
    pub(super) has_words: bool,
    /// What stands in its code and is not seen when the field has an end.
    skipped: String,
    /// What a field of a form shows.
    value: Option<String>,
}

/// Fields that show nothing: marks of contents and indexes, and what sets a value.
const UNSEEN: [&str; 9] = ["TC", "XE", "TA", "RD", "SET", "ASK", "PRIVATE", "PRINT", "ADVANCE"];

impl Reader<'_, '_, '_> {
    /// A mark at which a field begins, its result begins, or it ends.
    ///
    /// # Errors
    /// When fields stand too deep in each other.
    pub(super) fn field(&mut self, mark: &Element, line: &mut Line) -> Result<(), Reason> {
        match mark.attribute("fldCharType") {
            Some("begin") if self.fields.len() == DEEPEST => return Err(Reason::TooDeep),
            Some("begin") => {
                let value = mark.child("ffData").and_then(value);
                self.fields.push(Field { value, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.is_result = true;
                }
            }
            _ => {
                if let Some(field) = self.fields.pop() {
                    self.ended(field, line);
                }
            }
        }
        Ok(())
    }

    /// Whether what is read is the code of a field.
    pub(super) fn in_code(&self) -> bool {
        self.fields.iter().any(|field| !field.is_result)
    }

    /// Keeps what stands in a code, until the field ends.
    pub(super) fn skipped(&mut self, element: &Element) {
        if let Some(field) = self.fields.iter_mut().find(|field| !field.is_result) {
            match &*element.name {
                "t" => field.skipped.push_str(&element.text()),
                "tab" | "ptab" | "br" | "cr" => field.skipped.push(' '),
                _ => {}
            }
        }
    }

    /// The code of a field does not go on after a paragraph; where its end is missing, what followed it becomes text.
    pub(super) fn unended(&mut self, line: &mut Line) {
        for field in self.fields.extract_if(.., |field| !field.is_result) {
            if !field.skipped.trim().is_empty() {
                let what = say!(
                    "域没有结束，里面的文字写成了正文",
                    "a field without an end; what followed its code became text"
                );
                self.report.tell(News::Mended, &self.at, what, &field.skipped);
                push(line, Inline::words(field.skipped));
            }
        }
    }

    pub(super) fn in_contents(&self) -> bool {
        self.fields.iter().any(|field| field.code.trim().starts_with("TOC"))
    }

    /// Where the field that we are in leads.
    pub(super) fn linked(&self) -> Option<String> {
        let code = self.fields.iter().rev().find_map(|field| field.code.trim().strip_prefix("HYPERLINK"))?;
        let address = code.split('"').nth(1)?;
        link::is_kept(address).then(|| address.to_owned())
    }

    /// Puts what a field shows that has no result of its own.
    fn ended(&mut self, field: Field, line: &mut Line) {
        if let (Some(outer), true) = (self.fields.last_mut(), field.has_words) {
            outer.has_words = true;
        }
        if field.has_words || self.in_code() {
            return;
        }
        let code = field.code.trim();
        let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
        match (field.value, name.to_ascii_uppercase().as_str()) {
            (Some(value), _) => {
                let what = say!("表单域的值写成了文字", "the value of a field of a form became text");
                self.report.tell(News::Mended, &self.at, what, &value);
                push(line, Inline::words(value));
            }
            (None, "EQ") => {
                let what = say!("公式只带过来文字，没有排版", "a formula came over as plain characters");
                self.report.tell(News::Mended, &self.at, what, rest);
                push(line, Inline::words(formula(rest)));
            }
            (None, name) if UNSEEN.contains(&name) || name.is_empty() => {}
            _ => self.left_out(say!("没有结果的域", "a field without a result"), code),
        }
    }
}

/// Whether a field of a text begins and does not end.
pub(super) fn is_open(text: &Element) -> bool {
    let marks = text.all("fldChar");
    let depth = marks.iter().filter_map(|mark| mark.attribute("fldCharType")).fold(0_usize, |depth, kind| match kind {
        "begin" => depth + 1,
        "end" => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}

/// What a field of a form shows: a box, checked or not, or the entry that was chosen.
fn value(form: &Element) -> Option<String> {
    if let Some(check) = form.child("checkBox") {
        let is_checked = check.child("checked").or_else(|| check.child("default")).is_some_and(Element::is_on);
        return Some(if is_checked { "☑" } else { "☐" }.to_owned());
    }
    let list = form.child("ddList")?;
    let chosen = list.child("result").or_else(|| list.child("default")).and_then(Element::val);
    let at: usize = chosen.and_then(|at| at.parse().ok()).unwrap_or(0);
    list.all("listEntry").get(at).and_then(|entry| entry.val()).map(str::to_owned)
}

/// What the code of an `EQ` field shows, as plain characters: `\f(1,2)` as 1/2, `\o\ac(○,3)` as ③; what is made of more
/// stays as its code.
fn formula(code: &str) -> String {
    let parts = || {
        let (switches, rest) = code.trim().split_once('(')?;
        let inner = rest.strip_suffix(')').filter(|inner| !inner.contains(['(', '\\']))?;
        Some((switches.to_lowercase(), inner.split([',', ';']).map(str::trim).collect::<Vec<_>>()))
    };
    match parts() {
        Some((switches, parts)) => match (&*switches, &*parts) {
            ("\\f", [above, below]) => format!("{above}/{below}"),
            (over, ["○" | "◯", number]) if over.starts_with("\\o") => {
                number.parse().map_or_else(|_| (*number).to_owned(), |number| Format::Circled.written(number))
            }
            _ => parts.join(" "),
        },
        None => code.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::formula;

    #[test]
    fn simple_formulas_are_read() {
        for (code, shown) in [
            ("\\f(1,2)", "1/2"),
            ("\\o\\ac(○,3)", "③"),
            ("\\o\\ac(○,甲)", "甲"),
            ("\\s\\up5(2)", "2"),
            ("\\f(\\r(2),3)", "\\f(\\r(2),3)"),
            ("", ""),
        ] {
            assert_eq!(formula(code), shown);
        }
    }
}

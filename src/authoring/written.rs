//! How a value is written that is one word of a form, as regular expressions: the schemas and the forms of the CMS ask for the same.

use crate::law::doc_number;
use crate::law::moment::{CLOCK, DAY};
use crate::law::quantity::DECIMAL;
use crate::yaml::Shape;

/// A form that a value is written in.
pub(super) struct Written {
    /// The whole value as a regular expression, without blanks around it.
    form: String,
    /// What is wanted, for people.
    wanted: &'static str,
}

impl Written {
    /// The form of a shape; nothing for one that is no such word.
    pub(super) fn of(shape: Shape) -> Option<Self> {
        let (form, wanted) = match shape {
            Shape::Integer => ("[+-]?[0-9]+".to_owned(), "整数"),
            Shape::Count => ("\\+?0*[1-9][0-9]*".to_owned(), "正整数"),
            Shape::Number => ("\\+?[0-9]+".to_owned(), "不小于 0 的整数"),
            Shape::Decimal => (format!("{DECIMAL}\\s*[%％]*"), "数，例如 22911 或 3.5"),
            Shape::Year => ("\\+?0*(19|20)[0-9]{2}年?".to_owned(), "四位年份"),
            Shape::Date => (DAY.to_owned(), "日期：2024-03-01"),
            Shape::Moment => (format!("(?:{DAY})(?:{CLOCK})?"), "日期：2024-03-01 或 2024-03-01 09:30"),
            Shape::DocNumber => (doc_number::pattern(), "发文字号：示政发〔2024〕1号"),
            _ => return None,
        };
        Some(Self { form, wanted })
    }

    /// A form of one place alone.
    pub(super) fn new(form: impl Into<String>, wanted: &'static str) -> Self {
        Self { form: form.into(), wanted }
    }

    /// The regular expression: blanks around the value count for nothing.
    pub(super) fn pattern(&self) -> String {
        format!("^\\s*(?:{})\\s*$", self.form)
    }

    /// What a person is told who wrote another form.
    pub(super) fn told(&self) -> String {
        format!("这里应写{}", self.wanted)
    }
}

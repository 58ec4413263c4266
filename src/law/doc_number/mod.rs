//! 发文字号: the number under which an office issued a document.
//!
//! Two forms: `启政发〔2024〕1号` (机关代字, year, serial) and an order, `省政府令第158号`. Source:
//! 党政机关公文处理工作条例 (中办发〔2012〕14号) art. 9 and GB/T 9704-2012, 7.2.5: six-corner brackets,
//! four-digit year, no 第, no leading zero. [`DocNumber::parse`] reads what an author wrote as a
//! number; [`mentions`] finds numbers in running text. Which codes exist is not known here.

mod fault;
mod glyph;
mod mention;
mod parse;
mod pattern;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

pub use fault::{Fault, FaultKind};
pub use glyph::{Mend, MendKind};
pub use mention::{Mention, mentions};
pub use parse::Parsed;
pub use pattern::pattern;

/// The years that a number may bear.
const YEARS: Range<u16> = 1900..2100;

/// A sound 发文字号. Sorted by code, then year, then serial as a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocNumber {
    code: String,
    year: Option<u16>,
    serial: u32,
}

impl DocNumber {
    /// What stands before the numbers: the 机关代字 (`启政发`), or for an order its name (`省政府令`).
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The year between the brackets; an order has none.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// The serial number, from 1.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Whether this is the number of an order (令).
    pub fn is_order(&self) -> bool {
        self.year.is_none()
    }
}

/// The canonical form.
impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{}〔{year}〕{}号", self.code, self.serial),
            None => write!(f, "{}第{}号", self.code, self.serial),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::law::doc_number::DocNumber;

    fn number(text: &str) -> DocNumber {
        DocNumber::parse(text).expect("a sound number").number
    }

    #[test]
    fn parts_are_told() {
        let ordinary = number("启政办发〔2024〕12号");
        assert_eq!((ordinary.code(), ordinary.year(), ordinary.serial()), ("启政办发", Some(2024), 12));
        let order = number("省政府令第158号");
        assert_eq!((order.code(), order.year(), order.serial()), ("省政府令", None, 158));
        assert!(order.is_order() && !ordinary.is_order());
    }

    #[test]
    fn serials_sort_as_numbers() {
        let mut numbers = ["启政发〔2024〕10号", "启政发〔2023〕11号", "启政发〔2024〕9号"].map(number);
        numbers.sort();
        assert_eq!(numbers.map(|n| n.to_string()), ["启政发〔2023〕11号", "启政发〔2024〕9号", "启政发〔2024〕10号"]);
    }
}

//! What can be wrong with a 发文字号, and what to write instead.
//!
//! A fault is a kind, a place and perhaps a suggestion; its words are the caller's. Every suggestion
//! is a sound number in its canonical form.

use std::ops::Range;

/// Why a text is no 发文字号.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in bytes of the input.
    pub range: Range<usize>,
    /// The number to write instead, where it can be worked out.
    pub suggestion: Option<String>,
}

/// What can be wrong with a 发文字号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// 第 stands before the serial of an ordinary number.
    Ordinal,
    /// An order lacks the 第 before its serial.
    MissingOrdinal,
    /// An order with its 令 at the end: `省政府第158号令`.
    OrderReversed,
    /// The serial begins with 0.
    LeadingZero,
    /// The year has two digits.
    TwoDigitYear,
    /// What stands between the brackets is no year.
    BadYear,
    /// The year lies outside 1900–2099.
    YearOutOfRange,
    /// There is no serial.
    MissingSerial,
    /// The serial has more than five digits.
    SerialTooLong,
    /// The 号 at the end is missing.
    MissingEnding,
    /// Something follows the number.
    Trailing,
    /// The code is not 2–14 Chinese characters (for an order: its name).
    BadCode,
    /// Neither form of a number can be seen.
    NoSuchForm,
}

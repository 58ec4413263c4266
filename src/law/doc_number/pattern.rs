//! What [`DocNumber::parse`](super::DocNumber::parse) reads, as a regular expression, for those who ask before it does.

use super::glyph::{CLOSING, OPENING};
use super::parse::{CODE_LENGTH, ORDER_LENGTH, SERIAL_DIGITS};
use crate::law::character::BLANK;

/// Both forms, with the look-alikes that are mended; from the first character to the last. It is in the part of ECMA 262 that
/// all engines have.
#[must_use]
pub fn pattern() -> String {
    let blank = format!("[{BLANK}]*");
    let many = |class: &str, least: usize, most: usize| format!("(?:{class}{blank}){{{least},{most}}}");
    let one = |class: &str| format!("{class}{blank}");
    let code = many("[一-龥]", CODE_LENGTH.start, CODE_LENGTH.end - 1);
    // 令 ends the name.
    let order = many("[一-龥]", ORDER_LENGTH.start - 1, ORDER_LENGTH.end - 2) + &one("令") + &one("第");
    // The years of `YEARS`.
    let year = format!("(?:[1１]{blank}[9９]|[2２]{blank}[0０]){blank}{}", many(DIGIT, 2, 2));
    let year = one(&bracket('〔', OPENING)) + &year + &one(&bracket('〕', CLOSING));
    let serial = one("[1-9１-９]") + &many(DIGIT, 0, SERIAL_DIGITS - 1) + &one("号");
    format!("{blank}(?:{code}{year}|{order}){serial}")
}

const DIGIT: &str = "[0-9０-９]";

/// One of some brackets.
fn bracket(right: char, others: &str) -> String {
    format!("[{right}{}]", others.replace('[', "\\[").replace(']', "\\]"))
}

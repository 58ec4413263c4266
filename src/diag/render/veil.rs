//! Numbers beside personal data are not shown, whatever they are.
//!
//! What nobody can find in a line, a card without a word beside it, a number with a wrong check digit, stands as often as not
//! beside what is found: an excerpt of a line that holds something personal shows no long number in full.

use crate::diag::{Code, Rule};
use crate::law::character::is_digit;
use crate::law::personal::mask_digits;
use std::ops::Range;

/// So many digits are a long number.
const LONG: usize = 7;
/// So many stay at its begin.
const FIRST: usize = 3;
/// So many stay at its end: the fewer of a short one.
const LAST: [usize; 2] = [2, 4];
/// From so many digits on a number is not short.
const NOT_SHORT: usize = 11;

/// Lines that were masked, as they are shown in an excerpt: those that hold something personal or secret, and those of a finding of that
/// kind, without long numbers. Each character keeps its place and its bytes.
pub(super) fn veiled(masked: &str, written: &str, code: Code) -> String {
    let is_all = is_guarded(code);
    let lines = masked.split_inclusive('\n').zip(written.split_inclusive('\n'));
    lines
        .map(|(line, written)| if is_all || line != written { numbers_hidden(line) } else { line.to_owned() })
        .collect()
}

/// Whether a finding is about what may not be published.
fn is_guarded(code: Code) -> bool {
    let Code::Rule(rule) = code else { return false };
    matches!(
        rule,
        Rule::PersonalIdentity
            | Rule::PersonalCard
            | Rule::PersonalMobile
            | Rule::PersonalPassport
            | Rule::PersonalAccount
            | Rule::PersonalAddress
            | Rule::OfficeMobile
            | Rule::SecretMark
            | Rule::InternalMark
    )
}

/// A text without the middle of its long numbers, also of those that blanks or hyphens part.
fn numbers_hidden(text: &str) -> String {
    let (mut shown, mut at) = (String::with_capacity(text.len()), 0);
    let mut digits: Vec<Range<usize>> = Vec::new();
    for (start, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if is_digit(c) {
            digits.push(start..start + c.len_utf8());
        } else if !parts(c) {
            if let Some(middle) = middle(&digits) {
                shown.push_str(&text[at..middle.start]);
                shown.push_str(&mask_digits(&text[middle.clone()]));
                at = middle.end;
            }
            digits.clear();
        }
    }
    shown + &text[at..]
}

/// Whether a character may stand within a number.
fn parts(c: char) -> bool {
    c == ' ' || c == '\u{A0}' || c == '\u{3000}' || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// What is hidden of a number.
fn middle(digits: &[Range<usize>]) -> Option<Range<usize>> {
    let last = LAST[usize::from(digits.len() >= NOT_SHORT)];
    (digits.len() >= LONG).then(|| digits[FIRST].start..digits[digits.len() - last].start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_is_hidden_whatever_it_is() {
        for (text, shown) in [
            ("| 6228480402564890018 |", "| 622************0018 |"),
            ("甲 6228 4804-0256 4890018，", "甲 622* ****-**** ***0018，"),
            ("１２３４５６７", "１２３＊＊６７"),
            ("电话 123456、3 项", "电话 123456、3 项"),
            ("138****1234\n1234567", "138****1234\n123**67"),
        ] {
            assert_eq!(numbers_hidden(text), shown);
            assert_eq!(shown.len(), text.len());
        }
    }

    #[test]
    fn numbers_of_other_faults_stay() {
        let (line, guarded) = ("published: 2024-01-05\n", Code::Rule(Rule::SecretMark));
        assert_eq!(veiled(line, line, Code::Date), line);
        assert_eq!(veiled(line, line, guarded), "published: 202*-**-05\n");
        let (masked, written) = ("138****1234,1234567\n", "13812341234,1234567\n");
        assert_eq!(
            veiled(&(masked.to_owned() + line), &(written.to_owned() + line), Code::Date),
            "138****1234,123**67\npublished: 2024-01-05\n"
        );
    }
}

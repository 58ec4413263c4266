//! Bank cards and other accounts.
//!
//! A card has 16 to 19 digits, a first digit that issuers bear (62, 3, 4, 5, 9), and Luhn's check
//! digit (ISO/IEC 7812-1). One number in ten has that by chance, so that a word or a bank's name
//! must stand beside it. Another number that a word says is an account may be a passbook or an
//! office's own: probable alone, and none when 户名 before it names an office. Neither goes on in the next cell, where an amount may stand. A sound 统一社会信用代码 is neither.

use std::ops::Range;

use crate::law::credit_code::CreditCode;
use crate::law::personal::label::Label;
use crate::law::personal::number::{Number, is_parted_as, values};
use crate::law::personal::surroundings::Surroundings;
use crate::law::personal::{Personal, office};

/// How many digits a card has.
const CARD: Range<usize> = 16..20;
/// How many digits an account has.
const ACCOUNT: Range<usize> = 15..24;
/// Cards are printed in groups of four, or with six digits in front.
const PARTS: [usize; 5] = [4, 6, 8, 12, 16];

/// The card or account that begins here.
pub(super) fn find(number: &Number, around: &mut Surroundings) -> Option<(Personal, Range<usize>)> {
    let stands = |digits: &String| {
        let span = number.span(digits.len());
        is_parted_as(number.cuts(digits.len()), digits.len(), &PARTS)
            && !number.is_decimal(digits.len())
            && !number.spans_cells(digits.len())
            && CreditCode::parse(digits).is_err()
            && !around.is_in_url(&span)
    };
    let digits: Vec<String> = number.lengths(ACCOUNT).filter(stands).collect();
    let card = digits.iter().find(|digits| CARD.contains(&digits.len()) && is_card(digits));
    let card = card.map(|digits| number.span(digits.len()));
    let is_of_office = !digits.is_empty() && office::owns_account(around.line_before(number.span(1).start));
    if let Some(span) = card.filter(|span| around.say(span, Label::Account) || around.name_bank(span)) {
        return Some((if is_of_office { Personal::Account } else { Personal::BankCard }, span));
    }
    let span = number.span(digits.first()?.len());
    (!is_of_office && around.say(&span, Label::Account)).then_some((Personal::Account, span))
}

fn is_card(digits: &str) -> bool {
    (digits.starts_with(['3', '4', '5', '9']) || digits.starts_with("62")) && is_luhn(digits)
}

/// Luhn's formula: every second digit from the right counts double, its digits summed.
fn is_luhn(digits: &str) -> bool {
    let doubled = |value: u32| value * 2 / 10 + value * 2 % 10;
    let values = values(digits).into_iter().rev().enumerate();
    let sum: u32 = values.map(|(at, value)| if at % 2 == 1 { doubled(value) } else { value }).sum();
    sum.is_multiple_of(10)
}

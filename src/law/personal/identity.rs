//! 公民身份号码 (GB 11643-1999), and the numbers of residence permits, which are formed like it.
//!
//! Eighteen characters with a division, a date of birth and a check digit that are all sound. The
//! older form of fifteen has no check digit: a word must say what it is. An all-digit
//! 统一社会信用代码 may be formed like an identity number by chance; when its own check digit is
//! sound and a word says that it is one, it is public. When nothing says so, it is taken as personal.

use std::ops::Range;

use jiff::civil::Date;

use crate::law::credit_code::CreditCode;
use crate::law::personal::Personal;
use crate::law::personal::label::Label;
use crate::law::personal::number::{Number, is_parted_as, values};
use crate::law::personal::surroundings::Surroundings;

/// How many characters a number has.
const LENGTH: usize = 18;
/// How many the older form has.
const OLD_LENGTH: usize = 15;
/// Where people part a number: after province, city, county, year, month, day, order.
const PARTS: [usize; 7] = [2, 4, 6, 10, 12, 14, 17];
/// The same in the older form.
const OLD_PARTS: [usize; 6] = [2, 4, 6, 8, 10, 12];
/// GB 11643-1999, 3.2.3.
const WEIGHTS: [u32; LENGTH] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
/// The years of birth.
const YEARS: Range<u32> = 1900..2100;

/// The identity number that begins here.
pub(super) fn find(number: &Number, around: &mut Surroundings) -> Option<(Personal, Range<usize>)> {
    if number.first(LENGTH).is_some_and(|digits| is_identity(&digits, number, around)) {
        return Some((Personal::Identity, number.span(LENGTH)));
    }
    let old = number.first(OLD_LENGTH).is_some_and(|digits| is_old(&digits, number, around));
    old.then(|| (Personal::OldIdentity, number.span(OLD_LENGTH)))
}

/// The identity number that begins here, all of whose characters stand there though asterisks do, too.
pub(super) fn find_over_mask(text: &str, group: &Range<usize>) -> Option<(Personal, Range<usize>)> {
    let number = Number::read_over_mask(text, group)?;
    let is_whole = number.whole(LENGTH).is_some_and(|digits| is_sound(&values(&digits)));
    is_whole.then(|| (Personal::Identity, number.span(LENGTH)))
}

fn is_identity(digits: &str, number: &Number, around: &mut Surroundings) -> bool {
    let (span, cuts) = (number.span(LENGTH), number.cuts(LENGTH));
    is_sound(&values(digits))
        && (is_parted_as(cuts, LENGTH, &PARTS) || around.say(&span, Label::Identity))
        && !(CreditCode::parse(digits).is_ok() && around.say(&span, Label::CreditCode))
}

fn is_old(digits: &str, number: &Number, around: &mut Surroundings) -> bool {
    let values = values(digits);
    is_province(amount(&values[..2]))
        && is_day(1900 + amount(&values[6..8]), &values[8..12])
        && is_parted_as(number.cuts(OLD_LENGTH), OLD_LENGTH, &OLD_PARTS)
        && around.say(&number.span(OLD_LENGTH), Label::Identity)
}

pub(super) fn is_sound(values: &[u32]) -> bool {
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    is_province(amount(&values[..2])) && is_day(amount(&values[6..10]), &values[10..14]) && sum % 11 == 1
}

/// The first two digits of divisions (GB/T 2260); 81 to 83 are for residents from 港澳台, from 91 on a permanent
/// residence permit's 9 and the first digit of the province that gave it.
fn is_province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91..=98)
}

/// Whether a year, and month and day in four digits, are a day on which a living person may be born.
fn is_day(year: u32, month_and_day: &[u32]) -> bool {
    let (month, day) = (amount(&month_and_day[..2]), amount(&month_and_day[2..]));
    let date = || Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    YEARS.contains(&year) && date().is_some()
}

fn amount(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + digit)
}

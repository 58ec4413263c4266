//! 公民身份号码 (GB 11643-1999), and the numbers of residence permits, which are formed like it.
//!
//! Eighteen characters with a division, a date of birth and a check digit that are all sound. The
//! older form of fifteen has no check digit: a word must say what it is. An all-digit
//! 统一社会信用代码 may be formed like an identity number by chance; when its own check digit is
//! sound and a word says that it is one, it is public. When nothing says so, it is taken as personal.
//! Numbers of projects and papers that are made of a division and a date have a sound check digit by chance, one in eleven: right
//! after 编号 or its like a date of birth of these years is probable alone, and so is one after what is known of the calendar; so is
//! a check digit that is wrong after 身份证.

use std::ops::Range;

use jiff::civil::Date;

use crate::law::calendar;
use crate::law::character::is_digit;
use crate::law::credit_code::CreditCode;
use crate::law::personal::Personal;
use crate::law::personal::label::Label;
use crate::law::personal::number::{Number, is_parted_as, is_x, runs_on, values};
use crate::law::personal::surroundings::Surroundings;

/// How many characters a number has.
const LENGTH: usize = 18;
/// How many a mobile number has.
const MOBILE: usize = 11;
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
/// From this year on numbers of papers and projects that are published have its date in them (条例 took effect on 2008-05-01).
const PAPERS: u32 = 2008;

/// The identity number that begins here.
pub(super) fn find(number: &Number, around: &mut Surroundings) -> Option<(Personal, Range<usize>)> {
    let kind = number.first_in_word(LENGTH).and_then(|digits| kind(&digits, number, around));
    if let Some(kind) = kind {
        return Some((kind, number.span(LENGTH)));
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

/// The number whose groups are parted as the things of a list are.
pub(super) fn find_in_list(around: &mut Surroundings, group: &Range<usize>) -> Option<(Personal, Range<usize>)> {
    let number = Number::read_widely(around.text, group)?;
    let digits = number.first(LENGTH).filter(|digits| is_sound(&values(digits)))?;
    Some((kind(&digits, &number, around)?, number.span(LENGTH)))
}

/// Identity numbers that nothing parts from each other, or from a mobile number.
pub(super) fn find_glued(text: &str, group: &Range<usize>) -> Option<(Personal, Range<usize>)> {
    let is_of_number = |c: char| is_digit(c) || is_x(c);
    let run = &text[group.start..];
    let run = &run[..run.len() - run.trim_start_matches(is_of_number).len()];
    let characters = values(run);
    let mut rest = &characters[..];
    while !rest.is_empty() {
        let is_mobile = |part: &[u32]| part[0] == 1 && (3..=9).contains(&part[1]);
        let identity = rest.split_at_checked(LENGTH).filter(|(part, _)| is_sound(part));
        let mobile = || rest.split_at_checked(MOBILE).filter(|(part, after)| is_mobile(part) && after.is_empty());
        (_, rest) = identity.or_else(mobile)?;
    }
    let is_alone = !text[..group.start].ends_with(runs_on) && !text[group.start + run.len()..].starts_with(runs_on);
    (characters.len() > LENGTH && is_alone).then(|| (Personal::Identity, group.start..group.start + run.len()))
}

/// What a number of eighteen characters is.
fn kind(digits: &str, number: &Number, around: &mut Surroundings) -> Option<Personal> {
    let (span, values) = (number.span(LENGTH), values(digits));
    let is_parted = is_parted_as(number.cuts(LENGTH), LENGTH, &PARTS);
    let is_code = CreditCode::parse(digits).is_ok();
    if !is_sound(&values) {
        return is_mistyped(digits, number, around).then_some(Personal::LikelyIdentity);
    }
    if !is_parted && !around.say(&span, Label::Identity) || is_code && around.say(&span, Label::CreditCode) {
        return None;
    }
    let year = amount(&values[6..10]);
    let is_of_paper = year >= PAPERS && around.said_directly(&span) == Some(Label::Other);
    let is_unborn = year > u32::from(calendar::last_year().unsigned_abs());
    Some(if is_of_paper || is_unborn { Personal::LikelyIdentity } else { Personal::Identity })
}

/// Whether a number is called one and has its form, though its check digit or its date is wrong.
fn is_mistyped(digits: &str, number: &Number, around: &mut Surroundings) -> bool {
    let span = number.span(LENGTH);
    let is_parted = (0..LENGTH).all(|at| number.cuts(LENGTH) & 1 << at == 0 || PARTS.contains(&at));
    let stands = is_parted && !number.spans_cells(LENGTH) && number.first(LENGTH).is_some();
    stands && CreditCode::parse(digits).is_err() && !around.is_in_url(&span) && around.say(&span, Label::Identity)
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

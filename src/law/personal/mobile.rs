//! Mobile numbers: eleven digits from 13 to 19 (YD/T 1126 and the numbering plan), with or without +86.
//!
//! There is no check digit. A number in one piece is taken for what it looks like, unless it is an
//! amount, part of a decimal number, of an address on the web, or a word says it is something else.
//! One in groups (3-4-4, 4-3-4, 3-3-5) must stand alone or have a word beside it: in a table of
//! figures such groups stand side by side by chance. Whether an office publishes it as its own is
//! told by the line; whether that is so, by the site's list of contacts, against which a caller
//! holds [`bare`].

use std::ops::Range;

use crate::law::character::{half_width, is_blank, is_digit};
use crate::law::personal::label::{self, Label};
use crate::law::personal::number::Number;
use crate::law::personal::surroundings::Surroundings;
use crate::law::personal::{self, Personal, office};

/// How many digits a number has within the country.
const LENGTH: usize = 11;
/// How the country is dialled.
const COUNTRY: [&str; 3] = ["", "86", "0086"];
/// After how many digits people part a number.
const GROUPS: [&[usize]; 6] = [&[], &[3], &[7], &[3, 7], &[4, 7], &[3, 6]];
/// What follows an amount.
const UNITS: [char; 16] =
    ['元', '万', '亿', '人', '户', '吨', '米', '平', '㎡', '亩', '公', '千', '%', '％', '股', '件'];
/// What stands before an amount.
const CURRENCIES: [char; 3] = ['¥', '￥', '$'];

/// The digits of a number as it is dialled within the country, of whatever form it was found in.
pub fn bare(written: &str) -> String {
    let digits: String = written.chars().filter(|&c| is_digit(c)).map(half_width).collect();
    digits[digits.len().saturating_sub(LENGTH)..].to_owned()
}

/// The mobile numbers in a text, as they are dialled within the country.
pub fn mobiles(text: &str) -> impl Iterator<Item = String> {
    let is_mobile = |kind| matches!(kind, Personal::Mobile | Personal::OfficeMobile);
    personal::find(text).into_iter().filter(move |found| is_mobile(found.kind)).map(|found| bare(&text[found.span]))
}

/// The mobile number that begins here.
pub(super) fn find(number: &Number, around: &mut Surroundings) -> Option<(Personal, Range<usize>)> {
    let country = COUNTRY.into_iter().find(|country| is_mobile(number, country))?;
    let count = country.len() + LENGTH;
    let mut span = number.span(count);
    if !country.is_empty() && around.text[..span.start].ends_with(['+', '＋']) {
        span.start = around.text[..span.start].char_indices().next_back().map_or(span.start, |(at, _)| at);
    }
    let whole = number.cuts(count) >> country.len() & !1 == 0;
    let alone = whole || !number.stands_among_others(count);
    let clear = alone || around.say(&span, Label::Phone);
    let otherwise =
        number.is_decimal(count) || is_amount(around, &span) || around.is_in_url(&span) || is_other(around, &span);
    let kind = if office::tells_contact(around.line(span.start)) { Personal::OfficeMobile } else { Personal::Mobile };
    (clear && !otherwise).then_some((kind, span))
}

/// Whether eleven digits from 13 to 19 follow the country's, in groups that people use.
fn is_mobile(number: &Number, country: &str) -> bool {
    let count = country.len() + LENGTH;
    let Some(digits) = number.first(count).and_then(|digits| digits.strip_prefix(country).map(str::to_owned)) else {
        return false;
    };
    let cuts = number.cuts(count) >> country.len() & !1;
    let groups = |groups: &&[usize]| groups.iter().fold(0, |bits, place| bits | 1 << place) == cuts;
    let series = digits.strip_prefix('1').is_some_and(|rest| rest.starts_with(|c| ('3'..='9').contains(&c)));
    series
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && GROUPS.iter().any(groups)
        && !number.spans_cells(count)
}

fn is_amount(around: &Surroundings, span: &Range<usize>) -> bool {
    let after = around.text[span.end..].trim_start_matches(is_blank);
    let before = around.text[..span.start].trim_end_matches(' ');
    after.starts_with(UNITS) || before.ends_with(CURRENCIES)
}

/// Whether the last word before it says that it is something else.
fn is_other(around: &Surroundings, span: &Range<usize>) -> bool {
    matches!(label::last(around.before(span)), Some(Label::Other | Label::Account | Label::CreditCode))
}

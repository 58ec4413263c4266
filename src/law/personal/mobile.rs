//! Mobile numbers: eleven digits from 13 to 19 (YD/T 1126 and the numbering plan), with or without +86.
//!
//! There is no check digit. A number in one piece is taken for what it looks like, unless it is an
//! amount, part of a decimal number, of an address on the web, or a word says it is something else.
//! One in groups (3-4-4, 4-3-4, 3-3-5) must stand alone or have a word beside it: in a table of
//! figures such groups stand side by side by chance. Whether an office publishes it as its own is
//! told by the line; whether that is so, by the site's list of contacts, against which a caller
//! holds [`bare`].

use std::ops::Range;

use crate::law::character::{half_width, is_blank, is_digit, is_han};
use crate::law::personal::label::Label;
use crate::law::personal::number::Number;
use crate::law::personal::surroundings::Surroundings;
use crate::law::personal::{self, Personal, office};

/// How many digits a number has within the country.
const LENGTH: usize = 11;
/// How the country, or another place in it, is dialled.
const COUNTRY: [&str; 4] = ["", "0", "86", "0086"];
/// After how many digits people part a number.
const GROUPS: [&[usize]; 6] = [&[], &[3], &[7], &[3, 7], &[4, 7], &[3, 6]];
/// What follows an amount.
const UNITS: [&str; 34] = [
    "元", "万元", "亿元", "千元", "美元", "欧元", "港元", "万人", "人次", "万户", "户次", "户数", "吨", "万吨", "亩",
    "万亩", "平方", "立方", "公里", "公顷", "公斤", "千米", "千克", "千瓦", "毫米", "厘米", "㎡", "%", "％", "万股",
    "万件", "万只", "株", "棵",
];
/// What does so when it ends the word: it begins places and people's names, too.
const SHORT_UNITS: [char; 8] = ['人', '户', '万', '亿', '米', '股', '件', '平'];
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
    let first = |count| {
        let adjoins = |_: &String| around.lets_letters_adjoin(number.span(count).start);
        number.first(count).or_else(|| number.first_in_word(count).filter(adjoins))
    };
    let is_dialled = |country: &&str| {
        let digits = first(country.len() + LENGTH);
        digits.is_some_and(|digits| is_mobile(&digits, number, country))
    };
    let country = COUNTRY.into_iter().find(is_dialled)?;
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
fn is_mobile(digits: &str, number: &Number, country: &str) -> bool {
    let count = digits.len();
    let Some(digits) = digits.strip_prefix(country) else { return false };
    let cuts = number.cuts(count) >> country.len() & !1;
    // 0.138… is a decimal number.
    let is_dialled = country != "0" || number.cuts(2) == 0;
    let groups = |groups: &&[usize]| groups.iter().fold(0, |bits, place| bits | 1 << place) == cuts;
    let series = digits.strip_prefix('1').is_some_and(|rest| rest.starts_with(|c| ('3'..='9').contains(&c)));
    series
        && is_dialled
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && GROUPS.iter().any(groups)
        && !number.spans_cells(count)
}

fn is_amount(around: &Surroundings, span: &Range<usize>) -> bool {
    let (before, after) = (&around.text[..span.start], &around.text[span.end..]);
    let is_space = |c: char| is_blank(c) && !matches!(c, '\t' | '\n' | '\r');
    let near = after.trim_start_matches(is_space);
    let is_short = || after.strip_prefix(SHORT_UNITS).is_some_and(|rest| !rest.starts_with(is_han));
    before.trim_end_matches(' ').ends_with(CURRENCIES) || UNITS.iter().any(|unit| near.starts_with(unit)) || is_short()
}

/// Whether it is the number of a paper or of a permit: 〔2024〕13800138000号, 苏ICP备13800138000号.
fn is_of_paper(around: &Surroundings, span: &Range<usize>) -> bool {
    let (before, after) = (&around.text[..span.start], &around.text[span.end..]);
    let year = || before.strip_suffix(['〕', '］', ']', '）', ')', '】']).is_some_and(|year| year.ends_with(is_digit));
    after.starts_with('号') && (before.ends_with(['备', '第', '字', '证']) || year())
}

/// Whether it is said right there that it is something else.
fn is_other(around: &mut Surroundings, span: &Range<usize>) -> bool {
    is_of_paper(around, span)
        || matches!(around.said_directly(span), Some(Label::Other | Label::Account | Label::CreditCode))
}

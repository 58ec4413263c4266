//! 办理时限: how long a step of a procedure may take.
//!
//! In: the words of an author, such as `15个工作日` or `三十日内`. Out: a number and what is counted. Days and working days
//! (行政许可法 第八十二条: the days of that law are working days, others are not) are never turned into one another: how many
//! days make so many working days depends on the calendar.

use crate::law::character::{digit, half_width, is_blank};
use crate::law::closed_list::{ClosedList as _, closed_list};
use std::fmt;

closed_list! {
    /// What a limit counts.
    pub enum TimeUnit {
        Hours: "hours", "小时";
        Days: "days", "日", "天";
        WorkingDays: "working_days", "个工作日", "工作日";
        Months: "months", "个月", "月";
    }
}

/// How long a step may take. None at all (当场) is no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// So many.
    pub number: u32,
    /// Of these.
    pub unit: TimeUnit,
}

/// What is done on the spot, which takes no days.
const AT_ONCE: [&str; 5] = ["当场", "即时", "即办", "当日", "当天"];
/// Words of time in which an author may have meant a limit that is not understood.
const OF_TIME: [char; 9] = ['个', '日', '天', '周', '旬', '月', '季', '年', '时'];
const NUMERALS: &str = "一二三四五六七八九";

impl TimeLimit {
    /// A limit as it is written: `5日`, `15个工作日内`, `六十日`, `2小时`, `当场`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !is_blank(*c)).collect();
        let text = text.strip_suffix("以内").or_else(|| text.strip_suffix('内')).unwrap_or(&text);
        if AT_ONCE.contains(&text) {
            return Some(Self { number: 0, unit: TimeUnit::Days });
        }
        let end = text.find(|c| !is_numeral(c))?;
        let (number, unit) = text.split_at(end);
        Some(Self { number: number_of(number)?, unit: TimeUnit::parse(unit)? })
    }

    /// Whether a text that is no limit was perhaps meant to be one: `15`, `三周内`, `15个`.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        let text = text.trim_end_matches('内').trim_end_matches('以').trim();
        let all_digits = !text.is_empty() && text.chars().all(|c| digit(c).is_some());
        all_digits || text.contains(is_numeral) && text.ends_with(OF_TIME)
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.name())
    }
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || NUMERALS.contains(c) || matches!(c, '十' | '两')
}

/// A number in digits, or one below a hundred in Chinese numerals.
fn number_of(text: &str) -> Option<u32> {
    if text.chars().all(|c| digit(c).is_some()) {
        let digits: String = text.chars().map(half_width).collect();
        return digits.parse().ok();
    }
    match text.split_once('十') {
        None => one(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            let ones = if ones.is_empty() { 0 } else { one(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// One Chinese numeral, from 1 to 9.
fn one(text: &str) -> Option<u32> {
    if text == "两" {
        return Some(2);
    }
    let at = (1..).zip(NUMERALS.chars()).find(|(_, numeral)| text.chars().eq([*numeral]));
    at.map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::{TimeLimit, TimeUnit};
    use proptest::prelude::*;

    #[test]
    fn limits_are_read_as_they_are_written() {
        let cases = [
            ("1个工作日", 1, TimeUnit::WorkingDays),
            ("20 工作日内", 20, TimeUnit::WorkingDays),
            ("１５日", 15, TimeUnit::Days),
            ("60天以内", 60, TimeUnit::Days),
            ("三十日", 30, TimeUnit::Days),
            ("十五个工作日", 15, TimeUnit::WorkingDays),
            ("两个月", 2, TimeUnit::Months),
            ("24小时", 24, TimeUnit::Hours),
            ("当场", 0, TimeUnit::Days),
        ];
        for (text, number, unit) in cases {
            assert_eq!(TimeLimit::parse(text), Some(TimeLimit { number, unit }), "{text}");
        }
    }

    #[test]
    fn what_is_no_limit_is_told_from_what_was_meant_as_one() {
        for text in ["15", "15个", "三周内", "一百二十日", "0.5日", "99999999999日", "半年1年"] {
            assert_eq!(TimeLimit::parse(text), None, "{text}");
            assert!(TimeLimit::is_meant(text), "{text}");
        }
        for text in ["市信访局", "12345热线", "三方联合值班室", "", "日"] {
            assert!(TimeLimit::parse(text).is_none() && !TimeLimit::is_meant(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9一二十两百个工作日月内 ]{0,8}|\\PC{0,12}") {
            if let Some(limit) = TimeLimit::parse(&text) {
                prop_assert_eq!(TimeLimit::parse(&limit.to_string()), Some(limit));
            }
            prop_assert!(TimeLimit::is_meant(&text) || !text.chars().all(|c| c.is_ascii_digit()) || text.is_empty());
        }
    }
}

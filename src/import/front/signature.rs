//! Who signed, and when.

use super::{Found, NEAR, paragraph};
use crate::import::model::{Block, Paragraph};
use crate::law::moment::Moment;
use crate::say;
use jiff::civil::Date;

/// A line of a signature has no more characters.
const LINE: usize = 40;

/// The date at the end, and the lines right before it.
pub(super) fn find(blocks: &[Block]) -> (Option<Found<Date>>, Vec<String>) {
    let texts: Vec<String> =
        blocks.iter().map(|block| paragraph(block).map(Paragraph::text).unwrap_or_default()).collect();
    // What is attached follows the signature, and may have dates of its own.
    let first = texts.iter().position(|text| begins_attachment(text)).unwrap_or(texts.len());
    let last_of =
        |end: usize| texts[..end].iter().enumerate().rev().take(NEAR).find_map(|(at, text)| Some((at, dates(text)?)));
    // An order is signed before the rule that it issues.
    let is_signed = |at: &usize| {
        let name = at.checked_sub(1).map(|before| &texts[before]);
        name.is_some_and(|name| !name.is_empty() && name.chars().count() <= LINE && !name.contains(['。', '：']))
    };
    let before_rule = || (0..texts.len()).filter(is_signed).find_map(|at| Some((at, dates(&texts[at])?)));
    let last = last_of(first).or_else(|| last_of(texts.len())).or_else(before_rule);
    if let Some((at, date)) = last {
        let before = texts[at.saturating_sub(3)..at].iter().filter(|text| text.chars().count() <= LINE);
        let guess = Some(say!("取自落款", "the date of the signature"));
        return (Some(Found { value: date, guess }), before.cloned().collect());
    }
    let under_title = texts.iter().take(NEAR).find_map(|text| {
        let inner = text.strip_prefix(['（', '('])?.trim_end_matches(['）', ')']);
        let end = inner.find('日')? + '日'.len_utf8();
        date(&inner[..end])
    });
    let guess = Some(say!("取自题注", "the date below the title"));
    (under_title.map(|value| Found { value, guess }), Vec::new())
}

/// The date of a line that is nothing but that date, once for each who signs.
pub(in crate::import) fn dates(text: &str) -> Option<Date> {
    let mut all = text.split('\u{3000}').filter(|part| !part.trim().is_empty()).map(date);
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// Whether a line heads what is attached: 附件, 附件2, 附件一.
fn begins_attachment(text: &str) -> bool {
    let number = text.strip_prefix("附件").map(|rest| rest.trim_matches([' ', '\u{3000}', '：', ':']));
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))
}

/// A text that is a date and nothing else: 2024年3月1日 or 二〇二四年三月一日.
fn date(text: &str) -> Option<Date> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = bare.strip_suffix('日')?;
    let (year, rest) = rest.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let number = |text: &str| match text.chars().all(|c| c.is_ascii_digit()) {
        true => text.to_owned(),
        false => digits(text).unwrap_or_default(),
    };
    let is_year = year.chars().count() == 4;
    Moment::guess(&format!("{}-{}-{}", number(year), number(month), number(day))).filter(|_| is_year)
}

/// A number in Chinese characters, digit by digit or up to 31 with 十.
fn digits(text: &str) -> Option<String> {
    let digit = |c: char| {
        "〇一二三四五六七八九".chars().position(|one| one == c).or((c == '零' || c == 'O' || c == '○').then_some(0))
    };
    match text.split_once('十') {
        None => text.chars().map(|c| digit(c).map(|digit| digit.to_string())).collect(),
        Some((tens, ones)) => {
            let one = |text: &str, none: usize| {
                if text.is_empty() { Some(none) } else { text.chars().next().and_then(digit) }
            };
            Some((one(tens, 1)? * 10 + one(ones, 0)?).to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_digits_and_characters() {
        let day = |year, month, day| Some(jiff::civil::date(year, month, day));
        assert_eq!(date("2024 年 3 月 1 日"), day(2024, 3, 1));
        assert_eq!(date("二〇二四年十二月三十一日"), day(2024, 12, 31));
        assert_eq!(date("二○二四年十月十日"), day(2024, 10, 10));
        for text in ["2024年3月", "24年3月1日", "自2024年3月1日", "2024年2月30日", "二千年一月一日"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_may_stand_for_each_who_signs() {
        assert_eq!(dates("2024年5月6日\u{3000}2024年5月6日"), date("2024年5月6日"));
        assert_eq!(dates("2024年5月6日\u{3000}2024年5月7日"), None);
    }

    #[test]
    fn what_is_attached_is_not_signed() {
        for text in ["附件", "附件2：", "附件一"] {
            assert!(begins_attachment(text), "{text}");
        }
        for text in ["附件：1.申请表", "附件说明", "正文"] {
            assert!(!begins_attachment(text), "{text}");
        }
    }
}

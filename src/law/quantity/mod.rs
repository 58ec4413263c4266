//! Numbers in Chinese text, with what they count: `2.8万条`, `8122.21 万元`, `20余家`, `100%`.
//!
//! Text goes in; exact values come out, 万 and 亿 worked in. [`holds`] tells whether a quotation
//! bears out a figure. Numbers in Chinese characters (三十件) and fractions (五分之一, 5分之1) are not read: what they come
//! to would be a guess.

mod decimal;
mod growth;
mod rate;
mod unit;
mod written;

use std::ops::Range;

use crate::law::character::{half_width, is_blank, is_digit};

pub use decimal::{Decimal, PATTERN as DECIMAL};
pub use growth::Growth;
pub use rate::Rate;
pub use unit::Unit;
pub use written::{grouped, in_large_units};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity<'a> {
    /// Its value, the multiplier worked in: 28000 for `2.8万条`.
    pub value: Decimal,
    /// Where number and multiplier stand, in bytes.
    pub range: Range<usize>,
    /// The text after it. It begins with the unit; where that ends cannot be seen.
    pub after: &'a str,
}

/// Every number in a text, in order.
pub fn quantities(text: &str) -> impl Iterator<Item = Quantity<'_>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + text[next..].find(is_digit)?;
        next = start + numeral_length(&text[start..]);
        Some(start..next)
    })
    .filter_map(|numeral| quantity(text, numeral))
}

/// Whether a quotation holds a value: `2.8万条` holds 28000 条, and `8122.21 万元` 81222100 元.
///
/// Measures (%, 元, 年) must be the same; words that only count (件, 条, 次) may differ, as reports
/// say 条 where the indicator has 件. A negative value is held by its amount too: 下降 says the sign.
pub fn holds(quote: &str, value: &Decimal, unit: &str) -> bool {
    let unit = Unit::parse(unit);
    let Some(value) = value.scaled(unit.exponent()) else {
        return false;
    };
    quantities(quote).any(|quantity| {
        let amount = quantity.value == value || value.is_negative() && quantity.value == value.negated();
        amount && unit.fits(quantity.after)
    })
}

/// The quantity whose digits stand at `numeral`; none if it has too many, or is a part of a fraction.
fn quantity(text: &str, numeral: Range<usize>) -> Option<Quantity<'_>> {
    let (before, rest) = (&text[..numeral.start], &text[numeral.end..]);
    if before.trim_end_matches(is_blank).ends_with("分之") || rest.trim_start_matches(is_blank).starts_with("分之")
    {
        return None;
    }
    let sign = sign_length(before);
    let (exponent, after) = unit::multiplier(without_about(rest));
    let end = if exponent == 0 { numeral.end } else { text.len() - after.len() };
    let value = Decimal::parse(&text[numeral.clone()])?.scaled(exponent)?;
    let value = if sign > 0 { value.negated() } else { value };
    Some(Quantity { value, range: numeral.start - sign..end, after: without_about(after) })
}

/// How many bytes at the beginning are digits with their points; there is a digit.
fn numeral_length(text: &str) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut length = digits(text);
    let groupable = text[..length].chars().count() <= 3;
    while let Some(group) = text[length..].strip_prefix(',').filter(|_| groupable) {
        let width = digits(group);
        if group[..width].chars().count() != 3 {
            break;
        }
        length += 1 + width;
    }
    let fraction = text[length..].strip_prefix(['.', '．']).map_or(0, digits);
    if fraction == 0 {
        return length;
    }
    let point = text[length..].chars().next().map_or(0, char::len_utf8);
    length + point + fraction
}

/// How many bytes of minus sign stand at the end: none in `3-5` or `3月-5月`, which are ranges.
fn sign_length(before: &str) -> usize {
    let mut back = before.chars().rev().map(|c| (c, half_width(c)));
    let minus = back.next().filter(|(_, c)| matches!(c, '-' | '−'));
    let in_range = back.next().is_some_and(|(_, c)| c.is_ascii_alphanumeric() || "年月日时号%".contains(c));
    minus.filter(|_| !in_range).map_or(0, |(c, _)| c.len_utf8())
}

/// The text after spaces and the words that make a number round: 20余家, 3万多件.
fn without_about(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    text.strip_prefix(['余', '多', '来']).unwrap_or(text).trim_start_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::quantity::{Decimal, holds, quantities};

    fn found(text: &str) -> Vec<(String, &str)> {
        quantities(text).map(|quantity| (quantity.value.to_string(), &text[quantity.range])).collect()
    }

    fn held(quote: &str, value: &str, unit: &str) -> bool {
        holds(quote, &Decimal::parse(value).expect("a decimal"), unit)
    }

    #[test]
    fn numbers_are_found_with_their_multipliers() {
        let text = "线索 2.8 万条，涉及金额 8122.21 万元，全市 20 余家，出庭率 100%，访问 94.6万次、１２３件、1,234人";
        let values: Vec<_> = quantities(text).map(|quantity| quantity.value.to_string()).collect();
        assert_eq!(values, ["28000", "81222100", "20", "100", "946000", "123", "1234"]);
    }

    #[test]
    fn fractions_are_not_guessed() {
        for text in ["五分之一的案件", "5分之1的案件", "百分之5", "５ 分之 １", "万分之3"] {
            assert_eq!(found(text), [], "{text}");
        }
        assert!(!held("五分之一的案件", "0.2", "件"));
        assert!(!held("5分之1的案件", "1", "件"));
        assert_eq!(found("得5分，之后10件"), [("5".into(), "5"), ("10".into(), "10")]);
    }

    #[test]
    fn ranges_hold_number_and_multiplier() {
        assert_eq!(found("共2.8 万余条"), [("28000".into(), "2.8 万")]);
        assert_eq!(found("20余万件"), [("200000".into(), "20余万")]);
        assert_eq!(found("20余家"), [("20".into(), "20")]);
        assert_eq!(found("增长-3.5%"), [("-3.5".into(), "-3.5")]);
    }

    #[test]
    fn commas_and_hyphens_may_part_numbers() {
        let values = |text| found(text).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(values("3-5家，2023年-2024年"), ["3", "5", "2023", "2024"]);
        assert_eq!(values("5,100,10"), ["5100", "10"]);
        assert_eq!(values("1234,567"), ["1234", "567"]);
        assert_eq!(values("5，100件"), ["5", "100"]);
        assert_eq!(values("4.0.1版。"), ["4", "1"]);
        assert_eq!(values("编号12345678901234567890，3件"), ["3"]);
    }

    #[test]
    fn a_quote_holds_its_figure() {
        assert!(held("共享执法类线索 2.8 万条", "28000", "条"));
        assert!(held("共享执法类线索 2.8 万条", "2.8", "万条"));
        assert!(held("涉及金额 8122.21 万元", "8122.21", "万元"));
        assert!(held("涉及金额 8122.21 万元", "81222100", "元"));
        assert!(held("访问量达 94.6万次", "946000", "次"));
        assert!(held("出庭应诉率 100%", "100", "%"));
        assert!(held("出庭应诉率 100％", "100", "％"));
        assert!(held("全市 20 余家政府部门", "20", "家"));
        assert!(held("提升1.2个百分点", "1.2", "百分点"));
        assert!(held("同比下降3.2%", "-3.2", "%"));
        assert!(held("列全省第3位", "3", "位"));
        assert!(held("综合得分95.5", "95.5", ""));
    }

    #[test]
    fn words_that_count_may_differ_but_measures_may_not() {
        assert!(held("门户网站共发布信息 22911 条", "22911", "件"));
        assert!(!held("同比增长5%", "5", "件"));
        assert!(!held("罚款5件", "5", "元"));
        assert!(!held("2024年全市", "2024", "件"));
        assert!(!held("历时3个月", "3", "件"));
        assert!(!held("处罚 2 起", "3", "起"));
        assert!(!held("", "0", ""));
    }

    #[test]
    fn hostile_text_takes_no_longer() {
        let text = "1,".repeat(100_000) + &"9".repeat(100_000) + &"1 ".repeat(100_000);
        assert!(quantities(&text).count() > 0);
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,40}|[-0-9０-９.,．余多万亿百% 　]{0,30}", unit in "\\PC{0,4}") {
            for quantity in quantities(&text) {
                prop_assert!(text.get(quantity.range).is_some_and(|part| !part.is_empty()));
                prop_assert!(text.ends_with(quantity.after));
            }
            let _ = holds(&text, &Decimal::parse("1").expect("a decimal"), &unit);
        }

        #[test]
        fn what_is_written_is_held(whole in 0..1_000_000_u32, cents in 0..100_u32) {
            let value = format!("{whole}.{cents:02}");
            let quote = format!("金额 {value} 万元。");
            let in_yuan = format!("{whole}{cents:02}00");
            prop_assert!(held(&quote, &value, "万元"));
            prop_assert!(held(&quote, &in_yuan, "元"));
        }
    }
}

//! Units: a power of ten and what is counted or measured.
//!
//! `万件` is ten thousand 件. Which words are measures is listed here; every other word counts.

use crate::law::character::{half_width, is_blank};
use crate::law::quantity::Decimal;

/// A unit such as `件`, `万元` or `%`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    exponent: i32,
    base: String,
}

/// What units that measure begin with. They cannot stand for one another, as words that count can.
const MEASURES: [&str; 30] = [
    "%",
    "‰",
    "百分点",
    "元",
    "美元",
    "欧元",
    "港元",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "米",
    "公顷",
    "亩",
    "吨",
    "公斤",
    "千克",
    "千瓦时",
    "度",
    "年",
    "个月",
    "月",
    "工作日",
    "日",
    "天",
    "小时",
    "分钟",
    "岁",
];

impl Unit {
    /// Reads a unit; any text is one.
    pub fn parse(text: &str) -> Unit {
        let text: String = text.chars().filter(|&c| !is_blank(c)).map(half_width).collect();
        let (exponent, base) = multiplier(&text);
        Unit { exponent, base: base.to_owned() }
    }

    /// The power of ten: 4 for `万件`.
    pub fn exponent(&self) -> i32 {
        self.exponent
    }

    /// What is counted or measured: `件` for `万件`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether values in the one can be told in the other.
    pub fn convertible(&self, other: &Unit) -> bool {
        self.base == other.base
    }

    /// A value in this unit told in another; none if they clash, as 元 and 件 do.
    pub fn convert(&self, value: Decimal, to: &Unit) -> Option<Decimal> {
        if self.convertible(to) { value.scaled(self.exponent - to.exponent) } else { None }
    }

    /// Whether the text after a number may begin with this unit.
    pub(super) fn fits(&self, after: &str) -> bool {
        let after: String = after.chars().take(8).filter(|&c| !is_blank(c)).map(half_width).collect();
        let bare = after.trim_start_matches('个');
        let same = [&after, bare].iter().any(|text| text.starts_with(&self.base));
        let measured = [&self.base, &after, bare].into_iter().any(is_measure);
        same || !measured
    }
}

/// The power of ten that a text begins with, and what follows: 万, 亿, 万亿, and 十, 百 or 千 of them.
pub(super) fn multiplier(text: &str) -> (i32, &str) {
    let (few, rest) = match text.chars().next() {
        Some('十') => (1, &text['十'.len_utf8()..]),
        Some('百') => (2, &text['百'.len_utf8()..]),
        Some('千') => (3, &text['千'.len_utf8()..]),
        _ => (0, text),
    };
    [("万亿", 12), ("亿", 8), ("万", 4)]
        .into_iter()
        .find_map(|(word, exponent)| Some((few + exponent, rest.strip_prefix(word)?)))
        .unwrap_or((0, text))
}

fn is_measure(text: &str) -> bool {
    MEASURES.iter().any(|measure| text.starts_with(measure))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::quantity::{Decimal, Unit};

    #[test]
    fn multipliers_are_powers_of_ten() {
        for (text, exponent, base) in [
            ("件", 0, "件"),
            ("万件", 4, "件"),
            ("亿元", 8, "元"),
            ("万亿元", 12, "元"),
            ("百万元", 6, "元"),
            ("千万 元", 7, "元"),
            ("％", 0, "%"),
            ("千瓦时", 0, "千瓦时"),
            ("百分点", 0, "百分点"),
            ("万", 4, ""),
            ("", 0, ""),
        ] {
            let unit = Unit::parse(text);
            assert_eq!((unit.exponent(), unit.base()), (exponent, base), "{text}");
        }
    }

    #[test]
    fn only_the_same_is_converted() {
        let [ten_thousands, items, yuan] = ["万件", "件", "元"].map(Unit::parse);
        let value = Decimal::parse("2.8").expect("a decimal");
        assert_eq!(ten_thousands.convert(value, &items), Decimal::parse("28000"));
        assert_eq!(items.convert(value, &ten_thousands), Decimal::parse("0.00028"));
        assert_eq!(items.convert(value, &yuan), None);
        assert!(!yuan.convertible(&items));
    }

    proptest! {
        #[test]
        fn any_text_is_a_unit(text in "\\PC{0,10}|[十百千万亿件元]{0,6}") {
            let unit = Unit::parse(&text);
            prop_assert!(unit.convertible(&unit));
        }
    }
}

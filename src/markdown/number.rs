//! The numbers of headings in official documents: 一、 then （一） then 1. then （1）, in the order of GB/T 9704—2012, 7.3.3.
//!
//! In: the headings of a text, in order. Out: for each that is numbered an anchor made of its number and those above it,
//! which stays when the words are changed. Which of two with one anchor keeps it is decided elsewhere.

/// How numbers are written, from the highest level down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.
    Digits,
    /// （1）
    DigitsInBrackets,
}

/// The numbers above the place that is read.
#[derive(Default)]
pub(super) struct Numbers(Vec<(Rank, u32)>);

impl Numbers {
    /// The anchor of the next heading; nothing for one without a number.
    pub(super) fn anchor(&mut self, text: &str) -> Option<String> {
        let (rank, number) = numbered(text)?;
        while self.0.last().is_some_and(|(last, _)| *last >= rank) {
            self.0.pop();
        }
        self.0.push((rank, number));
        let numbers: Vec<String> = self.0.iter().map(|(_, number)| number.to_string()).collect();
        Some(format!("s{}", numbers.join(".")))
    }
}

/// How a text that begins with a number writes it, and the number.
pub(crate) fn numbered(text: &str) -> Option<(Rank, u32)> {
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (inner, _) = rest.split_once(['）', ')'])?;
        let han = han_number(inner).map(|number| (Rank::HanInBrackets, number));
        return han.or_else(|| Some((Rank::DigitsInBrackets, digits(inner)?)));
    }
    let end = text.find(['、', '.', '．'])?;
    let (number, rest) = text.split_at(end);
    let is_han = rest.starts_with('、');
    let han = han_number(number).filter(|_| is_han).map(|number| (Rank::Han, number));
    // 3.5万件 is a figure, not the third item.
    let is_figure = rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    han.or_else(|| Some((Rank::Digits, digits(number).filter(|_| !is_figure)?)))
}

fn digits(text: &str) -> Option<u32> {
    let is_short = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| is_short && *number > 0)
}

/// A number up to ninety-nine: 一, 十, 十二, 二十, 二十三.
fn han_number(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let at = "一二三四五六七八九".chars().position(|c| text.chars().eq([c]))?;
        u32::try_from(at + 1).ok()
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchors(headings: &[&str]) -> Vec<String> {
        let mut numbers = Numbers::default();
        headings.iter().map(|text| numbers.anchor(text).unwrap_or_default()).collect()
    }

    #[test]
    fn numbers_nest_by_how_they_are_written() {
        let headings = [
            "一、总体情况",
            "（一）主动公开",
            "1. 政策",
            "2．解读",
            "(二)依申请",
            "前言",
            "十二、问题",
            "3、其他",
            "（1）甲",
        ];
        assert_eq!(anchors(&headings), ["s1", "s1.1", "s1.1.1", "s1.1.2", "s1.2", "", "s12", "s12.3", "s12.3.1"]);
        assert_eq!(anchors(&["（一）甲", "（二）乙"]), ["s1", "s2"], "what is not there is not counted");
    }

    #[test]
    fn what_is_no_number_has_no_anchor() {
        for text in [
            "",
            "一",
            "一.总",
            "一二、",
            "3.5万件",
            "2024年、",
            "（一",
            "（甲）",
            "0.",
            "第一章 总则",
            "零、",
            "十十、",
            "（）",
        ] {
            assert_eq!(numbered(text), None, "{text}");
        }
        assert_eq!(numbered("九十九、"), Some((Rank::Han, 99)));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[（(]?[一二十百0-9]{0,4}[、.．）)]?\\PC{0,5}") {
            let _ = numbered(&text);
        }
    }
}

//! The numbers of headings in official documents: 一、 then （一） then 1. then （1）, in the order of GB/T 9704—2012, 7.3.3; and those
//! of articles, which run on through the chapters of a rule: 第三条, 第三条之一.
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
        if let Some((anchor, _)) = article(text) {
            return Some(anchor);
        }
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

/// The anchor of an article with whose number a text begins, and the text after the number: `t3` for 第三条, `t3-1` for 第三条之一.
pub(super) fn article(text: &str) -> Option<(String, &str)> {
    let (number, rest) = text.strip_prefix('第')?.split_once('条')?;
    let number = han_number(number).or_else(|| digits(number))?;
    let Some(after) = rest.strip_prefix('之') else { return Some((format!("t{number}"), rest)) };
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    let (inserted, rest) = after.split_at(end);
    Some((format!("t{number}-{}", han_number(inserted)?), rest))
}

/// The anchor of an article that is named alone: `t3` for 第三条.
#[must_use]
pub fn article_anchor(name: &str) -> Option<String> {
    article(name).filter(|(_, rest)| rest.is_empty()).map(|(anchor, _)| anchor)
}

/// Whether an anchor is that of an article.
pub(super) fn is_article(anchor: &str) -> bool {
    anchor.starts_with('t')
}

/// A number below ten thousand: 一, 十, 十二, 二十三, 一百零三.
fn han_number(text: &str) -> Option<u32> {
    below(text, &[('千', 1000), ('百', 100), ('十', 10)])
}

/// A number whose highest unit is one of these, or a digit.
fn below(text: &str, units: &[(char, u32)]) -> Option<u32> {
    let Some(((unit, worth), lower)) = units.split_first() else { return han_digit(text) };
    let Some((count, rest)) = text.split_once(*unit) else { return below(text, lower) };
    let count = if count.is_empty() && *worth == 10 { 1 } else { han_digit(count)? };
    let rest = match rest {
        "" => 0,
        rest => below(rest.strip_prefix('零').unwrap_or(rest), lower)?,
    };
    Some(count * worth + rest)
}

fn han_digit(text: &str) -> Option<u32> {
    let at = "一二三四五六七八九".chars().position(|c| text.chars().eq([c]))?;
    u32::try_from(at + 1).ok()
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

    #[test]
    fn articles_have_an_anchor_of_their_own() {
        for (text, anchor) in [
            ("第三条　目的", Some("t3")),
            ("第十条", Some("t10")),
            ("第一百零三条 附则", Some("t103")),
            ("第一千二百六十条 附则", Some("t1260")),
            ("第12条 附则", Some("t12")),
            ("第十条之一 补充", Some("t10-1")),
            ("第条", None),
            ("第零条", None),
            ("第十十条", None),
            ("第一章 总则", None),
            ("本办法第三条", None),
        ] {
            assert_eq!(article(text).map(|(anchor, _)| anchor).as_deref(), anchor, "{text}");
        }
        assert_eq!(anchors(&["一、甲", "第一条 乙", "（一）丙", "第二条 丁"]), ["s1", "t1", "s1.1", "t2"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[（(]?[一二十百0-9]{0,4}[、.．）)]?\\PC{0,5}") {
            let _ = numbered(&text);
        }
    }
}

//! What a report's text says of the numbers in its tables (rule E6).
//!
//! A number counts only when the words before it can mean nothing but one number of the tables: `新收政府信息公开申请7件`, and not
//! `其中自然人新收5件`, `比上年新收增加3件`, `全市新收90件`. What is not understood is passed over.

use std::ops::Range;

use crate::law::character::is_blank;
use crate::law::disclosure::{Sheet, Table};
use crate::law::quantity::quantities;
use serde::{Deserialize, Serialize};

/// A number of the tables that texts give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Count {
    /// 新收.
    New,
    /// 上年结转.
    CarriedOver,
    /// 结转下年度.
    CarriedForward,
    /// 予以公开.
    Granted,
    /// 部分公开.
    PartlyGranted,
    /// 办结, 答复: the total of all results.
    Answered,
    /// 行政复议.
    Reconsiderations,
    /// 行政诉讼, with and without 复议 before.
    Lawsuits,
}

/// A number in a text, and which one of the tables it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What is counted.
    pub count: Count,
    /// How many.
    pub number: u32,
    /// Where the number stands, in bytes.
    pub range: Range<usize>,
}

/// The words that name each number; of two that fit, the later one in the text is meant.
const KEYWORDS: [(&str, Count); 11] = [
    ("新收", Count::New),
    ("新收到", Count::New),
    ("上年结转", Count::CarriedOver),
    ("上年度结转", Count::CarriedOver),
    ("结转下年", Count::CarriedForward),
    ("予以公开", Count::Granted),
    ("部分公开", Count::PartlyGranted),
    ("办结", Count::Answered),
    ("答复", Count::Answered),
    ("行政复议", Count::Reconsiderations),
    ("行政诉讼", Count::Lawsuits),
];

/// What may stand between such a word and the number.
const FILLERS: [&str; 16] = [
    "政府信息公开",
    "依申请公开",
    "信息公开",
    "申请",
    "案件",
    "数量",
    "继续",
    "办理",
    "共计",
    "合计",
    "共",
    "度",
    "的",
    "了",
    "为",
    "：",
];

/// Words before it that make it a part of the number, or another body's or another year's.
const OTHERS: [&str; 21] = [
    "自然人",
    "法人",
    "企业",
    "组织",
    "机构",
    "网络",
    "网上",
    "信函",
    "当面",
    "上半年",
    "下半年",
    "季度",
    "月",
    "全市",
    "全县",
    "全区",
    "各",
    "去年",
    "上一年",
    "不",
    "比",
];

/// Things other than requests that are received and answered.
const ELSE: [&str; 7] = ["建议", "提案", "留言", "信件", "投诉", "诉求", "热线"];

/// Every such number in the Markdown of the report for a year, in order.
pub fn stated(text: &str, year: i16) -> impl Iterator<Item = Stated> {
    quantities(text).filter_map(move |quantity| {
        // Not what comes after 余: so many and some more.
        let unit = text[quantity.range.end..].trim_start_matches(is_no_word);
        if !unit.starts_with('件') || unit.starts_with("件次") {
            return None;
        }
        let count = Count::told(&text[..quantity.range.start], year)?;
        Some(Stated { count, number: quantity.value.count()?, range: quantity.range })
    })
}

impl Count {
    /// What the number after a text counts.
    fn told(before: &str, year: i16) -> Option<Count> {
        let sentence = &before[end_of_last(before, "。；;！？|\n")..];
        let clause = &sentence[end_of_last(sentence, "，,、（）()")..];
        let outside = &sentence[..sentence.len() - clause.len()];
        let clause: String = clause.chars().filter(|c| !is_no_word(*c)).collect();
        let named = KEYWORDS.iter().filter_map(|(word, count)| Some((clause.rfind(word)?, *word, *count)));
        let (at, word, count) = named.max_by_key(|(at, word, _)| (*at, word.len()))?;
        let (prefix, rest) = (&clause[..at], &clause[at + word.len()..]);
        let is_whole = is_filled(rest) && !OTHERS.iter().any(|word| prefix.contains(word)) && is_of(prefix, year);
        (is_whole && count.is_meant(sentence, outside, prefix)).then_some(count)
    }

    /// Whether the sentence is about what the tables count: requests, or what came before a court because of them.
    fn is_meant(self, sentence: &str, outside: &str, prefix: &str) -> bool {
        match self {
            Count::Reconsiderations | Count::Lawsuits => {
                let joined = ["、", "和", "或", "及", "与"].iter().any(|sign| {
                    prefix
                        .strip_suffix(sign)
                        .or(outside.strip_suffix(sign).filter(|_| prefix.is_empty()))
                        .is_some_and(|before| before.ends_with("复议") || before.ends_with("诉讼"))
                });
                sentence.contains("信息公开") && !joined
            }
            _ => {
                let is_about_requests = sentence.contains("申请") || sentence.contains("信息公开");
                is_about_requests && !ELSE.iter().any(|word| sentence.contains(word))
            }
        }
    }

    /// In the words of the form.
    pub fn name(self) -> &'static str {
        match self {
            Count::New => "本年新收政府信息公开申请数量",
            Count::CarriedOver => "上年结转政府信息公开申请数量",
            Count::CarriedForward => "结转下年度继续办理",
            Count::Granted => "予以公开",
            Count::PartlyGranted => "部分公开",
            Count::Answered => "本年度办理结果总计",
            Count::Reconsiderations => "行政复议总计",
            Count::Lawsuits => "行政诉讼总计",
        }
    }

    /// The number that the tables have; none when the table is not there.
    pub fn of(self, sheets: &[Sheet]) -> Option<u32> {
        let (table, rows): (Table, &[&str]) = match self {
            Count::New => (Table::Requests, &["new"]),
            Count::CarriedOver => (Table::Requests, &["carried_over"]),
            Count::CarriedForward => (Table::Requests, &["carried_forward"]),
            Count::Granted => (Table::Requests, &["granted"]),
            Count::PartlyGranted => (Table::Requests, &["partly_granted"]),
            Count::Answered => (Table::Requests, &["total"]),
            Count::Reconsiderations => (Table::Review, &["reconsideration"]),
            Count::Lawsuits => (Table::Review, &["litigation.direct", "litigation.after_reconsideration"]),
        };
        let sheet = sheets.iter().find(|sheet| sheet.table() == table)?;
        rows.iter().map(|row| sheet.get(row, "total")?.count()).sum()
    }
}

/// Spaces, and the marks of Markdown around what is set off.
fn is_no_word(c: char) -> bool {
    is_blank(c) || matches!(c, '*' | '_' | '`')
}

/// Where a text goes on after the last of some marks.
fn end_of_last(text: &str, marks: &str) -> usize {
    text.char_indices().rev().find(|(_, c)| marks.contains(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// Whether words say nothing but what may stand before a number.
fn is_filled(words: &str) -> bool {
    let mut rest = words;
    while let Some(shorter) = FILLERS.iter().find_map(|filler| rest.strip_prefix(filler)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// Whether words name no other year than this.
fn is_of(words: &str, year: i16) -> bool {
    let years = quantities(words).filter(|quantity| quantity.after.starts_with('年'));
    let mut named = years.filter_map(|quantity| quantity.value.count());
    named.all(|named| i64::from(named) == i64::from(year))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Count, stated};

    fn all(text: &str) -> Vec<(Count, u32)> {
        stated(text, 2024).map(|one| (one.count, one.number)).collect()
    }

    #[test]
    fn a_text_tells_the_numbers_of_its_tables() {
        let text = "示例市人民政府2024年新收政府信息公开申请**7**件，上年结转1 件，办结7件，结转下年度继续办理1件。\n\n\
            全年因政府信息公开引起的行政复议2件、行政诉讼1件。答复申请中，予以公开4件、部分公开1件。";
        use Count::{Answered, CarriedForward, CarriedOver, Granted, Lawsuits, New, PartlyGranted, Reconsiderations};
        let (first, second) =
            ([(New, 7), (CarriedOver, 1), (Answered, 7), (CarriedForward, 1)], [(Reconsiderations, 2)]);
        let third = [(Lawsuits, 1), (Granted, 4), (PartlyGranted, 1)];
        assert_eq!(all(text), [&first[..], &second, &third].concat());
    }

    #[test]
    fn what_may_be_another_number_is_passed_over() {
        for text in [
            "其中自然人新收申请5件",
            "新收申请比上年增加3件",
            "新收申请增长7%",
            "2023年新收政府信息公开申请4件",
            "全市新收政府信息公开申请90件",
            "收到建议提案9件，办结9件",
            "全年办结行政复议案件120件",
            "因政府信息公开引起行政复议、行政诉讼3件",
            "因政府信息公开引起行政复议和行政诉讼共3件",
            "政府信息公开申请不予公开2件",
            "共办理政府信息公开申请8件",
            "新收政府信息公开申请7余件",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,40}|([0-9]{1,3}件|新收|申请|，|。|行政复议|、|行政诉讼|办结|年|\n){0,12}") {
            for one in stated(&text, 2024) {
                prop_assert!(text.get(one.range).is_some());
            }
        }
    }
}

//! What a report promises for the next year: the sentences of the part that is its plan.
//!
//! What stands below a report is no part of it: attachments, who signed, the day.

use super::model::{Block, Paragraph, Role, Set};
use super::propose::LONGEST;
use crate::markdown::numbered;
use jiff::civil::Date;

/// A sentence that promises something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) text: String,
    pub(super) due: Option<Date>,
}

/// A report has no more promises: front matter is not for texts.
const MOST: usize = 60;
/// A sentence that is shorter says nothing that could be kept.
const SHORTEST: usize = 8;
/// What the heading of a plan speaks of.
const PLANS: [&str; 7] = ["打算", "安排", "计划", "下一步", "下步", "思路", "展望"];
/// What the lines below a report begin with, attachments aside.
const BELOW: [&str; 7] = ["特此", "专此", "以上报告", "联系人", "联系电话", "抄送", "主送"];

/// The promises of a report: the items of its plan, or the heads within it, or else its sentences.
pub(super) fn promises(blocks: &[Block], year: i16) -> Vec<Promise> {
    let plan = plan(blocks);
    let parts: Vec<&[&Paragraph]> = plan.chunk_by(|_, next| !is_head(next)).collect();
    let has_heads = plan.iter().any(|one| is_head(one));
    let said: Vec<String> = parts.iter().flat_map(|part| said(part, has_heads)).collect();
    let promise = |item: &String| {
        let sentence = item.split(['。', '\n']).next().unwrap_or(item);
        let text = sentence.trim_matches([' ', '；', '，', '：', '。']);
        Promise { text: text.chars().take(LONGEST).collect(), due: due(item, year) }
    };
    said.iter().map(promise).filter(|promise| !promise.text.is_empty()).take(MOST).collect()
}

/// What a part of a plan says: one with a head is told by it, unless it counts its items.
fn said(part: &[&Paragraph], has_heads: bool) -> Vec<String> {
    let (head, rest) = match part.split_first() {
        Some((head, rest)) if is_head(head) => (Some(head), rest),
        _ => (None, part),
    };
    let text = rest.iter().map(|one| one.text()).collect::<Vec<_>>().join("\n");
    let items = items(&text);
    match head {
        _ if !items.is_empty() => items.into_iter().map(str::to_owned).collect(),
        Some(head) => vec![unnumbered(&head.text()).to_owned()],
        None if has_heads => Vec::new(),
        None => rest.iter().flat_map(|one| sentences(one)).collect(),
    }
}

/// The sentences of a paragraph. What ends without a sign that ends a sentence is none, unless it is counted.
fn sentences(paragraph: &Paragraph) -> Vec<String> {
    let text = paragraph.text();
    let is_counted = matches!(paragraph.role, Role::Item { .. }) || numbered(&text).is_some();
    let whole = unnumbered(&text).split_inclusive('。').map(str::trim);
    let is_sentence = |words: &&str| {
        (is_counted || words.ends_with(['。', '；', '！'])) && words.chars().filter(|c| *c != '。').count() >= SHORTEST
    };
    whole.filter(is_sentence).map(str::to_owned).collect()
}

/// The paragraphs below the last heading that is about what comes next, as far as the report goes.
fn plan(blocks: &[Block]) -> Vec<&Paragraph> {
    let paragraphs: Vec<&Paragraph> = blocks.iter().filter_map(paragraph).collect();
    // A report may be an attachment itself, and says so above its first part.
    let Some(first) = paragraphs.iter().position(|one| is_part(one)) else { return Vec::new() };
    let below = paragraphs.iter().skip(first + 1).position(|one| is_attachment(&one.text()));
    let report = &paragraphs[first..below.map_or(paragraphs.len(), |below| first + 1 + below)];
    let is_plan = |one: &&Paragraph| is_part(one) && PLANS.iter().any(|word| one.text().contains(word));
    let Some(at) = report.iter().rposition(is_plan) else { return Vec::new() };
    report[at + 1..].iter().take_while(|one| !is_part(one) && !is_below(one)).copied().collect()
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) | Block::Markdown(_) => None,
    }
}

/// Whether a paragraph is the heading of a part of the report.
fn is_part(paragraph: &Paragraph) -> bool {
    paragraph.role == Role::Heading(2)
}

/// Whether a paragraph is a heading within a part.
fn is_head(paragraph: &Paragraph) -> bool {
    matches!(paragraph.role, Role::Heading(level) if level != 2)
}

/// Whether a paragraph stands below a report.
fn is_below(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    paragraph.set == Set::Right || BELOW.iter().any(|begin| text.starts_with(begin))
}

/// Whether a line names attachments, or stands over one: 附件：…, 附件1.
fn is_attachment(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("附件").or_else(|| text.strip_prefix('附')) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.chars().next().is_none_or(|c| matches!(c, '：' | ':' | '.' | '．' | '、') || c.is_whitespace())
}

/// What follows 一是, 二是 and so on.
fn items(text: &str) -> Vec<&str> {
    const MARKS: [&str; 12] =
        ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "十一是", "十二是"];
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for mark in MARKS {
        let Some(found) = text[from..].find(mark) else { break };
        starts.push((from + found, from + found + mark.len()));
        from += found + mark.len();
    }
    let ends = starts.iter().skip(1).map(|(mark, _)| *mark).chain([text.len()]);
    starts.iter().zip(ends).map(|((_, start), end)| &text[*start..end]).collect()
}

/// A text without the number that it begins with.
fn unnumbered(text: &str) -> &str {
    if numbered(text).is_none() {
        return text;
    }
    let end = text.find(['、', '.', '）', ')', '．']);
    end.map_or(text, |end| text[end..].trim_start_matches(['、', '.', '）', ')', '．', ' ']))
}

/// By when something is promised, in the year after the report's.
fn due(text: &str, year: i16) -> Option<Date> {
    let next = year.checked_add(1)?;
    if let Some(at) = text.find("月底前") {
        let start =
            text[..at].char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last().map(|(start, _)| start);
        let month: i8 = text[start?..at].parse().ok()?;
        return Some(Date::new(next, month, 1).ok()?.last_of_month());
    }
    if text.contains("年底前") || text.contains("年内") {
        return Date::new(next, 12, 31).ok();
    }
    text.contains("上半年").then(|| Date::new(next, 6, 30).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::Part;
    use crate::import::model::Inline;

    /// What a report of these lines promises. `#` marks the heading of a part, `+` one within it, `>` what is set to the right.
    fn promised(lines: &[&str]) -> Vec<String> {
        let block = |line: &&str| {
            let words = line.trim_start_matches(['#', '+', '>']);
            let mut paragraph = Paragraph::plain(Part::Line(1), vec![Inline::words(words)]);
            match line.chars().next() {
                Some('#') => paragraph.role = Role::Heading(2),
                Some('+') => paragraph.role = Role::Heading(3),
                Some('>') => paragraph.set = Set::Right,
                _ => {}
            }
            Block::Paragraph(paragraph)
        };
        let blocks: Vec<Block> = lines.iter().map(block).collect();
        promises(&blocks, 2024).into_iter().map(|promise| promise.text).collect()
    }

    #[test]
    fn promises_are_what_is_said_of_the_next_year() {
        let text = "2025年将继续努力。一是修订规定。加强培训，6月底前完成。二是年底前建成平台；三是其他。";
        assert_eq!(items(text), ["修订规定。加强培训，6月底前完成。", "年底前建成平台；", "其他。"]);
        assert_eq!(due("6月底前完成", 2024), Some(jiff::civil::date(2025, 6, 30)));
        assert_eq!(due("年底前完成", 2024), Some(jiff::civil::date(2025, 12, 31)));
        assert_eq!(due("尽快完成", 2024), None);
        assert_eq!(unnumbered("（一）学习"), "学习");
        assert_eq!(unnumbered("建章、立制"), "建章、立制");
    }

    #[test]
    fn what_stands_below_a_report_promises_nothing() {
        let plan = ["#三、下一步打算", "修订公开工作的规定。", "建成统一的办理平台；"];
        for below in [
            &["附件：1. 2024年度行政执法数据统计表。", "2. 2025年度立法工作计划的全文。"][..],
            &["附件1", "完成全部整改任务的情况说明如下。"],
            &["附：全市重点工作完成情况的统计表。"],
            &["示例市人民政府办公室", "2025年3月1日"],
            &[">示例市人民政府办公室", "2025年3月1日印发的通知同时废止。"],
            &["以上报告，请予以审议批准。", "联系人：示例市司法局办公室。"],
            &["#附件", "#一、2025年工作安排", "落实年度立法计划的项目。"],
        ] {
            let promised = promised(&[&plan[..], below].concat());
            assert_eq!(promised, ["修订公开工作的规定", "建成统一的办理平台"], "{below:?}");
        }
    }

    #[test]
    fn a_report_that_is_an_attachment_has_its_plan() {
        let lines = [
            "附件1",
            "#一、做法",
            "完成了全部任务。",
            "#二、工作安排",
            "1. 修订公开工作的规定",
            "附件所列任务全部完成。",
        ];
        assert_eq!(promised(&lines), ["修订公开工作的规定", "附件所列任务全部完成"]);
    }

    #[test]
    fn each_head_of_a_plan_counts_its_own_items() {
        let lines = [
            "#二、打算",
            "总的要求是务实。",
            "+（一）学法",
            "一是集中学法。二是讲座。",
            "+（二）建章、立制",
            "抓紧做。",
            "+（三）普法",
            "一是宣讲。二是展览。",
        ];
        assert_eq!(promised(&lines), ["集中学法", "讲座", "建章、立制", "宣讲", "展览"]);
    }
}

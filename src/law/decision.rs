//! 决策程序: the steps of a major administrative decision, and the way of an item from the catalogue to its interpretation.
//!
//! Source: 重大行政决策程序暂行条例 (国务院令第713号), chapters 2 and 3; the names are those of the
//! yearly catalogues (决策程序 column).

use jiff::civil::Date;

use crate::law::closed_list::closed_list;
use crate::law::moment::Moment;

closed_list! {
    /// One of the five steps, in the order in which they are taken.
    pub enum Step {
        /// Art. 14–18.
        Participation: "participation", "公众参与";
        /// Art. 19–21.
        Expertise: "expertise", "专家论证";
        /// Art. 22–24.
        Risk: "risk", "风险评估";
        /// Art. 25–28.
        Legality: "legality", "合法性审查";
        /// Art. 29–30.
        Discussion: "discussion", "集体讨论", "集体讨论决定";
    }
}

closed_list! {
    /// What of a decision is published, in this order.
    pub enum Milestone {
        /// Art. 3: the yearly catalogue.
        Catalogue: "catalogue", "列入目录";
        /// Art. 14–15: the draft, with an explanation.
        Consultation: "consultation", "意见征集";
        /// Art. 18: what was adopted of what was said.
        Feedback: "feedback", "意见反馈";
        /// Art. 30–32.
        Outcome: "outcome", "决策结果";
        /// Art. 32.
        Interpretation: "interpretation", "政策解读";
    }
}

closed_list! {
    /// How far a milestone is.
    pub enum Progress {
        Done: "done", "已完成";
        UnderWay: "under_way", "进行中";
        /// Its time has not come.
        Pending: "pending", "尚未到期";
        /// Its time has come, and there is nothing.
        Missing: "missing", "缺失";
    }
}

/// The last day that a catalogue's time for the decision can mean: `2025-03-31`, `2025年3月`, `2025年3月底前`, `2025年底`.
/// None for what names no such day (`第一季度`).
#[must_use]
pub fn due_day(text: &str) -> Option<Date> {
    Moment::guess(text).or_else(|| end_of_month(text.trim()))
}

fn end_of_month(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once(['年', '-', '/', '.'])?;
    let year: i16 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    if rest.starts_with('底') {
        return Date::new(year, 12, 31).ok();
    }
    let (month, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    let is_month = after.is_empty() || after.starts_with('月');
    let is_one = !after.contains(|c: char| c.is_ascii_digit());
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    (is_month && is_one).then(|| first.last_of_month())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::due_day;

    #[test]
    fn a_time_that_is_due_ends_on_its_last_day() {
        let march = Some(date(2025, 3, 31));
        for text in ["2025-03-31", "2025年3月31日", "2025年3月31日前", "2025年3月", "2025-03", "2025年3月底前"]
        {
            assert_eq!(due_day(text), march, "{text}");
        }
        assert_eq!(due_day("2024年2月"), Some(date(2024, 2, 29)));
        assert_eq!(due_day("2025年底前"), Some(date(2025, 12, 31)));
    }

    #[test]
    fn what_names_no_day_has_none() {
        const NONE: Option<Date> = None;
        for text in ["", "2025年", "2025年第一季度", "2025年1季度", "年内", "2025年3月至2025年6月", "2025年13月"]
        {
            assert_eq!(due_day(text), NONE, "{text}");
        }
    }
}

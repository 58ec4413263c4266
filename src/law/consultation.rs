//! 意见征集: how long the public is asked, and how a consultation stands on a day.
//!
//! Source: 重大行政决策程序暂行条例 (国务院令第713号) art. 15: in general at least 30 days; a shorter
//! period needs a stated reason. The first day does not count; the last is still open.

use jiff::civil::Date;

use crate::law::closed_list::closed_list;

/// The fewest days that need no reason, art. 15.
pub const USUAL_DAYS: i32 = 30;

closed_list! {
    /// How a consultation stands.
    pub enum Stage {
        Upcoming: "upcoming", "未开始";
        Open: "open", "征集中";
        Closed: "closed", "已结束";
        Answered: "answered", "已反馈";
    }
}

/// The days between which opinions are asked for, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    opens: Date,
    closes: Date,
}

impl Period {
    /// A period; none if it would close before it opens.
    pub fn new(opens: Date, closes: Date) -> Option<Period> {
        (opens <= closes).then_some(Period { opens, closes })
    }

    /// The first day.
    pub fn opens(self) -> Date {
        self.opens
    }

    /// The last day.
    pub fn closes(self) -> Date {
        self.closes
    }

    /// The length in days, the first not counted.
    pub fn days(self) -> i32 {
        (self.closes - self.opens).get_days()
    }

    /// Whether the period is so short that the notice must say why (art. 15).
    pub fn needs_reason(self) -> bool {
        self.days() < USUAL_DAYS
    }

    /// How many days are left on a day on which it is open: 0 on the last; none on any other day.
    pub fn days_left(self, day: Date) -> Option<i32> {
        (self.opens <= day && day <= self.closes).then(|| (self.closes - day).get_days())
    }

    /// How the consultation stands on a day, if feedback was or will be given on another. Whoever may still say
    /// something reads that it is open, whatever was answered before.
    pub fn stage(self, feedback: Option<Date>, day: Date) -> Stage {
        if day < self.opens {
            Stage::Upcoming
        } else if day <= self.closes {
            Stage::Open
        } else if feedback.is_some_and(|given| given <= day) {
            Stage::Answered
        } else {
            Stage::Closed
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::law::consultation::{Period, Stage};

    fn period(opens: Date, closes: Date) -> Period {
        Period::new(opens, closes).expect("in order")
    }

    #[test]
    fn the_first_day_is_not_counted() {
        let real = period(date(2023, 8, 15), date(2023, 9, 14));
        assert_eq!(real.days(), 30);
        assert!(!real.needs_reason());
        assert!(period(date(2023, 8, 15), date(2023, 9, 13)).needs_reason());
        assert_eq!(period(Date::MIN, Date::MAX).days(), 7_304_483);
    }

    #[test]
    fn a_period_runs_forwards() {
        assert_eq!(Period::new(date(2024, 2, 2), date(2024, 2, 1)), None);
    }

    #[test]
    fn the_last_day_is_open() {
        let march = period(date(2024, 3, 1), date(2024, 3, 31));
        let stage = |month, day| march.stage(Some(date(2024, 4, 10)), date(2024, month, day));
        assert_eq!(stage(2, 29), Stage::Upcoming);
        assert_eq!(stage(3, 1), Stage::Open);
        assert_eq!(stage(3, 31), Stage::Open);
        assert_eq!(stage(4, 1), Stage::Closed);
        assert_eq!(stage(4, 10), Stage::Answered);
        assert_eq!(march.stage(None, date(2025, 1, 1)), Stage::Closed);
    }

    #[test]
    fn an_early_answer_closes_nothing() {
        let march = period(date(2024, 3, 1), date(2024, 3, 31));
        assert_eq!(march.stage(Some(date(2024, 3, 20)), date(2024, 3, 31)), Stage::Open);
        assert_eq!(march.stage(Some(date(2024, 3, 20)), date(2024, 4, 1)), Stage::Answered);
    }

    #[test]
    fn the_last_day_is_the_one_with_no_day_left() {
        let march = period(date(2024, 3, 1), date(2024, 3, 31));
        let left = |month, day| march.days_left(date(2024, month, day));
        assert_eq!(
            [left(2, 29), left(3, 1), left(3, 30), left(3, 31), left(4, 1)],
            [None, Some(30), Some(1), Some(0), None]
        );
    }
}

//! What became of a promise (承诺) that a yearly report made.
//!
//! [`Promise`] is the contract's list for `fulfils` of a report: what a later report says. [`Course`] is how the promise
//! stands on a day, worked out from what was said and from what was not.

use crate::law::closed_list::closed_list;
use jiff::civil::Date;

closed_list! {
    /// The state of a promise.
    pub enum Promise {
        Done: "done", "已完成";
        InProgress: "in_progress", "进行中";
        NotDone: "not_done", "未完成";
        Changed: "changed", "调整", "已调整";
    }
}

closed_list! {
    /// How a promise stands on a day.
    pub enum Course {
        /// A report says that it is done.
        Kept: "kept", "已完成";
        /// A report says that it is being done, and its day has not passed.
        UnderWay: "under_way", "进行中";
        /// A report says that it was not done.
        NotKept: "not_kept", "未完成";
        /// A report says that it was changed.
        Changed: "changed", "已调整";
        /// Its day has passed, and no report says that it is done, not done or changed.
        Overdue: "overdue", "已逾期";
        /// A later report should have said something, and did not.
        Silent: "silent", "未回应";
        /// Nothing can be said yet.
        Pending: "pending", "未到期";
    }
}

/// What is known of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The year of the report that made it; it is for the year after.
    pub made: i16,
    /// Its last day.
    pub due: Option<Date>,
    /// What the latest report that speaks of it says.
    pub said: Option<Promise>,
    /// Whether the same publisher made a later report that does not speak of it.
    pub passed_over: bool,
}

impl Facts {
    /// How it stands on a day. What a report says for good stands, whatever the day; `due` includes its day.
    pub fn on(self, day: Date) -> Course {
        let is_past = self.due.is_some_and(|due| due < day);
        let year_is_over = self.due.is_none() && self.made.saturating_add(1) < day.year();
        match self.said {
            Some(Promise::Done) => Course::Kept,
            Some(Promise::NotDone) => Course::NotKept,
            Some(Promise::Changed) => Course::Changed,
            _ if is_past => Course::Overdue,
            Some(Promise::InProgress) => Course::UnderWay,
            None if self.passed_over || year_is_over => Course::Silent,
            None => Course::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, Facts, Promise};
    use jiff::civil::{Date, date};

    const OPEN: Facts = Facts { made: 2024, due: Some(date(2025, 6, 30)), said: None, passed_over: false };
    const DAYS: [Date; 3] = [date(2025, 6, 29), date(2025, 6, 30), date(2025, 7, 1)];

    #[test]
    fn due_includes_its_day() {
        let on = |facts: Facts| DAYS.map(|day| facts.on(day));
        assert_eq!(on(OPEN), [Course::Pending, Course::Pending, Course::Overdue]);
        let under_way = Facts { said: Some(Promise::InProgress), ..OPEN };
        assert_eq!(on(under_way), [Course::UnderWay, Course::UnderWay, Course::Overdue]);
        assert_eq!(on(Facts { passed_over: true, ..OPEN }), [Course::Silent, Course::Silent, Course::Overdue]);
    }

    #[test]
    fn what_is_said_for_good_stands() {
        let said = [Promise::Done, Promise::NotDone, Promise::Changed];
        for day in DAYS {
            let on = said.map(|said| Facts { said: Some(said), ..OPEN }.on(day));
            assert_eq!(on, [Course::Kept, Course::NotKept, Course::Changed]);
        }
    }

    #[test]
    fn without_a_day_the_year_after_the_report_is_the_time() {
        let facts = Facts { due: None, ..OPEN };
        assert_eq!(facts.on(date(2025, 12, 31)), Course::Pending);
        assert_eq!(facts.on(date(2026, 1, 1)), Course::Silent);
    }
}

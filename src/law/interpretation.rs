//! 解读期限: how soon after a document its interpretation has to come.
//!
//! Source: 国办发〔2016〕80号 and the local rules made for it: document and interpretation are drafted, signed and
//! published together (同步起草、同步审签、同步发布), the interpretation at the latest three working days after the
//! document.

use jiff::civil::Date;

use crate::law::calendar::deadline;
use crate::law::closed_list::closed_list;

/// The most working days between a document and its interpretation.
pub const WORKING_DAYS: u32 = 3;

closed_list! {
    /// How a document stands with its interpretation.
    pub enum Coverage {
        /// Together with the document, before it, or within the working days after it.
        Timely: "timely", "三个工作日内";
        Late: "late", "超过三个工作日";
        /// It came later than the document, in a year whose working days are not known.
        Unknown: "unknown", "无法判断";
        /// There is none, and its last day has not passed.
        Due: "due", "尚在期限内";
        Missing: "missing", "没有解读";
    }
}

/// The last day on which the interpretation of a document is in time; none when the working days of that year are not
/// known.
#[must_use]
pub fn last_day(published: Date) -> Option<Date> {
    deadline(published, WORKING_DAYS)
}

impl Coverage {
    /// How a document stands on a day: when it was published, and when its first interpretation was.
    #[must_use]
    pub fn on(day: Date, published: Date, interpreted: Option<Date>) -> Self {
        Self::until(last_day(published), day, published, interpreted)
    }

    /// The same, when an interpretation is in time until a given day.
    pub fn until(last: Option<Date>, day: Date, published: Date, interpreted: Option<Date>) -> Self {
        match (interpreted, last) {
            // What came together needs no calendar.
            (Some(first), _) if first <= published => Self::Timely,
            (Some(_), None) => Self::Unknown,
            (Some(first), Some(last)) if first <= last => Self::Timely,
            (Some(_), Some(_)) => Self::Late,
            (None, Some(last)) if day <= last => Self::Due,
            // So many working days are never fewer days.
            (None, None) if (day - published).get_days() <= WORKING_DAYS.cast_signed() => Self::Due,
            // After these, that there is none is true with a calendar and without.
            (None, _) => Self::Missing,
        }
    }

    /// Whether there is an interpretation at all.
    #[must_use]
    pub fn is_covered(self) -> bool {
        matches!(self, Self::Timely | Self::Late | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Coverage, last_day};

    const NEVER: Option<Date> = None;

    #[test]
    fn the_third_working_day_is_the_last() {
        // A Thursday; the weekend does not count.
        let thursday = date(2025, 3, 6);
        assert_eq!(last_day(thursday), Some(date(2025, 3, 11)));
        let on = |day| Coverage::on(date(2025, 12, 31), thursday, Some(date(2025, 3, day)));
        assert_eq!([5, 6, 10, 11, 12].map(on), {
            use Coverage::{Late, Timely};
            [Timely, Timely, Timely, Timely, Late]
        });
    }

    #[test]
    fn a_weekend_after_the_third_working_day_is_late() {
        // Published on a Tuesday; the Saturday is three working days away, and after the third.
        assert_eq!(Coverage::on(Date::MAX, date(2025, 3, 4), Some(date(2025, 3, 8))), Coverage::Late);
    }

    #[test]
    fn what_is_not_there_is_missing_from_the_day_after_the_last() {
        let monday = date(2025, 3, 3);
        assert_eq!(Coverage::on(date(2025, 3, 6), monday, NEVER), Coverage::Due);
        assert_eq!(Coverage::on(date(2025, 3, 7), monday, NEVER), Coverage::Missing);
    }

    #[test]
    fn without_a_calendar_only_what_needs_none_is_said() {
        let then = date(2022, 3, 1);
        let on = |interpreted| Coverage::on(date(2025, 1, 1), then, interpreted);
        assert_eq!(on(Some(then)), Coverage::Timely);
        assert_eq!(on(Some(date(2022, 3, 2))), Coverage::Unknown);
        assert_eq!(on(NEVER), Coverage::Missing);
        let so_far = |day| Coverage::on(date(2022, 3, day), then, NEVER);
        assert_eq!([1, 4, 5].map(so_far), [Coverage::Due, Coverage::Due, Coverage::Missing]);
    }
}

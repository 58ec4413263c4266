//! 有效性: whether a policy document is in force on a day.
//!
//! A state is worked out from dates, never kept: a page built tomorrow says what is true tomorrow.
//! The order in which the facts are asked is the contract's (content-format.md, "status").

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::law::closed_list::closed_list;

closed_list! {
    /// The state of a policy document.
    pub enum Validity {
        Pending: "pending", "尚未施行";
        InForce: "in_force", "有效", "现行有效";
        Amended: "amended", "已修改";
        PartlyRepealed: "partly_repealed", "部分失效", "部分有效", "部分废止";
        Repealed: "repealed", "废止", "已废止";
        Lapsed: "lapsed", "失效", "已失效";
    }
}

impl Validity {
    /// Whether a document in this state is in force, be it in part.
    pub fn is_in_force(self) -> bool {
        matches!(self, Validity::InForce | Validity::Amended | Validity::PartlyRepealed)
    }

    /// Whether a document in this state is in force or will be.
    pub fn has_not_ended(self) -> bool {
        self == Validity::Pending || self.is_in_force()
    }
}

/// Whether a last day in force comes within so many months of a day.
pub fn ends_within(last: Date, day: Date, months: i32) -> bool {
    last <= day.checked_add(months.months()).unwrap_or(Date::MAX)
}

/// The dates that decide the state of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The first day in force.
    pub effective: Date,
    /// The last day in force.
    pub expires: Option<Date>,
    /// The day from which another document repeals it wholly.
    pub repealed: Option<Date>,
    /// The first day from which another document repeals parts of it.
    pub partly_repealed: Option<Date>,
    /// The first day from which another document amends it.
    pub amended: Option<Date>,
}

impl Facts {
    /// The state on a day: the first of the contract's list that fits.
    pub fn on(&self, day: Date) -> Validity {
        let reached = |date: Option<Date>| date.is_some_and(|date| date <= day);
        if reached(self.repealed) {
            Validity::Repealed
        } else if self.expires.is_some_and(|last| last < day) {
            Validity::Lapsed
        } else if day < self.effective {
            Validity::Pending
        } else if reached(self.partly_repealed) {
            Validity::PartlyRepealed
        } else if reached(self.amended) {
            Validity::Amended
        } else {
            Validity::InForce
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::law::closed_list::ClosedList;
    use crate::law::validity::{Facts, Validity};

    const DAY: Date = date(2024, 6, 30);

    fn facts() -> Facts {
        Facts { effective: date(2020, 1, 1), expires: None, repealed: None, partly_repealed: None, amended: None }
    }

    #[test]
    fn both_languages_name_a_state() {
        assert_eq!(Validity::parse("in_force"), Some(Validity::InForce));
        assert_eq!(Validity::parse("部分失效"), Some(Validity::PartlyRepealed));
        assert_eq!(Validity::Repealed.name(), "废止");
    }

    #[test]
    fn the_last_day_is_in_force() {
        let expiring = Facts { expires: Some(DAY), ..facts() };
        assert_eq!(expiring.on(DAY), Validity::InForce);
        assert_eq!(expiring.on(date(2024, 7, 1)), Validity::Lapsed);
    }

    #[test]
    fn a_repeal_bites_on_its_day() {
        let repealed = Facts { repealed: Some(DAY), ..facts() };
        assert_eq!(repealed.on(date(2024, 6, 29)), Validity::InForce);
        assert_eq!(repealed.on(DAY), Validity::Repealed);
    }

    #[test]
    fn the_first_that_fits_is_the_state() {
        let mut all = Facts {
            effective: date(2024, 7, 1),
            expires: Some(date(2024, 6, 1)),
            repealed: Some(DAY),
            partly_repealed: Some(DAY),
            amended: Some(DAY),
        };
        assert_eq!(all.on(DAY), Validity::Repealed);
        all.repealed = None;
        assert_eq!(all.on(DAY), Validity::Lapsed);
        all.expires = None;
        assert_eq!(all.on(DAY), Validity::Pending);
        all.effective = DAY;
        assert_eq!(all.on(DAY), Validity::PartlyRepealed);
        all.partly_repealed = None;
        assert_eq!(all.on(DAY), Validity::Amended);
        all.amended = None;
        assert_eq!(all.on(DAY), Validity::InForce);
    }
}

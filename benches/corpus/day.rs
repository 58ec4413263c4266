//! Days, counted from the first on which a document is published.

use std::fmt;

/// The year of day 0, which is its 1 January.
const FIRST_YEAR: usize = 2019;
const MONTHS: [usize; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A day from 2019-01-01 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(usize);

impl Day {
    /// 2024-12-31: the date of the build. Nothing is published after it.
    pub(super) const LAST: Self = Self(6 * 365 + 2 - 1);
    /// How many days there are up to the last.
    pub(super) const COUNT: usize = Self::LAST.0 + 1;

    /// The day that so many others precede.
    pub(super) fn new(number: usize) -> Self {
        Self(number)
    }

    pub(super) fn plus(self, days: usize) -> Self {
        Self(self.0 + days)
    }

    /// So many days before, but not before the first.
    pub(super) fn minus(self, days: usize) -> Self {
        Self(self.0.saturating_sub(days))
    }

    pub(super) fn year(self) -> usize {
        self.year_and_rest().0
    }

    /// `20240305`.
    pub(super) fn digits(self) -> String {
        self.to_string().replace('-', "")
    }

    /// The year, and the days of it that have passed.
    fn year_and_rest(self) -> (usize, usize) {
        let (mut year, mut rest) = (FIRST_YEAR, self.0);
        while rest >= 365 + leap(year) {
            rest -= 365 + leap(year);
            year += 1;
        }
        (year, rest)
    }
}

/// `2024-03-05`, as front matter has it.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, mut rest) = self.year_and_rest();
        let mut month = 0;
        while rest >= month_length(year, month) {
            rest -= month_length(year, month);
            month += 1;
        }
        write!(f, "{year}-{:02}-{:02}", month + 1, rest + 1)
    }
}

/// Of a month counted from 0.
fn month_length(year: usize, month: usize) -> usize {
    MONTHS[month] + if month == 1 { leap(year) } else { 0 }
}

/// The days that a year has beyond 365. The years are so few that the centuries need no rule.
fn leap(year: usize) -> usize {
    usize::from(year.is_multiple_of(4))
}

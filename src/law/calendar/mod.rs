//! 工作日: which days are worked, and periods counted in them.
//!
//! Saturdays and Sundays are free, holidays are free, and days that make up for a holiday are worked. Which these are,
//! the State Council says anew for each year (`years.rs`); of a year that it has not been asked about, nothing is known:
//! then the answer is none, never a guess. A period does not count its first day.

mod years;

use jiff::civil::{Date, Weekday};
use years::YEARS;

/// A day as a notice names it: month and day.
type Day = (i8, i8);

/// What is known of one year.
struct Year {
    year: i16,
    /// Days off: each stretch from its first day through its last.
    free: &'static [(Day, Day)],
    /// Days of a weekend that are worked instead.
    worked: &'static [Day],
}

impl Year {
    fn of(day: Date) -> Option<&'static Year> {
        YEARS.iter().find(|year| year.year == day.year())
    }

    fn is_worked(&self, day: Date) -> bool {
        let named = (day.month(), day.day());
        let is_free = self.free.iter().any(|(first, last)| (*first..=*last).contains(&named));
        self.worked.contains(&named) || !(is_free || is_weekend(day))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The last year whose calendar is known.
pub fn last_year() -> i16 {
    YEARS.iter().map(|year| year.year).max().unwrap_or_default()
}

/// Whether a day is worked; none when the calendar of its year is not known.
#[must_use]
pub fn is_working_day(day: Date) -> Option<bool> {
    Year::of(day).map(|year| year.is_worked(day))
}

/// How many working days come after `from`, up to and with `to`: 0 when `to` is not later. None when a year between
/// them is not known.
#[must_use]
pub fn working_days(from: Date, to: Date) -> Option<u32> {
    let mut count = 0;
    let mut day = from;
    while day < to {
        day = day.tomorrow().ok()?;
        count += u32::from(is_working_day(day)?);
    }
    Some(count)
}

/// The last day of a period of so many working days that begins on the day after `from`; `from` itself for none. None
/// when a year that it reaches is not known.
#[must_use]
pub fn deadline(from: Date, working_days: u32) -> Option<Date> {
    let mut day = from;
    for _ in 0..working_days {
        day = day.tomorrow().ok()?;
        while !is_working_day(day)? {
            day = day.tomorrow().ok()?;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests;

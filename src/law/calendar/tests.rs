//! The calendar against the law, and counting against itself.

use super::{deadline, is_weekend, is_working_day, working_days, years::YEARS};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    date(year, 1, 1).series(1.day()).take_while(move |day| day.year() == year)
}

/// 全国年节及纪念日放假办法: 11 days a year, 13 from 2025 on (国务院令第795号). Every day of a week that is free beyond
/// these is made up for.
#[test]
fn each_year_gives_as_many_free_days_as_the_law() {
    for (year, lawful) in [(2023, 11), (2024, 11), (2025, 13), (2026, 13)] {
        let weekdays = days_of(year).filter(|day| !is_weekend(*day)).count();
        let worked = days_of(year).filter(|day| is_working_day(*day).unwrap()).count();
        assert_eq!(weekdays - worked, lawful, "{year}");
    }
}

#[test]
fn only_weekends_are_made_up_with_and_no_stretch_runs_backwards() {
    for year in YEARS {
        for (month, day) in year.worked {
            let day = date(year.year, *month, *day);
            assert!(is_weekend(day) && is_working_day(day).unwrap(), "{day}");
        }
        assert!(year.free.iter().all(|(first, last)| first <= last), "{}", year.year);
        assert!(year.free.is_sorted_by(|a, b| a.1 < b.0), "{}", year.year);
    }
    assert!(YEARS.is_sorted_by(|a, b| a.year < b.year));
}

#[test]
fn a_holiday_week_with_days_that_make_up_for_it() {
    // 2024-09-29 is a Sunday that is worked, 10-01 to 10-07 are free, 10-12 is a Saturday that is worked.
    let worked = |month, day| is_working_day(date(2024, month, day)).unwrap();
    assert!(!worked(9, 28) && worked(9, 29) && worked(9, 30));
    assert!(!worked(10, 1) && !worked(10, 7) && worked(10, 8) && worked(10, 12) && !worked(10, 13));
    // Of what is published on Saturday the 28th, the third working day comes after the holidays.
    assert_eq!(deadline(date(2024, 9, 28), 3), Some(date(2024, 10, 8)));
    assert_eq!(deadline(date(2024, 9, 30), 3), Some(date(2024, 10, 10)));
    assert_eq!(working_days(date(2024, 9, 30), date(2024, 10, 7)), Some(0));
    assert_eq!(working_days(date(2024, 9, 30), date(2024, 10, 13)), Some(5));
}

#[test]
fn the_first_day_is_not_counted() {
    let monday = date(2025, 3, 3);
    assert_eq!(deadline(monday, 3), Some(date(2025, 3, 6)));
    assert_eq!((deadline(monday, 0), working_days(monday, monday)), (Some(monday), Some(0)));
    assert_eq!(working_days(date(2025, 3, 6), monday), Some(0));
}

#[test]
fn of_a_year_without_a_table_nothing_is_said() {
    assert_eq!(is_working_day(date(2022, 12, 30)), None);
    assert_eq!(is_working_day(date(2027, 1, 4)), None);
    // A period that only reaches into such a year is unknown too.
    assert_eq!(deadline(date(2026, 12, 29), 2), Some(date(2026, 12, 31)));
    assert_eq!(deadline(date(2026, 12, 29), 3), None);
    assert_eq!(working_days(date(2022, 12, 30), date(2023, 1, 3)), None);
    assert_eq!(working_days(date(2022, 12, 31), date(2023, 1, 3)), Some(1));
    assert_eq!(deadline(Date::MAX, 1), None);
}

proptest! {
    /// The last day of a period is worked, and as many working days away as it says.
    #[test]
    fn a_deadline_is_as_far_as_it_says(start in 0..1400_i64, length in 1..20_u32) {
        let from = date(2023, 1, 1).checked_add(start.days()).unwrap();
        let last = deadline(from, length).unwrap();
        prop_assert_eq!(is_working_day(last), Some(true));
        prop_assert_eq!(working_days(from, last), Some(length));
        prop_assert_eq!(working_days(from, last.yesterday().unwrap()), Some(length - 1));
    }

    /// What is counted in two parts is counted whole.
    #[test]
    fn working_days_add_up(start in 0..1200_i64, first in 0..100_i64, second in 0..100_i64) {
        let from = date(2023, 1, 1).checked_add(start.days()).unwrap();
        let middle = from.checked_add(first.days()).unwrap();
        let to = middle.checked_add(second.days()).unwrap();
        let sum = working_days(from, middle).unwrap() + working_days(middle, to).unwrap();
        prop_assert_eq!(working_days(from, to), Some(sum));
    }

    /// Without a table nothing is known, however long the period.
    #[test]
    fn other_years_are_unknown(year in 1900..2023_i16, length in 1..20_u32) {
        prop_assert_eq!(deadline(date(year, 6, 15), length), None);
    }
}

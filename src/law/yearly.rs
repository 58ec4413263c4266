//! 年度报告期限: until when a body publishes what it has to publish once a year.
//!
//! Each takes the year that the paper is about and gives the last day on which it is in time.

use jiff::civil::Date;

use crate::law::level::Level;

/// 政府信息公开工作年度报告 (政府信息公开条例 art. 49 and 50): departments and townships until 31 January, governments until 31 March. A body
/// whose level is not known has until the later day.
pub fn disclosure_report(year: i16, level: Option<Level>) -> Date {
    match level {
        Some(Level::Department | Level::Township | Level::Park) => in_the_next(year, 1, 31),
        Some(Level::Province | Level::City | Level::County) | None => in_the_next(year, 3, 31),
    }
}

/// 法治政府建设年度报告 (法治政府建设与责任落实督察工作规定): before 1 April.
pub fn rule_of_law_report(year: i16) -> Date {
    in_the_next(year, 3, 31)
}

/// 政府网站工作年度报表 (国办函〔2018〕12号): until 31 January.
pub fn site_report(year: i16) -> Date {
    in_the_next(year, 1, 31)
}

fn in_the_next(year: i16, month: i8, day: i8) -> Date {
    Date::new(year.saturating_add(1), month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_body_has_its_day() {
        assert_eq!(disclosure_report(2024, Some(Level::Department)), date(2025, 1, 31));
        assert_eq!(disclosure_report(2024, Some(Level::County)), date(2025, 3, 31));
        assert_eq!(disclosure_report(2024, None), date(2025, 3, 31));
        assert_eq!((rule_of_law_report(2024), site_report(2024)), (date(2025, 3, 31), date(2025, 1, 31)));
        // The last year that a date can have has none after it.
        assert_eq!(site_report(9999), Date::MAX);
    }
}

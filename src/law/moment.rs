//! A date as an author writes it, with a time or without.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date and, where it was written, a time of day. One without a time counts as the day's beginning when things
/// are put in order, and shows only its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, if one was written.
    pub time: Option<Time>,
}

/// Why a text is not a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentFault {
    /// It has the right form, and no calendar has it.
    NoSuchDate,
    /// It has another form.
    Form,
}

/// Every day from the year 1, as a regular expression: the days of each month, and 29 February in leap years alone.
pub const DAY: &str = concat!(
    "(?:(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-",
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29)",
);

/// A time of day, after the sign that parts it from the day, as a regular expression.
pub const CLOCK: &str = "[ T]\\s*(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?";

impl Moment {
    /// Reads `2024-03-01`, `2024-03-01 09:30` or `2024-03-01 09:30:00`; a `T` may stand for the blank.
    ///
    /// # Errors
    /// When the text has another form, or there is no such day or time.
    pub fn parse(text: &str) -> Result<Self, MomentFault> {
        let (day, clock) = match text.split_once([' ', 'T']) {
            Some((day, clock)) => (day, Some(clock.trim())),
            None => (text, None),
        };
        let [year, month, day] = numbers(day, '-', [4, 2, 2]).ok_or(MomentFault::Form)?;
        let date = Date::new(year, narrow(month), narrow(day)).ok().filter(|date| date.year() > 0);
        let date = date.ok_or(MomentFault::NoSuchDate)?;
        let time = clock.map(parse_clock).transpose()?;
        Ok(Self { date, time })
    }

    /// What an author most likely meant by a date in another form (`2024年3月1日`, `2024/3/1`, `2024.3.1`).
    #[must_use]
    pub fn guess(text: &str) -> Option<Date> {
        let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Date::new(year, month, day).ok().filter(|date| date.year() > 0 && parts.next().is_none())
    }

    /// A moment that is certain though it has another form: its digits or signs are full-width, or 年, 月 and 日 name its parts.
    #[must_use]
    pub fn certain(text: &str) -> Option<Self> {
        let narrow = |wide: char| match wide {
            '０'..='９' => char::from_u32(wide as u32 - '０' as u32 + '0' as u32).unwrap_or(wide),
            '－' => '-',
            '：' => ':',
            '\u{3000}' => ' ',
            other => other,
        };
        let narrowed: String = text.chars().map(narrow).collect();
        let parsed = (narrowed != text).then(|| Self::parse(&narrowed).ok()).flatten();
        parsed.or_else(|| Some(Self { date: named(&narrowed)?, time: None }))
    }

    /// With the day's beginning for a missing time.
    #[must_use]
    pub fn at(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// `2024-03-01`, without its time.
    #[must_use]
    pub fn day(self) -> String {
        let mut text = String::with_capacity("2024-03-01T00:00:00+08:00".len());
        put_day(&mut text, self.date);
        text
    }

    /// `2024-03-01T00:00:00`, always with a time; what follows is the zone's.
    #[must_use]
    pub fn local(self) -> String {
        let mut text = self.day();
        let at = self.at();
        text.push('T');
        put_clock(&mut text, at.time());
        text.push(':');
        put_two(&mut text, at.second().into());
        text
    }

    /// `2024-03-01 00:00`, always with a time: the form of the `PubDate` tag (国办发〔2017〕47号, annex).
    #[must_use]
    pub fn stamp(self) -> String {
        let mut text = self.day();
        text.push(' ');
        put_clock(&mut text, self.at().time());
        text
    }

    /// `2024年3月1日`.
    #[must_use]
    pub fn chinese(self) -> String {
        let date = self.date;
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&if self.time.is_some() { self.stamp() } else { self.day() })
    }
}

// Dates are printed a great many times, so without the machinery of formatting.

fn put_day(text: &mut String, date: Date) {
    put_two(text, date.year() / 100);
    put_two(text, date.year() % 100);
    text.push('-');
    put_two(text, date.month().into());
    text.push('-');
    put_two(text, date.day().into());
}

fn put_clock(text: &mut String, time: Time) {
    put_two(text, time.hour().into());
    text.push(':');
    put_two(text, time.minute().into());
}

fn put_two(text: &mut String, number: i16) {
    let digit = |number: i16| char::from(b'0' + u8::try_from(number % 10).unwrap_or_default());
    text.push(digit(number / 10));
    text.push(digit(number));
}

fn parse_clock(text: &str) -> Result<Time, MomentFault> {
    let parts = numbers(text, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]);
    let [hour, minute, second] = parts.or_else(|| numbers(text, ':', [2, 2, 2])).ok_or(MomentFault::Form)?;
    Time::new(narrow(hour), narrow(minute), narrow(second), 0).map_err(|_| MomentFault::NoSuchDate)
}

/// Exactly N numbers of these many digits with `sign` between them.
fn numbers<const N: usize>(text: &str, sign: char, digits: [usize; N]) -> Option<[i16; N]> {
    let mut found = [0; N];
    let mut parts = text.split(sign);
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// A number of two digits fits.
fn narrow(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

/// The date whose parts are named: `2024年3月1日`, blanks between them or none.
fn named(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.trim_end().strip_suffix('日')?;
    let parts = [(year, 4..=4), (month, 1..=2), (day, 1..=2)].map(|(part, lengths)| {
        let part = part.trim();
        part.parse::<i16>().ok().filter(|_| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    });
    let [year, month, day] = parts;
    Date::new(year?, month?.try_into().ok()?, day?.try_into().ok()?).ok().filter(|date| date.year() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_and_printed_as_written() {
        for text in ["2024-03-01", "2024-03-01 09:30"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Moment::parse("2024-03-01").unwrap().stamp(), "2024-03-01 00:00");
        for text in ["2024-02-30", "2023-02-29", "0000-01-01", "0000-00-00"] {
            assert_eq!(Moment::parse(text), Err(MomentFault::NoSuchDate), "{text}");
        }
        assert_eq!(Moment::parse("2024-3-1"), Err(MomentFault::Form));
        assert_eq!(Moment::parse("2024-03-01 25:00"), Err(MomentFault::NoSuchDate));
        assert_eq!(Moment::guess("2024/3/1").unwrap().to_string(), "2024-03-01");
    }

    #[test]
    fn what_is_certain_is_no_guess() {
        for text in ["2024年3月1日", "2024年３月1日", "２０２４ 年 ０３ 月 ０１ 日", "２０２４－０３-０１"]
        {
            assert_eq!(Moment::certain(text).map(|moment| moment.to_string()).as_deref(), Some("2024-03-01"), "{text}");
        }
        for text in
            ["24年3月1日", "2024年2月30日", "2024/3/1", "2024年3月", "2024年3月1日起", "2024年+3月1日", "年月日"]
        {
            assert_eq!(Moment::certain(text), None, "{text}");
        }
    }
}

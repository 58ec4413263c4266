//! Today's date.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use std::fmt;

/// The site's time zone, as a fixed offset: China has had no summer time since 1991, so its zone is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Offset);

impl Zone {
    /// Beijing time.
    pub const BEIJING: Self = Self(Offset::constant(8));

    /// Reads a zone's name in China, or an offset such as `+08:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const BEIJING: [&str; 8] = [
            "Asia/Shanghai",
            "Asia/Chongqing",
            "Asia/Harbin",
            "Asia/Hong_Kong",
            "Asia/Macau",
            "Asia/Taipei",
            "PRC",
            "北京时间",
        ];
        if BEIJING.contains(&text) {
            return Some(Self::BEIJING);
        }
        if matches!(text, "UTC" | "Z") {
            return Some(Self(Offset::UTC));
        }
        let sign = match text.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (hours, minutes) = text[1..].split_once(':')?;
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let inside = (0..=14).contains(&hours) && (0..60).contains(&minutes);
        let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
        inside.then_some(Self(offset))
    }
}

impl fmt::Display for Zone {
    /// `+08:00`, as RFC 3339 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Today in a zone.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "world is the door to the clock")]
pub fn today(zone: Zone) -> Date {
    Timestamp::now().to_zoned(TimeZone::fixed(zone.0)).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read() {
        assert_eq!(Zone::parse("Asia/Shanghai"), Some(Zone::BEIJING));
        assert_eq!(Zone::parse("+08:00"), Some(Zone::BEIJING));
        assert_eq!(Zone::parse("-03:30").map(|zone| zone.to_string()), Some("-03:30".to_owned()));
        assert_eq!(Zone::parse("Mars/Olympus"), None);
    }
}

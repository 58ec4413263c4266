//! Today's date, and the moment.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

/// The site's time zone, as a fixed offset: China has had no summer time since 1991, so its zone is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Zone {
    offset: Offset,
    /// `+08:00`, as RFC 3339 writes it.
    text: [u8; 6],
}

impl Zone {
    /// Beijing time.
    pub const BEIJING: Self = Self { offset: Offset::constant(8), text: *b"+08:00" };

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
            return Some(Self { offset: Offset::UTC, text: *b"+00:00" });
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
        let text = format!("{}{hours:02}:{minutes:02}", if sign < 0 { '-' } else { '+' });
        let text = text.as_bytes().try_into().ok()?;
        inside.then_some(Self { offset, text })
    }

    /// `+08:00`, as RFC 3339 writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or_default()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.as_str().to_owned()
    }
}

impl TryFrom<String> for Zone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

/// Today in a zone.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "world is the door to the clock")]
pub fn today(zone: Zone) -> Date {
    Timestamp::now().to_zoned(TimeZone::fixed(zone.offset)).date()
}

/// The moment, in seconds since 1970.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "world is the door to the clock")]
pub fn now() -> i64 {
    Timestamp::now().as_second()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read() {
        assert_eq!(Zone::parse("Asia/Shanghai"), Some(Zone::BEIJING));
        assert_eq!(Zone::parse("+08:00"), Some(Zone::BEIJING));
        assert_eq!(Zone::parse("-03:30").map(|zone| zone.as_str().to_owned()), Some("-03:30".to_owned()));
        assert_eq!(Zone::parse("Mars/Olympus"), None);
    }
}

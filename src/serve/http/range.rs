//! A part of a file, as a request asks for it.

use std::ops::Range;

/// What is to be sent of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: no range, several, or one that is no range of bytes.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Nothing: the range lies beyond the end.
    Beyond,
}

impl Part {
    /// The part of a file of this length that a `Range` header asks for.
    pub(super) fn of(header: &str, length: u64) -> Self {
        let asked = header.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-'));
        let part = match asked.map(|(first, last)| (first.trim(), last.trim())) {
            Some(("", last)) => number(last).map(|count| length.saturating_sub(count)..length),
            Some((first, "")) => number(first).map(|first| first..length),
            Some((first, last)) => {
                number(first).zip(number(last)).and_then(|(first, last)| closed(first, last, length))
            }
            None => None,
        };
        match part {
            None => Self::Whole,
            Some(part) if part.start >= length => Self::Beyond,
            Some(part) => Self::Bytes(part),
        }
    }
}

/// From a first to a last byte; nothing when the last comes before the first, which is no range.
fn closed(first: u64, last: u64, length: u64) -> Option<Range<u64>> {
    (first <= last).then(|| first..last.saturating_add(1).min(length))
}

/// Digits alone: `parse` takes a sign too.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_a_part() {
        assert_eq!(Part::of("bytes=0-0", 10), Part::Bytes(0..1));
        assert_eq!(Part::of("bytes=3-5", 10), Part::Bytes(3..6));
        assert_eq!(Part::of("bytes=8-99", 10), Part::Bytes(8..10));
        assert_eq!(Part::of("bytes=8-", 10), Part::Bytes(8..10));
        assert_eq!(Part::of("bytes=-4", 10), Part::Bytes(6..10));
        assert_eq!(Part::of("bytes=-40", 10), Part::Bytes(0..10));
        assert_eq!(Part::of(&format!("bytes=1-{}", u64::MAX), 10), Part::Bytes(1..10));
    }

    #[test]
    fn a_range_beyond_the_end_is_nothing() {
        for header in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(Part::of(header, 10), Part::Beyond, "{header}");
        }
        assert_eq!(Part::of("bytes=0-", 0), Part::Beyond);
        assert_eq!(Part::of("bytes=-5", 0), Part::Beyond);
    }

    #[test]
    fn anything_else_is_the_whole() {
        for header in ["bytes=5-3", "bytes=1-2,4-5", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=+1-2", "bytes=1"] {
            assert_eq!(Part::of(header, 10), Part::Whole, "{header}");
        }
    }
}

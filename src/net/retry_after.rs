//! `Retry-After` (RFC 9110, 10.2.3): seconds, or a moment.

use jiff::fmt::rfc2822;

/// In how many seconds a host wants to be asked again, at a moment in seconds since 1970; nothing when it does not say so in a form that can be read.
pub(super) fn seconds(written: &str, now: i64) -> Option<i64> {
    let written = written.trim();
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(written.parse().unwrap_or(i64::MAX));
    }
    let moment = rfc2822::DateTimeParser::new().parse_timestamp(written).ok()?;
    Some((moment.as_second() - now).max(0))
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn both_forms_are_read() {
        let now = 784_111_777;
        for (written, wanted) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("99999999999999999999", Some(i64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(seconds(written, now), wanted, "{written}");
        }
    }
}

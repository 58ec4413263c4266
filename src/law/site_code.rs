//! 网站标识码: the ten characters by which the national register knows a site.
//!
//! Ministries have `bm` and eight digits, local sites ten digits of which the first six are the
//! division code (GB/T 2260) of the owner. Whether the division is the owner's is not known here.

use std::fmt;

/// A code of the right form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteCode(String);

impl SiteCode {
    /// Reads a code; space around it is ignored.
    pub fn parse(text: &str) -> Option<SiteCode> {
        let text = text.trim();
        let digits = text.strip_prefix("bm").unwrap_or(text);
        let sound = text.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| SiteCode(text.to_owned()))
    }

    /// The code as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The division code of the owner, if this is a local site.
    pub fn division(&self) -> Option<&str> {
        (!self.0.starts_with("bm")).then(|| &self.0[..6])
    }
}

impl fmt::Display for SiteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::law::site_code::SiteCode;

    #[test]
    fn both_forms_are_read() {
        let local = SiteCode::parse(" 1301810003 ").expect("a local code");
        assert_eq!((local.as_str(), local.division()), ("1301810003", Some("130181")));
        let ministry = SiteCode::parse("bm01000001").expect("a ministry's code");
        assert_eq!(ministry.division(), None);
    }

    #[test]
    fn other_texts_are_not() {
        for text in ["", "bm", "bm0100000", "130181000", "13018100031", "BM01000001", "１301810003", "bm1301810003"] {
            assert_eq!(SiteCode::parse(text), None, "{text}");
        }
    }
}

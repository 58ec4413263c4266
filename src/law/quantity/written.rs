//! Numbers as they are printed in Chinese text (GB/T 15835-2011).
//!
//! Digits go in and come out, parted so that they are read at a glance; their value stays as it is.

use crate::law::quantity::Decimal;

/// Longer runs of digits before the point are parted: 四位以内的整数可以不分节.
const UNPARTED: usize = 4;
/// A number told in 万 or 亿 has at most so many decimal places.
const PLACES: u32 = 2;

/// Digits with a comma before every group of three (千分撇), when they are more than four; the fraction is not parted.
pub fn grouped(number: &str) -> String {
    let start = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
    let end = number[start..].find(|c: char| !c.is_ascii_digit()).map_or(number.len(), |length| start + length);
    let digits = &number[start..end];
    if digits.len() <= UNPARTED {
        return number.to_owned();
    }
    let first = digits.len() % 3;
    let groups = (first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]);
    let groups: Vec<&str> =
        Some(&digits[..first]).filter(|group| !group.is_empty()).into_iter().chain(groups).collect();
    [&number[..start], &groups.join(","), &number[end..]].concat()
}

/// A large number in 亿 or 万, where that is exact and short: 94.6万 for 946000; nothing for 22911.
pub fn in_large_units(value: Decimal) -> Option<String> {
    [(8, "亿"), (4, "万")].into_iter().find_map(|(exponent, word)| {
        let scaled = value.scaled(-exponent)?;
        let size = if scaled.is_negative() { scaled.negated() } else { scaled };
        (size >= Decimal::new(1, 0) && scaled.places() <= PLACES).then(|| format!("{scaled}{word}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_digits_and_more_are_parted() {
        for (plain, parted) in [
            ("0", "0"),
            ("9999", "9999"),
            ("22911", "22,911"),
            ("946000", "946,000"),
            ("1234567.1234567", "1,234,567.1234567"),
            ("-10000", "-10,000"),
            ("8122.21", "8122.21"),
            ("4.0", "4.0"),
            ("", ""),
        ] {
            assert_eq!(grouped(plain), parted);
        }
    }

    #[test]
    fn large_numbers_have_short_names() {
        let short = |text: &str| in_large_units(Decimal::parse(text).unwrap());
        assert_eq!(short("28000").as_deref(), Some("2.8万"));
        assert_eq!(short("946000").as_deref(), Some("94.6万"));
        assert_eq!(short("120000000").as_deref(), Some("1.2亿"));
        assert_eq!(short("123456000").as_deref(), Some("12345.6万"));
        assert_eq!(short("123456789"), None);
        assert_eq!(short("-20000").as_deref(), Some("-2万"));
        assert_eq!(short("22911"), None);
        assert_eq!(short("9999"), None);
        assert_eq!(short("0"), None);
    }

    proptest! {
        #[test]
        fn grouping_only_adds_commas(text in "\\PC{0,30}|-?[0-9]{0,20}(\\.[0-9]{1,9})?") {
            if !text.contains(',') {
                prop_assert_eq!(grouped(&text).replace(',', ""), text);
            }
        }
    }
}

//! Exact decimal numbers.
//!
//! Written digits go in and come out again; nothing is rounded, and no floating point is used. A
//! number of more than eighteen digits is not read.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

use crate::law::character::half_width;

/// The most digits of a number as it is written.
const DIGITS: usize = 18;
/// The most decimal places that scaling may lead to: a fraction stays well within `i128`.
const PLACES: u32 = 36;

/// A decimal number. `8122.20` and `8122.2` are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits, without zeros at the end of the fraction.
    mantissa: i128,
    /// How many of them are the fraction.
    places: u32,
}

/// What [`Decimal::parse`] reads, as a regular expression; that there are not more than 18 digits is not in it.
pub const PATTERN: &str = "[-−+－＋]?(?:[0-9０-９]+|[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+)(?:[.．][0-9０-９]+)?";

impl Decimal {
    /// Reads digits of either width with an optional sign, point, and commas between groups of three.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text: String = text.trim().chars().map(half_width).collect();
        let negative = text.starts_with(['-', '−']);
        let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(&text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let digits = ungrouped(whole)? + fraction;
        if digits.len() > DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let amount = Decimal::new(digits.parse().ok()?, u32::try_from(fraction.len()).ok()?);
        Some(if negative { amount.negated() } else { amount })
    }

    /// So many of the given decimal place: 95 of the first is 9.5.
    pub fn new(mut mantissa: i128, mut places: u32) -> Decimal {
        if mantissa == 0 {
            places = 0;
        }
        while places > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            places -= 1;
        }
        Decimal { mantissa, places }
    }

    /// This number times a power of ten; none if it would grow out of all measure.
    pub fn scaled(self, exponent: i32) -> Option<Decimal> {
        let places = i64::from(self.places) - i64::from(exponent);
        if places < 0 {
            let power = 10_i128.checked_pow(u32::try_from(-places).ok()?)?;
            return Some(Decimal::new(self.mantissa.checked_mul(power)?, 0));
        }
        let scaled = Decimal::new(self.mantissa, u32::try_from(places).ok()?);
        (scaled.places <= PLACES).then_some(scaled)
    }

    /// This number with the other sign.
    pub fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, ..self }
    }

    /// Whether this is less than zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Numbers as whole counts of one decimal place, the smallest that any of them has, with that place; none if one of
    /// them would grow out of all measure.
    pub fn aligned(numbers: &[Decimal]) -> Option<(Vec<i128>, u32)> {
        let places = numbers.iter().map(|number| number.places).max().unwrap_or(0);
        let count = |number: &Decimal| number.mantissa.checked_mul(10_i128.checked_pow(places - number.places)?);
        Some((numbers.iter().map(count).collect::<Option<_>>()?, places))
    }

    /// How many decimal places it has.
    pub fn places(self) -> u32 {
        self.places
    }

    /// This number as a count, if it is whole, not negative and not beyond counting.
    pub fn count(self) -> Option<u32> {
        if self.places == 0 { self.mantissa.try_into().ok() } else { None }
    }

    /// The whole part, rounded down, and the rest as a fraction of 10^36.
    fn parts(self) -> (i128, i128) {
        let one = 10_i128.pow(self.places);
        (self.mantissa.div_euclid(one), self.mantissa.rem_euclid(one) * 10_i128.pow(PLACES - self.places))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All digits, no grouping: `-0.5`, `81222100`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let places = usize::try_from(self.places).unwrap_or(0);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

/// The digits without their commas, if every group but the first has three.
fn ungrouped(digits: &str) -> Option<String> {
    let mut groups = digits.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let grouped = digits.len() > first.len();
    let sound = groups.all(|group| group.len() == 3) && (!grouped || first.len() <= 3);
    sound.then(|| digits.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::quantity::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a decimal")
    }

    #[test]
    fn written_numbers_are_read() {
        for (text, shown) in [
            ("22911", "22911"),
            ("8122.21", "8122.21"),
            ("8122.20", "8122.2"),
            ("1,234", "1234"),
            ("12,345,678.9", "12345678.9"),
            ("２．８", "2.8"),
            ("-0.50", "-0.5"),
            ("−3", "-3"),
            ("+12.5", "12.5"),
            ("007", "7"),
            ("-0", "0"),
            (" 100 ", "100"),
        ] {
            assert_eq!(decimal(text).to_string(), shown, "{text}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "1,23",
            "1234,567",
            ",123",
            "1.2.3",
            "1e5",
            "十",
            "--1",
            "1 2",
            "1.2,345",
            "1234567890123456789",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn scaling_is_exact() {
        assert_eq!(decimal("2.8").scaled(4), Some(decimal("28000")));
        assert_eq!(decimal("28000").scaled(-4), Some(decimal("2.8")));
        assert_eq!(decimal("1").scaled(1000), None);
        assert_eq!(decimal("1").scaled(i32::MIN), None);
        assert_eq!(decimal("0").scaled(-99), Some(decimal("0")));
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(decimal("12.0").count(), Some(12));
        assert_eq!(decimal("0.5").count(), None);
        assert_eq!(decimal("-1").count(), None);
        assert_eq!(decimal("4294967296").count(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}|[-+0-9,.]{0,25}") {
            if let Some(number) = Decimal::parse(&text) {
                prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
            }
        }

        #[test]
        fn order_is_that_of_numbers(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, down in 0..6_i32) {
            let [x, y] = [a, b].map(|n| decimal(&n.to_string()).scaled(-down).expect("small enough"));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.scaled(down), Some(decimal(&a.to_string())));
        }

        #[test]
        fn order_never_overflows(a in "-?[0-9]{1,18}", b in "-?[0-9]\\.[0-9]{1,17}", up in -19..20_i32) {
            if let Some(scaled) = decimal(&a).scaled(up) {
                prop_assert_eq!(scaled.cmp(&decimal(&b)), decimal(&b).cmp(&scaled).reverse());
            }
        }
    }
}

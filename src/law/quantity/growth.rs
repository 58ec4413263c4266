//! A value against an earlier one: by how much it grew, and by how many percent.
//!
//! Two values of one unit go in; exact differences come out. A percentage is rounded once, half away from zero (四舍五入),
//! at the decimal place that is asked for. Never here: what is growth of what, and whether it is good news.

use crate::law::quantity::Decimal;
use std::cmp::Ordering;

/// What came of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The earlier value and the difference, as counts of one decimal place.
    earlier: i128,
    difference: i128,
    places: u32,
}

impl Growth {
    /// From a value to a later one; none if the two are of sizes that cannot be held side by side.
    pub fn between(earlier: Decimal, later: Decimal) -> Option<Self> {
        let (counts, places) = Decimal::aligned(&[earlier, later])?;
        Some(Self { earlier: counts[0], difference: counts[1].checked_sub(counts[0])?, places })
    }

    /// The later value less the earlier one.
    pub fn difference(self) -> Decimal {
        Decimal::new(self.difference, self.places)
    }

    /// Whether it went up, down or neither.
    pub fn direction(self) -> Ordering {
        self.difference.cmp(&0)
    }

    /// The difference in percent of the earlier value's size, with so many decimal places; none when that was nothing.
    pub fn percent(self, places: u32) -> Option<Decimal> {
        let size = self.earlier.checked_abs().filter(|size| *size > 0)?;
        let scaled = self.difference.checked_mul(10_i128.checked_pow(places.checked_add(2)?)?)?;
        let (whole, rest) = (scaled / size, scaled % size);
        let further = if rest.checked_abs()? >= size - rest.checked_abs()? { scaled.signum() } else { 0 };
        Some(Decimal::new(whole + further, places))
    }
}

#[cfg(test)]
impl Growth {
    /// Between two numbers as they are written.
    pub(crate) fn of(earlier: &str, later: &str) -> Self {
        let [earlier, later] = [earlier, later].map(|text| Decimal::parse(text).expect("a decimal"));
        Self::between(earlier, later).expect("two that can be held side by side")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentages_are_rounded_once() {
        for (earlier, later, percent) in [
            ("524.5", "995", "89.7"),
            ("100", "112.5", "12.5"),
            ("3", "4", "33.3"),
            ("3", "5", "66.7"),
            ("8", "5", "-37.5"),
            ("2000", "2001", "0.1"),
            ("2000", "1999", "-0.1"),
            ("2001", "2002", "0"),
            ("-4", "-2", "50"),
            ("7", "7", "0"),
        ] {
            let found = Growth::of(earlier, later).percent(1).unwrap();
            assert_eq!(found.to_string(), percent, "{earlier} to {later}");
        }
    }

    #[test]
    fn nothing_has_no_percentage_but_a_difference() {
        let from_nothing = Growth::of("0", "0.5");
        assert_eq!(from_nothing.percent(1), None);
        assert_eq!(from_nothing.difference().to_string(), "0.5");
        assert_eq!(from_nothing.direction(), Ordering::Greater);
    }

    #[test]
    fn differences_are_exact() {
        assert_eq!(Growth::of("8122.21", "9000.3").difference().to_string(), "878.09");
        assert_eq!(Growth::of("0.3", "0.1").difference().to_string(), "-0.2");
    }

    proptest! {
        #[test]
        fn a_percentage_is_the_nearest(earlier in 1..1_000_000_i128, later in 0..1_000_000_i128) {
            let growth = Growth::between(Decimal::new(earlier, 0), Decimal::new(later, 0)).unwrap();
            let tenths = Decimal::aligned(&[growth.percent(1).unwrap(), Decimal::new(1, 1)]).unwrap().0[0];
            prop_assert!(2 * (tenths * earlier - (later - earlier) * 1000).abs() <= earlier);
        }

        #[test]
        fn any_two_are_compared_or_refused(a in "-?[0-9]{1,18}", b in "-?[0-9]\\.[0-9]{1,17}", up in -12..13_i32) {
            let [a, b] = [a, b].map(|text| Decimal::parse(&text).unwrap());
            let Some(growth) = a.scaled(up).and_then(|a| Growth::between(a, b)) else { return Ok(()) };
            let _ = growth.percent(1);
            prop_assert_eq!(growth.direction(), b.cmp(&a.scaled(up).unwrap()));
        }
    }
}

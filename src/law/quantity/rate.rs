//! A part of a whole, in percent.

use std::fmt;

/// How many of how many: kept as the two counts, so that nothing is lost, and printed with one decimal place where it is
/// needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    part: u64,
    whole: u64,
}

impl Rate {
    /// A rate; none of nothing, and none when the part is more than the whole.
    #[must_use]
    pub fn new(part: usize, whole: usize) -> Option<Rate> {
        let counts = (u64::try_from(part).ok()?, u64::try_from(whole).ok()?);
        (whole > 0 && part <= whole).then_some(Rate { part: counts.0, whole: counts.1 })
    }

    /// Thousandths, a half rounded up. What is not all never says 100 %, and what is not nothing never 0 %.
    fn thousandths(self) -> u128 {
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        let rounded = (part * 2000 + whole) / (whole * 2);
        match self.part {
            0 => 0,
            _ if part == whole => 1000,
            _ => rounded.clamp(1, 999),
        }
    }
}

/// `41.7%`, `50%`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.thousandths();
        match thousandths % 10 {
            0 => write!(f, "{}%", thousandths / 10),
            tenth => write!(f, "{}.{tenth}%", thousandths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Rate;

    fn shown(part: usize, whole: usize) -> String {
        Rate::new(part, whole).expect("a part of a whole").to_string()
    }

    #[test]
    fn one_place_a_half_up() {
        assert_eq!(shown(5, 12), "41.7%");
        assert_eq!(shown(1, 8), "12.5%");
        assert_eq!(shown(1, 16), "6.3%");
        assert_eq!((shown(96, 96), shown(0, 3)), ("100%".to_owned(), "0%".to_owned()));
    }

    #[test]
    fn only_all_is_all_and_only_nothing_is_nothing() {
        assert_eq!(shown(9_999, 10_000), "99.9%");
        assert_eq!(shown(1, 10_000), "0.1%");
    }

    #[test]
    fn there_is_no_rate_of_nothing() {
        assert_eq!(Rate::new(0, 0), None);
        assert_eq!(Rate::new(3, 2), None);
    }

    proptest! {
        /// As near as one place can be: within half a thousandth, but at the ends.
        #[test]
        fn it_is_as_near_as_it_can_be(whole in 1..5000_usize, share in 0..=1000_usize) {
            let part = whole * share / 1000;
            let shown = Rate::new(part, whole).unwrap().thousandths() as usize;
            let off = (shown * whole).abs_diff(part * 1000);
            prop_assert!(off * 2 <= whole || shown == 999 || shown == 1, "{part}/{whole}: {shown}");
        }
    }
}

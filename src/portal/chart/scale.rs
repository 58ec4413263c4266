//! From counts to places in a picture, and the round numbers at its edge.

/// Larger counts would not leave room to be multiplied by a length.
const LARGEST: i128 = 10_i128.pow(27);
/// About so many steps from the bottom to the top.
const STEPS: i128 = 4;

/// The counts from the lowest to the highest round number; nought is always among them, so that lengths tell sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    low: i128,
    high: i128,
    step: i128,
}

impl Scale {
    /// The scale of some counts; nothing when there are none, or they are too large.
    pub(super) fn of(counts: impl Iterator<Item = i128> + Clone) -> Option<Self> {
        let (lowest, highest) = (counts.clone().min()?.min(0), counts.max()?.max(0));
        if lowest < -LARGEST || highest > LARGEST {
            return None;
        }
        let step = round(((highest - lowest) + STEPS - 1) / STEPS);
        let low = lowest.div_euclid(step) * step;
        let high = -(-highest).div_euclid(step) * step;
        Some(Self { low, high: if high == low { low + step } else { high }, step })
    }

    /// The round numbers, the lowest first.
    pub(super) fn ticks(self) -> impl Iterator<Item = i128> {
        (0..=(self.high - self.low) / self.step).map(move |number| self.low + number * self.step)
    }

    /// Where a count stands between two places, the first being that of the lowest.
    pub(super) fn place(self, count: i128, (from, to): (i64, i64)) -> i64 {
        let share = (count - self.low) * i128::from(to - from) / (self.high - self.low);
        from + i64::try_from(share).unwrap_or_default()
    }

    /// Whether there is anything below nought.
    pub(super) fn goes_below(self) -> bool {
        self.low < 0
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50, … that is not less.
fn round(least: i128) -> i128 {
    let mut power = 1;
    loop {
        if let Some(step) = [1, 2, 5].map(|digit| digit * power).into_iter().find(|step| *step >= least) {
            return step;
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scale(counts: &[i128]) -> Scale {
        Scale::of(counts.iter().copied()).unwrap()
    }

    #[test]
    fn edges_are_round_and_hold_nought() {
        assert_eq!(scale(&[22911]).ticks().collect::<Vec<_>>(), [0, 10_000, 20_000, 30_000]);
        assert_eq!(scale(&[3]).ticks().collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(scale(&[-7, 12]).ticks().collect::<Vec<_>>(), [-10, -5, 0, 5, 10, 15]);
        assert_eq!(scale(&[0, 0]).ticks().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(scale(&[-3]).ticks().last(), Some(0));
        assert_eq!(Scale::of(std::iter::empty()), None);
        assert_eq!(Scale::of(std::iter::once(LARGEST + 1)), None);
    }

    #[test]
    fn lengths_are_in_proportion() {
        let scale = scale(&[10, 20, 40]);
        let length = |count| scale.place(count, (0, 4000)) - scale.place(0, (0, 4000));
        assert_eq!(length(20), 2 * length(10));
        assert_eq!(length(40), 4 * length(10));
    }

    proptest! {
        #[test]
        fn every_count_has_its_place(counts in proptest::collection::vec(-LARGEST..=LARGEST, 1..20), to in 1..9999_i64) {
            let scale = scale(&counts);
            for count in counts.into_iter().chain([0]) {
                let up = scale.place(count, (0, to));
                prop_assert!((0..=to).contains(&up));
                prop_assert!((0..=to).contains(&scale.place(count, (to, 0))));
            }
            prop_assert!(scale.ticks().count() <= 7);
        }
    }
}

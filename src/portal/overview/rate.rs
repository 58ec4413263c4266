//! How many of how many, exact.

use crate::portal::view::Shown;

/// A part of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rate {
    /// How many have it.
    pub(super) part: usize,
    /// How many could.
    pub(super) whole: usize,
}

impl Rate {
    /// Counts one more, which has it or not.
    pub(super) fn count(&mut self, one: Counted) {
        self.whole += 1;
        self.part += usize::from(one == Counted::In);
    }

    /// `66.7%`: one decimal, rounded half up; nothing of an empty whole. What is not all never shows as 100%, and what
    /// is something never as 0%.
    pub(super) fn percent(self) -> Option<String> {
        let (part, whole) = (self.part as u128, self.whole as u128);
        let rounded = (part * 2000 + whole).checked_div(whole * 2)?;
        let tenths = match rounded {
            0 if part > 0 => 1,
            1000.. if part < whole => 999,
            rounded => rounded,
        };
        Some(if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) })
    }

    /// A record of part, whole and percent.
    pub(super) fn shown(self) -> Shown {
        Shown::Record(vec![
            ("part", self.part.into()),
            ("whole", self.whole.into()),
            ("percent", Shown::text(self.percent())),
        ])
    }
}

/// Whether one that is counted is in the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// It is.
    In,
    /// It is in the whole alone.
    Out,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(part: usize, whole: usize) -> String {
        Rate { part, whole }.percent().unwrap_or_default()
    }

    #[test]
    fn a_rate_is_rounded_and_never_flatters() {
        assert_eq!([percent(1, 2), percent(2, 3), percent(1, 3)], ["50%", "66.7%", "33.3%"]);
        assert_eq!([percent(0, 3), percent(3, 3), percent(0, 0)], ["0%", "100%", ""]);
        assert_eq!([percent(1, 80), percent(1, 16)], ["1.3%", "6.3%"]);
        assert_eq!([percent(4999, 5000), percent(1, 5000)], ["99.9%", "0.1%"]);
    }
}

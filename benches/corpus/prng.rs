//! Pseudo-random numbers: `SplitMix64`, the same on every machine.

/// The odd number by which the state goes on (Steele, Lea, Flood 2014: the golden ratio).
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(super) struct Prng(u64);

impl Prng {
    /// The stream with this number of a seed; streams next to each other have nothing in common.
    pub(super) fn new(seed: u64, stream: usize) -> Self {
        let mut start = Self(seed);
        Self(start.draw() ^ (stream as u64).wrapping_mul(STEP).rotate_left(31))
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below the bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let scaled = (u128::from(self.draw()) * bound as u128) >> 64;
        usize::try_from(scaled).expect("it is less than the bound, which is a usize")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// One of them.
    pub(super) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// So many different ones of them, in their order.
    pub(super) fn choose<T: Copy>(&mut self, count: usize, all: &[T]) -> Vec<T> {
        let mut wanted = count;
        let mut chosen = Vec::with_capacity(count);
        for (at, one) in all.iter().enumerate() {
            if self.below(all.len() - at) < wanted {
                chosen.push(*one);
                wanted -= 1;
            }
        }
        chosen
    }

    /// True so many times of a hundred.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

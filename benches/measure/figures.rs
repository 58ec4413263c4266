//! Figures: the middle one of several, and how they are written.

use std::ops::{Add, Div};

/// The one in the middle, or what lies between the two that are.
pub(crate) fn median<T: Copy + Default + Ord + Add<Output = T> + Div<u32, Output = T>>(
    all: impl IntoIterator<Item = T>,
) -> T {
    let mut all: Vec<T> = all.into_iter().collect();
    all.sort_unstable();
    let (low, high) = (all.get((all.len().max(1) - 1) / 2), all.get(all.len() / 2));
    (low.copied().unwrap_or_default() + high.copied().unwrap_or_default()) / 2
}

/// `80.3 MB`.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// `22,911`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into()).collect();
    groups.join(",")
}

//! Which columns of a sheet are hidden.

use std::collections::BTreeMap;

/// Stretches of hidden columns: where each begins, and its last column.
#[derive(Debug, Clone, Default)]
pub(super) struct Hidden(BTreeMap<usize, usize>);

impl Hidden {
    /// Hides the columns from one to another.
    pub(super) fn hide(&mut self, first: usize, last: usize) {
        self.0.insert(first, last);
    }

    /// Whether a column is hidden.
    pub(super) fn holds(&self, column: usize) -> bool {
        self.0.range(..=column).next_back().is_some_and(|(_, last)| column <= *last)
    }
}

//! A long list, cut into pages.

use super::Route;
use std::ops::Range;

/// How a list is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// Documents in all.
    pub count: usize,
    /// Documents on a page.
    pub size: usize,
}

/// One page of a list, from 1.
pub type Page = usize;

impl Pages {
    /// How many pages there are; an empty list has one.
    #[must_use]
    pub fn total(self) -> usize {
        self.count.div_ceil(self.size).max(1)
    }

    /// The places of a page's documents in the list.
    #[must_use]
    pub fn range(self, page: Page) -> Range<usize> {
        let start = (page - 1) * self.size;
        start.min(self.count)..(start + self.size).min(self.count)
    }

    /// Where a page is, when the first is at `first`.
    #[must_use]
    pub fn route(first: &Route, page: Page) -> Route {
        if page == 1 { first.clone() } else { first.beside(&format!("index_{page}.html")) }
    }

    /// The numbers around a page, at most nine.
    #[must_use]
    pub fn around(self, page: Page) -> Range<usize> {
        let total = self.total();
        let start = page.saturating_sub(4).min(total.saturating_sub(8)).max(1);
        start..(start + 9).min(total + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_everything_once() {
        let pages = Pages { count: 41, size: 20 };
        assert_eq!(pages.total(), 3);
        assert_eq!([pages.range(1), pages.range(2), pages.range(3)], [0..20, 20..40, 40..41]);
        assert_eq!(Pages { count: 0, size: 20 }.total(), 1);
        assert_eq!(Pages::route(&Route::new("a/"), 2).path(), "a/index_2.html");
        assert_eq!(Pages { count: 400, size: 20 }.around(10), 6..15);
        assert_eq!(Pages { count: 400, size: 20 }.around(20), 12..21);
        assert_eq!(pages.around(2), 1..4);
    }
}

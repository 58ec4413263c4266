//! What the site knows as a whole, on fixed days: both sides of every boundary.

mod changes;
mod coverage;
mod decisions;
mod diagrams;
mod disclosure;
mod indicators;
mod promises;
mod registers;
mod validity;

use crate::support::{Site, Tree};

/// What a cold build of a copy publishes on a day.
fn fresh_on(site: &Site, date: &str) -> Tree {
    let fresh = site.fresh();
    fresh.build_with(&["--date", date]).well();
    fresh.published()
}

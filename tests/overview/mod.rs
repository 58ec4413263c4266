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
use std::collections::BTreeSet;

/// Builds again on a day and gives the pages that were made. What is published is what a cold build gives.
#[track_caller]
fn again(site: &Site, date: &str) -> BTreeSet<String> {
    let run = site.build_with(&["--explain", "--format", "json", "--date", date]).well();
    site.published().assert_same(&fresh_on(site, date), "warm and cold");
    let parse = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let objects: Vec<_> = run.out().lines().map(parse).collect();
    let made = objects.iter().filter_map(|one| one.get("made")?.get("path")?.as_str());
    made.map(str::to_owned).collect()
}

/// What a cold build of a copy publishes on a day.
fn fresh_on(site: &Site, date: &str) -> Tree {
    let fresh = site.fresh();
    fresh.build_with(&["--date", date]).well();
    fresh.published()
}

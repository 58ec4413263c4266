//! Whether what is published is what a build of everything makes.

use super::{Extent, Order, Outcome, Progress, build};
use crate::diag::{Failure, Path};
use crate::publish::{holds, manifest, remove_tree};
use crate::world::World;
use std::collections::BTreeSet;

/// Builds what is stale, then everything in a folder of its own, and names the files in which the two differ.
///
/// # Errors
/// When the machine does not let us.
pub(super) fn verified(order: &Order, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let mut outcome = build(&Order { extent: Extent::Stale, ..order.clone() }, progress)?;
    if outcome.changes.is_none() {
        return Ok(outcome);
    }
    let world = World::open(&order.root)?;
    let beside = world.state_folder().join("verify");
    let cold = Order {
        out: Some(beside.join("site")),
        cache: Some(beside.join("cache")),
        extent: Extent::All,
        ..order.clone()
    };
    remove_tree(&beside)?;
    build(&cold, progress)?;
    let out = order.folder(&world);
    let warm = manifest(&out);
    let cold = manifest(&beside.join("site"));
    let paths: BTreeSet<&Path> = warm.paths().chain(cold.paths()).collect();
    for path in paths {
        let (known, right) = (warm.get(path), cold.get(path));
        if known != right || holds(&out, path)? != right.map(|entry| entry.hash) {
            outcome.differing.push(path.to_string());
        }
    }
    remove_tree(&beside)?;
    Ok(outcome)
}

//! Whether what builds hold is what a build of everything makes.

use super::{Extent, Order, Outcome, Progress, build};
use crate::diag::Failure;
use crate::publish::{clear, manifest};
use crate::world::World;

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
    clear(&beside)?;
    build(&cold, progress)?;
    let warm = manifest(&order.out.clone().unwrap_or_else(|| world.root().join("public")));
    let cold = manifest(&beside.join("site"));
    let differs = |path: &&String| warm.0.get(*path) != cold.0.get(*path);
    let gone = cold.0.keys().filter(|path| !warm.0.contains_key(*path));
    outcome.differing = warm.0.keys().filter(differs).chain(gone).cloned().collect();
    clear(&beside)?;
    Ok(outcome)
}

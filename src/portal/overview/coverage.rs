//! Which policies have an interpretation, and how soon after them it came.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `coverage` of the site.
pub(in crate::portal) fn coverage(_portal: &Portal) -> Shown {
    Shown::Nothing
}

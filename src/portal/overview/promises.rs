//! What reports promised, and what later ones say came of it.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `commitments` of the site.
pub(in crate::portal) fn commitments(_portal: &Portal) -> Shown {
    Shown::Nothing
}

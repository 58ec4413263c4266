//! What was published, changed and withdrawn, the newest first.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `changes` of the site.
pub(in crate::portal) fn changes(_portal: &Portal) -> Shown {
    Shown::Nothing
}

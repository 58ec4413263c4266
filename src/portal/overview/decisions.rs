//! The year’s catalogue of decisions and every consultation, with the steps that are done and those that are missing.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `decisions` of the site.
pub(in crate::portal) fn decisions(_portal: &Portal) -> Shown {
    Shown::Nothing
}

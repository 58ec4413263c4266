//! The four parts of the disclosure platform for each publisher, and which duties have content.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `disclosure` of the site.
pub(in crate::portal) fn disclosure(_portal: &Portal) -> Shown {
    Shown::Nothing
}

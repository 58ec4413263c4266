//! The administrative normative documents with their state as of the portal’s date.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `validity` of the site.
pub(in crate::portal) fn validity(_portal: &Portal) -> Shown {
    Shown::Nothing
}

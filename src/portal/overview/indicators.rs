//! Figures that come back: the series of all indicators.

use crate::portal::Portal;
use crate::portal::view::Shown;

/// Shown as the field `indicators` of the site.
pub(in crate::portal) fn indicators(_portal: &Portal) -> Shown {
    Shown::Nothing
}

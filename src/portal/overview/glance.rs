//! What the home page tells of the whole in a few numbers: the figures of the year, and how the duties of other pages stand.

use super::{coverage, promises, validity};
use crate::portal::Portal;
use crate::portal::view::Shown;

/// So many figures are shown.
const FIGURES: usize = 8;

/// Shown as the field `glance` of the site: `year` and `figures`, the newest year of all indicators and rows of its figures, those
/// whose change is known first, as in `indicators`; `indicators`, how many there are; the sums of `coverage`, `commitments` and `validity`
/// alone, without what they are made of. What there is none of is nothing.
pub(in crate::portal) fn glance(portal: &Portal) -> Shown {
    let (year, figures) = portal.figures_of_the_year(FIGURES);
    let indicators = portal.series().iter().filter(|(_, series)| !series.points.is_empty()).count();
    Shown::Record(vec![
        ("year", year.map_or(Shown::Nothing, |year| Shown::Number(year.into()))),
        ("figures", Shown::List(figures)),
        ("indicators", indicators.into()),
        ("coverage", coverage::sum(portal)),
        ("commitments", promises::sum(portal)),
        ("validity", validity::sum(portal)),
    ])
}

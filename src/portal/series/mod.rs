//! Figures that come back: for each indicator its values, by year and publisher.
//!
//! In: the figures of all reports that are listed, and the dictionary. Out: a [`Series`] for each indicator that has one,
//! every value in one unit and exact; and what two reports make wrong together: one figure with two values, units that
//! clash, a written change that the values do not bear out. Never here: how a series is drawn.

mod collect;
mod figures;
mod told;

pub(super) use collect::collect;
pub(super) use figures::anchor;

use super::{DocumentId, Owner, Portal, Route, SeriesId};
use crate::config::{Indicator, OrganisationId};
use crate::content::{Figure, Particulars};
use crate::law::quantity::{Decimal, Growth};

/// The figures of one indicator.
#[derive(Debug)]
pub struct Series {
    /// The indicator's id in the dictionary.
    pub indicator: String,
    /// The unit of all its values.
    pub unit: Option<String>,
    /// By year, then in the order of the publishers.
    pub points: Vec<Point>,
    /// Where its page is, when the theme has one.
    pub route: Route,
}

/// One figure of a series.
#[derive(Debug)]
pub struct Point {
    /// The year of its report.
    pub year: i16,
    /// Whose it is; several when the report is a joint one.
    pub publishers: Vec<OrganisationId>,
    /// Its report.
    pub document: DocumentId,
    /// Its place among the report's figures.
    pub figure: usize,
    /// Its value in the unit of the series.
    pub value: Decimal,
}

/// All series, by the ids of their indicators.
#[derive(Debug, Default)]
pub struct AllSeries(Vec<Series>);

impl AllSeries {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: SeriesId) -> &Series {
        &self.0[id.index()]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SeriesId, &Series)> {
        (0..).map(SeriesId).zip(&self.0)
    }

    /// The series of an indicator.
    #[must_use]
    pub fn find(&self, indicator: &str) -> Option<SeriesId> {
        self.0.binary_search_by(|series| series.indicator.as_str().cmp(indicator)).ok().map(SeriesId::new)
    }
}

impl Series {
    /// What came of the same publishers' value of the year before; nothing when that is not known.
    fn growth(&self, point: &Point) -> Option<Growth> {
        Growth::between(self.before(point)?.value, point.value)
    }

    /// The same publishers' point of the year before.
    fn before(&self, point: &Point) -> Option<&Point> {
        let year = point.year.checked_sub(1)?;
        self.points.iter().find(|one| one.year == year && one.publishers == point.publishers)
    }

    /// The newest point of each publisher, the newest first.
    fn newest(&self) -> Vec<&Point> {
        let mut newest: Vec<&Point> = Vec::new();
        for point in self.points.iter().rev() {
            if newest.iter().all(|one| one.publishers != point.publishers) {
                newest.push(point);
            }
        }
        newest.sort_by_key(|point| (std::cmp::Reverse(point.year), &point.publishers));
        newest
    }
}

impl Portal {
    /// The series of all indicators.
    #[must_use]
    pub fn series(&self) -> &AllSeries {
        &self.series
    }

    /// Where a series' page is; nothing when the theme has no such page.
    pub(super) fn series_route(&self, id: SeriesId) -> Option<&Route> {
        let route = &self.series.get(id).route;
        let is_there = matches!(self.routes.find(route.path()), Some(Owner::Series(_)));
        is_there.then_some(route)
    }

    fn series_url(&self, id: SeriesId) -> Option<String> {
        self.series_route(id).map(|route| self.url(route))
    }

    /// What the dictionary says of a series.
    fn indicator(&self, series: &Series) -> Option<&Indicator> {
        self.config.indicators.get(&series.indicator)
    }

    /// The figure of a point, as its report gives it.
    fn figure(&self, point: &Point) -> Option<&Figure> {
        figures_of(&self.document(point.document).particulars).get(point.figure)
    }
}

/// The figures of a document.
fn figures_of(particulars: &Particulars) -> &[Figure] {
    match particulars {
        Particulars::Report(report) => &report.indicators,
        _ => &[],
    }
}

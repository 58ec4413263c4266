//! A series as pages show it: texts, addresses and exact numbers.

use super::{Point, Series};
use crate::content::Figure;
use crate::law::better::Better;
use crate::law::closed_list::ClosedList;
use crate::law::quantity::{Decimal, Growth, Unit, grouped, in_large_units};
use crate::portal::chart::{Chart, Mark, Row};
use crate::portal::view::Shown;
use crate::portal::{Portal, SeriesId};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A percentage of growth has so many decimal places.
const PLACES: u32 = 1;

/// Whether values are shares, or points of them: they differ by points, not by percent.
pub(super) fn is_share(unit: Option<&str>) -> bool {
    let unit = Unit::parse(unit.unwrap_or_default());
    ["%", "‰", "百分点", "千分点"].contains(&unit.base().trim_start_matches('个'))
}

/// Growth in words: 增长12.5%, 下降3件, 提高1.2个百分点, 持平.
fn growth_in_words(growth: Growth, unit: &str) -> String {
    let difference = growth.difference();
    let size = if difference.is_negative() { difference.negated() } else { difference };
    let is_more = growth.direction() == Ordering::Greater;
    let percent = growth.percent(PLACES).filter(|percent| *percent != Decimal::new(0, 0));
    match (growth.direction(), percent) {
        (Ordering::Equal, _) => "持平".to_owned(),
        _ if is_share(Some(unit)) => {
            let point = if unit.contains(['‰', '千']) { "个千分点" } else { "个百分点" };
            format!("{}{size}{point}", if is_more { "提高" } else { "降低" })
        }
        (_, Some(percent)) => percent_in_words(percent),
        // From nothing, or by less than a tenth of a percent: the difference itself.
        (_, None) => format!("{}{}{unit}", if is_more { "增加" } else { "减少" }, grouped(&size.to_string())),
    }
}

fn percent_in_words(percent: Decimal) -> String {
    match percent.cmp(&Decimal::new(0, 0)) {
        Ordering::Less => format!("下降{}%", percent.negated()),
        Ordering::Equal => "持平".to_owned(),
        Ordering::Greater => format!("增长{percent}%"),
    }
}

/// Whether a change is good news.
fn verdict(growth: Growth, better: Option<Better>) -> Shown {
    match (better, growth.direction()) {
        (Some(Better::More), Ordering::Greater) | (Some(Better::Less), Ordering::Less) => Shown::word("向好"),
        (Some(Better::More), Ordering::Less) | (Some(Better::Less), Ordering::Greater) => Shown::word("变差"),
        _ => Shown::Nothing,
    }
}

impl Portal {
    /// What a series is called.
    pub(in crate::portal) fn series_name<'a>(&'a self, series: &'a Series) -> &'a str {
        self.indicator(series).map_or(&series.indicator, |indicator| &indicator.name)
    }

    /// The subject class of a series, or the site's own word for one.
    pub(in crate::portal) fn series_topic(&self, series: &Series) -> Option<&str> {
        self.indicator(series)?.topic.as_deref()
    }

    /// Which way is good, in words; nothing where a number is neither.
    pub(in crate::portal) fn series_better(&self, series: &Series) -> Shown {
        let better = self.indicator(series).and_then(|indicator| indicator.better);
        better.filter(|better| *better != Better::Neither).map_or(Shown::Nothing, |better| Shown::word(better.name()))
    }

    /// All points, the newest year first.
    pub(in crate::portal) fn series_points(&self, series: &Series) -> Shown {
        let mut points: Vec<&Point> = series.points.iter().collect();
        points.sort_by_key(|point| std::cmp::Reverse(point.year));
        Shown::List(points.into_iter().map(|point| self.point(series, point)).collect())
    }

    /// The newest point; of several publishers, that of the first.
    pub(in crate::portal) fn series_latest(&self, series: &Series) -> Shown {
        series.newest().first().map_or(Shown::Nothing, |point| self.point(series, point))
    }

    /// A row of the overview for each publisher's newest point.
    pub(in crate::portal) fn series_rows(&self, id: SeriesId) -> impl Iterator<Item = Shown> {
        self.series.get(id).newest().into_iter().map(move |point| self.series_row(id, point))
    }

    fn series_row(&self, id: SeriesId, point: &Point) -> Shown {
        let series = self.series.get(id);
        Shown::Record(vec![
            ("name", self.series_name(series).to_owned().into()),
            ("url", Shown::text(self.series_url(id))),
            ("point", Shown::Record(self.measure(series, point))),
        ])
    }

    /// The newest year of all series, and rows of its points, at most so many: first those of which the change is known, and among
    /// them those of the site's own publisher.
    pub(in crate::portal) fn figures_of_the_year(&self, most: usize) -> (Option<i16>, Vec<Shown>) {
        let all = self.series.iter();
        let points: Vec<_> =
            all.flat_map(|(id, series)| series.newest().into_iter().map(move |point| (id, point))).collect();
        let year = points.iter().map(|(_, point)| point.year).max();
        let mut found: Vec<_> = points.into_iter().filter(|(_, point)| Some(point.year) == year).collect();
        let is_own = |point: &Point| self.config.site.publisher.is_some_and(|own| point.publishers.contains(&own));
        found.sort_by_key(|(id, point)| (!self.is_changed(self.series.get(*id), point), !is_own(point)));
        found.truncate(most);
        (year, found.into_iter().map(|(id, point)| self.series_row(id, point)).collect())
    }

    /// Whether anything is known of what came of a value since the year before.
    fn is_changed(&self, series: &Series, point: &Point) -> bool {
        series.growth(point).is_some() || self.figure(point).is_some_and(|figure| figure.change.is_some())
    }

    /// A point with where it comes from.
    fn point(&self, series: &Series, point: &Point) -> Shown {
        let figure = self.figure(point);
        let url = |figure: &Figure| format!("{}#{}", self.document_url(point.document), super::anchor(&figure.id));
        let mut record = self.measure(series, point);
        record.extend([
            ("quote", Shown::text(figure.map(|figure| figure.quote.clone()))),
            ("report", self.document(point.document).front.title.clone().into()),
            ("url", Shown::text(figure.map(url))),
        ]);
        Shown::Record(record)
    }

    /// A point's numbers.
    fn measure(&self, series: &Series, point: &Point) -> Vec<(&'static str, Shown)> {
        let growth = series.growth(point);
        let better = self.indicator(series).and_then(|indicator| indicator.better);
        let unit = series.unit.as_deref().unwrap_or_default();
        let written = self.figure(point).and_then(|figure| figure.change.as_ref());
        vec![
            ("year", Shown::Number(point.year.into())),
            ("publisher", self.names(&point.publishers).into()),
            ("value", point.value.to_string().into()),
            ("written", self.written_value(series, point).into()),
            ("text", self.value_text(series, point).into()),
            ("large", Shown::text(large(series, point.value))),
            ("unit", unit.to_owned().into()),
            ("change", Shown::text(growth.map(|growth| growth_in_words(growth, unit)))),
            ("verdict", growth.map_or(Shown::Nothing, |growth| verdict(growth, better))),
            ("written_change", Shown::text(written.map(|(change, _)| percent_in_words(*change)))),
        ]
    }

    fn value_text(&self, series: &Series, point: &Point) -> String {
        grouped(&self.written_value(series, point))
    }

    /// A value as its report writes it, with all its decimals; in the unit of the series when that is another one.
    fn written_value(&self, series: &Series, point: &Point) -> String {
        let exponent = |unit: Option<&str>| Unit::parse(unit.unwrap_or_default()).exponent();
        let written = self
            .figure(point)
            .filter(|figure| exponent(figure.unit.as_deref()) == exponent(series.unit.as_deref()))
            .map(|figure| figure.written.clone());
        written.unwrap_or_else(|| point.value.to_string())
    }

    /// How far publishers lie apart, for each year in which there are several, the newest first.
    pub(in crate::portal) fn series_comparisons(&self, series: &Series) -> Shown {
        let mut years: BTreeMap<i16, Vec<&Point>> = BTreeMap::new();
        for point in &series.points {
            years.entry(point.year).or_default().push(point);
        }
        let rows = years.into_iter().rev().filter_map(|(year, points)| {
            let (low, high) =
                (points.iter().min_by_key(|point| point.value)?, points.iter().rev().max_by_key(|point| point.value)?);
            let difference = Growth::between(low.value, high.value).filter(|_| points.len() > 1)?.difference();
            Some(Shown::Record(vec![
                ("year", Shown::Number(year.into())),
                ("count", points.len().into()),
                ("highest", self.point(series, high)),
                ("lowest", self.point(series, low)),
                ("difference", grouped(&difference.to_string()).into()),
            ]))
        });
        Shown::List(rows.collect())
    }

    /// The picture of a series.
    pub(in crate::portal) fn series_chart(&self, series: &Series) -> Shown {
        let mut rows: BTreeMap<_, Row> = BTreeMap::new();
        for point in &series.points {
            let row = || Row { name: self.names(&point.publishers), marks: Vec::new() };
            let mark = Mark { year: point.year, value: point.value, text: self.value_text(series, point) };
            rows.entry(&point.publishers).or_insert_with(row).marks.push(mark);
        }
        let chart = Chart {
            title: self.series_name(series).to_owned(),
            unit: series.unit.clone().unwrap_or_default(),
            rows: rows.into_values().collect(),
        };
        chart.draw().map_or(Shown::Nothing, Shown::Html)
    }
}

/// A value in 万 or 亿, where its unit leaves room for that.
fn large(series: &Series, value: Decimal) -> Option<String> {
    let is_plain = Unit::parse(series.unit.as_deref().unwrap_or_default()).exponent() == 0;
    is_plain.then(|| in_large_units(value)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_told_as_reports_tell_it() {
        for (earlier, later, unit, words) in [
            ("80", "96", "件", "增长20%"),
            ("96", "80", "件", "下降16.7%"),
            ("96", "96.0", "件", "持平"),
            ("0", "5", "件", "增加5件"),
            ("50000", "50001", "条", "增加1条"),
            ("50001", "38000", "条", "下降24%"),
            ("98.8", "100", "%", "提高1.2个百分点"),
            ("100", "99.5", "％", "降低0.5个百分点"),
            ("3", "2", "‰", "降低1个千分点"),
            ("-1.2", "0.3", "个百分点", "提高1.5个百分点"),
            ("0.3", "0.1", "百分点", "降低0.2个百分点"),
        ] {
            assert_eq!(growth_in_words(Growth::of(earlier, later), unit), words, "{earlier} to {later}");
        }
    }

    #[test]
    fn a_change_of_nothing_is_none() {
        let words = |percent| percent_in_words(Decimal::parse(percent).unwrap());
        assert_eq!(["12.5", "-3", "0.0"].map(words), ["增长12.5%", "下降3%", "持平"]);
    }

    #[test]
    fn good_news_depends_on_what_is_better() {
        let verdict = |growth, better| match verdict(growth, better) {
            Shown::Text(text) => text.into_owned(),
            _ => String::new(),
        };
        let (up, down, same) = (Growth::of("1", "2"), Growth::of("2", "1"), Growth::of("1", "1"));
        assert_eq!(verdict(up, Some(Better::More)), "向好");
        assert_eq!(verdict(up, Some(Better::Less)), "变差");
        assert_eq!(verdict(down, Some(Better::Less)), "向好");
        assert_eq!(verdict(down, Some(Better::More)), "变差");
        assert_eq!(verdict(up, Some(Better::Neither)) + &verdict(up, None) + &verdict(same, Some(Better::More)), "");
    }
}

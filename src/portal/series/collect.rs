//! Reports -> series, with what several reports make wrong together.

use super::{AllSeries, Point, Series, figures_of};
use crate::config::Config;
use crate::content::{Document, Figure};
use crate::diag::{Code, Diagnostic, Place};
use crate::law::quantity::{Decimal, Unit};
use crate::portal::{DocumentId, Route, Standing};
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A figure with its report.
#[derive(Clone, Copy)]
struct Entry<'a> {
    id: DocumentId,
    report: &'a Document,
    number: usize,
    figure: &'a Figure,
}

/// A point with the figure that it was made of.
type Made<'a> = (Point, Entry<'a>);

/// Gathers the figures of the reports that are listed.
pub(in crate::portal) fn collect(
    config: &Config,
    documents: &[Arc<Document>],
    standings: &[Standing],
) -> (AllSeries, Vec<Diagnostic>) {
    let mut by_indicator: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for (at, report) in documents.iter().enumerate().filter(|(at, _)| standings[*at].is_listed()) {
        for (number, figure) in figures_of(&report.particulars).iter().enumerate() {
            let entry = Entry { id: DocumentId::new(at), report, number, figure };
            by_indicator.entry(&figure.id).or_default().push(entry);
        }
    }
    let mut faults = Vec::new();
    let series = by_indicator.into_iter().map(|(indicator, entries)| {
        let (series, told) = series(config, indicator, &entries);
        faults.extend(told);
        series
    });
    (AllSeries(series.collect()), faults)
}

fn series(config: &Config, indicator: &str, entries: &[Entry<'_>]) -> (Series, Vec<Diagnostic>) {
    let known = config.indicators.get(indicator).and_then(|indicator| indicator.unit.clone());
    let unit = known.or_else(|| entries.first().and_then(|entry| entry.figure.unit.clone()));
    let mut faults = Vec::new();
    let mut made: Vec<Made<'_>> = Vec::with_capacity(entries.len());
    for entry in entries {
        match convert(entry.figure, unit.as_deref()) {
            Some(value) => made.push((entry.point(value), *entry)),
            None => faults.push(clash(*entry, unit.as_deref(), entries[0])),
        }
    }
    // The sort is stable: of two reports the one whose file comes first stays first.
    made.sort_by(|(one, _), (other, _)| (one.year, &one.publishers).cmp(&(other.year, &other.publishers)));
    made.dedup_by(|(point, entry), (first, kept)| {
        let is_same = point.year == first.year && point.publishers == first.publishers;
        // Two in one report are told where they are read.
        if is_same && point.value != first.value && point.document != first.document {
            faults.push(twice(*entry, *kept));
        }
        is_same
    });
    let route = Route::new(&format!("indicators/{}.html", indicator.replace(['/', '\\'], "-")));
    let entries: Vec<Entry<'_>> = made.iter().map(|(_, entry)| *entry).collect();
    let points = made.into_iter().map(|(point, _)| point).collect();
    let series = Series { indicator: indicator.to_owned(), unit, points, route };
    faults.extend(series.points.iter().zip(entries).filter_map(|(point, entry)| disagreement(&series, point, entry)));
    (series, faults)
}

impl Entry<'_> {
    fn point(self, value: Decimal) -> Point {
        let publishers = self.report.front.publishers.clone();
        let year = self.report.year().unwrap_or_default();
        Point { year, publishers, document: self.id, figure: self.number, value }
    }
}

/// A value in the unit of its series; none when the two clash.
fn convert(figure: &Figure, unit: Option<&str>) -> Option<Decimal> {
    let [own, other] = [figure.unit.as_deref(), unit].map(|unit| Unit::parse(unit.unwrap_or_default()));
    own.convert(figure.value, &other)
}

fn clash(entry: Entry<'_>, unit: Option<&str>, first: Entry<'_>) -> Diagnostic {
    let (own, unit) = (entry.figure.unit.as_deref().unwrap_or_default(), unit.unwrap_or_default());
    let id = &entry.figure.id;
    Diagnostic::new(
        Code::IndicatorUnit,
        entry.figure.place.clone(),
        say!(
            "指标“{id}”这里的单位“{own}”不能换算成“{unit}”",
            "the unit `{own}` of the indicator `{id}` cannot be converted to `{unit}` here"
        ),
    )
    .related(first.figure.place.clone(), say!("这里用的是“{unit}”", "the unit is `{unit}` here"))
    .help(say!("在指标库里写明这个指标的单位", "give the indicator's unit in the dictionary"))
}

fn twice(entry: Entry<'_>, kept: Entry<'_>) -> Diagnostic {
    let (id, one, other) = (&entry.figure.id, &entry.figure.written, &kept.figure.written);
    Diagnostic::new(
        Code::IndicatorTwice,
        entry.figure.place.clone(),
        say!(
            "同一机构同一年度的指标“{id}”，这里是 {one}，另一份报告是 {other}",
            "the indicator `{id}` is {one} here and {other} in another report of the same publisher and year"
        ),
    )
    .related(kept.figure.place.clone(), say!("这里是 {other}", "it is {other} here"))
    .help(say!(
        "核对两份报告；不是一回事的，用另一个指标",
        "compare the reports; if it is another figure, use another indicator"
    ))
}

/// Tells of a change that is written and not what the values of the two years come to, at its own precision.
fn disagreement(series: &Series, point: &Point, entry: Entry<'_>) -> Option<Diagnostic> {
    let (written, place): &(Decimal, Place) = entry.figure.change.as_ref()?;
    if super::told::is_share(series.unit.as_deref()) {
        return None; // Whether points or percent are meant cannot be seen.
    }
    let computed = series.growth(point)?.percent(written.places())?;
    if computed == *written {
        return None;
    }
    let fault = Diagnostic::new(
        Code::IndicatorChange,
        place.clone(),
        say!(
            "写的同比是 {written}%，按两个年度的数值算是 {computed}%",
            "the change is written as {written}%, and the two years' values make it {computed}%"
        ),
    );
    let (year, value) = series.before(point).map(|one| (one.year, one.value.to_string())).unwrap_or_default();
    Some(fault.help(say!(
        "{year} 年是 {value}；核对两份报告，口径变了的在正文里说明",
        "it was {value} in {year}; compare the two reports, and say in the text when it is counted otherwise now"
    )))
}

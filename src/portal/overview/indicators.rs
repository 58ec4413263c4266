//! Figures that come back: the series of all indicators.

use crate::law::subject::Subject;
use crate::portal::view::Shown;
use crate::portal::{Portal, SeriesId};
use std::collections::BTreeMap;

/// By what groups stand in order: the number of the subject class, where the topic is one, then the topic's own words.
type Place<'a> = (u8, &'a str);

/// Series without a topic come last.
const LAST: u8 = u8::MAX;
/// What they stand under.
const OTHERS: &str = "其他";

/// Shown as the field `indicators` of the site: `count`, the number of indicators, and `groups`, one a topic, each with its
/// `topic` and its `rows`, one for each publisher of each series: the indicator's `name`, the `url` of its page, and the
/// publisher's newest `point`, the numbers of a record in `points` of a series.
pub(in crate::portal) fn indicators(portal: &Portal) -> Shown {
    let mut groups: BTreeMap<Place<'_>, Vec<SeriesId>> = BTreeMap::new();
    for (id, series) in portal.series().iter().filter(|(_, series)| !series.points.is_empty()) {
        let topic = portal.series_topic(series);
        groups.entry(topic.map_or((LAST, OTHERS), place)).or_default().push(id);
    }
    let group = |((_, topic), series): (Place<'_>, Vec<SeriesId>)| {
        let rows = series.into_iter().flat_map(|id| portal.series_rows(id)).collect();
        Shown::Record(vec![("topic", topic.to_owned().into()), ("rows", Shown::List(rows))])
    };
    Shown::Record(vec![
        ("count", groups.values().map(Vec::len).sum::<usize>().into()),
        ("groups", Shown::List(groups.into_iter().map(group).collect())),
    ])
}

fn place(topic: &str) -> Place<'_> {
    (Subject::parse(topic).map_or(LAST - 1, |subject| subject.class().number), topic)
}

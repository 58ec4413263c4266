//! What is shown of a series.

use super::{Field, Shown};
use crate::portal::{Portal, Series, SeriesId};

/// Sorted by name.
pub(super) static FIELDS: &[Field<SeriesId>] = &[
    Field {
        name: "better",
        doc: "趋好：越多越好、越少越好 · which way is good, in words, or nothing",
        show: |portal, id| portal.series_better(of(portal, id)),
    },
    Field {
        name: "chart",
        doc: "图，可直接嵌入页面的 SVG（figcaption 与数据表由模板写）· its picture as safe SVG, or nothing when its values cannot be drawn side by side",
        show: |portal, id| portal.series_chart(of(portal, id)),
    },
    Field {
        name: "comparisons",
        doc: "机构之间的比较，每个有多个机构的年度一项：year、count、highest、lowest（同 points 的一项）、difference · how far publishers lie apart, by year",
        show: |portal, id| portal.series_comparisons(of(portal, id)),
    },
    Field {
        name: "id",
        doc: "指标标识 · the indicator's id",
        show: |portal, id| Shown::from(of(portal, id).indicator.clone()),
    },
    Field {
        name: "latest",
        doc: "最近一个数值，同 points 的一项 · its newest point",
        show: |portal, id| portal.series_latest(of(portal, id)),
    },
    Field {
        name: "name",
        doc: "指标名称 · the indicator's name",
        show: |portal, id| Shown::from(portal.series_name(of(portal, id)).to_owned()),
    },
    Field {
        name: "permalink",
        doc: "完整网址；主题没有这种页面时没有 · the whole address, or nothing",
        show: |portal, id| Shown::text(portal.series_route(id).map(|route| portal.permalink(route))),
    },
    Field {
        name: "points",
        doc: "各年度、各机构的数值，新的在前：year、publisher、value、written（报告写的，小数位不变）、text（分节）、large（万、亿）、unit、change（比上年，算出的）、verdict（向好、变差）、written_change（报告写的）、quote、report（报告标题）、url（报告里的原文）· its values, the newest year first",
        show: |portal, id| portal.series_points(of(portal, id)),
    },
    Field {
        name: "topic",
        doc: "主题 · the indicator's topic, or nothing",
        show: |portal, id| Shown::text(portal.series_topic(of(portal, id))),
    },
    Field {
        name: "unit",
        doc: "单位 · its unit, or nothing",
        show: |portal, id| Shown::text(of(portal, id).unit.clone()),
    },
    Field {
        name: "url",
        doc: "页面；主题没有这种页面时没有 · its page, or nothing",
        show: |portal, id| Shown::text(portal.series_route(id).map(|route| portal.url(route))),
    },
];

fn of(portal: &Portal, id: SeriesId) -> &Series {
    portal.series().get(id)
}

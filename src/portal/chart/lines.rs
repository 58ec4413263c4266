//! Many years: a line for each publisher, with round numbers at the left and years below.

use super::scale::Scale;
use super::svg::{Anchor, Svg, Tenths, width, wrapped};
use super::{Chart, Counts, FONT, LINE, Mark, Row, WIDTH};
use crate::law::quantity::{Decimal, grouped};

/// The plot, from top to bottom.
const TOP: i64 = 240;
const BOTTOM: i64 = 2240;
/// Between round numbers and the plot.
const BESIDE: i64 = 60;
/// What the last year's name and number need at the right.
const RIGHT: i64 = WIDTH - 260;
/// How far above its point a number stands.
const ABOVE: i64 = 90;
/// How wide a year's name is, with the blank after it.
const YEAR: i64 = 420;
/// How lines are told apart without colour: their dashes, and the marks at their points. The sixteen pairs of them come
/// before any comes again.
const DASHES: [&str; 4] = ["none", "7 3", "2 3", "9 3 2 3"];
const SHAPES: [&str; 4] = [
    "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
    "m-3 -3h6v6h-6z",
    "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
    "m0 -4l4 7h-8z",
];

/// Where years and counts stand.
struct Plot<'a> {
    chart: &'a Chart,
    scale: Scale,
    left: i64,
    first: i16,
    last: i16,
}

/// A point of a line.
struct Point<'a> {
    mark: &'a Mark,
    x: i64,
    y: i64,
}

pub(super) fn draw(chart: &Chart, counts: &Counts, scale: Scale) -> Svg {
    let mut svg = Svg::default();
    let names: Vec<(i128, String)> =
        scale.ticks().map(|tick| (tick, grouped(&Decimal::new(tick, counts.places).to_string()))).collect();
    let left = names.iter().map(|(_, name)| width(name)).max().unwrap_or(0) + BESIDE;
    let years = chart.years();
    let (first, last) = (years.first().copied().unwrap_or_default(), years.last().copied().unwrap_or_default());
    let plot = Plot { chart, scale, left, first, last };
    plot.grid(&mut svg, &names);
    plot.years(&mut svg);
    for (at, (row, counts)) in chart.rows.iter().zip(&counts.rows).enumerate() {
        plot.row(&mut svg, at, (row, counts));
    }
    let end = if chart.rows.len() > 1 { legend(&mut svg, chart) } else { BOTTOM + LINE };
    svg.reach(end + LINE / 2);
    svg
}

impl Plot<'_> {
    fn x(&self, year: i16) -> i64 {
        let span = i64::from(self.last) - i64::from(self.first);
        self.left + (i64::from(year) - i64::from(self.first)) * (RIGHT - self.left) / span.max(1)
    }

    fn y(&self, count: i128) -> i64 {
        self.scale.place(count, (BOTTOM, TOP))
    }

    fn grid(&self, svg: &mut Svg, names: &[(i128, String)]) {
        for (tick, name) in names {
            let y = self.y(*tick);
            let class = if *tick == 0 { "chart-axis" } else { "chart-grid" };
            svg.line(class, (self.left, y), (RIGHT, y));
            svg.text("chart-tick", (self.left - BESIDE, y + FONT / 3), Anchor::End, name);
        }
    }

    /// The years below, as many as there is room for, the last among them.
    fn years(&self, svg: &mut Svg) {
        let span = usize::try_from(i32::from(self.last) - i32::from(self.first)).unwrap_or(0).max(1);
        let room = usize::try_from((RIGHT - self.left) / YEAR).unwrap_or(1).max(1);
        for year in (self.first..=self.last).rev().step_by(span.div_ceil(room)) {
            svg.text("chart-tick", (self.x(year), BOTTOM + LINE), Anchor::Middle, &year.to_string());
        }
    }

    /// A line, broken where a year is missing, its points, and the numbers at some of them.
    fn row(&self, svg: &mut Svg, at: usize, (row, counts): (&Row, &[i128])) {
        let points: Vec<Point<'_>> = row
            .marks
            .iter()
            .zip(counts)
            .map(|(mark, count)| Point { mark, x: self.x(mark.year), y: self.y(*count) })
            .collect();
        let mut path = String::new();
        let mut before = None;
        for point in &points {
            let follows = before == point.mark.year.checked_sub(1);
            path += &format!("{}{} {}", if follows { 'L' } else { 'M' }, Tenths(point.x), Tenths(point.y));
            before = Some(point.mark.year);
        }
        let (style, dashes) = (at % DASHES.len() + 1, DASHES[at % DASHES.len()]);
        svg.raw(format_args!(
            "<path class=\"chart-line chart-line-{style}\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>\n"
        ));
        for point in &points {
            shape(svg, at, (point.x, point.y), &self.chart.words(row, point.mark));
        }
        for point in self.told(&points) {
            svg.text("chart-value", (self.middle(point), point.y - ABOVE), Anchor::Middle, &point.mark.text);
        }
    }

    /// The middle of the number above a point: it neither stands among the round numbers nor leaves the picture.
    fn middle(&self, point: &Point<'_>) -> i64 {
        let half = (width(&point.mark.text) + 1) / 2;
        point.x.max(self.left - BESIDE + half).min(WIDTH - half)
    }

    /// The points whose numbers are written: all where there is room, else the first, the last, the lowest and the
    /// highest. Those of several lines would cover each other; their newest numbers stand in the legend.
    fn told<'p>(&self, points: &'p [Point<'p>]) -> Vec<&'p Point<'p>> {
        if self.chart.rows.len() > 1 {
            return Vec::new();
        }
        let widest = points.iter().map(|point| width(&point.mark.text)).max().unwrap_or(0);
        let is_roomy = points.windows(2).all(|pair| self.middle(&pair[1]) - self.middle(&pair[0]) > widest + BESIDE);
        if is_roomy {
            return points.iter().collect();
        }
        let lowest = points.iter().min_by_key(|point| point.mark.value);
        let highest = points.iter().max_by_key(|point| point.mark.value);
        let mut told: Vec<&Point<'_>> = Vec::new();
        for point in [points.last(), points.first(), highest, lowest].into_iter().flatten() {
            if told.iter().all(|other| (self.middle(other) - self.middle(point)).abs() > widest + BESIDE) {
                told.push(point);
            }
        }
        told
    }
}

/// The mark at a point, with its value for those who point at it.
fn shape(svg: &mut Svg, at: usize, (x, y): (i64, i64), words: &str) {
    let (style, drawn) = (at % DASHES.len() + 1, SHAPES[(at + at / DASHES.len()) % SHAPES.len()]);
    let (x, y, words) = (Tenths(x), Tenths(y), crate::portal::xml::escape(words));
    svg.raw(format_args!(
        "<path class=\"chart-mark chart-mark-{style}\" d=\"M{x} {y}{drawn}\"><title>{words}</title></path>\n"
    ));
}

/// Whose each line is and its newest number, below the years; gives where it ends.
fn legend(svg: &mut Svg, chart: &Chart) -> i64 {
    const SAMPLE: i64 = 340;
    let mut y = BOTTOM + LINE * 3 / 2;
    for (at, row) in chart.rows.iter().enumerate() {
        let (middle, style, dashes) = (y + LINE - FONT / 3, at % DASHES.len() + 1, DASHES[at % DASHES.len()]);
        let (height, end) = (Tenths(middle), Tenths(SAMPLE - 2 * BESIDE));
        svg.raw(format_args!(
            "<path class=\"chart-line chart-line-{style}\" d=\"M0 {height}H{end}\" stroke=\"currentColor\" stroke-width=\"2\" \
             stroke-dasharray=\"{dashes}\"/>\n"
        ));
        shape(svg, at, ((SAMPLE - 2 * BESIDE) / 2, middle), &row.name);
        for line in named(row, &chart.unit, WIDTH - SAMPLE) {
            y += LINE;
            svg.text("chart-name", (SAMPLE, y), Anchor::Start, &line);
        }
    }
    y
}

/// A publisher's name and its newest number, which stays in one line where it can.
fn named(row: &Row, unit: &str, widest: i64) -> Vec<String> {
    let mut lines = wrapped(&row.name, widest);
    let Some(newest) = row.marks.last() else { return lines };
    let number = format!("{}年 {}{unit}", newest.year, newest.text);
    match lines.last_mut().filter(|last| width(last) + width(&number) + FONT <= widest) {
        Some(last) => *last = format!("{last}：{number}"),
        None => lines.extend(wrapped(&number, widest)),
    }
    lines
}

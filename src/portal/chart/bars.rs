//! A few years: lying bars, whose labels have the whole width, a group for each year.

use super::scale::Scale;
use super::svg::{Anchor, Svg, Tenths, width, wrapped};
use super::{Chart, Counts, FONT, LINE, Mark, Row, WIDTH};

/// How high a bar is.
const BAR: i64 = 160;
/// Between a bar and what comes after it.
const GAP: i64 = 90;
/// Between a bar and its number.
const BESIDE: i64 = 60;
/// The ways in which bars are filled; those of more publishers begin again, each with its name above it.
const FILLS: usize = 4;

/// Where bars may stand, from left to right, and their scale.
struct Field {
    scale: Scale,
    left: i64,
    right: i64,
}

pub(super) fn draw(chart: &Chart, counts: &Counts, scale: Scale) -> Svg {
    let mut svg = Svg::default();
    let field = Field::of(chart, scale);
    if chart.rows.len() > 1 {
        patterns(&mut svg, chart.rows.len().min(FILLS));
    }
    let mut y = 0;
    for year in chart.years() {
        y += LINE;
        svg.text("chart-year", (0, y - (LINE - FONT) / 2), Anchor::Start, &format!("{year}年"));
        for (at, row) in chart.rows.iter().enumerate() {
            let Some(mark) = row.marks.iter().position(|mark| mark.year == year) else { continue };
            if chart.rows.len() > 1 {
                y = name(&mut svg, row, y);
            }
            field.bar(&mut svg, (at, &row.marks[mark]), (counts.rows[at][mark], y));
            y += BAR + GAP;
        }
    }
    svg.reach(y);
    svg
}

/// A publisher's name above its bar; gives where the bar begins.
fn name(svg: &mut Svg, row: &Row, mut y: i64) -> i64 {
    for line in wrapped(&row.name, WIDTH) {
        y += LINE;
        svg.text("chart-name", (0, y - (LINE - FONT) / 2), Anchor::Start, &line);
    }
    y
}

impl Field {
    /// Leaves room for the widest number at the ends of the bars, as long as there is room for bars.
    fn of(chart: &Chart, scale: Scale) -> Self {
        let most = if scale.goes_below() { WIDTH * 2 / 5 } else { WIDTH * 3 / 5 };
        let beside = |below: bool| {
            let marks = chart.marks().filter(|(_, mark)| mark.value.is_negative() == below);
            marks.map(|(_, mark)| width(&mark.text) + BESIDE).max().unwrap_or(0).min(most)
        };
        let left = if scale.goes_below() { beside(true) } else { 0 };
        Self { scale, left, right: WIDTH - beside(false) }
    }

    fn bar(&self, svg: &mut Svg, (fill, mark): (usize, &Mark), (count, y): (i128, i64)) {
        let place = |count| self.scale.place(count, (self.left, self.right));
        let (zero, end) = (place(0), place(count));
        let (x, length) = (Tenths(zero.min(end)), Tenths((end - zero).abs()));
        let style = fill % FILLS + 1;
        let paint = if style == 1 { "currentColor".to_owned() } else { format!("url(#chart-fill-{style})") };
        let (top, height) = (Tenths(y), Tenths(BAR));
        svg.raw(format_args!(
            "<rect class=\"chart-bar chart-bar-{style}\" x=\"{x}\" y=\"{top}\" width=\"{length}\" height=\"{height}\" \
             fill=\"{paint}\" stroke=\"currentColor\"/>\n"
        ));
        svg.line("chart-axis", (zero, y), (zero, y + BAR));
        // A number that there is no room for goes over its bar, rather than out of the picture.
        let wide = width(&mark.text);
        let (x, anchor) = if mark.value.is_negative() {
            ((end - BESIDE).max(wide), Anchor::End)
        } else {
            ((end + BESIDE).min(WIDTH - wide), Anchor::Start)
        };
        svg.text("chart-value", (x, y + (BAR + FONT) / 2 - 20), anchor, &mark.text);
    }
}

/// Hatching, dots and cross lines, so that bars are told apart without colour.
fn patterns(svg: &mut Svg, fills: usize) {
    const DRAWN: [&str; FILLS - 1] = ["M0 6L6 0", "M1 3h1.5", "M0 0h6M0 0v6"];
    svg.raw(format_args!("<defs>\n"));
    for (at, path) in DRAWN.iter().enumerate().take(fills.saturating_sub(1)) {
        let style = at + 2;
        svg.raw(format_args!(
            "<pattern id=\"chart-fill-{style}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"chart-bar-{style}\" d=\"{path}\" stroke=\"currentColor\" stroke-width=\"1.5\" fill=\"none\"/></pattern>\n"
        ));
    }
    svg.raw(format_args!("</defs>\n"));
}

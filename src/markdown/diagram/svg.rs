//! A process as an SVG that stands in the page: its text can be selected, its colours come from the theme.
//!
//! The attributes alone draw it in the colour of the text, for a theme that has no styles for it; classes do the rest.

use super::figure::escaped;
use super::layout::{self, Area, Arrow, Frame, Point, Route};
use super::measure::{width, wrap};
use super::process::{END, Process, Step};
use std::fmt::Write as _;

/// A kind of text: its class, its size, and the height of a line of it.
#[derive(Debug, Clone, Copy)]
struct Face {
    class: &'static str,
    size: i32,
    line: i32,
}

const NAME: Face = Face { class: "diagram-name", size: 15, line: 22 };
const NOTE: Face = Face { class: "diagram-note", size: 13, line: 19 };
const LABEL: Face = Face { class: "diagram-when", size: 13, line: 19 };
/// Lines are no wider: two boxes stand side by side on a phone.
const LINE: i32 = 120;
const NARROWEST: i32 = 96;
/// Between the border of a box and its text.
const BESIDE: i32 = 14;
const ABOVE: i32 = 10;
/// How far the sides of a question's box come to a point.
const POINT: i32 = 12;

/// Lines of text of several kinds.
type Words = Vec<(Face, String)>;

/// How lines and borders look without styles.
const OUTLINE: &str = r#"fill="none" stroke="currentColor""#;

/// Writes the drawing; its ids begin with `id`.
pub(super) fn draw(html: &mut String, process: &Process, id: &str) {
    let steps: Vec<Words> = process.steps.iter().map(words).collect();
    let labels: Vec<Words> = process.ways.iter().map(|way| lines(LABEL, way.when.as_deref())).collect();
    let boxes: Vec<Area> = process.steps.iter().zip(&steps).map(|(step, words)| box_area(step, words)).collect();
    let ways = process.ways.iter().zip(&labels);
    let arrows: Vec<Arrow> =
        ways.map(|(way, words)| Arrow { from: way.from, to: way.to, label: label_area(words) }).collect();
    let plan = layout::plan(&boxes, &arrows);
    html.push_str(&head(process, id, plan.area));
    for route in &plan.routes {
        let (path, arrow) = (path(route), format!("url(#{id}:arrow)"));
        put(html, format_args!(r#"<path class="diagram-way" d="{path}" {OUTLINE} marker-end="{arrow}"/>"#));
    }
    for ((step, words), frame) in process.steps.iter().zip(&steps).zip(&plan.boxes) {
        let (kind, shape) = shape(step, *frame);
        put(html, format_args!(r#"<g class="diagram-step{kind}">"#));
        put(html, format_args!("<{shape} {OUTLINE}/>"));
        text(html, words, (*frame, ABOVE));
        put(html, format_args!("</g>"));
    }
    for (route, words) in plan.routes.iter().zip(&labels).filter(|(_, words)| !words.is_empty()) {
        put(html, format_args!(r#"<rect class="diagram-label" {} fill="Canvas"/>"#, rectangle(route.label)));
        text(html, words, (route.label, 1));
    }
    put(html, format_args!("</svg>"));
}

/// Writes a line.
fn put(html: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(html, "{line}").expect("writing to a string cannot fail");
}

/// The opening tag, what the drawing is called, where its text is, and the head of an arrow.
fn head(process: &Process, id: &str, Area { width, height }: Area) -> String {
    let (title, count) = (escaped(&process.title), process.steps.len());
    format!(
        r#"<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}"
 role="img" aria-labelledby="{id}:title {id}:text">
<title id="{id}:title">{title}</title>
<desc id="{id}:text">共{count}步；各步的责任单位、时限和去向见图下的文字说明。</desc>
<defs><marker id="{id}:arrow" viewBox="0 0 10 10" refX="10" refY="5" markerUnits="userSpaceOnUse"
 markerWidth="8" markerHeight="8" orient="auto">
<path class="diagram-head" d="M0 0 10 5 0 10z" fill="currentColor"/></marker></defs>
"#
    )
}

/// What stands in a step's box.
fn words(step: &Step) -> Words {
    let limit = step.limit.as_ref().map(|(limit, _)| format!("时限：{limit}"));
    let mut words = lines(NAME, Some(&step.name));
    words.extend(lines(NOTE, step.who.as_deref()));
    words.extend(lines(NOTE, limit.as_deref()));
    words
}

fn lines(face: Face, text: Option<&str>) -> Words {
    let lines = text.map(|text| wrap(text, face.size, LINE)).unwrap_or_default();
    lines.into_iter().map(|line| (face, line)).collect()
}

/// The room that lines of text take.
fn text_area(words: &Words) -> Area {
    let wide = words.iter().map(|(face, line)| width(line, face.size)).max().unwrap_or(0);
    Area { width: wide, height: words.iter().map(|(face, _)| face.line).sum() }
}

fn box_area(step: &Step, words: &Words) -> Area {
    let Area { width, height } = text_area(words);
    let point = if step.is_question() { 2 * POINT } else { 0 };
    Area { width: (width + 2 * BESIDE).max(NARROWEST) + point, height: height + 2 * ABOVE }
}

fn label_area(words: &Words) -> Area {
    match text_area(words) {
        Area { height: 0, .. } => Area::default(),
        Area { width, height } => Area { width: width + 8, height: height + 2 },
    }
}

/// The class and the element of a box: a question's sides come to a point, an end is round.
fn shape(step: &Step, frame: Frame) -> (&'static str, String) {
    let Frame { x, y, area } = frame;
    if step.is_question() {
        let (right, bottom, middle) = (frame.right(), frame.bottom(), y + area.height / 2);
        let (inner, outer) = (x + POINT, right - POINT);
        let points = format!("{inner},{y} {outer},{y} {right},{middle} {outer},{bottom} {inner},{bottom} {x},{middle}");
        return (" diagram-question", format!("polygon points=\"{points}\""));
    }
    let (kind, round) = if step.name == END { (" diagram-end", area.height / 2) } else { ("", 3) };
    (kind, format!("rect {} rx=\"{round}\"", rectangle(frame)))
}

fn rectangle(Frame { x, y, area: Area { width, height } }: Frame) -> String {
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// Lines of text in the middle of a frame, from so far below its top.
fn text(html: &mut String, words: &Words, (frame, above): (Frame, i32)) {
    let x = frame.x + frame.area.width / 2;
    let mut y = frame.y + above;
    for (Face { class, size, line }, words) in words {
        // The base of a line is where its characters stand: some four fifths of the way down.
        let base = y + (line + size * 7 / 10) / 2;
        let words = escaped(words.trim());
        let place = format!(r#"x="{x}" y="{base}" font-size="{size}" text-anchor="middle""#);
        put(html, format_args!(r#"<text class="{class}" {place} fill="currentColor">{words}</text>"#));
        y += line;
    }
}

/// Straight lines up and down, and a bend where the way moves aside.
fn path(route: &Route) -> String {
    let begin = route.points.first().map(|Point { x, y }| format!("M{x} {y}"));
    let parts = route.points.windows(2).map(|pair| {
        let (Point { x: before, y: from }, Point { x, y }) = (pair[0], pair[1]);
        let middle = i32::midpoint(from, y);
        if before == x { format!("V{y}") } else { format!("C{before} {middle} {x} {middle} {x} {y}") }
    });
    begin.into_iter().chain(parts).collect()
}

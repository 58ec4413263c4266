//! Boxes and arrows -> where each of them is. The only home of dagre, which lays graphs out in rows from top to bottom.
//!
//! In: the sizes of boxes, and which of them are joined. Out: whole pixels. Never here: what is in a box.

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel};

/// How wide and how high something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// An arrow between two boxes, by their places in the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The room for its label; none for an arrow without one.
    pub(super) label: Area,
}

/// A rectangle, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) area: Area,
}

impl Frame {
    pub(super) fn right(self) -> i32 {
        self.x + self.area.width
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.area.height
    }
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// The way of an arrow: between two following points it goes straight up or down, or bends within the gap of two rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) points: Vec<Point>,
    /// Where its label is.
    pub(super) label: Frame,
}

/// Where everything is; boxes and routes in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) area: Area,
    pub(super) boxes: Vec<Frame>,
    pub(super) routes: Vec<Route>,
}

/// Between boxes of a row, between rows, and around everything.
const BESIDE: f64 = 24.0;
const BETWEEN: f64 = 44.0;
const MARGIN: i32 = 8;
/// An arrow keeps so far from the corner of a box.
const CORNER: i32 = 18;

type Drawn = Graph<NodeLabel, EdgeLabel>;

/// Lays boxes and arrows out; no arrow may lead from a box to itself, or be there twice.
pub(super) fn plan(boxes: &[Area], arrows: &[Arrow]) -> Plan {
    let graph = laid_out(boxes, arrows);
    let frames: Vec<Frame> = boxes.iter().enumerate().map(|(at, area)| frame_of(&graph, at, *area)).collect();
    let labels: Vec<Frame> = arrows.iter().map(|arrow| label_of(&graph, arrow)).collect();
    let rows = Rows(frames.iter().chain(&labels).copied().collect());
    let routes = arrows.iter().zip(&labels).map(|(arrow, label)| {
        let inner = inner_points(&graph, arrow);
        Route { points: route(&inner, (frames[arrow.from], frames[arrow.to]), &rows), label: *label }
    });
    let routes: Vec<Route> = routes.collect();
    moved_in(Plan { area: Area::default(), boxes: frames, routes })
}

fn laid_out(boxes: &[Area], arrows: &[Arrow]) -> Drawn {
    // An arrow that is turned round while a circle is opened stands beside the one that was there.
    let mut graph = Drawn::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (at, area) in boxes.iter().enumerate() {
        let node = NodeLabel { width: area.width.into(), height: area.height.into(), ..NodeLabel::default() };
        graph.set_node(at.to_string(), Some(node));
    }
    for arrow in arrows {
        let Area { width, height } = arrow.label;
        let edge = EdgeLabel {
            width: width.into(),
            height: height.into(),
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        graph.set_edge(arrow.from.to_string(), arrow.to.to_string(), Some(edge), None);
    }
    let options = LayoutOptions { nodesep: BESIDE, edgesep: BESIDE, ranksep: BETWEEN, ..LayoutOptions::default() };
    dagre::layout(&mut graph, Some(options));
    graph
}

fn frame_of(graph: &Drawn, at: usize, area: Area) -> Frame {
    let node = graph.node(&at.to_string());
    around(node.and_then(|node| Some((node.x?, node.y?))), area)
}

fn edge_of<'a>(graph: &'a Drawn, arrow: &Arrow) -> Option<&'a EdgeLabel> {
    graph.edge(&arrow.from.to_string(), &arrow.to.to_string(), None)
}

fn label_of(graph: &Drawn, arrow: &Arrow) -> Frame {
    around(edge_of(graph, arrow).and_then(|edge| Some((edge.x?, edge.y?))), arrow.label)
}

/// The frame with this centre; at the corner when the engine gave none.
fn around(centre: Option<(f64, f64)>, area: Area) -> Frame {
    let (x, y) = centre.unwrap_or_default();
    Frame { x: pixel(x) - area.width / 2, y: pixel(y) - area.height / 2, area }
}

/// Where an arrow passes between its ends.
fn inner_points(graph: &Drawn, arrow: &Arrow) -> Vec<Point> {
    let points = edge_of(graph, arrow).map_or(&[][..], |edge| &edge.points);
    let inner = points.get(1..points.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().map(|point| Point { x: pixel(point.x), y: pixel(point.y) }).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a drawing is far smaller than 2^31 pixels")]
fn pixel(length: f64) -> i32 {
    length.round() as i32
}

/// Everything that stands in rows.
struct Rows(Vec<Frame>);

impl Rows {
    /// The top and the bottom of the row that passes through a height.
    fn at(&self, y: i32) -> (i32, i32) {
        let here = self.0.iter().filter(|frame| (frame.y + frame.area.height / 2).abs_diff(y) <= 2);
        here.fold((y, y), |(top, bottom), frame| (top.min(frame.y), bottom.max(frame.bottom())))
    }
}

/// From the side of one box to the side of another, straight through each row and bending between rows.
fn route(inner: &[Point], (from, to): (Frame, Frame), rows: &Rows) -> Vec<Point> {
    let down = from.y < to.y;
    let first = inner.first().map_or(to.x + to.area.width / 2, |point| point.x);
    let last = inner.last().map_or(from.x + from.area.width / 2, |point| point.x);
    let within = |x: i32, frame: Frame| {
        let corner = CORNER.min(frame.area.width / 2);
        x.clamp(frame.x + corner, (frame.right() - corner).max(frame.x + corner))
    };
    let (leaves, arrives) = if down { (from.bottom(), to.y) } else { (from.y, to.bottom()) };
    let start = Point { x: within(first, from), y: leaves };
    let end = Point { x: within(last, to), y: arrives };
    let mut points = vec![start];
    let own = |frame: Frame| rows.at(frame.y + frame.area.height / 2);
    let (out, into) = if down { (own(from).1, own(to).0) } else { (own(from).0, own(to).1) };
    // A low box leaves room within its row.
    points.push(Point { x: start.x, y: out });
    for point in inner {
        let (top, bottom) = rows.at(point.y);
        let (near, far) = if down { (top, bottom) } else { (bottom, top) };
        points.extend([near, far].map(|y| Point { x: point.x, y }));
    }
    points.extend([Point { x: end.x, y: into }, end]);
    points.dedup();
    points
}

/// The same plan with all of it inside, and the margin around.
fn moved_in(mut plan: Plan) -> Plan {
    let frames = || plan.boxes.iter().copied().chain(plan.routes.iter().map(|route| route.label));
    let points = || plan.routes.iter().flat_map(|route| route.points.iter());
    let left = frames().map(|frame| frame.x).chain(points().map(|point| point.x)).min().unwrap_or(0);
    let top = frames().map(|frame| frame.y).chain(points().map(|point| point.y)).min().unwrap_or(0);
    let right = frames().map(Frame::right).chain(points().map(|point| point.x)).max().unwrap_or(0);
    let bottom = frames().map(Frame::bottom).chain(points().map(|point| point.y)).max().unwrap_or(0);
    let (x, y) = (MARGIN - left, MARGIN - top);
    for frame in plan.boxes.iter_mut().chain(plan.routes.iter_mut().map(|route| &mut route.label)) {
        (frame.x, frame.y) = (frame.x + x, frame.y + y);
    }
    for point in plan.routes.iter_mut().flat_map(|route| &mut route.points) {
        (point.x, point.y) = (point.x + x, point.y + y);
    }
    plan.area = Area { width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
    plan
}

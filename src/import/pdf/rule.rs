//! The lines that are drawn on a page, from what `pdftocairo` makes of it in SVG.
//!
//! Programs draw a line as a stroke or as a thin area, and the border of a cell piece by piece: all become rules.

use super::words::SCALE;
use crate::attachment::Reason;
use crate::import::html::parse;
use crate::import::tree::Element;

/// Places that are no further apart are the same.
pub(super) const SAME: f64 = 4.0;
/// An area that is no thicker is a line.
const THIN: f64 = 4.0;
/// The most lines that a page may have before and after they are put together: what has more is a drawing.
const PIECES: usize = 20_000;
const MOST: usize = 2000;

/// A line of a table is longer than this part of a page's width, and its head between these parts of its height.
const LONG: f64 = 0.3;
const HEAD: (f64, f64) = (0.012, 0.1);

/// A straight line: the place that it has all over, and from where to where it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// The lines of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    pub(super) flat: Vec<Rule>,
    pub(super) upright: Vec<Rule>,
}

/// Reads a page.
///
/// # Errors
/// When it is too large.
pub(super) fn read(svg: &str) -> Result<Rules, Reason> {
    let mut rules = Rules::default();
    rules.gather(&parse::tree(svg)?, Matrix::SCALED);
    if rules.number() > PIECES {
        return Err(Reason::TooLarge);
    }
    let whole = Rules { flat: together(rules.flat), upright: together(rules.upright) };
    if whole.number() > MOST { Err(Reason::TooLarge) } else { Ok(whole) }
}

impl Rule {
    /// Whether it goes through a place.
    pub(super) fn covers(&self, place: f64) -> bool {
        self.from - SAME <= place && place <= self.to + SAME
    }
}

impl Rules {
    /// Whether two of them are like those over and under the head of a table without upright lines, on a page with this width and height.
    pub(super) fn are_of_table(&self, (width, height): (f64, f64)) -> bool {
        let is_met = |rule: &Rule| self.upright.iter().any(|one| rule.covers(one.at) && one.covers(rule.at));
        let alone: Vec<&Rule> =
            self.flat.iter().filter(|rule| rule.to - rule.from > width * LONG && !is_met(rule)).collect();
        let are_like = |a: &Rule, b: &Rule| {
            let is_head = (height * HEAD.0..height * HEAD.1).contains(&(b.at - a.at));
            is_head && (a.from - b.from).abs() <= SAME && (a.to - b.to).abs() <= SAME
        };
        alone.iter().any(|a| alone.iter().any(|b| are_like(a, b)))
    }

    fn number(&self) -> usize {
        self.flat.len() + self.upright.len()
    }

    fn gather(&mut self, parent: &Element, matrix: Matrix) {
        for element in parent.elements().filter(|element| &*element.name != "defs") {
            let matrix = element.attribute("transform").and_then(Matrix::read).map_or(matrix, |own| own.within(matrix));
            match &*element.name {
                "path" => self.path(element, matrix),
                _ => self.gather(element, matrix),
            }
        }
    }

    fn path(&mut self, element: &Element, matrix: Matrix) {
        let is_drawn = |name: &str| look(element, name).is_some_and(|look| !is_unseen(look));
        // What is not said otherwise is filled.
        let is_filled = look(element, "fill").is_none_or(|look| !is_unseen(look));
        for way in ways(element.attribute("d").unwrap_or_default()) {
            let points: Vec<(f64, f64)> = way.into_iter().map(|point| matrix.at(point)).collect();
            if is_drawn("stroke") {
                points.windows(2).for_each(|two| self.add(&[two[0], two[1]], 1.0));
            }
            if is_filled {
                self.add(&points, THIN);
            }
        }
    }

    /// Adds what is thin enough to be a line.
    fn add(&mut self, points: &[(f64, f64)], thin: f64) {
        let bounds = |place: fn(&(f64, f64)) -> f64| {
            points
                .iter()
                .map(place)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)))
        };
        let ((left, right), (top, bottom)) = (bounds(|it| it.0), bounds(|it| it.1));
        let (width, height) = (right - left, bottom - top);
        if height <= thin && width > height && width.is_finite() {
            self.flat.push(Rule { at: (top + bottom) / 2.0, from: left, to: right });
        } else if width <= thin && height > width && height.is_finite() {
            self.upright.push(Rule { at: (left + right) / 2.0, from: top, to: bottom });
        }
    }
}

/// How an element is drawn, by its attributes or its style.
fn look<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let style = element.attribute("style").unwrap_or_default().split(';').filter_map(|one| one.split_once(':'));
    let own = style.into_iter().find(|(own, _)| own.trim() == name).map(|(_, value)| value);
    element.attribute(name).or(own).map(str::trim)
}

/// Nothing, or white.
fn is_unseen(look: &str) -> bool {
    matches!(look, "none" | "rgb(100%,100%,100%)" | "rgb(100%, 100%, 100%)")
}

/// The ways of a path, each as its points; one that is curved has none.
fn ways(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut ways: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut words = path.split_whitespace();
    let mut is_curved = false;
    while let Some(word) = words.next() {
        let point =
            |words: &mut std::str::SplitWhitespace| Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?));
        match word {
            "M" => {
                is_curved = false;
                ways.push(point(&mut words).into_iter().collect());
            }
            "L" => {
                let next = point(&mut words).filter(|_| !is_curved);
                ways.last_mut().into_iter().for_each(|way| way.extend(next));
            }
            "Z" => ways.last_mut().into_iter().for_each(|way| way.extend_from_within(..way.len().min(1))),
            "C" => {
                is_curved = true;
                ways.last_mut().into_iter().for_each(Vec::clear);
            }
            _ => {}
        }
    }
    ways
}

/// Lines that go on in each other as one.
fn together(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut whole: Vec<Rule> = Vec::new();
    for lot in rules.chunk_by_mut(|a, b| b.at - a.at < SAME / 2.0) {
        lot.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = whole.len();
        for rule in lot {
            match whole[first..].last_mut().filter(|last| rule.from <= last.to + SAME) {
                Some(last) => last.to = last.to.max(rule.to),
                None => whole.push(*rule),
            }
        }
    }
    whole
}

/// Where the points of an element are on the page.
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const SCALED: Self = Self([SCALE, 0.0, 0.0, SCALE, 0.0, 0.0]);

    fn read(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix("matrix(")?.strip_suffix(')')?;
        let numbers: Vec<f64> = inner.split([',', ' ']).filter_map(|it| it.trim().parse().ok()).collect();
        numbers.try_into().ok().map(Self)
    }

    fn at(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Its own points, as an element around it has them.
    fn within(self, outer: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let origin = outer.at((0.0, 0.0));
        let turned = |point: (f64, f64)| {
            let (x, y) = outer.at(point);
            (x - origin.0, y - origin.1)
        };
        let ((a, b), (c, d), (e, f)) = (turned((a, b)), turned((c, d)), outer.at((e, f)));
        Self([a, b, c, d, e, f])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_and_thin_areas_are_lines() {
        let svg = "<svg><defs><path d='M 0 0 L 9 0'/></defs>\
                   <g transform='matrix(1,0,0,1,10,0)'><path style='fill:none;stroke:rgb(0%,0%,0%)' d='M 0 2 L 40 2 ' transform='matrix(1,0,0,-1,0,12)'/></g>\
                   <path d='M 50 9.5 L 90 9.5 L 90 10.5 L 50 10.5 Z M 50 9.5 '/>\
                   <path fill='none' stroke='rgb(100%,100%,100%)' d='M 0 50 L 40 50'/><path d='M 0 0 C 1 1 2 2 9 0 Z'/></svg>";
        let rules = read(svg).unwrap();
        assert_eq!(rules, Rules { flat: vec![Rule { at: 15.0, from: 15.0, to: 135.0 }], upright: vec![] });
    }
}

//! What stands on a page: rows of text, and what is framed.

use super::frame::Frame;
use super::page::{Column, Page, Piece, Row, rows};

/// A page and what stands on it, in the order in which it is read.
pub(super) struct Sheet {
    pub(super) number: usize,
    pub(super) width: f64,
    pub(super) is_ruled: bool,
    pub(super) items: Vec<Item>,
}

/// One thing that stands on a page.
#[derive(Debug)]
pub(super) enum Item {
    Row(Row),
    /// A table that lines frame, and what stands in it.
    Framed(Frame, Vec<Piece>),
    /// A box beside the text.
    Boxed(Vec<Row>),
}

impl Item {
    pub(super) fn row(&self) -> Option<&Row> {
        match self {
            Self::Row(row) => Some(row),
            Self::Framed(..) | Self::Boxed(_) => None,
        }
    }

    pub(super) fn top(&self) -> f64 {
        match self {
            Self::Row(row) => row.top,
            Self::Framed(frame, _) => frame.top(),
            Self::Boxed(rows) => rows.first().map_or(0.0, |row| row.top),
        }
    }

    /// From where to where it goes over the page.
    pub(super) fn width(&self) -> (f64, f64) {
        match self {
            Self::Row(row) => (row.left(), row.right()),
            Self::Framed(frame, _) => (frame.left(), frame.right()),
            Self::Boxed(rows) => (
                rows.iter().map(Row::left).fold(f64::INFINITY, f64::min),
                rows.iter().map(Row::right).fold(0.0, f64::max),
            ),
        }
    }
}

/// What stands on a page, from the top down; what is framed is taken out of its rows.
pub(super) fn items(page: Page) -> Vec<Item> {
    let Page { mut rows, frames, .. } = page;
    let mut framed = Vec::new();
    for frame in frames {
        let (inner, outer) = taken(rows, &frame);
        rows = outer;
        match frame.is_box() {
            _ if inner.is_empty() => {}
            false => framed.push(Item::Framed(frame, inner)),
            true => framed.extend(boxed(&frame, inner, &mut rows)),
        }
    }
    let mut items: Vec<Item> = rows.into_iter().map(Item::Row).collect();
    items.extend(framed);
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    items
}

/// The pieces in a frame, and the rows outside of it.
fn taken(rows: Vec<Row>, frame: &Frame) -> (Vec<Piece>, Vec<Row>) {
    let mut inner = Vec::new();
    let mut outer = Vec::new();
    for mut row in rows {
        let before = inner.len();
        inner.extend(row.pieces.extract_if(.., |piece| frame.holds(piece.middle())));
        match row.pieces.is_empty() {
            true => {}
            false if before == inner.len() => outer.push(row),
            false => {
                let rest = std::mem::take(&mut row.pieces);
                outer.push(row.with(rest));
            }
        }
    }
    (inner, outer)
}

/// What stands in a box. Beside the text it is one thing, and the rows beside it end there; else it is a column of its own.
fn boxed(frame: &Frame, pieces: Vec<Piece>, outer: &mut Vec<Row>) -> Option<Item> {
    let mut inner = rows(pieces);
    let left = inner.iter().map(Row::left).fold(f64::INFINITY, f64::min);
    let right = frame.right() - (left - frame.left());
    inner.iter_mut().for_each(|row| row.column = Some(Column { left, right }));
    let (first, last) = outer
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(left, right), row| (left.min(row.left()), right.max(row.right())));
    let is_beside = |row: &&mut Row| (frame.top()..=frame.bottom()).contains(&row.middle());
    let mut beside = outer.iter_mut().filter(is_beside).peekable();
    if beside.peek().is_none() {
        outer.append(&mut inner);
        return None;
    }
    for row in beside {
        row.column = match row.right() <= frame.left() {
            true => Some(Column { left: first, right: frame.left() }),
            false => Some(Column { left: frame.right(), right: last }),
        };
    }
    Some(Item::Boxed(inner))
}

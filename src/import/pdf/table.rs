//! A table that no lines frame: its columns are worked out from what stands over each other.

use super::page::{Piece, Row, running};
use crate::attachment::Part;
use crate::import::model::{Inline, Line, is_blank, text};
use crate::import::report::{News, Report};
use crate::say;
use std::collections::BTreeSet;

/// As much room between two cells, in letters, and less between two figures.
const GAP: f64 = 1.4;
const GAP_OF_FIGURES: f64 = 0.6;
/// The most columns that are worked out.
const COLUMNS: usize = 60;

/// What stands in a row with much room on both sides.
struct Cell<'a> {
    row: usize,
    left: f64,
    right: f64,
    pieces: &'a [Piece],
}

/// Cells over each other.
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) right: f64,
    /// From where to where each of its cells goes.
    pub(super) cells: Vec<(f64, f64)>,
    /// The rows in which it has a cell.
    rows: BTreeSet<usize>,
}

/// Rows as a table with this number; cells over several columns are told. Nothing where it is not sure what stands in which column.
pub(super) fn table(rows: &[&Row], number: usize, report: &mut Report) -> Option<Vec<Vec<Line>>> {
    let cells: Vec<Cell> = rows.iter().enumerate().flat_map(|(at, row)| cells(at, row)).collect();
    let columns = columns(&cells)?;
    let mut lines = vec![vec![Line::new(); columns.len()]; rows.len()];
    let mut wide = Vec::new();
    for cell in &cells {
        let over = over(&columns, cell.left, cell.right);
        match over.len() {
            1 => put(&mut lines[cell.row][over[0]], running(cell.pieces)),
            _ => wide.push((cell, over)),
        }
    }
    let mut told = Report::default();
    for (cell, over) in &wide {
        match parted(cell, &columns) {
            Some(parts) => parts.into_iter().for_each(|(column, line)| put(&mut lines[cell.row][column], line)),
            None if is_figure(&running(cell.pieces)) => return None,
            None => {
                tell(cell, over.len(), number, &mut told);
                put(&mut lines[cell.row][*over.first()?], running(cell.pieces));
            }
        }
    }
    let is_sure = columns.len() > 1 && told.entries.len() * 3 <= rows.len() + 2;
    if !is_sure {
        return None;
    }
    report.entries.extend(told.entries);
    tell_heads(&lines, number, report);
    Some(lines)
}

/// Tells when a head seems to reach over columns: the row under it has words where it has none.
fn tell_heads(lines: &[Vec<Line>], table: usize, report: &mut Report) {
    let [head, below, ..] = lines else { return };
    let is_head = !below.iter().any(is_figure) && below.iter().any(|cell| !is_blank(cell));
    if is_head && head.iter().zip(below).any(|(own, below)| is_blank(own) && !is_blank(below)) {
        let what = say!(
            "表头疑有跨列的单元格，按位置写在一列，请对照原件",
            "a head may reach over columns; by its place it stands in one of them: compare with the file"
        );
        let about = head.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" ");
        report.tell(News::Guessed, &Part::TableRow { table, row: 1 }, what, &about);
    }
}

fn tell(cell: &Cell, columns: usize, table: usize, report: &mut Report) {
    let what = say!(
        "这一格跨 {columns} 列（按位置推测），写在第一列，其余留空",
        "this cell reaches over {columns} columns, by its place; it stands in the first of them"
    );
    let at = Part::TableRow { table, row: cell.row + 1 };
    report.tell(News::Guessed, &at, what, &text(&running(cell.pieces)));
}

fn put(place: &mut Line, line: Line) {
    if !place.is_empty() {
        place.push(Inline::words(" "));
    }
    place.extend(line);
}

fn cells(at: usize, row: &Row) -> Vec<Cell<'_>> {
    let is_figure = |piece: &Piece| is_figure(&piece.line);
    let are_one = |before: &Piece, after: &Piece| {
        let gap = if is_figure(before) && is_figure(after) { GAP_OF_FIGURES } else { GAP };
        after.left - before.right < row.size * gap
    };
    let cell = |pieces| cell(at, pieces);
    row.pieces.chunk_by(are_one).map(cell).collect()
}

fn cell(row: usize, pieces: &[Piece]) -> Cell<'_> {
    let left = pieces.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|piece| piece.right).fold(0.0, f64::max);
    Cell { row, left, right, pieces }
}

/// The columns of rows, as far as these tell any.
pub(super) fn places(rows: &[&Row]) -> Option<Vec<Column>> {
    columns(&rows.iter().enumerate().flat_map(|(at, row)| cells(at, row)).collect::<Vec<_>>())
}

/// The columns that cells stand over each other in, from the left.
fn columns(cells: &[Cell]) -> Option<Vec<Column>> {
    let mut narrow_first: Vec<&Cell> = cells.iter().collect();
    narrow_first.sort_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left)));
    let mut columns: Vec<Column> = Vec::new();
    for cell in narrow_first {
        let over = over(&columns, cell.left, cell.right);
        // Columns that no row has both of are one; what reaches over two that are not joins neither.
        let are_apart = over
            .iter()
            .enumerate()
            .all(|(at, own)| over[..at].iter().all(|other| columns[*own].rows.is_disjoint(&columns[*other].rows)));
        if !are_apart || over.iter().any(|at| over.len() > 1 && columns[*at].rows.contains(&cell.row)) {
            continue;
        }
        let cells = vec![(cell.left, cell.right)];
        let mut whole = Column { left: cell.left, right: cell.right, cells, rows: BTreeSet::from([cell.row]) };
        for at in over.into_iter().rev() {
            whole = whole.joined(columns.remove(at));
        }
        let at = columns.partition_point(|column| column.left < whole.left);
        columns.insert(at, whole);
        if columns.len() > COLUMNS {
            return None;
        }
    }
    under_heads(&mut columns);
    Some(columns)
}

/// A head that stands over nothing belongs to the column beside it that has none.
fn under_heads(columns: &mut Vec<Column>) {
    let is_head = |column: &Column| column.rows.iter().eq(&[0]);
    let mut at = 0;
    while at + 1 < columns.len() {
        let (own, next) = (&columns[at], &columns[at + 1]);
        let is_torn = is_head(own) && !next.rows.contains(&0) || is_head(next) && !own.rows.contains(&0);
        match is_torn {
            true => {
                let next = columns.remove(at + 1);
                let own = columns.remove(at);
                columns.insert(at, own.joined(next));
            }
            false => at += 1,
        }
    }
}

impl Column {
    fn joined(self, other: Self) -> Self {
        let (left, right) = (self.left.min(other.left), self.right.max(other.right));
        let (mut rows, fewer) =
            if self.rows.len() < other.rows.len() { (other.rows, self.rows) } else { (self.rows, other.rows) };
        rows.extend(fewer);
        let (mut cells, less) =
            if self.cells.len() < other.cells.len() { (other.cells, self.cells) } else { (self.cells, other.cells) };
        cells.extend(less);
        Self { left, right, cells, rows }
    }
}

/// The columns that a stretch reaches over.
fn over(columns: &[Column], left: f64, right: f64) -> Vec<usize> {
    (0..columns.len()).filter(|at| left < columns[*at].right && columns[*at].left < right).collect()
}

/// What stands in a cell over several columns, where each of its pieces is of one of them, and none of the same.
fn parted(cell: &Cell, columns: &[Column]) -> Option<Vec<(usize, Line)>> {
    let mut parts = Vec::new();
    let are_one = |before: &Piece, after: &Piece| {
        !after.follows_blank && after.left - before.right < before.size * GAP_OF_FIGURES
    };
    for pieces in cell.pieces.chunk_by(are_one) {
        let part = self::cell(cell.row, pieces);
        match over(columns, part.left, part.right)[..] {
            [only] if parts.last().is_none_or(|(last, _)| *last < only) => parts.push((only, running(pieces))),
            _ => return None,
        }
    }
    Some(parts)
}

/// Whether nothing but a figure stands there.
pub(super) fn is_figure(line: &Line) -> bool {
    let text = text(line);
    !is_blank(line) && text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
}

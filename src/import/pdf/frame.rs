//! What lines frame on a page: a table, whose cells they tell, or a box.

use super::page::{Page, Piece, Row, rows, running};
use super::rule::{Rule, Rules, SAME};
use super::table::is_figure;
use crate::import::grid::{Grid, in_one};
use crate::import::model::{Line, Table, begin, characters};
use crate::import::report::Report;

/// The most fields of a frame.
const FIELDS: usize = 20_000;
/// A frame around as much of a page's height, which has no rows, is its border, or a line between columns.
const BORDER: f64 = 0.5;

/// Lines that meet, as the bounds of fields.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The bounds of columns and of rows, from the left and from the top.
    pub(super) columns: Vec<f64>,
    rows: Vec<f64>,
    rules: Rules,
}

/// Fields without a line between them, by their first and by the one after their last.
#[derive(Debug, Clone, Copy)]
struct Cell {
    rows: (usize, usize),
    columns: (usize, usize),
}

/// The frames of a page.
pub(super) fn find(rules: Rules, page: &Page) -> Vec<Frame> {
    let mut frames: Vec<Frame> = meeting(rules).into_iter().filter_map(Frame::of).collect();
    frames.retain(|frame| !frame.is_border(page));
    frames.sort_by(|a, b| b.area().total_cmp(&a.area()));
    let mut outer: Vec<Frame> = Vec::new();
    for (at, frame) in frames.iter().enumerate() {
        // What stands in a cell of a table is a part of it; a box around frames is none.
        let is_inner = outer.iter().any(|other| other.holds(frame.middle()));
        let is_around = frame.is_box() && frames[at + 1..].iter().any(|other| frame.holds(other.middle()));
        if !is_inner && !is_around {
            outer.push(frame.clone());
        }
    }
    outer.sort_by(|a, b| a.top().total_cmp(&b.top()));
    outer
}

/// Parts lines into lots that meet each other.
fn meeting(rules: Rules) -> Vec<Rules> {
    let mut lots: Vec<Rules> = Vec::new();
    let mut flat = rules.flat;
    for upright in rules.upright {
        let mut own =
            Rules { flat: flat.extract_if(.., |flat| do_meet(flat, &upright)).collect(), upright: vec![upright] };
        for lot in lots.extract_if(.., |lot| lot.flat.iter().any(|flat| do_meet(flat, &upright))) {
            own.flat.extend(lot.flat);
            own.upright.extend(lot.upright);
        }
        lots.push(own);
    }
    lots
}

fn do_meet(flat: &Rule, upright: &Rule) -> bool {
    flat.covers(upright.at) && upright.covers(flat.at)
}

impl Frame {
    fn of(rules: Rules) -> Option<Self> {
        let columns = bounds(&rules.upright, &rules.flat);
        let rows = bounds(&rules.flat, &rules.upright);
        let fields = columns.len().saturating_sub(1) * rows.len().saturating_sub(1);
        (1..=FIELDS).contains(&fields).then_some(Self { columns, rows, rules })
    }

    pub(super) fn left(&self) -> f64 {
        self.columns[0]
    }

    pub(super) fn right(&self) -> f64 {
        self.columns[self.columns.len() - 1]
    }

    pub(super) fn top(&self) -> f64 {
        self.rows[0]
    }

    pub(super) fn bottom(&self) -> f64 {
        self.rows[self.rows.len() - 1]
    }

    fn middle(&self) -> (f64, f64) {
        ((self.left() + self.right()) / 2.0, (self.top() + self.bottom()) / 2.0)
    }

    fn area(&self) -> f64 {
        (self.right() - self.left()) * (self.bottom() - self.top())
    }

    fn is_border(&self, page: &Page) -> bool {
        self.rows.len() == 2 && self.bottom() - self.top() > page.height * BORDER
    }

    /// Whether it frames words alone: they have no columns.
    pub(super) fn is_box(&self) -> bool {
        self.columns.len() == 2
    }

    /// Whether its columns are those of another, which may stand on the next page.
    pub(super) fn has_columns_of(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self.columns.iter().zip(&other.columns).all(|(own, its)| (own - its).abs() <= SAME)
    }

    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left()..=self.right()).contains(&x) && (self.top()..=self.bottom()).contains(&y)
    }

    /// The cells that the lines bound, row by row.
    fn cells(&self) -> Vec<Cell> {
        let (height, width) = (self.rows.len() - 1, self.columns.len() - 1);
        let middle = |bounds: &[f64], at: usize| (bounds[at] + bounds[at + 1]) / 2.0;
        let is_open = |rules: &[Rule], at: f64, place: f64| {
            !rules.iter().any(|rule| (rule.at - at).abs() <= SAME && rule.covers(place))
        };
        let is_open_right =
            |row: usize, column: usize| is_open(&self.rules.upright, self.columns[column + 1], middle(&self.rows, row));
        let is_open_below =
            |row: usize, column: usize| is_open(&self.rules.flat, self.rows[row + 1], middle(&self.columns, column));
        let mut is_taken = vec![vec![false; width]; height];
        let mut cells = Vec::new();
        for (row, column) in (0..height).flat_map(|row| (0..width).map(move |column| (row, column))) {
            if is_taken[row][column] {
                continue;
            }
            let (mut right, mut below) = (column + 1, row + 1);
            while right < width && !is_taken[row][right] && is_open_right(row, right - 1) {
                right += 1;
            }
            while below < height && (column..right).all(|at| !is_taken[below][at] && is_open_below(below - 1, at)) {
                below += 1;
            }
            is_taken[row..below].iter_mut().for_each(|fields| fields[column..right].fill(true));
            cells.push(Cell { rows: (row, below), columns: (column, right) });
        }
        cells
    }

    /// The table that it frames; what was merged is told. Nothing where the lines do not tell its rows.
    pub(super) fn table(&self, pieces: &[Piece], number: usize, report: &mut Report) -> Option<Table> {
        let cells = self.cells();
        let mut owners = vec![vec![0; self.columns.len()]; self.rows.len()];
        for (at, cell) in cells.iter().enumerate() {
            let rows = &mut owners[cell.rows.0..cell.rows.1];
            rows.iter_mut().for_each(|row| row[cell.columns.0..cell.columns.1].fill(at));
        }
        let mut lots: Vec<Vec<Piece>> = vec![Vec::new(); cells.len()];
        for piece in pieces {
            let (x, y) = piece.middle();
            lots[owners[field(&self.rows, y)][field(&self.columns, x)]].push(piece.clone());
        }
        let mut grid = Grid::default();
        let mut row = None;
        for (cell, lot) in cells.iter().zip(lots) {
            if row != Some(cell.rows.0) {
                grid.row();
                row = Some(cell.rows.0);
            }
            let line = self.words(rows(lot), cell)?;
            grid.cell(line, cell.columns.1 - cell.columns.0, cell.rows.1 - cell.rows.0).ok()?;
        }
        grid.table(number, report)
    }

    /// The table with a row for each line of print.
    pub(super) fn lines(&self, pieces: Vec<Piece>) -> Vec<Vec<Line>> {
        let row = |row: Row| {
            let mut cells = vec![Vec::new(); self.columns.len() - 1];
            for piece in row.pieces {
                cells[field(&self.columns, piece.middle().0)].push(piece);
            }
            cells.iter().map(|cell| running(cell)).collect()
        };
        rows(pieces).into_iter().map(row).collect()
    }

    /// The rows of a cell as one text; nothing where they are figures, which are of several rows of the table.
    fn words(&self, rows: Vec<Row>, cell: &Cell) -> Option<Line> {
        let right = self.columns[cell.columns.1];
        let mut lines: Vec<Line> = Vec::new();
        let mut room = f64::INFINITY;
        for row in rows {
            let line = running(&row.pieces);
            if lines.last().is_some_and(|last| is_figure(last) && is_figure(&line)) {
                return None;
            }
            match lines.last_mut().filter(|last| room < row.size * 2.0 && !is_figures_end(last, &line)) {
                Some(last) => last.extend(line),
                None => lines.push(line),
            }
            room = right - row.right();
        }
        Some(in_one(lines))
    }
}

/// Between which bounds a place is.
fn field(bounds: &[f64], place: f64) -> usize {
    let at = bounds.partition_point(|bound| *bound <= place).saturating_sub(1);
    at.min(bounds.len().saturating_sub(2))
}

/// The places of lines that go one way, and the ends of those that cross them.
fn bounds(rules: &[Rule], crossing: &[Rule]) -> Vec<f64> {
    let mut places: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    let ends = |pick: fn(f64, f64) -> f64, end: fn(&Rule) -> f64| crossing.iter().map(end).reduce(pick);
    places.extend(ends(f64::min, |rule| rule.from));
    places.extend(ends(f64::max, |rule| rule.to));
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, last| *next - *last <= SAME);
    places
}

/// Whether figures would become one.
fn is_figures_end(last: &Line, next: &Line) -> bool {
    characters(last).next_back().is_some_and(char::is_numeric) && begin(next).starts_with(char::is_numeric)
}

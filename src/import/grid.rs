//! Cells that may reach over several rows and columns, as a table in which each has one place.

use super::model::{Block, Inline, Line, Paragraph, Role, Table, is_blank, text};
use super::numbering::Label;
use super::report::{News, Report};
use crate::attachment::{Part, Reason};
use crate::say;

/// The most columns of a table.
const COLUMNS: usize = 200;
/// The most places of a table.
const PLACES: usize = 1_000_000;

/// A table as its file tells it, cell by cell.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    /// For each place the cell that it belongs to.
    places: Vec<Vec<Option<usize>>>,
    /// For each column the cell that reaches down into the next row, and how many rows it still has.
    below: Vec<Option<(usize, usize)>>,
    taken: usize,
}

#[derive(Debug)]
struct Cell {
    line: Line,
    /// Its first place: row and column.
    at: (usize, usize),
    rows: usize,
    columns: usize,
}

impl Grid {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        let reaching = |below: &mut Option<(usize, usize)>| {
            let (cell, left) = (*below)?;
            *below = (left > 1).then_some((cell, left - 1));
            Some(cell)
        };
        let row: Vec<Option<usize>> = self.below.iter_mut().map(reaching).collect();
        self.places.push(row);
    }

    /// Puts a cell into the next place of the row that is free.
    ///
    /// # Errors
    /// When the table becomes too large.
    pub(super) fn cell(&mut self, line: Line, columns: usize, rows: usize) -> Result<(), Reason> {
        if self.places.is_empty() {
            self.row();
        }
        let (row, column) = (self.places.len() - 1, self.free());
        let columns = columns.clamp(1, COLUMNS);
        let cell = self.cells.len();
        self.fill(column, columns, cell)?;
        for below in &mut self.below[column..column + columns] {
            *below = (rows > 1).then(|| (cell, rows - 1));
        }
        self.cells.push(Cell { line, at: (row, column), rows: rows.max(1), columns });
        Ok(())
    }

    /// Leaves places of the row blank.
    ///
    /// # Errors
    /// When the table becomes too large.
    pub(super) fn blank(&mut self, columns: usize) -> Result<(), Reason> {
        (0..columns.min(COLUMNS + 1)).try_for_each(|_| self.cell(Line::new(), 1, 1))
    }

    /// Goes on with the cell above in the next place of the row that is free.
    ///
    /// # Errors
    /// When the table becomes too large.
    pub(super) fn same_as_above(&mut self, columns: usize) -> Result<(), Reason> {
        let column = self.free();
        let above = self.places.len().checked_sub(2).and_then(|row| *self.places[row].get(column)?);
        let Some(cell) = above else { return self.cell(Line::new(), columns, 1) };
        let last = self.places.len() - 1;
        if self.cells[cell].at.0 + self.cells[cell].rows <= last {
            self.cells[cell].rows += 1;
        }
        self.fill(column, columns.clamp(1, COLUMNS), cell)
    }

    /// Goes on with the cell before in the next places of the row.
    ///
    /// # Errors
    /// When the table becomes too large.
    pub(super) fn same_as_before(&mut self, columns: usize) -> Result<(), Reason> {
        let column = self.free();
        let before = column.checked_sub(1).and_then(|before| *self.places.last()?.get(before)?);
        let Some(cell) = before else { return self.cell(Line::new(), columns, 1) };
        let columns = columns.clamp(1, COLUMNS);
        self.cells[cell].columns += columns;
        self.fill(column, columns, cell)
    }

    /// The first column of the row that is free.
    fn free(&self) -> usize {
        let row = self.places.last().map_or(&[][..], Vec::as_slice);
        row.iter().position(Option::is_none).unwrap_or(row.len())
    }

    fn fill(&mut self, column: usize, columns: usize, cell: usize) -> Result<(), Reason> {
        let end = column + columns;
        self.taken += columns;
        if end > COLUMNS || self.taken > PLACES {
            return Err(Reason::TooLarge);
        }
        self.below.resize(self.below.len().max(end), None);
        let row = self.places.last_mut().expect("a row was begun");
        row.resize(row.len().max(end), None);
        row[column..end].fill(Some(cell));
        Ok(())
    }

    /// The table; what was merged is told. Rows and columns at the end in which nothing stands are no part of it.
    pub(super) fn table(self, number: usize, report: &mut Report) -> Option<Table> {
        let filled = || self.cells.iter().filter(|cell| !is_blank(&cell.line));
        let columns = filled().map(|cell| cell.at.1 + cell.columns).max()?;
        let height = filled().map(|cell| cell.at.0 + cell.rows).max()?.min(self.places.len());
        let mut rows = vec![vec![Line::new(); columns]; height];
        for cell in self.cells {
            let (row, column) = cell.at;
            if cell.rows.min(height.saturating_sub(row)) > 1 || cell.columns.min(columns.saturating_sub(column)) > 1 {
                tell_merge(&cell, number, report);
            }
            if let Some(place) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                *place = cell.line;
            }
        }
        Some(Table { number, rows })
    }
}

fn tell_merge(cell: &Cell, table: usize, report: &mut Report) {
    let (rows, columns) = (cell.rows, cell.columns);
    let at = Part::TableRow { table, row: cell.at.0 + 1 };
    let what = say!(
        "合并的单元格（{rows} 行 {columns} 列）拆开了，内容写在左上一格，其余留空",
        "a merged cell ({rows} by {columns}) was parted; its text stands in the first of its places"
    );
    report.tell(News::Mended, &at, what, &text(&cell.line));
}

/// What stands in a cell as one running text: items of lists keep their numbers, and a table becomes lines, which is told.
pub(super) fn of_blocks(blocks: Vec<Block>, at: &Part, report: &mut Report) -> Line {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(Paragraph { role: Role::Item { number, .. }, mut line, .. }) => {
                number.map_or(Label::Bullet, Label::Number).write_in_cell(&mut line, at, report);
                lines.push(line);
            }
            Block::Paragraph(paragraph) => lines.push(paragraph.line),
            Block::Table(inner) => {
                let what = say!("表格里的表格写成了一格里的几行", "a table within a table became lines of its cell");
                let cells: Vec<Line> = inner.rows.into_iter().flatten().collect();
                report.tell(News::Mended, at, what, &cells.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" "));
                lines.extend(cells);
            }
            Block::Markdown(text) => lines.push(vec![Inline::words(text)]),
        }
    }
    in_one(lines)
}

/// The paragraphs of a cell as one running text.
pub(super) fn in_one(paragraphs: impl IntoIterator<Item = Line>) -> Line {
    let mut whole = Line::new();
    for line in paragraphs.into_iter().filter(|line| !is_blank(line)) {
        if !whole.is_empty() {
            whole.push(Inline::Break);
        }
        whole.extend(line);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect()
    }

    #[test]
    fn merged_cells_have_one_place_each() {
        let (mut grid, mut report) = (Grid::default(), Report::default());
        let cell = |grid: &mut Grid, word: &str, columns, rows| {
            grid.cell(vec![Inline::words(word)], columns, rows).unwrap();
        };
        grid.row();
        cell(&mut grid, "甲", 1, 2);
        cell(&mut grid, "乙", 2, 1);
        grid.row();
        cell(&mut grid, "丙", 1, 1);
        cell(&mut grid, "丁", 1, 1);
        grid.row();
        cell(&mut grid, "戊", 1, 1);
        grid.same_as_above(1).unwrap();
        let table = grid.table(1, &mut report).unwrap();
        assert_eq!(words(&table), [["甲", "乙", ""], ["", "丙", "丁"], ["戊", "", ""]]);
        let told: Vec<&str> = report.entries.iter().map(|entry| entry.excerpt.as_str()).collect();
        assert_eq!(told, ["甲", "乙", "丙"]);
    }

    #[test]
    fn a_row_may_begin_further_to_the_right() {
        let (mut grid, mut report) = (Grid::default(), Report::default());
        grid.row();
        (0..3).for_each(|_| grid.cell(vec![Inline::words("甲")], 1, 1).unwrap());
        grid.row();
        grid.blank(2).unwrap();
        grid.cell(vec![Inline::words("乙")], 1, 1).unwrap();
        assert_eq!(words(&grid.table(1, &mut report).unwrap())[1], ["", "", "乙"]);
        assert_eq!(report.entries, []);
        assert_eq!(Grid::default().blank(usize::MAX), Err(Reason::TooLarge));
    }

    #[test]
    fn a_table_has_its_bounds() {
        let mut grid = Grid::default();
        grid.row();
        grid.cell(Line::new(), 1_000_000, 65_534).unwrap();
        assert_eq!(grid.cell(Line::new(), 1, 1), Err(Reason::TooLarge));
        assert_eq!(grid.table(1, &mut Report::default()), None);
    }
}

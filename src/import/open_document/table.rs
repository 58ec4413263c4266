//! Tables of an OpenDocument text.

use super::body::Reader;
use crate::attachment::{Part, Reason};
use crate::import::grid::{Grid, of_blocks};
use crate::import::model::{Block, Inline, Line, is_blank, text};
use crate::import::tree::Element;
use crate::say;

impl Reader<'_, '_> {
    /// Reads a table.
    pub(super) fn table(&mut self, element: &Element) -> Result<(), Reason> {
        self.tables += 1;
        let number = self.tables;
        let mut grid = Grid::default();
        let mut rows = Vec::new();
        gather_rows(element, &mut rows);
        for (row, at) in rows.into_iter().zip(1..) {
            self.at = Part::TableRow { table: number, row: at };
            if matches!(row.attribute("visibility"), Some("collapse" | "filter")) {
                self.hidden(row);
                continue;
            }
            grid.row();
            let words = vec![Inline::words(row.text())];
            if row.attribute("number-rows-repeated").is_some_and(|times| times != "1") && !is_blank(&words) {
                self.left_out(say!("重复的行只写一次", "a row that stands more than once"), &text(&words));
            }
            for cell in row.elements().filter(|cell| &*cell.name == "table-cell") {
                let own = |name| cell.attribute(name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
                let line = self.cell(cell)?;
                let times = self.times(own("number-columns-repeated"), &line);
                for _ in 0..times {
                    grid.cell(line.clone(), own("number-columns-spanned"), own("number-rows-spanned"))?;
                }
            }
        }
        let table = grid.table(number, self.report);
        self.document.blocks.extend(table.map(Block::Table));
        self.at = Part::Paragraph(self.paragraphs + 1);
        Ok(())
    }

    /// How often a cell is written that says it stands so often. Blank ones after the last with words may be a thousand, and only
    /// short ones are multiplied.
    fn times(&mut self, times: usize, line: &Line) -> usize {
        const SHORT: usize = 100;
        const BLANK: usize = 20;
        match (is_blank(line), text(line).len() <= SHORT) {
            (true, _) => times.min(BLANK),
            (false, true) => times,
            (false, false) => {
                if times > 1 {
                    self.left_out(say!("重复的单元格只写一次", "a cell that stands more than once"), &text(line));
                }
                1
            }
        }
    }

    /// The text of a cell. Its paragraphs and tables are not counted among those of the body.
    fn cell(&mut self, cell: &Element) -> Result<Line, Reason> {
        let (blocks, counted) = (std::mem::take(&mut self.document.blocks), (self.paragraphs, self.tables));
        let at = self.at.clone();
        self.blocks(cell, None)?;
        let own = std::mem::replace(&mut self.document.blocks, blocks);
        (self.paragraphs, self.tables) = counted;
        self.at = at;
        Ok(of_blocks(own, &self.at, self.report))
    }
}

/// The rows of a table, also those of its head and of groups.
fn gather_rows<'a>(parent: &'a Element, rows: &mut Vec<&'a Element>) {
    for element in parent.elements() {
        match &*element.name {
            "table-row" => rows.push(element),
            "table-cell" => {}
            _ => gather_rows(element, rows),
        }
    }
}

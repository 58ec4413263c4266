//! Tables of an OpenDocument text.

use super::body::{Around, Reader};
use crate::attachment::{Part, Reason};
use crate::import::grid::{Grid, in_one};
use crate::import::model::{Block, Inline, Line, is_blank, text};
use crate::import::report::News;
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
        self.document.blocks.append(&mut self.boxes);
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

    fn cell(&mut self, cell: &Element) -> Result<Line, Reason> {
        let mut lines = Vec::new();
        self.looks.clear();
        for paragraph in cell.all("p").into_iter().chain(cell.all("h")) {
            let bold = self.styles.is_bold(paragraph.attribute("style-name")).unwrap_or_default();
            let mut line = Line::new();
            self.inlines(paragraph, &Around { bold, ..Around::default() }, &mut line)?;
            lines.push(line);
        }
        if let Some(inner) = cell.all("table").first() {
            let what = say!("表格里的表格写成了一格里的几行", "a table within a table became lines of its cell");
            self.report.tell(News::Mended, &self.at, what, &inner.text());
        }
        Ok(in_one(lines))
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

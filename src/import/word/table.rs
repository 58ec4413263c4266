//! Tables of Word.

use super::body::Reader;
use super::words;
use crate::attachment::{Part, Reason};
use crate::import::grid::{Grid, in_one};
use crate::import::model::{Block, Line};
use crate::import::report::News;
use crate::import::tree::Element;
use crate::say;

impl Reader<'_, '_, '_> {
    /// Reads a table.
    pub(super) fn table(&mut self, element: &Element) -> Result<(), Reason> {
        self.tables += 1;
        let number = self.tables;
        let mut grid = Grid::default();
        for (row, at) in rows(element).into_iter().zip(1..) {
            self.at = Part::TableRow { table: number, row: at };
            if self.is_shown(row) {
                self.row(row, &mut grid)?;
            }
        }
        let table = grid.table(number, self.report);
        self.document.blocks.extend(table.map(Block::Table));
        self.document.blocks.append(&mut self.boxes);
        Ok(())
    }

    /// Whether a row belongs to the table as it is now; what was changed while changes were tracked is told.
    fn is_shown(&mut self, row: &Element) -> bool {
        let is = |name| row.at(&["trPr", name]).is_some_and(Element::is_on);
        if is("del") {
            self.left_out(say!("修订中删除的表格行", "a row deleted while changes were tracked"), &words_of_all(row));
        } else if is("hidden") {
            self.left_out(say!("隐藏的表格行", "a hidden row"), &words(row));
        } else if is("ins") {
            let what = say!("修订中插入的表格行，已收入", "a row inserted while changes were tracked; it was taken in");
            self.report.tell(News::Mended, &self.at, what, &words(row));
        }
        !is("del") && !is("hidden")
    }

    fn row(&mut self, row: &Element, grid: &mut Grid) -> Result<(), Reason> {
        let number = |element: Option<&Element>| element.and_then(Element::val).and_then(|it| it.parse().ok());
        grid.row();
        // Rows need not begin at the left; what is blank after the last cell (gridAfter) is so in any case.
        grid.blank(number(row.at(&["trPr", "gridBefore"])).unwrap_or(0))?;
        for cell in cells(row) {
            let own = |name| cell.at(&["tcPr", name]);
            let columns = number(own("gridSpan")).unwrap_or(1);
            let goes_on = |name| own(name).is_some_and(|merge| matches!(merge.val(), None | Some("continue")));
            match own("vMerge").map(Element::val) {
                _ if goes_on("hMerge") => {
                    grid.same_as_before(columns)?;
                    self.tell_covered(cell);
                }
                Some(None | Some("continue")) => {
                    grid.same_as_above(columns)?;
                    self.tell_covered(cell);
                }
                _ if own("cellDel").is_some() => {
                    self.left_out(
                        say!("修订中删除的单元格", "a cell deleted while changes were tracked"),
                        &words_of_all(cell),
                    );
                    grid.cell(Line::new(), columns, 1)?;
                }
                _ => grid.cell(self.cell(cell)?, columns, 1)?,
            }
        }
        Ok(())
    }

    /// What stands in a cell that is merged with the one above is not seen.
    fn tell_covered(&mut self, cell: &Element) {
        let words = words(cell);
        if !words.trim().is_empty() {
            self.left_out(say!("被合并的单元格里的文字", "text in a cell that a merged one covers"), &words);
        }
    }

    /// The text of a cell; a table in it becomes lines of it, which is told.
    fn cell(&mut self, cell: &Element) -> Result<Line, Reason> {
        let mut lines = Vec::new();
        self.looks.clear();
        for paragraph in cell.all("p") {
            lines.push(self.line_of_cell(paragraph)?);
        }
        if let Some(inner) = cell.all("tbl").first() {
            let what = say!("表格里的表格写成了一格里的几行", "a table within a table became lines of its cell");
            self.report.tell(News::Mended, &self.at, what, &words(inner));
        }
        Ok(in_one(lines))
    }

    /// A paragraph of a cell, with the number that Word sets before it.
    fn line_of_cell(&mut self, paragraph: &Element) -> Result<Line, Reason> {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|it| it.child("pStyle")).and_then(Element::val);
        let mut line = self.line(paragraph, &self.around(style))?;
        if let Some((label, _)) = self.label(properties, style) {
            label.write_in_cell(&mut line, &self.at, self.report);
        }
        Ok(line)
    }
}

/// The rows of a table, also those that stand in something that only holds them together.
fn rows(table: &Element) -> Vec<&Element> {
    within(table, "tr", &["tbl"])
}

fn cells(row: &Element) -> Vec<&Element> {
    within(row, "tc", &["tr"])
}

/// The elements of a name below another, not within those found, nor within elements that begin anew.
pub(super) fn within<'a>(parent: &'a Element, name: &str, anew: &[&str]) -> Vec<&'a Element> {
    parent
        .elements()
        .flat_map(|element| match &*element.name {
            own if own == name => vec![element],
            own if anew.contains(&own) => Vec::new(),
            _ => within(element, name, anew),
        })
        .collect()
}

/// All words below an element, those too that were deleted while changes were tracked.
fn words_of_all(element: &Element) -> String {
    let own = |child: &Element| match &*child.name {
        "t" | "delText" => child.text(),
        _ => words_of_all(child),
    };
    element.elements().map(own).collect()
}

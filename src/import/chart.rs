//! Charts: the numbers that a file keeps beside the drawing, as a table.

use super::grid::Grid;
use super::model::{Block, Inline};
use super::report::Report;
use super::tree::Element;
use crate::attachment::Reason;
use std::collections::{BTreeMap, BTreeSet};

/// What a chart shows, as words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chart {
    /// Its title, and those of its axes.
    pub(super) titles: Vec<String>,
    /// Whether numbers are shown as something else, days or percentages, than they are kept.
    pub(super) is_shown_otherwise: bool,
    /// What stands below and beside it, row by row.
    rows: Vec<Vec<String>>,
}

impl Chart {
    /// A chart of DrawingML (ECMA-376, part 1, 21.2): the values that were there when it was drawn last.
    pub(super) fn of_drawing(part: &Element) -> Self {
        let titles = part.all("title").into_iter().map(|title| joined(&title.all("t"))).collect();
        let mut columns: Vec<Column> = Vec::new();
        let mut before = BTreeMap::new();
        for series in part.all("ser") {
            let labels = series.child("cat").or_else(|| series.child("xVal")).map(points).unwrap_or_default();
            if !labels.is_empty() && labels != before {
                columns.push((String::new(), labels.clone()));
                before = labels;
            }
            let name = series.child("tx").map(|name| joined(&name.all("v"))).unwrap_or_default();
            for values in ["val", "yVal", "bubbleSize"].iter().filter_map(|name| series.child(name)) {
                columns.push((name.clone(), points(values)));
            }
        }
        let forms = part.all("formatCode");
        let is_shown_otherwise = forms.iter().any(|form| form.text().contains(['%', 'y', 'd', 'E']));
        Self { titles, is_shown_otherwise, rows: rows(&columns) }
    }

    /// A chart of OpenDocument (part 3, 11): the table within it.
    pub(super) fn of_document(content: &Element) -> Self {
        let titles = ["title", "subtitle"].iter().flat_map(|name| content.all(name)).map(Element::text).collect();
        let texts = |row: &Element| row.all("table-cell").into_iter().map(Element::text).collect();
        let rows = content.all("table-row").into_iter().map(texts).collect();
        Self { titles, is_shown_otherwise: false, rows }
    }

    /// Its numbers as a table; nothing where the file keeps none, or more than a table has room for.
    pub(super) fn table(&self, number: usize, report: &mut Report) -> Option<Block> {
        let grid = self.grid().ok().filter(|_| self.rows.len() > 1)?;
        grid.table(number, report).map(Block::Table)
    }

    fn grid(&self) -> Result<Grid, Reason> {
        let mut grid = Grid::default();
        for row in &self.rows {
            grid.row();
            for words in row {
                grid.cell(vec![Inline::words(words.as_str())], 1, 1)?;
            }
        }
        Ok(grid)
    }

    /// All its words.
    pub(super) fn words(&self) -> String {
        self.titles.iter().chain(self.rows.iter().flatten()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// A column: its head, and its values by the number of their row.
type Column = (String, BTreeMap<usize, String>);

/// The points that were kept of a series, by their number.
fn points(series: &Element) -> BTreeMap<usize, String> {
    let point = |point: &Element| Some((point.attribute("idx")?.parse().ok()?, point.child("v")?.text()));
    // Labels of several levels have the innermost first.
    let level = series.all("lvl").first().copied().unwrap_or(series);
    level.all("pt").into_iter().filter_map(point).collect()
}

fn rows(columns: &[Column]) -> Vec<Vec<String>> {
    let numbers: BTreeSet<usize> = columns.iter().flat_map(|(_, values)| values.keys().copied()).collect();
    let row = |number: usize| columns.iter().map(|(_, of)| of.get(&number).cloned().unwrap_or_default()).collect();
    let head = columns.iter().map(|(head, _)| head.clone()).collect();
    std::iter::once(head).chain(numbers.into_iter().map(row)).collect()
}

fn joined(texts: &[&Element]) -> String {
    texts.iter().map(|text| text.text()).collect()
}

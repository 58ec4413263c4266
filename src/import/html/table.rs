//! Tables of a page: those that hold data become tables, those that only hold a layout together become what stands in them.

use super::body::{Around, Reader};
use super::seen::{is_hidden, words};
use crate::attachment::{Part, Reason};
use crate::import::grid::{Grid, of_blocks};
use crate::import::model::{Block, Line};
use crate::import::report::News;
use crate::import::tree::{Element, Node};
use crate::say;

/// Which rows a row belongs to, in the order in which these are seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Head,
    Body,
    Foot,
}

/// What a table holds outside of its cells, and its rows.
#[derive(Default)]
struct Held<'a> {
    groups: Vec<(Group, &'a Element)>,
    strays: Vec<&'a Node>,
}

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Element, around: &Around) -> Result<(), Reason> {
        let held = Held::of(table);
        // Browsers show what is in no cell before the table.
        held.strays.iter().try_for_each(|stray| self.node(stray, around))?;
        self.flush(around);
        if held.is_layout(table) {
            let what = say!("排版用的表格写成了段落", "a table that only holds a layout together became paragraphs");
            self.report.tell(News::Mended, &self.at, what, &words(table));
            return held.cells().try_for_each(|cell| self.layout_cell(cell, around));
        }
        self.tables += 1;
        let number = self.tables;
        let mut grid = Grid::default();
        for (row, at) in held.rows().zip(1..) {
            self.at = Part::TableRow { table: number, row: at };
            if is_hidden(row) {
                self.hidden(row);
                continue;
            }
            grid.row();
            for cell in row.elements().filter(|cell| is_cell(cell)) {
                if is_hidden(cell) {
                    self.hidden(cell);
                    continue;
                }
                let own = |name| cell.attribute(name).and_then(|number| number.trim().parse().ok()).unwrap_or(1);
                let line = self.cell(cell, around)?;
                grid.cell(line, own("colspan"), own("rowspan"))?;
            }
        }
        let table = grid.table(number, self.report);
        self.document.blocks.extend(table.map(Block::Table));
        self.at = Part::Paragraph(self.paragraphs + 1);
        Ok(())
    }

    fn layout_cell(&mut self, cell: &Element, around: &Around) -> Result<(), Reason> {
        match is_hidden(cell) {
            true => self.hidden(cell),
            false => self.nodes(cell, around)?,
        }
        self.flush(around);
        Ok(())
    }

    /// The text of a cell: its blocks, one after the other.
    fn cell(&mut self, cell: &Element, around: &Around) -> Result<Line, Reason> {
        let blocks = std::mem::take(&mut self.document.blocks);
        let counted = (self.paragraphs, self.tables);
        let at = self.at.clone();
        let own = Around { bold: around.bold, link: around.link.clone(), ..Around::default() };
        self.nodes(cell, &own)?;
        self.flush(&own);
        let own = std::mem::replace(&mut self.document.blocks, blocks);
        (self.paragraphs, self.tables) = counted;
        self.at = at;
        Ok(of_blocks(own, &self.at, self.report))
    }
}

impl<'a> Held<'a> {
    fn of(table: &'a Element) -> Self {
        let mut held = Self::default();
        held.gather(table, Group::Body);
        // A browser shows the foot below the body, wherever it stands, and the head above it.
        held.groups.sort_by_key(|(group, _)| *group);
        held
    }

    /// The rows of a table, also those of its head, body and foot.
    fn gather(&mut self, parent: &'a Element, group: Group) {
        for child in &parent.children {
            match child {
                Node::Text(words) if words.trim().is_empty() => {}
                Node::Element(element) => match &*element.name {
                    "tr" => {
                        self.groups.push((group, element));
                        self.strays.extend(element.children.iter().filter(|child| !is_of_row(child)));
                    }
                    "thead" => self.gather(element, Group::Head),
                    "tfoot" => self.gather(element, Group::Foot),
                    "tbody" | "form" | "colgroup" | "col" => self.gather(element, group),
                    _ => self.strays.push(child),
                },
                Node::Text(_) => self.strays.push(child),
            }
        }
    }

    fn rows(&self) -> impl Iterator<Item = &'a Element> {
        self.groups.iter().map(|(_, row)| *row)
    }

    fn cells(&self) -> impl Iterator<Item = &'a Element> {
        self.rows().flat_map(Element::elements).filter(|cell| is_cell(cell))
    }

    /// Whether a table has no columns to compare: it says so, or most of it stands in one cell that has a table or headings of its own,
    /// or all of it in one cell with paragraphs.
    fn is_layout(&self, table: &Element) -> bool {
        if table.attribute("role").is_some_and(|role| matches!(role, "presentation" | "none")) {
            return true;
        }
        let is_of_data = self.cells().any(|cell| &*cell.name == "th") || table.child("caption").is_some();
        let lengths: Vec<usize> = self.cells().map(|cell| length(&words(cell))).collect();
        let Some((cell, most)) = self.cells().zip(&lengths).max_by_key(|(_, length)| **length) else { return false };
        let whole: usize = lengths.iter().sum();
        let holds_blocks = ["table", "h1", "h2", "h3"].iter().any(|name| !cell.all(name).is_empty());
        !is_of_data && (holds_blocks && most * 2 > whole || *most == whole && cell.all("p").len() > 1)
    }
}

fn length(words: &str) -> usize {
    words.chars().filter(|c| !c.is_whitespace()).count()
}

fn is_cell(element: &Element) -> bool {
    matches!(&*element.name, "td" | "th")
}

fn is_of_row(node: &Node) -> bool {
    match node {
        Node::Text(words) => words.trim().is_empty(),
        Node::Element(element) => is_cell(element),
    }
}

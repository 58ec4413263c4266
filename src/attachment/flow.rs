//! Running text in XML: paragraphs joined across their runs, tables by row, and what stands aside.
//!
//! Word, DrawingML and OpenDocument name things differently and are built alike. A vocabulary says what part an element
//! plays; the rest is the same for all.

use super::columns::Hidden;
use super::harvest::Harvest;
use super::xml::{Element, Piece, Pieces};
use super::{Part, Reason};

/// What part an element plays.
pub(super) enum Role {
    /// None of its own.
    Through,
    /// Nothing in it counts.
    Skip,
    /// A paragraph, whose words stand in elements for them.
    Paragraph,
    /// A paragraph whose text is its words.
    Line,
    /// Words of the paragraph around it.
    Words,
    /// Words that stand apart from the paragraph around it: deleted ones, codes.
    Apart(Part),
    /// A character or more of the paragraph.
    Put(String),
    /// The paragraph around it is hidden.
    Hides,
    /// A table in the text.
    Table,
    /// A sheet, whose rows count from its first.
    Sheet { name: String, hidden: bool },
    /// Columns of the sheet.
    Columns { times: usize, hidden: bool },
    /// A row, with its number where it does not follow the last; as many that are alike.
    Row { number: Option<usize>, times: usize, hidden: bool },
    /// A cell; as many that are alike.
    Cell { times: usize },
    /// What in it is of this kind: a note, a text box.
    Aside { part: Part, hidden: bool },
    /// A text of its own.
    Tell(Part, String),
}

/// A text that is being read.
struct Flow<'h, 'l> {
    harvest: &'h mut Harvest<'l>,
    open: Vec<End>,
    /// How many elements are open of which nothing counts.
    skipped: usize,
    layers: Vec<Layer>,
    tables: Vec<Table>,
    /// How many paragraphs and tables the body had.
    paragraphs: usize,
    counted: usize,
}

/// What the end of an element ends.
#[derive(Clone, Copy)]
enum End {
    Nothing,
    Paragraph,
    Line,
    Words,
    Apart,
    Table,
    Row,
    Cell,
    Aside,
}

/// A text that paragraphs go into.
#[derive(Default)]
struct Layer {
    /// What its paragraphs are; nothing for the body.
    part: Option<Part>,
    hidden: bool,
    /// The paragraph so far, whether it is hidden, and how many elements are open that hold its words.
    paragraph: String,
    veiled: bool,
    words: usize,
    /// What stands apart in the paragraph; those with an open element are the last ones.
    apart: Vec<(Part, String)>,
    aparts: usize,
    /// The paragraphs of a cell; nothing elsewhere.
    cell: Option<String>,
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    number: usize,
    sheet: Option<String>,
    hidden: bool,
    row: usize,
    times: usize,
    row_hidden: bool,
    /// The row's cells that are seen, and those that are not.
    seen: Vec<String>,
    unseen: Vec<String>,
    /// The columns that are hidden, and how many were told of.
    hidden_columns: Hidden,
    columns: usize,
    /// The column of the cell that is open, and how many columns the row has so far.
    cell: usize,
    column: usize,
}

/// Reads running text; what is in no part of its own is of this one, or the body's.
pub(super) fn read(
    text: &str,
    part: Option<Part>,
    harvest: &mut Harvest,
    role: &mut dyn FnMut(&Element) -> Role,
) -> Result<(), Reason> {
    let layers = vec![Layer { part, ..Layer::default() }];
    let (open, tables) = (Vec::new(), Vec::new());
    let mut flow = Flow { harvest, open, skipped: 0, layers, tables, paragraphs: 0, counted: 0 };
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Text(text) => flow.text(&text),
            Piece::Close => flow.close(),
            Piece::Open(_) if flow.skipped > 0 => flow.skipped += 1,
            Piece::Open(element) => flow.open(role(&element)),
        }
    }
    match flow.open.is_empty() {
        true => Ok(()),
        false => Err(Reason::Broken),
    }
}

impl Flow<'_, '_> {
    fn layer(&mut self) -> &mut Layer {
        self.layers.last_mut().expect("the outermost layer is never closed")
    }

    fn text(&mut self, text: &str) {
        if self.skipped == 0 && self.layer().words > 0 {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        let layer = self.layer();
        match layer.apart.last_mut().filter(|_| layer.aparts > 0) {
            Some((_, apart)) => apart.push_str(text),
            None => layer.paragraph.push_str(text),
        }
    }

    fn open(&mut self, role: Role) {
        let end = match role {
            Role::Skip => {
                self.skipped = 1;
                return;
            }
            Role::Paragraph => End::Paragraph,
            Role::Line => {
                self.layer().words += 1;
                End::Line
            }
            Role::Words => {
                self.layer().words += 1;
                End::Words
            }
            Role::Apart(part) => self.set_apart(part),
            Role::Table => self.table(Table { number: self.counted + 1, ..Table::default() }),
            Role::Sheet { name, hidden } => self.table(Table { sheet: Some(name), hidden, ..Table::default() }),
            Role::Row { number, times, hidden } => self.row(number, times, hidden),
            Role::Cell { times } => self.cell(times),
            Role::Aside { part, hidden } => self.aside(part, hidden),
            other => self.mark(other),
        };
        self.open.push(end);
    }

    /// What is over as soon as it is there.
    fn mark(&mut self, role: Role) -> End {
        match role {
            Role::Put(text) => self.put(&text),
            Role::Hides => self.layer().veiled = true,
            Role::Tell(part, text) => {
                let hidden = self.layer().hidden;
                self.harvest.take(part, hidden, &text);
            }
            Role::Columns { times, hidden } => {
                if let Some(table) = self.tables.last_mut() {
                    table.tell_columns(times, hidden);
                }
            }
            _ => {}
        }
        End::Nothing
    }

    fn set_apart(&mut self, part: Part) -> End {
        let layer = self.layer();
        layer.words += 1;
        layer.aparts += 1;
        if layer.apart.last().is_none_or(|(last, _)| *last != part) {
            layer.apart.push((part, String::new()));
        }
        End::Apart
    }

    fn table(&mut self, table: Table) -> End {
        self.counted += 1;
        self.tables.push(table);
        End::Table
    }

    fn row(&mut self, number: Option<usize>, times: usize, hidden: bool) -> End {
        if let Some(table) = self.tables.last_mut() {
            table.row = number.unwrap_or(table.row.saturating_add(1));
            table.times = times;
            table.row_hidden = hidden;
            table.column = 0;
        }
        End::Row
    }

    fn cell(&mut self, times: usize) -> End {
        if let Some(table) = self.tables.last_mut() {
            table.cell = table.column.saturating_add(1);
            table.column = table.column.saturating_add(times);
        }
        let (part, hidden) = (self.layer().part.clone(), self.layer().hidden);
        self.layers.push(Layer { part, hidden, cell: Some(String::new()), ..Layer::default() });
        End::Cell
    }

    fn aside(&mut self, part: Part, hidden: bool) -> End {
        let hidden = hidden || self.layer().hidden;
        self.layers.push(Layer { part: Some(part), hidden, ..Layer::default() });
        End::Aside
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.open.pop() {
            None | Some(End::Nothing) => {}
            Some(End::Words) => self.layer().words -= 1,
            Some(End::Apart) => {
                self.layer().words -= 1;
                self.layer().aparts -= 1;
            }
            Some(End::Paragraph) => self.end_paragraph(),
            Some(End::Line) => {
                self.layer().words -= 1;
                self.end_paragraph();
            }
            Some(End::Table) => drop(self.tables.pop()),
            Some(End::Row) => self.end_row(),
            Some(End::Cell) => self.end_cell(),
            Some(End::Aside) => drop(self.layers.pop()),
        }
    }

    fn end_paragraph(&mut self) {
        let layer = self.layer();
        let (text, apart) = (std::mem::take(&mut layer.paragraph), std::mem::take(&mut layer.apart));
        let hidden = std::mem::take(&mut layer.veiled) || layer.hidden;
        for (part, text) in apart {
            self.harvest.take(part, hidden, &text);
        }
        if let Some(cell) = &mut self.layer().cell {
            cell.push_str(&text);
            cell.push('\n');
        } else if !text.trim().is_empty() {
            let part = self.layer().part.clone().unwrap_or_else(|| {
                self.paragraphs += 1;
                Part::Paragraph(self.paragraphs)
            });
            self.harvest.take(part, hidden, &text);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.layers.pop().and_then(|layer| layer.cell) else { return };
        let Some(table) = self.tables.last_mut() else { return };
        if !cell.trim().is_empty() {
            let row = if table.hidden_columns.holds(table.cell) { &mut table.unseen } else { &mut table.seen };
            row.push(cell.trim().to_owned());
        }
    }

    fn end_row(&mut self) {
        let aside = self.layer().part.clone();
        let veiled = self.layer().hidden;
        let Some(table) = self.tables.last_mut() else { return };
        let (seen, unseen) = (std::mem::take(&mut table.seen), std::mem::take(&mut table.unseen));
        let part = aside.unwrap_or_else(|| table.part());
        let hidden = veiled || table.hidden || table.row_hidden;
        table.row = table.row.saturating_add(table.times.saturating_sub(1));
        self.harvest.take(part.clone(), hidden, &seen.join("\t"));
        self.harvest.take(part, true, &unseen.join("\t"));
    }
}

impl Table {
    fn part(&self) -> Part {
        match &self.sheet {
            Some(sheet) => Part::SheetRow { sheet: sheet.clone(), row: self.row },
            None => Part::TableRow { table: self.number, row: self.row },
        }
    }

    fn tell_columns(&mut self, times: usize, hidden: bool) {
        let first = self.columns + 1;
        self.columns = self.columns.saturating_add(times);
        if hidden {
            self.hidden_columns.hide(first, self.columns);
        }
    }
}

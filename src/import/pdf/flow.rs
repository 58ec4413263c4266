//! Rows of text as paragraphs, headings, lists and tables.

use super::frame::Frame;
use super::item::{Item, Sheet};
use super::measures::Measures;
use super::page::{Piece, Row};
use super::prose::{has_clauses, is_sentence};
use super::table::{is_figure, table};
use crate::attachment::Part;
use crate::import::model::{Block, Line, Paragraph, Role, Set, Table, characters, is_blank, joined, text};
use crate::import::report::{News, Report};
use crate::say;

/// A line that is so near under a table, in letters, may be a part of it.
const NEAR: f64 = 0.6;
/// The text of all pages, in order.
pub(super) fn blocks(sheets: &[Sheet], report: &mut Report) -> Vec<Block> {
    let items: Vec<(usize, &Item)> =
        sheets.iter().flat_map(|sheet| sheet.items.iter().map(|item| (sheet.number, item))).collect();
    let mut flow =
        Flow { measures: Measures::of(sheets), tables: 0, blocks: Vec::new(), before: None, boxes: Vec::new() };
    let mut at = 0;
    while at < items.len() {
        at += flow.add(&items[at..], report);
    }
    flow.end_paragraph();
    for block in &mut flow.blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.line = joined(std::mem::take(&mut paragraph.line));
            settle_heading(paragraph, report);
        }
    }
    flow.blocks
}

/// The blocks that were made so far.
struct Flow<'a> {
    measures: Measures,
    blocks: Vec<Block>,
    tables: usize,
    /// What was added last.
    before: Option<(usize, &'a Item)>,
    /// Boxes that stand beside the paragraph that is being read: they come after it.
    boxes: Vec<Paragraph>,
}

impl<'a> Flow<'a> {
    /// Adds what stands first, and all that belongs to it; gives how much that was.
    fn add(&mut self, items: &[(usize, &'a Item)], report: &mut Report) -> usize {
        let (page, item) = items[0];
        let before = self.before.replace(items[0]);
        match item {
            Item::Boxed(rows) => {
                self.before = before;
                self.add_box(page, rows);
                1
            }
            Item::Framed(frame, pieces) => {
                self.end_paragraph();
                self.add_framed((page, frame), pieces, before, report);
                1
            }
            Item::Row(row) => {
                let height = self.measures.height_of_table(items);
                match height > 1 {
                    true => self.add_table(&items[..height], report),
                    false => self.add_row((page, row), before, report),
                }
                height.max(1)
            }
        }
    }

    fn add_row(&mut self, (page, row): (usize, &Row), before: Option<(usize, &Item)>, report: &mut Report) {
        if row.cells().nth(2).is_some() {
            let what = say!("疑为表格的一行，照原样写", "this may be a row of a table; it stands as it is");
            report.tell(News::Guessed, &Part::Page(page), what, &row.text());
        }
        let last = before.and_then(|(old, item)| Some((old, item.row()?)));
        if let (Some((_, last)), Some(Block::Table(_))) = (last, self.blocks.last())
            && last.cells().nth(1).is_some_and(|second| row.left() > second[0].left - row.size)
            && (0.0..row.size * NEAR).contains(&(row.top - last.bottom))
        {
            let what = say!(
                "表格下面这一行可能是上一格折行的后半，请对照原件",
                "this line under a table may be the rest of a cell: compare with the file"
            );
            report.tell(News::Guessed, &Part::Page(page), what, &row.text());
        }
        match (last, self.blocks.last_mut()) {
            (Some(last), Some(Block::Paragraph(paragraph))) if self.measures.goes_on(last, (page, row)) => {
                paragraph.line.append(&mut self.measures.line(row));
                if self.measures.fills_lines(last.1, row) && has_clauses(&paragraph.line) {
                    paragraph.role = Role::Plain;
                }
            }
            _ => {
                self.end_paragraph();
                self.blocks.push(Block::Paragraph(self.measures.paragraph(page, row)));
            }
        }
    }

    fn add_box(&mut self, page: usize, rows: &[Row]) {
        let mut last: Option<&Row> = None;
        for row in rows {
            match self
                .boxes
                .last_mut()
                .filter(|_| last.is_some_and(|last| self.measures.goes_on((page, last), (page, row))))
            {
                Some(paragraph) => paragraph.line.append(&mut self.measures.line(row)),
                None => self.boxes.push(Paragraph { set: Set::Aside, ..self.measures.paragraph(page, row) }),
            }
            last = Some(row);
        }
    }

    /// Ends the paragraph that is being read.
    fn end_paragraph(&mut self) {
        self.blocks.extend(self.boxes.drain(..).map(Block::Paragraph));
    }

    /// Adds a table that lines frame.
    fn add_framed(
        &mut self,
        (page, frame): (usize, &Frame),
        pieces: &[Piece],
        before: Option<(usize, &Item)>,
        report: &mut Report,
    ) {
        let goes_on = matches!(self.blocks.last(), Some(Block::Table(_)))
            && matches!(before, Some((old, Item::Framed(last, _))) if old + 1 == page && last.has_columns_of(frame));
        let number = if goes_on { self.tables } else { self.tables + 1 };
        let told = report.entries.len();
        let rows = match frame.table(pieces, number, report) {
            Some(table) => table.rows,
            None => {
                report.entries.truncate(told);
                let what = say!(
                    "表格的横线不全，一行字作一行，列按竖线分，请对照原件",
                    "lines between rows of this table are missing: each line of print became a row; compare with the file"
                );
                report.tell(News::Guessed, &Part::Page(page), what, &first_of(pieces));
                frame.lines(pieces.to_vec())
            }
        };
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if goes_on => go_on(table, rows, (page, told), report),
            _ => {
                self.tables = number;
                report.tell(
                    News::Guessed,
                    &Part::Page(page),
                    say!("表格（按框线推测）", "a table, worked out from its lines"),
                    &first_of(pieces),
                );
                self.blocks.push(Block::Table(Table { number, rows }));
            }
        }
    }

    /// Adds rows with room in them as a table, or as they stand.
    fn add_table(&mut self, items: &[(usize, &'a Item)], report: &mut Report) {
        self.end_paragraph();
        self.before = items.last().copied();
        let (page, mut rows) = (items[0].0, Vec::new());
        for (own, row) in items.iter().filter_map(|(page, item)| Some((*page, item.row()?))) {
            match own != page && rows.first().is_some_and(|first: &&Row| first.text() == row.text()) {
                true => tell_head(own, &row.text(), report),
                false => rows.push(row),
            }
        }
        let about = rows.first().map(|row| row.text()).unwrap_or_default();
        match table(&rows, self.tables + 1, report) {
            Some(lines) => {
                self.tables += 1;
                report.tell(
                    News::Guessed,
                    &Part::Page(page),
                    say!("表格（按位置推测）", "a table, worked out from places"),
                    &about,
                );
                self.blocks.push(Block::Table(Table { number: self.tables, rows: lines }));
            }
            None => {
                let what = say!(
                    "疑为表格，认不准哪个数在哪一列，照原样一行一行写，请对照原件",
                    "this may be a table; it is not sure what stands in which column, so its lines stand as they are: compare with the file"
                );
                report.tell(News::Guessed, &Part::Page(page), what, &about);
                let as_it_stands =
                    |row: &Row| Paragraph { set: Set::Aside, ..Paragraph::plain(Part::Page(page), row.line()) };
                self.blocks.extend(rows.into_iter().map(as_it_stands).map(Block::Paragraph));
            }
        }
    }
}

/// Adds the rows that a table has on its next page; a head that is there once more is left out.
/// What was told of these rows is from `told` on.
fn go_on(table: &mut Table, mut rows: Vec<Vec<Line>>, (page, told): (usize, usize), report: &mut Report) {
    let is_head = |(own, first): &(&Vec<Line>, &Vec<Line>)| own == first && !own.iter().any(is_figure);
    let head = rows.iter().zip(&table.rows).take_while(is_head).count();
    for mut entry in report.entries.split_off(told) {
        match &mut entry.at {
            Some(Part::TableRow { row, .. }) if *row <= head => continue,
            Some(Part::TableRow { row, .. }) => *row += table.rows.len() - head,
            _ => {}
        }
        report.entries.push(entry);
    }
    for row in &rows[..head] {
        tell_head(page, &row.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" "), report);
    }
    report.tell(
        News::Mended,
        &Part::Page(page),
        say!("分页断开的表格接上了", "a table that was torn was put together"),
        "",
    );
    // Columns at the end in which nothing stands on a page were left out there.
    let width = table.rows.iter().chain(&rows).map(Vec::len).max().unwrap_or(0);
    table.rows.iter_mut().chain(&mut rows).for_each(|row| row.resize(width, Line::new()));
    let mut rows = rows.into_iter().skip(head).peekable();
    if let Some(last) = table.rows.last_mut()
        && let Some(rest) = rows.next_if(|row| is_rest(last, row))
    {
        let about = rest.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" ");
        let what = say!("分页断开的单元格接上了", "a cell that was torn was put together");
        report.tell(News::Mended, &Part::Page(page), what, &about);
        last.iter_mut().zip(rest).for_each(|(cell, rest)| cell.extend(rest));
    }
    table.rows.extend(rows);
}

/// Whether a row is the rest of the last one on the page before: it begins with nothing, and has words alone, where these did not end.
fn is_rest(last: &[Line], row: &[Line]) -> bool {
    let goes_on = |(before, own): (&Line, &Line)| {
        let has_ended = characters(before).next_back().is_none_or(|c| "。；！？".contains(c));
        is_blank(own) || !is_figure(own) && !is_figure(before) && !has_ended
    };
    let is_open = |row: &[Line]| row.first().is_some_and(|first| is_blank(first));
    !is_open(last) && is_open(row) && !row.iter().all(|cell| is_blank(cell)) && last.iter().zip(row).all(goes_on)
}

fn tell_head(page: usize, words: &str, report: &mut Report) {
    let what = say!("表格跨页时重复的表头", "the head of a table once more on its next page");
    report.tell(News::LeftOut, &Part::Page(page), what, words);
}

/// What has sentences is no heading, however large its letters are; what became one is told.
fn settle_heading(paragraph: &mut Paragraph, report: &mut Report) {
    if !matches!(paragraph.role, Role::Heading(_)) {
        return;
    }
    if is_sentence(&paragraph.line) {
        paragraph.role = Role::Plain;
        return;
    }
    let what = say!("按字号定为标题", "a heading, by the size of its letters");
    report.tell(News::Guessed, &paragraph.at, what, &paragraph.text());
}

/// What is told of a table.
fn first_of(pieces: &[Piece]) -> String {
    pieces.iter().take(8).map(|piece| text(&piece.line)).collect::<Vec<_>>().join(" ")
}

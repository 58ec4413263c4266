//! A document as Markdown that is read back as what it was.
//!
//! What could be taken for a mark of Markdown is escaped, and nothing else, so that the text stays one that people read.

mod inline;

use super::model::{Block, Document, Line, Paragraph, Role, Table};
use inline::{Place, line};

/// The text of a document below its front matter.
pub(super) fn markdown(document: &Document) -> String {
    let mut text = String::new();
    let mut list = List::default();
    for block in &document.blocks {
        let (written, is_item) = match block {
            Block::Paragraph(paragraph) => paragraph_of(paragraph, document, &mut list),
            Block::Table(table) => (table_of(table, document), false),
            Block::Markdown(markdown) => (markdown.clone(), false),
        };
        let goes_on = is_item && list.goes_on;
        if !is_item {
            list = List::default();
        }
        if !text.is_empty() {
            text.push_str(if goes_on { "\n" } else { "\n\n" });
        }
        text.push_str(&written);
    }
    for (note, number) in document.notes.iter().zip(1..) {
        let words = line(note, document, Place::Note);
        text.push_str(&format!("\n\n[^{number}]: {words}"));
    }
    text.push('\n');
    text
}

/// The list that is being written: for each level where its text begins, and its last number.
#[derive(Default)]
struct List {
    levels: Vec<(usize, Option<u32>)>,
    /// Whether the item that was written last is not the first.
    goes_on: bool,
}

impl List {
    /// What stands before the next item, and how far its text is moved in.
    fn item(&mut self, depth: u8, number: Option<u32>) -> (String, usize) {
        let depth = usize::from(depth).min(self.levels.len());
        let is_of_list = |(_, last): &(usize, Option<u32>)| last.is_some() == number.is_some();
        self.goes_on = !self.levels.is_empty() && self.levels.get(depth).is_none_or(is_of_list);
        let is_new = self.levels.len() == depth;
        let last = self.levels.get(depth).and_then(|(_, last)| *last);
        self.levels.truncate(depth);
        let indent = self.levels.last().map_or(0, |(indent, _)| *indent);
        let mark = number.map_or("- ".to_owned(), |number| format!("{number}. "));
        self.levels.push((indent + mark.len(), number));
        let blanks = " ".repeat(indent);
        // A list that counts anew would go on with the one before it.
        let counts_anew =
            !is_new && number.is_some() && last.is_some() && number != last.map(|last| last.saturating_add(1));
        let apart = if counts_anew { format!("\n{blanks}<!-- -->\n\n") } else { String::new() };
        (format!("{apart}{blanks}{mark}"), indent + mark.len())
    }
}

fn paragraph_of(paragraph: &Paragraph, document: &Document, list: &mut List) -> (String, bool) {
    let words = |place| line(&paragraph.line, document, place);
    match paragraph.role {
        Role::Heading(level) => {
            (format!("{} {}", "#".repeat(usize::from(level.clamp(2, 6))), words(Place::Heading)), false)
        }
        Role::Item { depth, number } => {
            let (mark, indent) = list.item(depth, number);
            (format!("{mark}{}", words(Place::Item(indent))), true)
        }
        Role::Plain | Role::Title => (words(Place::Paragraph), false),
    }
}

fn table_of(table: &Table, document: &Document) -> String {
    let row = |cells: &Vec<Line>| {
        let cells: Vec<String> = cells.iter().map(|cell| line(cell, document, Place::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let columns = table.rows.first().map_or(0, Vec::len);
    let mut rows: Vec<String> = table.rows.iter().map(row).collect();
    rows.insert(rows.len().min(1), format!("|{}", " --- |".repeat(columns)));
    rows.join("\n")
}

#[cfg(test)]
mod tests;

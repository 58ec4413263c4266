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

/// The list that is being written.
#[derive(Default)]
struct List {
    /// The items that are open, each within the one before it.
    levels: Vec<Level>,
    /// Whether the item that was written last is not the first.
    goes_on: bool,
}

/// An item that another one may stand beside, or in.
struct Level {
    /// How deep it is in the file, where levels above may be headings, or left out.
    depth: u8,
    /// Where its text begins.
    indent: usize,
    number: Option<u32>,
}

impl List {
    /// What stands before the next item, and how far its text is moved in.
    fn item(&mut self, depth: u8, number: Option<u32>) -> (String, usize) {
        let was_open = !self.levels.is_empty();
        let beside = self.leave(depth);
        self.goes_on = was_open && beside.as_ref().is_none_or(|one| one.number.is_some() == number.is_some());
        let indent = self.levels.last().map_or(0, |one| one.indent);
        let mark = number.map_or("- ".to_owned(), |number| format!("{number}. "));
        self.levels.push(Level { depth, indent: indent + mark.len(), number });
        let blanks = " ".repeat(indent);
        // A list that counts anew would go on with the one before it.
        let last = beside.and_then(|one| one.number);
        let counts_anew = number.is_some() && last.is_some() && number != last.map(|last| last.saturating_add(1));
        let apart = if counts_anew { format!("\n{blanks}<!-- -->\n\n") } else { String::new() };
        (format!("{apart}{blanks}{mark}"), indent + mark.len())
    }

    /// Closes what the next item is not in, and says beside which one it stands.
    fn leave(&mut self, depth: u8) -> Option<Level> {
        let outer = self.levels.iter().take_while(|one| one.depth < depth).count();
        self.levels.drain(outer..).next()
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

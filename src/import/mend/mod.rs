//! What is put right on the way: footnotes without a text, columns of tabs, signs and blanks, torn paragraphs, headings.

mod blanks;
mod columns;
mod contents;
mod glyphs;
pub(super) mod headings;
pub(super) mod notes;
mod spacing;
mod torn;

use super::model::{Block, Document};
use super::report::Report;
use crate::attachment::Part;

/// Takes out a table of contents that was typed, and makes tables of columns that tabs and blanks make; blanks must still be as they were
/// typed.
pub(super) fn columns(document: &mut Document, report: &mut Report) {
    contents::take_out(&mut document.blocks, report);
    document.blocks = columns::find(std::mem::take(&mut document.blocks), report);
}

/// Mends every text of a document.
pub(super) fn signs(document: &mut Document, report: &mut Report) {
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => spacing::mend(&mut paragraph.line, &paragraph.at, report),
            Block::Table(table) => {
                for (row, at) in table.rows.iter_mut().zip(1..) {
                    let at = Part::TableRow { table: table.number, row: at };
                    row.iter_mut().for_each(|cell| spacing::mend(cell, &at, report));
                }
            }
            Block::Markdown(_) => {}
        }
    }
    document.notes.iter_mut().for_each(|note| spacing::mend(note, &Part::Footnote, report));
    document.blocks.retain(|block| !matches!(block, Block::Paragraph(one) if super::model::is_blank(&one.line)));
}

/// Joins what a page break tore.
pub(super) fn paragraphs(document: &mut Document, report: &mut Report) {
    document.blocks = torn::join(std::mem::take(&mut document.blocks), report);
}

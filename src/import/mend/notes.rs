//! Footnotes whose text is not in the file: their marks are taken out, and told.

use crate::attachment::Part;
use crate::import::model::{Block, Document, Inline, Line, begin, is_blank};
use crate::import::report::{News, Report};
use crate::say;

/// Takes the marks of notes out that say nothing, and counts the others anew.
pub(in crate::import) fn without_blank(document: &mut Document, report: &mut Report) {
    if !document.notes.iter().any(|note| is_blank(note)) {
        return;
    }
    let mut kept = 0;
    let numbers: Vec<Option<usize>> = document
        .notes
        .iter()
        .map(|note| {
            let number = (!is_blank(note)).then_some(kept);
            kept += usize::from(number.is_some());
            number
        })
        .collect();
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => renumber(&mut paragraph.line, &numbers, &paragraph.at, report),
            Block::Table(table) => {
                for (row, at) in table.rows.iter_mut().zip(1..) {
                    let at = Part::TableRow { table: table.number, row: at };
                    row.iter_mut().for_each(|cell| renumber(cell, &numbers, &at, report));
                }
            }
            Block::Markdown(_) => {}
        }
    }
    document.notes.retain(|note| !is_blank(note));
    document.blocks.retain(|block| !matches!(block, Block::Paragraph(one) if is_blank(&one.line)));
}

fn renumber(line: &mut Line, numbers: &[Option<usize>], at: &Part, report: &mut Report) {
    let before = line.len();
    line.retain_mut(|piece| match piece {
        Inline::Note(number) => numbers.get(*number).copied().flatten().map(|kept| *number = kept).is_some(),
        _ => true,
    });
    let times = before - line.len();
    if times > 0 {
        let what = say!(
            "脚注没有内容，去掉了标记，{times} 处",
            "marks that lead to no text of a footnote were taken out ({times})"
        );
        report.tell(News::LeftOut, at, what, &begin(line));
    }
}

//! PDF with a layer of text, by `pdftohtml`, `pdftotext` and `pdfimages` of poppler.
//!
//! A PDF knows neither paragraphs nor headings nor tables: it knows where characters stand. All of that is worked out from
//! places and sizes, and told as a guess.

mod digits;
mod flow;
mod margins;
mod page;

use super::html::parse;
use super::model::Document;
use super::report::{News, Report};
use crate::attachment::{Limits, Part, Reason, poppler};
use crate::say;
use crate::world::Program;
use page::Page;
use std::collections::BTreeMap;

const TEXT: Program = Program("pdftohtml");
const OTHER_TEXT: Program = Program("pdftotext");
const PICTURES: Program = Program("pdfimages");

/// The lines before the first picture in a list of pictures.
const HEAD_OF_LIST: usize = 2;

/// Reads a PDF.
///
/// # Errors
/// When poppler is not installed, or finds the file damaged, encrypted, too large or without text.
pub(super) fn read(bytes: &[u8], limits: &Limits, report: &mut Report) -> Result<Document, Reason> {
    // The last argument only says how links within the file begin.
    let arguments = ["-xml", "-i", "-stdout", "-q", "-nodrm", "-enc", "UTF-8", "-", page::OWN_NAME];
    let xml = poppler(TEXT, &arguments, bytes, limits)?;
    let tree = parse::tree(&xml)?;
    let mut pages: Vec<Page> = tree.all("page").into_iter().scan(BTreeMap::new(), page::read).collect();
    if pages.iter().all(|page| page.rows.is_empty()) {
        return Err(Reason::NoText);
    }
    let what = say!(
        "PDF 没有段落和标题的标记，段落、标题、表格是按文字的位置和大小推测的，脚注留在页末，附注没有读，请对照原件",
        "a PDF has no marks of paragraphs and headings; these and tables were worked out from places and sizes, notes stay at the ends of pages, and sticky ones were not read"
    );
    report.tell_all(News::Guessed, what, "");
    tell_pictures(bytes, limits, report)?;
    digits::compare(&pages, &poppler(OTHER_TEXT, &["-q", "-enc", "UTF-8", "-", "-"], bytes, limits)?, report);
    margins::strip(&mut pages, report);
    let blocks = flow::blocks(&pages, report);
    match blocks.is_empty() {
        true => Err(Reason::NoText),
        false => Ok(Document { blocks, ..Document::default() }),
    }
}

/// Tells on which pages pictures stand.
fn tell_pictures(bytes: &[u8], limits: &Limits, report: &mut Report) -> Result<(), Reason> {
    let list = poppler(PICTURES, &["-list", "-"], bytes, limits)?;
    let numbers = list.lines().skip(HEAD_OF_LIST).filter_map(|line| line.split_whitespace().next()?.parse().ok());
    let mut pages: Vec<usize> = numbers.collect();
    pages.dedup();
    for page in pages {
        report.tell(News::LeftOut, &Part::Page(page), say!("PDF 里的图片", "a picture in a PDF"), "");
    }
    Ok(())
}

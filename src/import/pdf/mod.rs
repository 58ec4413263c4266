//! PDF with a layer of text, by `pdftohtml`, `pdftotext`, `pdftocairo` and `pdfimages` of poppler.
//!
//! A PDF knows neither paragraphs nor headings nor tables: it knows where characters stand. All of that is worked out from
//! places and sizes, and told as a guess.

mod column;
mod digits;
mod flow;
mod frame;
mod item;
mod margins;
mod measures;
mod page;
mod prose;
mod rule;
mod table;
mod torn;
mod words;

use super::html::parse;
use super::look::Look;
use super::model::Document;
use super::report::{News, Report};
use crate::attachment::{Limits, Part, Reason, poppler};
use crate::say;
use crate::world::Program;
use column::Parting;
use item::Sheet;
use page::{Page, Row};
use std::collections::BTreeMap;

const TEXT: Program = Program("pdftohtml");
const OTHER_TEXT: Program = Program("pdftotext");
const DRAWING: Program = Program("pdftocairo");
const PICTURES: Program = Program("pdfimages");

/// On so many pages lines round tables are looked for.
const MOST_DRAWN: usize = 100;
/// As much room in a row, in letters, and it may be of a table.
const ROOM: f64 = 0.5;
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
    let words = words::read(&poppler(OTHER_TEXT, &["-q", "-bbox-layout", "-enc", "UTF-8", "-", "-"], bytes, limits)?)?;
    let mut fonts = BTreeMap::new();
    let mut pages: Vec<Page> = tree.all("page").into_iter().map(|page| page::read(&mut fonts, page, &words)).collect();
    if pages.iter().all(|page| page.rows.is_empty()) {
        return Err(Reason::NoText);
    }
    let what = say!(
        "PDF 没有段落和标题的标记，段落、标题、表格是按文字的位置和大小推测的，脚注留在页末，附注没有读，请对照原件",
        "a PDF has no marks of paragraphs and headings; these and tables were worked out from places and sizes, notes stay at the ends of pages, and sticky ones were not read"
    );
    report.tell_all(News::Guessed, what, "");
    tell_pictures(bytes, limits, report)?;
    digits::compare(&pages, &words, report);
    tell_flattened(&pages, report);
    find_frames(&mut pages, (bytes, limits), report);
    margins::strip(&mut pages, report);
    let mut sheets = sheets(pages, report);
    column::go_on(&mut sheets);
    let blocks = flow::blocks(&sheets, report);
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

/// What stands on each page in the order in which it is read.
fn sheets(pages: Vec<Page>, report: &mut Report) -> Vec<Sheet> {
    let mut before = None;
    let mut sheets = Vec::with_capacity(pages.len());
    for page in pages {
        let (number, width, is_ruled) = (page.number, page.width, page.is_ruled);
        let mut parting = Parting::after(before, number);
        sheets.push(Sheet { number, width, is_ruled, items: parting.part(item::items(page), report) });
        before = Some(parting);
    }
    sheets
}

fn tell_flattened(pages: &[Page], report: &mut Report) {
    for (page, words) in pages.iter().flat_map(|page| page.flattened.iter().map(|words| (page.number, words))) {
        report.tell(News::LeftOut, &Part::Page(page), Look::Raised.told(), words);
    }
}

/// Whether there is room in a row, or something stands beside one.
fn may_have_frames(page: &Page) -> bool {
    let is_beside =
        |two: &[Row]| two[1].top < two[0].bottom && (two[0].right() < two[1].left() || two[1].right() < two[0].left());
    page.rows.iter().any(|row| row.parted(ROOM).nth(1).is_some()) || page.rows.windows(2).any(is_beside)
}

/// Finds what lines frame on the pages that may have tables; where that fails, it is told.
fn find_frames(pages: &mut [Page], (bytes, limits): (&[u8], &Limits), report: &mut Report) {
    for (page, count) in pages.iter_mut().filter(|page| may_have_frames(page)).zip(0..) {
        let number = page.number.to_string();
        let arguments = ["-svg", "-q", "-f", &number, "-l", &number, "-", "-"];
        let drawn = match count < MOST_DRAWN {
            true => poppler(DRAWING, &arguments, bytes, limits).and_then(|svg| rule::read(&svg)),
            false => Err(Reason::TooLarge),
        };
        match drawn {
            Ok(rules) => {
                page.is_ruled = rules.are_of_table((page.width, page.height));
                page.frames = frame::find(rules, page);
            }
            Err(Reason::TooLarge) if count < MOST_DRAWN => {
                let what = say!(
                    "这一页的线太多，没有看，表格只按文字的位置推测",
                    "this page has too many lines, which were not looked at: its tables are worked out from the places of words alone"
                );
                report.tell(News::Guessed, &Part::Page(page.number), what, "");
            }
            Err(_) => {
                let what = say!(
                    "没有看到框线，从这一页起，表格只按文字的位置推测",
                    "its lines were not seen: from this page on tables are worked out from the places of words alone"
                );
                return report.tell(News::Guessed, &Part::Page(page.number), what, "");
            }
        }
    }
}

//! HTML: pages as browsers and offices save them.
//!
//! The way is: bytes -> a tree -> where the text stands, and what the page says of itself -> blocks. What stands around the text is
//! told, and so is each thing in it that has no place in a text.

mod body;
mod formula;
mod inline;
mod page;
pub(super) mod parse;
mod seen;
mod table;
mod tags;

use super::model::{Block, Document};
use super::report::{News, Report};
use crate::attachment::{Reason, decoded_page};
use body::Reader;
use page::Page;

/// Reads a page.
///
/// # Errors
/// When it is too large.
pub(super) fn read(bytes: &[u8], report: &mut Report) -> Result<Document, Reason> {
    let (text, is_whole) = decoded_page(bytes);
    if !is_whole {
        report.tell_all(News::LeftOut, Reason::UnknownEncoding.told(), "");
    }
    let tree = parse::tree(&text)?;
    let page = Page::of(&tree);
    page.tell(report);
    let mut reader = Reader::new(report);
    reader.tell_sheets(&tree);
    reader.page(&page)?;
    let mut document = reader.document;
    if !document.blocks.iter().all(|block| matches!(block, Block::Paragraph(one) if one.text().trim().is_empty())) {
        page.entitle(&mut document.blocks);
        page::without_imprint(&mut document.blocks, report);
    }
    Ok(Document { title: page.browser_title, imprint: page.imprint, ..document })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::{Table, text};
    use proptest::prelude::*;

    /// Numbers in any element that there is: each is one again in the text or in what is told.
    fn any_page() -> impl Strategy<Value = String> {
        const NAMES: &str = "p div span b i a font table tr td th tbody caption ul ol li dl dt dd h2 pre center article header footer nav \
                             aside form label select option textarea button ruby rt svg text details summary q sup o:p x-y template";
        const LOOKS: [&str; 6] = ["", " align=center", " hidden", " rowspan=2", " id=zoom", " class=header"];
        let number = (1000..9999).prop_map(|number| format!("甲{number}。"));
        let control = (1000..9999).prop_map(|number| format!("<input value={number}>"));
        let leaf =
            prop_oneof![6 => number, 1 => control, 1 => Just("<br>".to_owned()), 1 => Just("<br><br>".to_owned())];
        leaf.prop_recursive(5, 30, 4, |inner| {
            let name = prop::sample::select(NAMES.split_whitespace().collect::<Vec<_>>());
            let inner = prop::collection::vec(inner, 1..4).prop_map(|inner| inner.concat());
            (name, prop::sample::select(LOOKS.to_vec()), inner, prop::bool::weighted(0.9)).prop_map(
                |(name, look, inner, is_closed)| {
                    let close = if is_closed { format!("</{name}>") } else { String::new() };
                    format!("<{name}{look}>{inner}{close}")
                },
            )
        })
    }

    fn numbers(text: &str) -> Vec<&str> {
        text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() > 3).collect()
    }

    /// A text with the digits that stand higher or lower in their usual places.
    fn lined(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization as _;
        text.nfkc().collect()
    }

    fn words_of(block: &Block) -> String {
        match block {
            Block::Paragraph(paragraph) => paragraph.text(),
            Block::Table(Table { rows, .. }) => rows.iter().flatten().map(|cell| text(cell) + " ").collect(),
            Block::Markdown(markdown) => markdown.clone(),
        }
    }

    proptest! {
        #[test]
        fn no_number_is_lost_or_fused(page in any_page()) {
            let mut report = Report::default();
            let document = read(format!("<body>{page}").as_bytes(), &mut report).unwrap();
            let told = report.entries.iter().map(|entry| entry.excerpt.as_str()).collect::<Vec<_>>().join(" ");
            // What is told of is shortened.
            prop_assume!(!told.contains('…'));
            let arrived = lined(&(document.blocks.iter().map(words_of).collect::<Vec<_>>().join(" ") + " " + &told));
            let arrived = numbers(&arrived);
            for number in numbers(&page) {
                prop_assert!(arrived.contains(&number), "{number}\n{page}\n{arrived:?}");
            }
        }
    }
}

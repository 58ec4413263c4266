//! What a file says of itself outside of its text: a title, an author, keywords. It is often left from an older file, so it is told alone.

use super::model::{Block, Document, text};
use super::report::{News, Report};
use super::tree::Element;
use crate::diag::Text;
use crate::say;

/// Elements of Dublin Core and of OpenDocument, and what they are.
const PROPERTIES: [(&str, &str, &str); 7] = [
    ("title", "标题", "title"),
    ("subject", "主题", "subject"),
    ("creator", "作者", "author"),
    ("initial-creator", "作者", "author"),
    ("keywords", "关键词", "keywords"),
    ("keyword", "关键词", "keyword"),
    ("description", "备注", "remarks"),
];

/// Tells the properties that the text does not hold.
pub(super) fn tell(properties: &Element, document: &Document, report: &mut Report) {
    let all: String = document.blocks.iter().map(words).collect();
    let mut told: Vec<String> = Vec::new();
    for (name, zh, en) in PROPERTIES {
        for value in properties.all(name).into_iter().map(Element::text) {
            let bare = bare(&value);
            if !bare.is_empty() && !all.contains(&bare) && !told.contains(&bare) {
                let what: Text = say!("文件属性里的{zh}", "the {en} among the properties of the file");
                report.tell_all(News::LeftOut, what, &value);
                told.push(bare);
            }
        }
    }
}

fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => bare(&paragraph.text()),
        Block::Table(table) => table.rows.iter().flatten().map(|line| bare(&text(line))).collect(),
        Block::Markdown(text) => bare(text),
    }
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

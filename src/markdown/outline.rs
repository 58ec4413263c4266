//! What the rest of the site asks about a text.

use super::number::{Numbers, is_article};
use super::paragraph::Paragraphs;
use super::slug::Ids;
use crate::diag::Span;
use comrak::nodes::{AstNode, NodeValue};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Longer summaries are cut, as the catalogue of disclosed information wants a short one (内容概述).
const SUMMARY: usize = 120;

/// What the rest of the site asks about a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outline {
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its paragraphs that can be cited.
    pub paragraphs: Paragraphs,
    /// Its links, images and named documents, in the order of the holes' numbers.
    pub links: Vec<Link>,
    /// Its first paragraph, cut to 120 characters.
    pub summary: String,
}

impl Outline {
    /// Whether two outlines differ at the most in where their links stand.
    #[must_use]
    pub fn shows_the_same(&self, other: &Self) -> bool {
        let links = |outline: &Self| outline.links.iter().map(|link| (link.to.clone(), link.kind)).collect::<Vec<_>>();
        self.headings == other.headings
            && self.paragraphs == other.paragraphs
            && self.summary == other.summary
            && links(self) == links(other)
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2: the page's title is the first level.
    pub level: u8,
    /// Its id in the page.
    pub id: String,
    /// A second id, made of its number and those above it: `s1.2` for （二） under 一、; `t3` for 第三条. The first that has a number keeps it.
    pub anchor: Option<String>,
    /// Its text without marks.
    pub text: String,
}

/// Something with an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address as written; for a number in running text, the words before it and the number.
    pub to: String,
    /// What it is.
    pub kind: LinkKind,
    /// Its bytes, counted from the beginning of the Markdown.
    pub span: Span,
}

/// What has the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// A link.
    Link,
    /// An image, or sound and film in raw HTML.
    Image,
    /// The number of a document, in running text.
    Mention,
}

/// The headings of a text, with ids that are given in order.
pub(super) fn headings<'a>(root: &'a AstNode<'a>) -> Vec<Heading> {
    let mut ids = Ids::default();
    let mut numbers = Numbers::default();
    let mut all = Vec::new();
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &node.data().value {
            let text = node.collect_text();
            let text = text.trim();
            all.push(Heading {
                level: heading.level.max(2),
                id: ids.give(text),
                anchor: numbers.anchor(text),
                text: text.to_owned(),
            });
        }
    }
    apart(&mut all);
    all
}

/// An anchor that a heading has already, as its id or its anchor, is not given again; and below a heading without one there are
/// none but those of articles: they would be those of another part.
fn apart(headings: &mut [Heading]) {
    let mut taken: HashSet<String> = headings.iter().map(|heading| heading.id.clone()).collect();
    let mut without: Option<u8> = None;
    for heading in headings {
        without = without.filter(|level| heading.level > *level);
        let is_other = |anchor: &str| without.is_some() && !is_article(anchor);
        heading.anchor.take_if(|anchor| is_other(anchor) || !taken.insert(anchor.clone()));
        if heading.anchor.is_none() {
            without = without.or(Some(heading.level));
        }
    }
}

/// The first paragraph that has text, cut to 120 characters.
pub(super) fn first_paragraph<'a>(root: &'a AstNode<'a>) -> String {
    let paragraphs = root.children().filter(|node| matches!(node.data().value, NodeValue::Paragraph));
    let text = paragraphs.map(visible_text).find(|text| !text.trim().is_empty());
    cut(text.unwrap_or_default().trim())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SUMMARY) {
        None => text.to_owned(),
        Some(_) => {
            let end = text.char_indices().nth(SUMMARY - 1).map_or(0, |(at, _)| at);
            format!("{}…", text[..end].trim_end())
        }
    }
}

/// The text of every block, a line each.
pub(super) fn plain_text<'a>(root: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for node in root.descendants() {
        let block = matches!(
            node.data().value,
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell | NodeValue::CodeBlock(_)
        );
        if block {
            text.push_str(&visible_text(node));
            text.push('\n');
        }
    }
    text
}

/// What a reader sees of the inline nodes below a node; the alternative text of an image is not among it.
pub(super) fn visible_text<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    let mut open: Vec<&AstNode<'_>> = node.reverse_children().collect();
    while let Some(node) = open.pop() {
        match &node.data().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Image(_) | NodeValue::FootnoteReference(_) => continue,
            _ => {}
        }
        open.extend(node.reverse_children());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(headings: &[(u8, &str)]) -> Vec<String> {
        let mut numbers = Numbers::default();
        let mut all: Vec<Heading> = headings
            .iter()
            .map(|(level, text)| Heading {
                level: *level,
                id: (*text).to_owned(),
                anchor: numbers.anchor(text),
                text: (*text).to_owned(),
            })
            .collect();
        apart(&mut all);
        all.into_iter().map(|heading| heading.anchor.unwrap_or_default()).collect()
    }

    #[test]
    fn below_a_heading_without_an_anchor_there_is_none() {
        let annexed = [
            (2, "一、总体要求"),
            (2, "二、任务"),
            (2, "附件：细则"),
            (2, "一、范围"),
            (3, "（一）对象"),
            (2, "三、程序"),
            (3, "（一）申请"),
        ];
        assert_eq!(anchors(&annexed), ["s1", "s2", "", "", "", "s3", "s3.1"]);
        let rule = [
            (2, "第一章 总则"),
            (3, "第一条 目的"),
            (2, "第二章 职责"),
            (3, "第二条 分工"),
            (2, "附件"),
            (3, "第二条 其他"),
        ];
        assert_eq!(anchors(&rule), ["", "t1", "", "t2", "", ""], "articles run on through the chapters");
        assert_eq!(anchors(&[(2, "一、甲"), (3, "1.乙"), (3, "（一）丙"), (4, "1．丁")]), ["s1", "s1.1", "", ""]);
    }
}

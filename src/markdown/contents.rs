//! What a text is made of, for whoever takes it over from elsewhere.

use super::options::options;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

/// What a text is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Paragraphs, headings and blocks of code.
    pub paragraphs: usize,
    /// Headings.
    pub headings: usize,
    /// Items of lists.
    pub items: usize,
    /// Tables.
    pub tables: usize,
    /// Texts of footnotes.
    pub notes: usize,
    /// What leads out of the text, and raw HTML; each with its line, from 1.
    pub outer: Vec<(usize, Outer)>,
}

/// What a text does not hold itself, or does not say in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outer {
    /// A picture at an address.
    Picture(String),
    /// A link to an address.
    Link(String),
    /// HTML as it was written.
    Html(String),
}

/// What a text is made of.
#[must_use]
pub fn contents(text: &str) -> Contents {
    let arena = Arena::new();
    let root: &AstNode<'_> = parse_document(&arena, text, options());
    let mut contents = Contents::default();
    for node in root.descendants() {
        let data = node.data();
        let outer = match &data.value {
            NodeValue::Image(image) => Outer::Picture(image.url.to_string()),
            NodeValue::Link(link) => Outer::Link(link.url.to_string()),
            NodeValue::HtmlBlock(html) => Outer::Html(html.literal.clone()),
            NodeValue::HtmlInline(html) => Outer::Html(html.clone()),
            other => {
                contents.count(other);
                continue;
            }
        };
        contents.outer.push((data.sourcepos.start.line, outer));
    }
    contents
}

impl Contents {
    fn count(&mut self, value: &NodeValue) {
        self.paragraphs +=
            usize::from(matches!(value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::CodeBlock(_)));
        self.headings += usize::from(matches!(value, NodeValue::Heading(_)));
        self.items += usize::from(matches!(value, NodeValue::Item(_) | NodeValue::TaskItem(_)));
        self.tables += usize::from(matches!(value, NodeValue::Table(_)));
        self.notes += usize::from(matches!(value, NodeValue::FootnoteDefinition(_)));
    }

    /// How many pictures it shows.
    #[must_use]
    pub fn pictures(&self) -> usize {
        self.outer.iter().filter(|(_, outer)| matches!(outer, Outer::Picture(_))).count()
    }
}

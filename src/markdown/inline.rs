//! Passes over the tree before it is rendered: what Chinese text needs, and a marker for every address.

use super::body::{link_marker, mention_marker, without_markers};
use super::outline::{Link, LinkKind, visible_text};
use super::signs::Signs;
use super::{Block, render};
use crate::diag::Span;
use crate::law::bare::{Bare, Form};
use crate::law::doc_number;
use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AlertType, Ast, AstNode, NodeLink, NodeValue, Sourcepos};
use memchr::memchr_iter;
use std::cell::LazyCell;
use std::ops::Range;

/// Whether the text holds raw HTML, which then must be sanitised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawHtml {
    Some,
    None,
}

type Node<'a> = &'a AstNode<'a>;

/// Joins lines between two Chinese characters, names alerts in Chinese, and makes links of bare addresses.
pub(super) fn mend<'a>(arena: &'a Arena<'a>, root: Node<'a>, signs: Signs) {
    let nodes: Vec<Node<'a>> = root.descendants().collect();
    for node in nodes {
        let (is_break, has_address) = match &mut node.data_mut().value {
            NodeValue::Alert(alert) => {
                alert.title.get_or_insert_with(|| alert_title(alert.alert_type).to_owned());
                (false, false)
            }
            NodeValue::Text(text) => (false, signs.address && next_address(text, 0).is_some()),
            NodeValue::SoftBreak => (true, false),
            _ => (false, false),
        };
        if is_break && between_chinese(node) {
            node.detach();
        }
        if has_address && !within_link(node) {
            split_addresses(arena, node);
        }
    }
}

fn alert_title(kind: AlertType) -> &'static str {
    match kind {
        AlertType::Note => "说明",
        AlertType::Tip => "提示",
        AlertType::Important => "重要",
        AlertType::Warning => "注意",
        AlertType::Caution => "警告",
    }
}

/// A line break between two Chinese characters would show as a blank.
fn between_chinese(node: Node<'_>) -> bool {
    let before = node.previous_sibling().map(AstNode::collect_text).and_then(|text| text.chars().next_back());
    let after = node.next_sibling().map(AstNode::collect_text).and_then(|text| text.chars().next());
    before.is_some_and(wide) && after.is_some_and(wide)
}

/// Han characters, and the punctuation and forms that are as wide.
fn wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

fn within_link(node: Node<'_>) -> bool {
    node.ancestors().skip(1).any(|above| matches!(above.data().value, NodeValue::Link(_) | NodeValue::Image(_)))
}

/// The next bare address in a text: it ends at the first character that is not of an address.
fn next_address(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find("http")?;
    let rest = &text[start..];
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
    let Some(scheme) = scheme else {
        return next_address(text, start + 4);
    };
    let of_address = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`');
    let length = rest.find(|c| !of_address(c)).unwrap_or(rest.len());
    let trimmed = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
    if trimmed.len() > scheme.len() { Some(start..start + trimmed.len()) } else { next_address(text, start + 4) }
}

fn split_addresses<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let mut ranges = Vec::new();
    let NodeValue::Text(text) = node.data().value.clone() else { return };
    while let Some(range) = next_address(&text, ranges.last().map_or(0, |last: &Range<usize>| last.end)) {
        ranges.push(range);
    }
    split(arena, node, &text, &ranges, str::to_owned);
}

/// Cuts a text into pieces, those in `ranges` becoming links to what `address` makes of them.
fn split<'a>(
    arena: &'a Arena<'a>,
    node: Node<'a>,
    text: &str,
    ranges: &[Range<usize>],
    mut address: impl FnMut(&str) -> String,
) {
    let pos = node.data().sourcepos;
    let plain = |text: &str| arena.alloc(Ast::new_with_sourcepos(NodeValue::Text(text.to_owned().into()), pos).into());
    let mut from = 0;
    for range in ranges {
        if range.start > from {
            node.insert_before(plain(&text[from..range.start]));
        }
        let words = &text[range.clone()];
        let link = NodeValue::Link(Box::new(NodeLink { url: address(words), title: String::new() }));
        let link: Node<'a> = arena.alloc(Ast::new_with_sourcepos(link, within(pos, range)).into());
        link.append(plain(words));
        node.insert_before(link);
        from = range.end;
    }
    if from < text.len() {
        node.insert_before(plain(&text[from..]));
    }
    node.detach();
}

/// The place of a stretch of a text node; right unless the text holds escapes.
fn within(mut pos: Sourcepos, range: &Range<usize>) -> Sourcepos {
    if pos.start.line == pos.end.line {
        pos.end.column = pos.start.column + range.end.max(1) - 1;
        pos.start.column += range.start;
    }
    pos
}

/// Puts a marker in place of every address and lists the addresses; tells whether there is raw HTML.
pub(super) fn mark_links<'a>(
    arena: &'a Arena<'a>,
    root: Node<'a>,
    (text, signs): (&str, Signs),
    links: &mut Vec<Link>,
) -> RawHtml {
    let mut raw = RawHtml::None;
    let lines = LazyCell::new(|| Lines::of(text));
    let nodes: Vec<Node<'a>> = root.descendants().collect();
    for node in nodes {
        let mut data = node.data_mut();
        let pos = data.sourcepos;
        match &mut data.value {
            NodeValue::Link(link) => mark(&mut link.url, LinkKind::Link, lines.span(pos), links),
            NodeValue::Image(image) => mark(&mut image.url, LinkKind::Image, lines.span(pos), links),
            NodeValue::HtmlBlock(html) => {
                raw = RawHtml::Some;
                html.literal = without_markers(&html.literal);
            }
            NodeValue::HtmlInline(html) => {
                raw = RawHtml::Some;
                *html = without_markers(html);
            }
            NodeValue::Text(text) if signs.number && text.contains(['〔', '［', '[']) => {
                drop(data);
                if !within_link(node) && !within_heading(node) {
                    mark_mentions(arena, node, &lines, links);
                }
            }
            _ => {}
        }
    }
    raw
}

fn mark(url: &mut String, kind: LinkKind, span: Span, links: &mut Vec<Link>) {
    let to = std::mem::replace(url, link_marker(links.len()));
    links.push(Link { to, kind, span });
}

/// A heading's own link would stand in the table of contents as well.
fn within_heading(node: Node<'_>) -> bool {
    node.ancestors().any(|above| matches!(above.data().value, NodeValue::Heading(_)))
}

fn mark_mentions<'a>(arena: &'a Arena<'a>, node: Node<'a>, lines: &Lines, links: &mut Vec<Link>) {
    let NodeValue::Text(text) = node.data().value.clone() else { return };
    let ranges: Vec<Range<usize>> = doc_number::mentions(&text).map(|found| found.run.start..found.rest.end).collect();
    if ranges.is_empty() {
        return;
    }
    let pos = node.data().sourcepos;
    let mut spans = ranges.iter().map(|range| lines.span(within(pos, range)));
    split(arena, node, &text, &ranges, |words| {
        let marker = mention_marker(links.len());
        let span = spans.next().unwrap_or_default();
        links.push(Link { to: words.to_owned(), kind: LinkKind::Mention, span });
        marker
    });
}

/// The places of code blocks and code spans.
pub(super) fn code<'a>(root: Node<'a>, text: &str) -> Vec<Range<usize>> {
    let lines = Lines::of(text);
    let code =
        root.descendants().filter(|node| matches!(node.data().value, NodeValue::Code(_) | NodeValue::CodeBlock(_)));
    code.map(|node| lines.span(node.data().sourcepos).range()).collect()
}

/// The blocks of a text, in order; a table stands after its rows.
pub(super) fn blocks<'a>(root: Node<'a>, text: &str) -> Vec<Block> {
    let lines = Lines::of(text);
    let block = |node: Node<'a>| {
        let text = match &node.data().value {
            NodeValue::CodeBlock(code) => code.literal.clone(),
            NodeValue::HtmlBlock(html) => Bare::of(&render(&html.literal).body.html, Form::Rendered).into_text(),
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableRow(_) | NodeValue::Table(_) => {
                visible_text(node)
            }
            _ => return None,
        };
        Some(Block { text, span: lines.span(node.data().sourcepos).range() })
    };
    let ends = root.traverse().filter_map(|edge| match edge {
        NodeEdge::End(node) => block(node),
        NodeEdge::Start(_) => None,
    });
    ends.collect()
}

/// Where the lines of a text begin.
struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts: starts.collect(), length: text.len() }
    }

    /// Bytes of a place that the parser gives as lines and byte columns, both from 1 and both included.
    fn span(&self, pos: Sourcepos) -> Span {
        let at = |line: usize, column: usize| {
            let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.length);
            (start + column).min(self.length)
        };
        let start = at(pos.start.line, pos.start.column.saturating_sub(1));
        Span::new(start, at(pos.end.line, pos.end.column).max(start))
    }
}

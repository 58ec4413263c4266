//! The tree as HTML: comrak's own, but for the nodes where accessible HTML5 in Chinese wants something else.

use super::outline::Heading;
use super::paragraph::{Anchors, Paragraphs};
use super::signs::Signs;
use comrak::create_formatter;
use comrak::html::{ChildRendering, format_node_default};
use comrak::nodes::{AstNode, NodeLink, NodeValue, TableAlignment};
use std::collections::VecDeque;
use std::fmt::{self, Write};

/// The ids of the headings that are still to come, each with its anchor.
type Ids = VecDeque<(String, Option<String>)>;

/// What is known while a tree is rendered.
#[derive(Default)]
struct Along {
    ids: Ids,
    paragraphs: Anchors,
    /// The cells of the row that were begun.
    cells: usize,
}

/// A table that is wider than the page is moved within its frame, by the keyboard too.
const FRAME: &str = "<div class=\"wide-table\" role=\"group\" aria-label=\"表格，较宽时可左右滚动\" tabindex=\"0\">\n";

create_formatter!(Formatter<Along>, {
    NodeValue::Table(_) => |context, node, entering| {
        if entering {
            context.cr()?;
            context.write_str(FRAME)?;
            return format_node_default(context, node, entering);
        }
        format_node_default(context, node, entering)?;
        context.write_str("</div>\n")?;
    },
    NodeValue::TableRow(_) => |context, node, entering| {
        context.user.cells = 0;
        return format_node_default(context, node, entering);
    },
    NodeValue::Heading(ref heading) => |context, entering| {
        let level = heading.level.max(2);
        if entering {
            let (id, anchor) = context.user.ids.pop_front().unwrap_or_default();
            context.cr()?;
            write!(context, "<h{level} id=\"{id}\">")?;
            context.user.paragraphs.enter(anchor.as_deref());
            if let Some(anchor) = anchor {
                // Nothing to see, to hear or to stop at: an element that is there for its id alone.
                write!(context, "<span id=\"{anchor}\"></span>")?;
            }
        } else {
            writeln!(context, "</h{level}>")?;
        }
    },
    NodeValue::TableCell => |context, node, entering| {
        if entering {
            context.user.cells += 1;
        }
        let ((open, close), class) = cell(node, context.user.cells.saturating_sub(1));
        if entering {
            context.cr()?;
            [open, class, ">"].into_iter().try_for_each(|part| context.write_str(part))?;
        } else {
            context.write_str(close)?;
        }
    },
    NodeValue::TaskItem(ref item) => |context, entering| {
        if entering {
            let (label, checked) = if item.symbol.is_some() { ("已完成", " checked") } else { ("未完成", "") };
            context.cr()?;
            write!(context, "<li class=\"task\"><input type=\"checkbox\" aria-label=\"{label}\" disabled{checked}> ")?;
        } else {
            context.write_str("</li>\n")?;
        }
    },
    NodeValue::Paragraph => |context, node, entering| {
        let Some(image) = lone_image(node) else {
            let anchor = if entering && is_outermost(node) { context.user.paragraphs.next(node) } else { None };
            let Some(anchor) = anchor else {
                return format_node_default(context, node, entering);
            };
            context.cr()?;
            ["<p id=\"", &anchor, "\">"].into_iter().try_for_each(|part| context.write_str(part))?;
            return Ok(ChildRendering::HTML);
        };
        if entering {
            context.cr()?;
            figure(context, &image, &node.collect_text())?;
            return Ok(ChildRendering::Skip);
        }
    },
});

/// Room for a text, so that most need not grow.
const ROOM: usize = 8 << 10;

/// Renders a tree; `headings` are those of its outline. Says which paragraphs can be cited.
pub(super) fn html<'a>(root: &'a AstNode<'a>, headings: &[Heading], signs: Signs) -> (String, Paragraphs) {
    let mut html = String::with_capacity(ROOM);
    let ids = headings.iter().map(|heading| (heading.id.clone(), heading.anchor.clone())).collect();
    let along = Along { ids, paragraphs: Anchors::beside(headings), cells: 0 };
    let along = Formatter::format_document(root, super::options::options(), &mut html, along)
        .expect("writing to a string cannot fail");
    if signs.footnote {
        html = html.replace(" aria-label=\"Back to reference ", " aria-label=\"返回正文注 ");
    }
    (html, along.paragraphs.all())
}

/// A paragraph of the text itself, not of an item or a quotation in it.
fn is_outermost<'a>(paragraph: &'a AstNode<'a>) -> bool {
    paragraph.parent().is_some_and(|around| matches!(around.data().value, NodeValue::Document))
}

/// A cell's tags and its class; `align` is obsolete in HTML5.
fn cell<'a>(node: &'a AstNode<'a>, column: usize) -> ((&'static str, &'static str), &'static str) {
    let row = node.parent();
    let head = row.is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
    let table = row.and_then(AstNode::parent).map(|table| table.data());
    let alignment = table.and_then(|table| match &table.value {
        NodeValue::Table(table) => table.alignments.get(column).copied(),
        _ => None,
    });
    let class = match alignment {
        Some(TableAlignment::Left) => " class=\"align-left\"",
        Some(TableAlignment::Center) => " class=\"align-center\"",
        Some(TableAlignment::Right) => " class=\"align-right\"",
        _ => "",
    };
    let tags = if head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
    (tags, class)
}

/// The image of a paragraph that holds nothing else, when the author gave it a caption.
fn lone_image<'a>(node: &'a AstNode<'a>) -> Option<NodeLink> {
    let only = node.first_child().filter(|child| child.next_sibling().is_none())?;
    match &only.data().value {
        NodeValue::Image(image) if !image.title.is_empty() => Some((**image).clone()),
        _ => None,
    }
}

fn figure(html: &mut impl Write, image: &NodeLink, alt: &str) -> fmt::Result {
    write!(html, "<figure><img src=\"{}\" alt=\"", image.url)?;
    comrak::html::escape(html, alt)?;
    html.write_str("\" loading=\"lazy\"><figcaption>")?;
    comrak::html::escape(html, &image.title)?;
    html.write_str("</figcaption></figure>\n")
}

//! Process diagrams: a fenced block that tells the steps of a matter becomes a drawing and the same as a list.
//!
//! In: the tree of a document and its Markdown. Out: a figure for each block whose first word is 流程 or one of its
//! fellows, which is put in when everything else is sanitised. A block with a mistake in it stays the block that it is,
//! and the mistake is a [`Fault`] at its place. Nothing here is a script: all is laid out when the page is made.

mod figure;
mod layout;
mod line;
mod list;
mod measure;
mod process;
mod read;
mod svg;
mod told;

pub use told::Fault;

use super::body::drawing_marker;
use comrak::nodes::{AstNode, NodeCodeBlock, NodeHtmlBlock, NodeValue, Sourcepos};
use line::{Line, trimmed};
use process::Process;

/// What a block may be called to be drawn: a process shows at once what is done, who answers, and in what time.
const NAMES: [&str; 5] = ["流程图", "流程", "责任图", "时限图", "process"];
const TITLE: &str = "流程图";

/// The drawings of a document, and what is wrong in others.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    figures: Vec<String>,
    faults: Vec<Fault>,
}

impl Drawings {
    /// Takes the blocks that tell a process out of a tree and leaves a marker in the place of each; `text` is its
    /// Markdown.
    pub(super) fn take<'a>(root: &'a AstNode<'a>, text: &str) -> Self {
        let mut drawings = Self::default();
        let lines: Vec<&str> = text.split('\n').collect();
        for node in root.descendants() {
            let mut data = node.data_mut();
            let pos = data.sourcepos;
            let NodeValue::CodeBlock(block) = &data.value else { continue };
            let Some(title) = title(block) else { continue };
            match read_block(block, title, &Markdown { lines: &lines, pos }) {
                Ok(process) => {
                    let marker = drawing_marker(drawings.figures.len());
                    drawings.figures.push(figure::html(&process, drawings.figures.len() + 1));
                    data.value = NodeValue::HtmlBlock(NodeHtmlBlock { block_type: 6, literal: marker });
                }
                Err(faults) => drawings.faults.extend(faults),
            }
        }
        drawings
    }

    /// The HTML with each drawing in the place of its marker.
    pub(super) fn put(self, mut html: String) -> (String, Vec<Fault>) {
        for (at, figure) in self.figures.iter().enumerate() {
            html = html.replacen(&drawing_marker(at), figure, 1);
        }
        (html, self.faults)
    }
}

/// The title of a block that is to be drawn: what follows the first word, else that word.
fn title(block: &NodeCodeBlock) -> Option<&str> {
    let info = block.info.trim();
    let name = NAMES.into_iter().find(|name| info.starts_with(name)).filter(|_| block.fenced)?;
    let rest = &info[name.len()..];
    let between = |c: char| c.is_whitespace() || matches!(c, '：' | ':');
    let title = rest.trim_start_matches(between);
    match name {
        _ if !title.is_empty() => rest.starts_with(between).then_some(title),
        "流程" | "process" => Some(TITLE),
        _ => Some(name),
    }
}

/// The Markdown, and where in it a block is.
struct Markdown<'a> {
    lines: &'a [&'a str],
    pos: Sourcepos,
}

impl Markdown<'_> {
    /// A line, counted from that of the block's fence, and its first byte.
    fn line(&self, number: usize) -> (&str, usize) {
        let at = (self.pos.start.line + number).saturating_sub(1).min(self.lines.len().saturating_sub(1));
        let start = self.lines[..at].iter().map(|line| line.len() + 1).sum();
        (self.lines.get(at).copied().unwrap_or_default(), start)
    }
}

fn read_block(block: &NodeCodeBlock, title: &str, markdown: &Markdown<'_>) -> Result<Process, Vec<Fault>> {
    let (fence, start) = markdown.line(0);
    let whole = trimmed(fence, start);
    if !block.closed {
        return Err(vec![told::not_closed(whole)]);
    }
    let lines = block.literal.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines: Vec<Line<'_>> = lines
        .map(|(at, line)| {
            let (source, start) = markdown.line(at + 1);
            Line::new(line, source, start)
        })
        .collect();
    read::read(title, &lines, whole)
}

#[cfg(test)]
mod tests;

//! Tables of contents that were typed: pages make their own.
//!
//! A line 目录, and after it lines that each end with the number of a page, after a tab, dots or a wide gap.

use crate::import::model::{Block, Paragraph};
use crate::import::report::{News, Report};
use crate::say;

/// Fewer lines with numbers are no contents.
const FEWEST: usize = 2;

/// Takes out what is a table of contents, and tells it.
pub(super) fn take_out(blocks: &mut Vec<Block>, report: &mut Report) {
    let Some(first) = blocks.iter().position(is_heading) else { return };
    let lines =
        blocks[first + 1..].iter().take_while(|block| words(block).is_some_and(|words| names_page(&words))).count();
    if lines < FEWEST {
        return;
    }
    for block in blocks.drain(first..=first + lines).collect::<Vec<_>>() {
        if let Block::Paragraph(paragraph) = block {
            let what = say!("目录（网页自动生成目录）", "a table of contents (pages make their own)");
            report.tell(News::LeftOut, &paragraph.at, what, &paragraph.text());
        }
    }
}

fn words(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => Some(Paragraph::text(paragraph)),
        _ => None,
    }
}

fn is_heading(block: &Block) -> bool {
    words(block).is_some_and(|words| words.split_whitespace().collect::<String>() == "目录")
}

/// Whether a line ends with the number of a page.
fn names_page(words: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ['-', '－', '—', '(', ')', '（', '）'].contains(&c);
    let title = words.trim_end().trim_end_matches(is_digit);
    let page = &words.trim_end()[title.len()..];
    let is_lead = |c: char| c.is_whitespace() || matches!(c, '.' | '·' | '…' | '．' | '⋯');
    let name = title.trim_end_matches(is_lead);
    let lead = &title[name.len()..];
    let is_wide = lead.contains(['\t', '\u{3000}']) || lead.chars().count() > 1 || lead.contains('…');
    page.contains(|c: char| c.is_ascii_digit()) && !name.trim().is_empty() && is_wide
}

#[cfg(test)]
mod tests {
    use super::names_page;

    #[test]
    fn lines_of_contents_end_with_a_page() {
        for line in ["一、主要做法\t1", "二、问题……………12", "三、打算......(3)", "（一）学习  7"]
        {
            assert!(names_page(line), "{line}");
        }
        for line in ["一、主要做法", "全年办结12", "2024年", "12", "办结案件12件。"] {
            assert!(!names_page(line), "{line}");
        }
    }
}

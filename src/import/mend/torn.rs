//! Paragraphs that a page break tore, put together again.
//!
//! A paragraph is torn when it is as long as a line of print, ends without a sign that ends a sentence, and is followed by one
//! that begins nothing new. What was put together is measured by its last piece: short lines after a long one stay lines.

use crate::attachment::Part;
use crate::import::model::{Block, Line, Paragraph, Role, Set, characters, push};
use crate::import::report::{News, Report};
use crate::markdown::numbered;
use crate::say;

/// A line of print has some twenty-eight characters; one that is much shorter is a line of its own.
const LINE: usize = 20;
/// No heading is as long.
const LONG: usize = 60;
/// A label before a value is no longer.
const LABEL: usize = 12;
/// So many characters on each side of a tear are shown.
const SHOWN: usize = 12;
/// What sentences and lines end with.
const ENDS: [char; 20] =
    ['。', '！', '？', '；', '：', '…', '”', '’', '）', '》', '」', '』', '】', '.', '!', '?', ';', ':', ')', '—'];
/// What new paragraphs begin with.
const BEGINS: [&str; 14] =
    ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "附件", "附：", "第一，", "抄送"];

/// The last piece of a paragraph, as the file has it.
struct Piece {
    at: Part,
    is_long: bool,
}

pub(super) fn join(blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut last: Option<Piece> = None;
    for block in blocks {
        let piece = Piece::of(&block);
        match (joined.last_mut(), &last, block) {
            (Some(Block::Paragraph(first)), Some(last), Block::Paragraph(second)) if are_one(first, last, &second) => {
                let (end, start) = (tail(&first.line), head(&second.line, SHOWN));
                let what = say!("分页断开的段落接上了", "a paragraph that was torn was put together");
                report.tell(News::Mended, &second.at, what, &format!("…{end}|{start}…"));
                for piece in second.line {
                    push(&mut first.line, piece);
                }
            }
            (_, _, block) => joined.push(block),
        }
        last = piece;
    }
    joined
}

impl Piece {
    fn of(block: &Block) -> Option<Self> {
        let Block::Paragraph(paragraph) = block else { return None };
        Some(Self { at: paragraph.at.clone(), is_long: characters(&paragraph.line).nth(LINE - 1).is_some() })
    }

    /// Whether another page begins after it.
    fn ends_page(&self, next: &Part) -> bool {
        matches!((&self.at, next), (Part::Page(own), Part::Page(next)) if own != next)
    }
}

fn are_one(first: &Paragraph, last: &Piece, second: &Paragraph) -> bool {
    let are_plain = [first, second].iter().all(|it| it.role == Role::Plain && it.set == Set::Full);
    // The first may have become very long by being put together.
    let (begin, after) = (head(&first.line, LONG), second.text());
    are_plain
        && last.is_long
        && !characters(&first.line).next_back().is_some_and(|c| ENDS.contains(&c))
        && (begin.chars().count() == LONG || !is_heading(&begin))
        && numbered(&after).is_none()
        && !is_article(&after)
        && !is_labelled(&after)
        && (last.ends_page(&second.at) || !are_figures(first, &after))
        && !BEGINS.iter().any(|begin| after.starts_with(begin))
        && !after.starts_with(['①', '②', '③', '④', '⑤', '•', '●', '|'])
}

/// Whether a text may be a heading: it is numbered and holds no sentence.
fn is_heading(text: &str) -> bool {
    (numbered(text).is_some() || is_article(text)) && !text.contains(['。', '；'])
}

/// Whether a text begins with the number of a chapter or article.
fn is_article(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    rest.chars()
        .take(8)
        .find(|c| !"〇零一二三四五六七八九十百千0123456789".contains(*c))
        .is_some_and(|c| "编章节条".contains(c))
}

/// Whether a text begins with a label: `联系人：`.
fn is_labelled(text: &str) -> bool {
    let Some((label, _)) = text.split_once(['：', ':']) else { return false };
    let is_of_label = |c: char| c.is_alphanumeric() || c.is_whitespace();
    label.chars().count() <= LABEL && label.chars().all(is_of_label) && !label.ends_with(char::is_numeric)
}

/// Whether two figures would become one.
fn are_figures(first: &Paragraph, after: &str) -> bool {
    characters(&first.line).next_back().is_some_and(char::is_numeric) && after.starts_with(char::is_numeric)
}

fn tail(line: &Line) -> String {
    let mut last: Vec<char> = characters(line).rev().take(SHOWN).collect();
    last.reverse();
    last.into_iter().collect()
}

fn head(line: &Line, most: usize) -> String {
    characters(line).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::Inline;

    fn texts(lines: &[&str]) -> Vec<String> {
        let paragraph = |line: &&str| Block::Paragraph(Paragraph::plain(Part::Line(1), vec![Inline::words(*line)]));
        let joined = join(lines.iter().map(paragraph).collect(), &mut Report::default());
        let text = |block: Block| match block {
            Block::Paragraph(paragraph) => paragraph.text(),
            _ => String::new(),
        };
        joined.into_iter().map(text).collect()
    }

    #[test]
    fn what_goes_on_is_joined() {
        let torn = ["各级各部门都要把这项工作放在重要的位置上来抓，形成工", "作合力。"];
        assert_eq!(texts(&torn), ["各级各部门都要把这项工作放在重要的位置上来抓，形成工作合力。"]);
        let numbered = ["6. 坚持科学决策，提高决策水平。加强立法民意征集，", "畅通征集渠道。"];
        assert_eq!(texts(&numbered).len(), 1);
    }

    #[test]
    fn what_begins_anew_is_not() {
        for lines in [
            ["四、2025年推进法治政府建设的工作安排和打算", "2025年，我市将继续努力。"],
            ["各级各部门都要把这项工作放在重要的位置上来抓，形成合力。", "下一段。"],
            ["各级各部门都要把这项工作放在重要的位置上来抓，形成合力", "二是落实责任。"],
            ["各级各部门都要把这项工作放在重要的位置上来抓，形成合力", "（二）落实责任"],
            ["各级各部门都要把这项工作放在重要的位置上来抓，形成合力", "第三条　本办法自公布之日起施行。"],
            ["示例市人民政府", "2024年3月1日"],
            ["请于2024年5月20日前将材料报送市司法局办公室401", "2023年402"],
            ["请于2024年5月20日前将材料报送市司法局办公室", "联系人：示例"],
        ] {
            assert_eq!(texts(&lines), lines);
        }
    }

    #[test]
    fn short_lines_after_what_was_joined_stay_lines() {
        let lines = ["请于2024年5月20日前将材料报送市司法局办公室，", "并报送人员", "名单", "附表", "合计411"];
        let joined = ["请于2024年5月20日前将材料报送市司法局办公室，并报送人员", "名单", "附表", "合计411"];
        assert_eq!(texts(&lines), joined);
    }

    #[test]
    fn figures_are_joined_over_the_end_of_a_page_alone() {
        let page = |at, words| Paragraph::plain(Part::Page(at), vec![Inline::words(words)]);
        let joined = |second| {
            let first = page(1, "全年全市共办理行政复议案件和行政应诉案件1");
            let blocks = [first, page(second, "20件。")].map(Block::Paragraph);
            join(blocks.into(), &mut Report::default()).len()
        };
        assert_eq!((joined(1), joined(2)), (2, 1));
    }

    #[test]
    fn what_stands_aside_is_not_joined() {
        let words = "各级各部门都要把这项工作放在重要的位置上来抓，形成工";
        let first = Paragraph::plain(Part::Line(1), vec![Inline::words(words)]);
        let second = Paragraph { set: Set::Aside, ..Paragraph::plain(Part::Line(2), vec![Inline::words("图注")]) };
        let blocks = [first, second].map(Block::Paragraph);
        assert_eq!(join(blocks.into(), &mut Report::default()).len(), 2);
    }
}

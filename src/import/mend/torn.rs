//! Paragraphs that a page break tore, put together again.
//!
//! A paragraph is torn when it is as long as a line of print, ends without a sign that ends a sentence, and is followed by one
//! that begins nothing new and ends as sentences do. What was put together is measured by its last piece: short lines after a long
//! one stay lines. What may be one and is not sure to be is told.

use crate::attachment::Part;
use crate::diag::Text;
use crate::import::front::dates;
use crate::import::model::{Block, Inline, Line, Paragraph, Role, Set, characters, push};
use crate::import::report::{News, Report};
use crate::markdown::numbered;
use crate::say;

/// A line of print has some twenty-eight characters; one that is much shorter is a line of its own.
const LINE: usize = 20;
/// No heading is as long.
const LONG: usize = 60;
/// A label before a value is no longer.
const LABEL: usize = 12;
/// A text that ends with a torn figure has more characters; shorter ones are values that stand below each other.
const FIGURE: usize = 5;
/// So many characters on each side of a tear are shown.
const SHOWN: usize = 12;
/// A line of a signature has no more characters, and one has no more lines above its date.
const SIGNATURE: usize = 40;
const SIGNERS: usize = 3;
/// What sentences and lines end with.
const ENDS: [char; 20] =
    ['。', '！', '？', '；', '：', '…', '”', '’', '）', '》', '」', '』', '】', '.', '!', '?', ';', ':', ')', '—'];
/// What new paragraphs begin with.
const BEGINS: [&str; 14] =
    ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "附件", "附：", "第一，", "抄送"];

/// What words are marked with that begin a line of their own.
const SIGNS: [char; 10] = ['①', '②', '③', '④', '⑤', '•', '●', '|', '#', '>'];

/// How a paragraph hangs together with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// It begins anew.
    New,
    /// It goes on, as the sign at the end of the one before shows.
    GoesOn,
    /// It goes on, if what it begins comes to an end.
    MayGoOn,
    /// The one before ends with a figure, and it begins with one.
    Figures,
}

pub(super) fn join(blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let seams = seams(&blocks);
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for (block, seam) in blocks.into_iter().zip(seams) {
        match (joined.last_mut(), block) {
            (Some(Block::Paragraph(first)), Block::Paragraph(second)) if seam != Seam::New => {
                let seen = format!("…{}|{}…", tail(&first.line), head(&second.line, SHOWN));
                report.tell(seam.news(), &second.at, seam.told(), &seen);
                if seam == Seam::GoesOn {
                    second.line.into_iter().for_each(|piece| push(&mut first.line, piece));
                } else {
                    joined.push(Block::Paragraph(second));
                }
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

impl Seam {
    fn news(self) -> News {
        if self == Self::GoesOn { News::Mended } else { News::Guessed }
    }

    fn told(self) -> Text {
        match self {
            Self::Figures => say!(
                "上一段以数字结尾，这一段以数字开头，可能是一个数字断成两段，没有接上",
                "a paragraph ends with a figure and the next begins with one; they may be one figure, and were not put together"
            ),
            _ => say!("分页断开的段落接上了", "a paragraph that was torn was put together"),
        }
    }
}

/// How each block hangs together with the one before it. One that may go on does so when what it begins ends as sentences do: titles that
/// stand in a list end without a sign.
fn seams(blocks: &[Block]) -> Vec<Seam> {
    let mut seams = vec![Seam::New; blocks.len()];
    let signed = signed(blocks);
    // Where the paragraph began that is put together.
    let mut first = 0;
    for at in 1..blocks.len() {
        let seam = match (&blocks[first], &blocks[at - 1], &blocks[at]) {
            (Block::Paragraph(whole), Block::Paragraph(last), Block::Paragraph(next)) if !signed[at] => {
                seam(whole, last, next)
            }
            _ => Seam::New,
        };
        seams[at] = seam;
        if !matches!(seam, Seam::GoesOn | Seam::MayGoOn) {
            first = at;
        }
    }
    let mut ends = false;
    for at in (0..blocks.len()).rev() {
        ends = match seams.get(at + 1) {
            Some(Seam::GoesOn | Seam::MayGoOn) => ends,
            Some(Seam::Figures) => true,
            _ => matches!(&blocks[at], Block::Paragraph(last) if ends_sentence(&last.line)),
        };
        if seams[at] == Seam::MayGoOn {
            seams[at] = if ends { Seam::GoesOn } else { Seam::New };
        }
    }
    seams
}

/// Which blocks are a signature: a date that stands alone, and the short lines before it.
fn signed(blocks: &[Block]) -> Vec<bool> {
    let texts: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) if characters(&paragraph.line).nth(SIGNATURE).is_none() => paragraph.text(),
            _ => String::new(),
        })
        .collect();
    let mut signed = vec![false; blocks.len()];
    for at in (0..blocks.len()).filter(|at| dates(&texts[*at]).is_some()) {
        let is_name = |text: &&String| !text.is_empty() && !text.contains(['。', '，', '；']);
        let names = texts[..at].iter().rev().take(SIGNERS).take_while(is_name).count();
        signed[at - names..=at].fill(true);
    }
    signed
}

/// How a paragraph hangs together with the last piece of the one before it, of which the whole may have become very long.
fn seam(whole: &Paragraph, last: &Paragraph, next: &Paragraph) -> Seam {
    let are_plain = [last, next].iter().all(|it| it.role == Role::Plain && it.set == Set::Full);
    let is_object = |piece: Option<&Inline>| matches!(piece, Some(Inline::Picture(_)));
    if !are_plain || is_object(last.line.last()) || is_object(next.line.first()) || begins_anew(next) {
        return Seam::New;
    }
    if are_figures(last, next) {
        return Seam::Figures;
    }
    let is_long = characters(&last.line).nth(LINE - 1).is_some();
    let begin = head(&whole.line, LONG);
    let is_heading = begin.chars().count() < LONG && is_heading(&begin);
    match characters(&last.line).next_back() {
        _ if !is_long || is_heading || begin.starts_with(['#', '|']) || ends_sentence(&last.line) => Seam::New,
        Some('，' | '、' | ',') => Seam::GoesOn,
        // A line without any sign over a text heads it.
        _ if ends_page(last, next) || begin.contains(['，', '。', '；', '：', '、', ',']) => Seam::MayGoOn,
        _ => Seam::New,
    }
}

/// Whether another page begins after a paragraph.
fn ends_page(last: &Paragraph, next: &Paragraph) -> bool {
    matches!((&last.at, &next.at), (Part::Page(own), Part::Page(next)) if own != next)
}

fn ends_sentence(line: &Line) -> bool {
    characters(line).next_back().is_some_and(|c| ENDS.contains(&c))
}

/// Whether a paragraph begins something new.
fn begins_anew(next: &Paragraph) -> bool {
    let text = next.text();
    let is_marked = text.starts_with(SIGNS) || ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark));
    numbered(&text).is_some()
        || is_article(&text)
        || is_labelled(&text)
        || is_marked
        || BEGINS.iter().any(|begin| text.starts_with(begin))
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

/// Whether two figures would become one, or one stay torn: `12` and `34件`, `3.` and `5亿元`, `1,` and `234件`. Over the end of a page a
/// figure goes on, unless a full stop may end its sentence.
fn are_figures(last: &Paragraph, next: &Paragraph) -> bool {
    let mut end = characters(&last.line).rev();
    let is_figure = match end.next() {
        Some('.') => end.next().is_some_and(|c| c.is_ascii_digit()),
        Some(',') => !ends_page(last, next) && end.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !ends_page(last, next) && c.is_numeric(),
        None => false,
    };
    is_figure && end.nth(FIGURE).is_some() && characters(&next.line).next().is_some_and(char::is_numeric)
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
    fn titles_below_each_other_are_not_one() {
        let titles = [
            "示例市人民政府关于进一步加强安全生产工作的实施意见",
            "示例市人民政府关于加强消防工作的实施意见",
            "示例市人民政府关于优化营商环境的意见",
        ];
        assert_eq!(texts(&titles), titles);
    }

    #[test]
    fn figures_that_may_be_one_are_told() {
        for [first, second] in [
            ["各级各部门全年共办理行政复议案件和行政应诉案件12", "34件。"],
            ["各级各部门全年共投入资金用于公共法律服务建设3.", "5亿元。"],
            ["各级各部门全年共办理行政复议案件和行政应诉案件1,", "234件。"],
        ] {
            let mut report = Report::default();
            let blocks = [first, second]
                .map(|words| Block::Paragraph(Paragraph::plain(Part::Line(1), vec![Inline::words(words)])));
            assert_eq!(join(blocks.into(), &mut report).len(), 2, "{first}");
            assert_eq!(report.entries.len(), 1, "{first}");
        }
    }

    #[test]
    fn signatures_and_pictures_stand_alone() {
        let signed = ["现将有关情况向社会公布，接受社会各界和人民群众的监督", "示例市人民政府办公室", "2024年3月1日"];
        assert_eq!(texts(&signed), signed);
        let words = "各级各部门都要把这项工作放在重要的位置上来抓，形成工";
        let picture = Paragraph::plain(Part::Line(1), vec![Inline::words(words), Inline::Picture(0)]);
        let next = Paragraph::plain(Part::Line(2), vec![Inline::words("作合力。")]);
        assert_eq!(join([picture, next].map(Block::Paragraph).into(), &mut Report::default()).len(), 2);
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
            ["深入推进全市法治政府建设示范创建工作取得新的成效", "全年共完成3项任务。"],
            ["各级各部门都要把这项工作放在重要的位置上来抓，形成合力", "# 一份手写的标题。"],
            ["# 各级各部门都要把这项工作放在重要的位置上来抓", "形成合力，落实责任。"],
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

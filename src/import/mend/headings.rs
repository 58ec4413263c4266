//! Headings: those that the file marks, on levels that begin below the title, and those that their numbers show.
//!
//! 一、 is a heading of level 2, （一） of level 3, 1. of level 4 (the order of GB/T 9704—2012, 7.3.3), 第一章 of level 2.

use crate::import::model::{Block, Inline, Line, Paragraph, Role, Set, Words, text};
use crate::import::report::{News, Report};
use crate::markdown::{Rank, numbered};
use crate::say;

/// A heading has no more characters.
const LONGEST: usize = 50;
/// The heading at the beginning of a paragraph has no more.
const LONGEST_RUN_IN: usize = 36;
/// What no heading holds.
const SENTENCE: [char; 5] = ['。', '；', '：', '！', '？'];

/// How a paragraph is a heading: its level, and where the heading ends when more follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    level: u8,
    end: Option<usize>,
}

/// Finds the headings of a text whose title is taken out.
pub(in crate::import) fn find(blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let blocks = below_the_title(blocks).into_iter().flat_map(heads_apart).collect::<Vec<_>>();
    let shapes = hanging_together(&blocks, shapes(&blocks));
    let mut found = Vec::with_capacity(blocks.len());
    for (block, shape) in blocks.into_iter().zip(shapes) {
        match (block, shape) {
            (Block::Paragraph(paragraph), Some(shape)) => {
                found.extend(heading(paragraph, shape, report).into_iter().map(Block::Paragraph));
            }
            (Block::Table(mut table), _) => {
                // The head of a table is bold of itself, too.
                table.rows.iter_mut().take(1).flatten().for_each(plain);
                found.push(Block::Table(table));
            }
            (other, _) => found.push(other),
        }
    }
    found
}

/// A paragraph whose lines the file ends within it, each heading among them apart from the text: 一、做法 | 全年办结12件。
fn heads_apart(block: Block) -> Vec<Block> {
    let Block::Paragraph(paragraph) = block else { return vec![block] };
    let is_broken = paragraph.role == Role::Plain && paragraph.line.contains(&Inline::Break);
    if !is_broken {
        return vec![Block::Paragraph(paragraph)];
    }
    let lines = paragraph.line.split(|piece| *piece == Inline::Break);
    let lines: Vec<Paragraph> = lines.map(|line| Paragraph { line: line.to_vec(), ..paragraph.clone() }).collect();
    // Lines with 1. are a list; so are those with other numbers that follow each other.
    let ranks: Vec<Option<Rank>> = lines.iter().map(|line| rank(line).filter(|rank| *rank != Rank::Digits)).collect();
    let is_head = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| ranks.get(at).copied().flatten()));
        ranks[at].is_some() && !beside.contains(&ranks[at])
    };
    let heads: Vec<bool> = (0..lines.len()).map(is_head).collect();
    let mut apart: Vec<Paragraph> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        match apart.last_mut().filter(|_| !heads[at] && !heads[at - 1]) {
            Some(last) => {
                last.line.push(Inline::Break);
                last.line.extend(line.line);
            }
            None => apart.push(line),
        }
    }
    apart.into_iter().map(Block::Paragraph).collect()
}

/// The headings that each paragraph would make, looked at alone and with those beside it.
fn shapes(blocks: &[Block]) -> Vec<Option<Shape>> {
    let ranks = ranks(blocks);
    let run_in: Vec<Rank> =
        [Rank::Han, Rank::HanInBrackets, Rank::Digits].into_iter().filter(|rank| all_run_in(*rank, blocks)).collect();
    let shape = |(at, block): (usize, &Block)| {
        let Block::Paragraph(paragraph) = block else { return None };
        // Short numbered lines that follow each other are a list.
        let beside = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| ranks.get(at).copied().flatten()));
        let alone = ranks[at].filter(|rank| !beside.contains(&Some(*rank))).and_then(level);
        let words = paragraph.text();
        if let Some(level) = alone.or_else(|| chapter(paragraph, &words)) {
            return Some(Shape { level, end: None });
        }
        let rank = number(block).filter(|rank| run_in.contains(rank))?;
        Some(Shape { level: level(rank)?, end: Some(run_in_end(&words)?) })
    };
    blocks.iter().enumerate().map(shape).collect()
}

/// A 1. below a （一） that is no heading is none, either; unless that （一） is the only one, and begins with a short sentence.
fn hanging_together(blocks: &[Block], mut shapes: Vec<Option<Shape>>) -> Vec<Option<Shape>> {
    let numbers: Vec<Option<Rank>> = blocks.iter().map(number).collect();
    let is_lone = numbers.iter().filter(|rank| **rank == Some(Rank::HanInBrackets)).count() == 1;
    let mut above = None;
    for (at, block) in blocks.iter().enumerate() {
        match (numbers[at], above) {
            (Some(Rank::HanInBrackets), _) => above = shapes[at].is_none().then_some(at),
            (Some(Rank::Digits), Some(of)) if shapes[at].is_some() => match begun(&blocks[of]).filter(|_| is_lone) {
                Some(shape) => {
                    shapes[of] = Some(shape);
                    above = None;
                }
                None => shapes[at] = None,
            },
            (Some(Rank::Han), _) => above = None,
            _ if matches!(block, Block::Paragraph(Paragraph { role: Role::Heading(_), .. })) => above = None,
            _ => {}
        }
    }
    shapes
}

/// The heading that a （一） begins with.
fn begun(block: &Block) -> Option<Shape> {
    let Block::Paragraph(paragraph) = block else { return None };
    Some(Shape { level: level(Rank::HanInBrackets)?, end: Some(run_in_end(&paragraph.text())?) })
}

/// The number that a plain paragraph begins with, by how it is written.
fn number(block: &Block) -> Option<Rank> {
    match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::Plain => {
            numbered(&paragraph.text()).map(|(rank, _)| rank)
        }
        _ => None,
    }
}

/// The number of each paragraph that is nothing but a heading; 附件：1. begins a list, of which what follows is a part.
fn ranks(blocks: &[Block]) -> Vec<Option<Rank>> {
    let of_block = |block: &Block| match block {
        Block::Paragraph(paragraph) => rank(paragraph),
        _ => None,
    };
    let mut ranks: Vec<Option<Rank>> = blocks.iter().map(of_block).collect();
    for (at, block) in blocks.iter().enumerate() {
        if matches!(block, Block::Paragraph(paragraph) if begins_list(&paragraph.text())) {
            let items = ranks[at + 1..].iter_mut().take_while(|rank| **rank == Some(Rank::Digits));
            items.for_each(|rank| *rank = None);
        }
    }
    ranks
}

/// Whether a line names the first of several attachments: 附件：1.甲.
fn begins_list(text: &str) -> bool {
    let after = text.trim_start().strip_prefix("附件").and_then(|rest| rest.trim_start().strip_prefix(['：', ':']));
    after.is_some_and(|first| matches!(numbered(first.trim_start()), Some((Rank::Digits, _))))
}

/// Moves the levels that the file gives: the highest is 2, whatever it was.
fn below_the_title(mut blocks: Vec<Block>) -> Vec<Block> {
    let level = |block: &Block| match block {
        Block::Paragraph(Paragraph { role: Role::Heading(level), .. }) => Some(*level),
        _ => None,
    };
    let highest = blocks.iter().filter_map(level).min().unwrap_or(1);
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block
            && let Role::Heading(level) = &mut paragraph.role
        {
            *level = (*level - highest + 2).min(6);
            plain(&mut paragraph.line);
        }
    }
    blocks
}

/// The number of a paragraph that is nothing but a heading, by how it is written.
fn rank(paragraph: &Paragraph) -> Option<Rank> {
    let text = paragraph.text();
    let is_short = text.chars().count() <= LONGEST && !text.contains(SENTENCE) && !text.ends_with(['，', '、', ',']);
    let is_alone = paragraph.line.iter().all(|piece| matches!(piece, Inline::Words(_) | Inline::Note(_)));
    let is_plain = paragraph.role == Role::Plain && paragraph.set != Set::Right && is_alone;
    numbered(&text).map(|(rank, _)| rank).filter(|_| is_short && is_plain)
}

fn level(rank: Rank) -> Option<u8> {
    match rank {
        Rank::Han => Some(2),
        Rank::HanInBrackets => Some(3),
        Rank::Digits => Some(4),
        Rank::DigitsInBrackets => None,
    }
}

/// A paragraph as the heading that it is, or that it begins with.
fn heading(mut paragraph: Paragraph, Shape { level, end }: Shape, report: &mut Report) -> Vec<Paragraph> {
    let words = paragraph.text();
    let Some(end) = end else {
        let what = say!("按编号定为 {level} 级标题", "a heading of level {level}, by its number");
        report.tell(News::Guessed, &paragraph.at, what, &words);
        paragraph.role = Role::Heading(level);
        plain(&mut paragraph.line);
        return vec![paragraph];
    };
    let what = say!(
        "段首的一句定为 {level} 级标题，句号去掉了",
        "the first sentence became a heading of level {level}, without its full stop"
    );
    report.tell(News::Guessed, &paragraph.at, what, &words[..end]);
    parted(paragraph, level, end)
}

/// The level of 第一章 and 第一节, which stand alone.
fn chapter(paragraph: &Paragraph, words: &str) -> Option<u8> {
    let is_short = words.chars().count() <= 30 && !words.contains(SENTENCE) && !words.contains('，');
    let inner = words.strip_prefix('第').filter(|_| is_short && paragraph.role == Role::Plain)?;
    let end = inner.find(|c| !"〇零一二三四五六七八九十百".contains(c)).filter(|end| *end > 0)?;
    let mut after = inner[end..].chars();
    let unit = after.next()?;
    // 章程, 节目, 编制 are words.
    let is_word = after.next().is_some_and(|c| "程目日点约制写辑号".contains(c));
    match unit {
        '章' | '编' if !is_word => Some(2),
        '节' if !is_word => Some(3),
        _ => None,
    }
}

/// Whether every paragraph with such a number begins with a short sentence and goes on after it.
fn all_run_in(rank: Rank, blocks: &[Block]) -> bool {
    let of_rank = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::Plain => Some(paragraph.text()),
        _ => None,
    });
    let of_rank: Vec<String> = of_rank.filter(|text| numbered(text).is_some_and(|(own, _)| own == rank)).collect();
    let long: Vec<&String> =
        of_rank.iter().filter(|text| text.contains(SENTENCE) || text.chars().count() > LONGEST).collect();
    long.len() > 1 && long.iter().all(|text| run_in_end(text).is_some())
}

/// The end of the short sentence that a text begins with, when it goes on after it.
fn run_in_end(text: &str) -> Option<usize> {
    let end = text.find(SENTENCE)?;
    let rest = text[end..].strip_prefix('。')?;
    (text[..end].chars().count() <= LONGEST_RUN_IN && !rest.trim().is_empty()).then_some(end)
}

/// A heading and the paragraph after it; the full stop between them is left out.
fn parted(paragraph: Paragraph, level: u8, end: usize) -> Vec<Paragraph> {
    let (mut first, mut rest) = (Line::new(), Line::new());
    let mut at = 0;
    for piece in paragraph.line {
        let Inline::Words(words) = piece else {
            let is_before = at <= end;
            at += usize::from(piece == Inline::Break);
            if is_before {
                first.push(piece)
            } else {
                rest.push(piece)
            }
            continue;
        };
        let cut = end.saturating_sub(at).min(words.text.len());
        let after = (end + '。'.len_utf8()).saturating_sub(at).min(words.text.len());
        at += words.text.len();
        first.extend((cut > 0).then(|| Inline::Words(Words { text: words.text[..cut].to_owned(), ..words.clone() })));
        rest.extend(
            (after < words.text.len()).then(|| Inline::Words(Words { text: words.text[after..].to_owned(), ..words })),
        );
    }
    plain(&mut first);
    let head = Paragraph { role: Role::Heading(level), line: first, set: Set::Full, at: paragraph.at.clone() };
    vec![head, Paragraph { line: rest, ..paragraph }]
}

/// A heading is bold of itself.
fn plain(line: &mut Line) {
    let words = text(line);
    let is_bold =
        line.iter().all(|piece| !matches!(piece, Inline::Words(one) if !one.bold && !one.text.trim().is_empty()));
    if is_bold && !words.is_empty() {
        for piece in line.iter_mut() {
            if let Inline::Words(words) = piece {
                words.bold = false;
            }
        }
    }
    *line = crate::import::model::joined(std::mem::take(line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::Part;

    fn found(lines: &[&str]) -> Vec<(Option<u8>, String)> {
        let paragraph = |line: &&str| Block::Paragraph(Paragraph::plain(Part::Line(1), vec![Inline::words(*line)]));
        let blocks = find(lines.iter().map(paragraph).collect(), &mut Report::default());
        let told = |block: Block| match block {
            Block::Paragraph(Paragraph { role: Role::Heading(level), line, .. }) => (Some(level), text(&line)),
            Block::Paragraph(paragraph) => (None, paragraph.text()),
            _ => (None, String::new()),
        };
        blocks.into_iter().map(told).collect()
    }

    #[test]
    fn numbers_make_headings() {
        let lines = [
            "一、主要做法",
            "（一）凝聚合力，落实责任",
            "1.学法",
            "各级都要学。",
            "2024年共有3件",
            "第一章 总则",
            "第一章程草案",
        ];
        let levels: Vec<_> = found(&lines).into_iter().map(|(level, _)| level).collect();
        assert_eq!(levels, [Some(2), Some(3), Some(4), None, None, Some(2), None]);
    }

    #[test]
    fn what_is_attached_is_a_list() {
        let lines = ["附件：1.申请表", "2.示例名单", "示例市人民政府", "2.另一节"];
        let levels: Vec<_> = found(&lines).into_iter().map(|(level, _)| level).collect();
        assert_eq!(levels, [None, None, None, Some(4)]);
    }

    #[test]
    fn a_list_is_none() {
        for lines in [["1.申请书", "2.身份证明", "3.其他材料"], ["1. 甲应当提交；", "2. 乙。", "（1）丙"]]
        {
            assert!(found(&lines).iter().all(|(level, _)| level.is_none()));
        }
    }

    #[test]
    fn a_heading_may_stand_over_its_text_in_one_paragraph() {
        let broken = |lines: &[&str]| {
            let pieces = lines.iter().flat_map(|line| [Inline::Break, Inline::words(*line)]).skip(1);
            let block = Block::Paragraph(Paragraph::plain(Part::Line(1), pieces.collect()));
            heads_apart(block).len()
        };
        assert_eq!(broken(&["一、做法", "办结12件。", "又办结3件。", "二、打算", "继续。"]), 4);
        assert_eq!(broken(&["一、做法", "（一）学习", "办结12件。"]), 3);
        assert_eq!(broken(&["（一）学习", "（二）督察", "（三）考核"]), 1);
        assert_eq!(broken(&["1. 概述", "办结12件。"]), 1);
    }

    #[test]
    fn levels_hang_together() {
        let levels = |lines: &[&str]| found(lines).into_iter().map(|(level, _)| level).collect::<Vec<_>>();
        let lone = ["一、做法", "（一）学习。503次。", "1. 概述", "甲乙。", "2. 另述", "丙丁。"];
        assert_eq!(levels(&lone), [Some(2), Some(3), None, Some(4), None, Some(4), None]);
        let long =
            ["一、做法", "（一）全市各级各部门都应当这样：", "1. 概述", "甲乙。", "二、打算", "1. 目标", "丙丁。"];
        assert_eq!(levels(&long), [Some(2), None, None, None, Some(2), Some(4), None]);
        let without_digits = ["一、做法", "（一）学习。503次。", "（1）概述", "甲乙。"];
        assert_eq!(levels(&without_digits), [Some(2), None, None, None]);
    }

    #[test]
    fn a_first_sentence_is_a_heading_where_all_are_so() {
        let all = found(&["1. 加强学习。各级都要学。", "2.强化督察。开展督察。"]);
        let expected =
            [(Some(4), "1. 加强学习"), (None, "各级都要学。"), (Some(4), "2.强化督察"), (None, "开展督察。")];
        assert_eq!(all, expected.map(|(level, text)| (level, text.to_owned())));
        let some = found(&[
            "1. 加强学习。各级都要学。",
            "2.各级都应当把这项工作做好，而且要做得很好，不能有任何的懈怠和马虎，这是非常重要的要求。再说。",
        ]);
        assert!(some.iter().all(|(level, _)| level.is_none()));
    }
}

//! Columns that tabs or blanks make, as tables in which each figure keeps its place.
//!
//! Lines that follow each other with tabs in them are rows; so are lines with figures that wide gaps part. Where the lines can be read in one
//! way alone they become a table; where not, they stay as they were typed, and both are told.

mod row;

use super::glyphs::rebuilt;
use crate::import::model::{Block, Inline, Line, Paragraph, Role, Set, Table, is_blank};
use crate::import::report::{News, Report};
use crate::say;
use row::{CELL, Cell, Gap, Row, rows_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands in one line between two others that are rows, and heads those after it, is no longer.
const SUBHEAD: usize = 12;
/// A table whose cells are parted by one blank has as many columns and rows.
const SURE: usize = 3;

/// The rows that lines are read as; a row that has fewer cells ends early.
type Cells = Vec<Vec<Cell>>;

/// What lines with gaps are.
enum Reading {
    /// Rows of one table; those that are shorter than others lack their last cells.
    Rows(Cells),
    /// Rows that can be read in more ways than one, or in none.
    Unsure,
    /// Text.
    Text,
}

/// Makes tables of the columns of a text.
pub(super) fn find(blocks: Vec<Block>, report: &mut Report) -> Vec<Block> {
    let mut tables = blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    let blocks: Vec<Block> = blocks.into_iter().flat_map(lines_apart).collect();
    let mut found = Vec::with_capacity(blocks.len());
    let mut rest = &blocks[..];
    while let Some(first) = rest.first() {
        let together = together(rest);
        let rows: Vec<Row> = rest[..together].iter().flat_map(rows_of).collect();
        match reading(&rows) {
            Reading::Rows(cells) => {
                tables += 1;
                found.push(Block::Table(table(&rows, &cells, tables, report)));
            }
            Reading::Unsure => found.extend(as_typed(&rest[..together], &rows, report)),
            Reading::Text if together > 0 => found.extend_from_slice(&rest[..together]),
            Reading::Text => found.push(first.clone()),
        }
        rest = &rest[together.max(1)..];
    }
    found
}

/// The lines of a paragraph that holds rows and text, each as one.
fn lines_apart(block: Block) -> Vec<Block> {
    let gaps: Vec<Option<Gap>> = rows_of(&block).map(|row| row.gap()).collect();
    let holds_rows = gaps.windows(2).any(|two| two[0].is_some() && two[0] == two[1]);
    match block {
        Block::Paragraph(paragraph) if holds_rows => {
            let lines = paragraph.line.split(|piece| *piece == Inline::Break).filter(|line| !is_blank(line));
            lines.map(|line| Block::Paragraph(Paragraph { line: line.to_vec(), ..paragraph.clone() })).collect()
        }
        block => vec![block],
    }
}

/// How many of the blocks that come next have gaps of one kind in each of their lines; a short line between two such belongs to them.
fn together(blocks: &[Block]) -> usize {
    let Some(gap) = blocks.first().and_then(|block| rows_of(block).next()?.gap()) else { return 0 };
    let has_gaps = |at: usize| {
        blocks.get(at).is_some_and(|block| is_plain(block) && rows_of(block).all(|row| row.gap() == Some(gap)))
    };
    let mut end = 0;
    while has_gaps(end) || end > 0 && blocks.get(end).is_some_and(is_subhead) && has_gaps(end + 1) {
        end += 1;
    }
    end
}

fn is_plain(block: &Block) -> bool {
    matches!(block, Block::Paragraph(Paragraph { role: Role::Plain, set: Set::Full, .. }))
}

fn is_subhead(block: &Block) -> bool {
    let is_short = |words: &str| words.chars().count() <= SUBHEAD && !words.contains(['。', '：', '，', ':']);
    is_plain(block) && rows_of(block).all(|row| is_short(&row.text()))
}

/// What lines with gaps are.
fn reading(rows: &[Row]) -> Reading {
    if rows.len() < 2 {
        return Reading::Text;
    }
    let Some(gap) = rows[0].gap() else { return Reading::Text };
    let cells: Cells = rows.iter().map(|row| row.cells(gap)).collect();
    match gap {
        _ if !are_cells(rows, &cells) => Reading::Text,
        Gap::Tab => by_tabs(rows, cells),
        Gap::Wide | Gap::Blank if !have_figures(rows) => Reading::Text,
        Gap::Wide => by_gaps(rows, cells),
        Gap::Blank => by_single_blanks(cells),
    }
}

/// Whether what stands in the rows is what tables hold: not labels with their values, not names over dates, not sentences.
fn are_cells(rows: &[Row], cells: &Cells) -> bool {
    let words: Vec<Vec<String>> =
        rows.iter().zip(cells).map(|(row, cells)| cells.iter().map(|cell| row.words(cell)).collect()).collect();
    let is_labelled = |row: &Vec<String>| row.iter().any(|cell| cell.contains(['：', ':']));
    let is_date = |cell: &String| cell.is_empty() || cell.ends_with('日') && cell.contains('年') && cell.contains('月');
    let are_dates = |row: &Vec<String>| row.len() > 1 && row.iter().all(is_date);
    let filled: Vec<&String> = words.iter().flatten().filter(|cell| !cell.is_empty()).collect();
    let short = filled.iter().filter(|cell| cell.chars().count() <= CELL).count();
    !words.first().is_some_and(is_labelled) && !words.iter().any(are_dates) && short * 2 > filled.len()
}

/// Rows by tabs: each tab goes on to the next column, or several do so together, where words are as long as they are.
fn by_tabs(rows: &[Row], each: Cells) -> Reading {
    let subhead = |row: &Row| !row.has_tabs();
    let together: Cells = each.iter().map(|cells| without_repeats(cells)).collect();
    let counted = |cells: &Cells| {
        let mut counts = rows.iter().zip(cells).filter(|(row, _)| !subhead(row)).map(|(_, cells)| cells.len());
        let first = counts.next()?;
        counts.all(|count| count == first).then(|| without_blank_columns(cells))
    };
    match (counted(&each), counted(&together)) {
        (Some(one), Some(other)) if one != other => Reading::Unsure,
        (Some(cells), _) => Reading::Rows(cells),
        (None, Some(cells)) if are_aligned(rows, &each) => Reading::Rows(cells),
        _ if end_early(&each, &together) => Reading::Rows(without_blank_columns(&each)),
        _ => Reading::Unsure,
    }
}

/// Whether several tabs stand where words are too short to reach the next column: after longer ones of the same column stand fewer.
fn are_aligned(rows: &[Row], each: &Cells) -> bool {
    // In each column, by how many tabs follow: how wide the narrowest and the widest words are.
    let mut columns: Vec<BTreeMap<usize, (usize, usize)>> = Vec::new();
    for (row, cells) in rows.iter().zip(each) {
        let starts: Vec<usize> = (0..cells.len()).filter(|at| *at == 0 || !cells[*at].is_empty()).collect();
        columns.resize(columns.len().max(starts.len()), BTreeMap::new());
        for (column, two) in columns.iter_mut().zip(starts.windows(2)) {
            let width = row.seen(&cells[two[0]]).len();
            let (least, most) = column.entry(two[1] - two[0]).or_insert((width, width));
            (*least, *most) = ((*least).min(width), (*most).max(width));
        }
    }
    columns.iter().all(|column| column.values().is_sorted_by(|(least, _), (_, most)| most < least))
}

/// Whether rows that have fewer cells than most others lack their last ones: no tab follows another one in them.
fn end_early(each: &Cells, together: &Cells) -> bool {
    let most = each.iter().map(Vec::len).max().unwrap_or(0);
    let short = || each.iter().zip(together).filter(|(each, _)| each.len() < most);
    short().count() * 2 <= each.len() && short().all(|(each, together)| each.len() == together.len())
}

/// Cells of which several tabs together make one gap; the first may be blank.
fn without_repeats(cells: &[Cell]) -> Vec<Cell> {
    cells.iter().enumerate().filter(|(at, cell)| *at == 0 || !cell.is_empty()).map(|(_, cell)| cell.clone()).collect()
}

fn without_blank_columns(cells: &Cells) -> Cells {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let kept: Vec<bool> = (0..columns)
        .map(|column| cells.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let kept_of =
        |row: &Vec<Cell>| row.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.clone()).collect();
    cells.iter().map(kept_of).collect()
}

/// Whether the rows below the first hold figures.
fn have_figures(rows: &[Row]) -> bool {
    let has_figure = |row: &Row| row.text().contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    rows.iter().skip(1).any(has_figure)
}

/// Rows by single blanks, which stand in text, too: many rows with as many short cells.
fn by_single_blanks(cells: Cells) -> Reading {
    let are_even = cells.iter().all(|row| row.len() == cells[0].len());
    let are_many = cells.len() >= SURE && cells[0].len() >= SURE;
    if are_even && are_many { Reading::Rows(cells) } else { Reading::Text }
}

/// Rows by wide gaps: where one has fewer cells than others, each belongs to the column below or above which it stands.
fn by_gaps(rows: &[Row], cells: Cells) -> Reading {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut seen: Vec<Option<Range<usize>>> = vec![None; columns];
    for (row, cells) in rows.iter().zip(&cells).filter(|(_, cells)| cells.len() == columns) {
        for (column, cell) in seen.iter_mut().zip(cells) {
            let own = row.seen(cell);
            *column = Some(column.take().map_or(own.clone(), |all| all.start.min(own.start)..all.end.max(own.end)));
        }
    }
    let seen: Vec<Range<usize>> = seen.into_iter().flatten().collect();
    let placed = rows.iter().zip(&cells).map(|(row, cells)| placed(row, cells, &seen));
    placed.collect::<Option<Cells>>().map_or(Reading::Unsure, Reading::Rows)
}

/// The cells of a row, each in the one column that it stands in.
fn placed(row: &Row, cells: &[Cell], columns: &[Range<usize>]) -> Option<Vec<Cell>> {
    if cells.len() == columns.len() {
        return Some(cells.to_vec());
    }
    let mut places = vec![0..0; columns.len()];
    let mut free = 0;
    for cell in cells {
        let own = row.seen(cell);
        let shared = |column: &Range<usize>| own.end.min(column.end).saturating_sub(own.start.max(column.start));
        let mut over = (0..columns.len()).filter(|column| shared(&columns[*column]) > 0);
        let (Some(column), None) = (over.next(), over.next()) else { return None };
        if column < free || shared(&columns[column]) * 2 <= own.len() {
            return None;
        }
        places[column] = cell.clone();
        free = column + 1;
    }
    Some(places)
}

fn table(rows: &[Row], cells: &Cells, number: usize, report: &mut Report) -> Table {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let filled = |(row, cells): (&Row, &Vec<Cell>)| {
        let mut line: Vec<Line> = cells.iter().map(|cell| rebuilt(row.line, &row.glyphs[cell.clone()])).collect();
        line.resize(columns, Line::new());
        line
    };
    let count = rows.len();
    let what = say!(
        "疑为表格：用制表符或空格分栏的 {count} 行做成了 {columns} 栏的表格，请核对每一格",
        "seems to be a table: {count} lines with columns of tabs or blanks became one of {columns} columns; check each cell"
    );
    report.tell(News::Guessed, rows[0].at, what, &rows[0].text());
    for (row, _) in rows.iter().zip(cells).filter(|(row, cells)| row.has_tabs() && cells.len() < columns) {
        let what = say!(
            "这一行的格子比别的行少，末尾留空，请核对",
            "a row with fewer cells than others; the last ones were left blank, to be checked"
        );
        report.tell(News::Guessed, row.at, what, &row.text());
    }
    Table { number, rows: rows.iter().zip(cells).map(filled).collect() }
}

/// Lines that nobody can be sure of, as they were typed; those with notes, links or pictures stay paragraphs.
fn as_typed(blocks: &[Block], rows: &[Row], report: &mut Report) -> Vec<Block> {
    let what = say!(
        "像是表格，但各行的栏对不上，照原样放在代码块里，请对照原件做成表格",
        "seems to be a table whose columns do not agree; it stays as it was typed, as code; make a table of it by the original"
    );
    report.tell(News::Guessed, rows[0].at, what, &rows[0].text());
    let is_plain =
        |piece: &Inline| matches!(piece, Inline::Words(words) if words.link.is_none() && !words.text.contains("```"));
    if !rows.iter().all(|row| row.line.iter().all(is_plain)) {
        return blocks.to_vec();
    }
    let lines: Vec<String> = rows.iter().map(|row| row.text().trim_end().to_owned()).collect();
    vec![Block::Markdown(format!("```text\n{}\n```", lines.join("\n")))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::Part;
    use crate::import::model::text;
    use proptest::prelude::*;

    /// What becomes of lines: the cells of a row between bars, and what stays text as it is.
    fn found(lines: &[&str]) -> Vec<String> {
        let paragraph = |line: &&str| Block::Paragraph(Paragraph::plain(Part::Line(1), vec![Inline::words(*line)]));
        let blocks = find(lines.iter().map(paragraph).collect(), &mut Report::default());
        let row = |row: &Vec<Line>| row.iter().map(|cell| text(cell)).collect::<Vec<_>>().join("|");
        let told = |block: &Block| match block {
            Block::Paragraph(paragraph) => vec![paragraph.text()],
            Block::Table(table) => table.rows.iter().map(row).collect(),
            Block::Markdown(text) => vec![text.clone()],
        };
        blocks.iter().flat_map(told).collect()
    }

    #[test]
    fn each_tab_is_a_column() {
        let rows = found(&[
            "全市情况如下。",
            "项目\t2023年\t2024年",
            "收案\t\t12",
            "结案\t7\t",
            "\t全年无其他案件，特此说明。",
        ]);
        assert_eq!(
            rows,
            ["全市情况如下。", "项目|2023年|2024年", "收案||12", "结案|7|", "\t全年无其他案件，特此说明。"]
        );
        assert_eq!(found(&["\t收案\t结案", "甲\t1\t2"]), ["|收案|结案", "甲|1|2"]);
        assert_eq!(
            found(&["项目\t数\t备注", "甲\t1", "小计", "乙\t2\t无"]),
            ["项目|数|备注", "甲|1|", "小计||", "乙|2|无"]
        );
    }

    #[test]
    fn several_tabs_are_one_gap_where_rows_agree_by_that_alone() {
        assert_eq!(found(&["项目\t\t件数", "行政处罚决定\t12"]), ["项目|件数", "行政处罚决定|12"]);
        assert_eq!(found(&["项目\t\t件数", "处罚\t\t12"]), ["项目|件数", "处罚|12"]);
    }

    #[test]
    fn what_can_be_read_in_two_ways_stays_as_it_was_typed() {
        for lines in [["行政处罚\t3\t\t4", "收案\t\t5\t6"], ["项目\t\t甲\t乙", "处罚\t\t12"]] {
            assert_eq!(found(&lines), [format!("```text\n{}\n```", lines.join("\n"))]);
        }
    }

    #[test]
    fn blanks_are_columns_where_figures_stand_below_each_other() {
        let lines = ["项目    2023年  2024年", "收案            12", "结案    7       8"];
        assert_eq!(found(&lines), ["项目|2023年|2024年", "收案||12", "结案|7|8"]);
        let unsure = ["项目    2023年  2024年", "收案         12"];
        assert_eq!(found(&unsure), ["```text\n项目    2023年  2024年\n收案         12\n```"]);
    }

    #[test]
    fn one_blank_parts_columns_where_many_rows_agree() {
        let rows = ["序号 任务 时限", "1 推进改革 3月", "2 加强监管 6月"];
        assert_eq!(found(&rows), ["序号|任务|时限", "1|推进改革|3月", "2|加强监管|6月"]);
        let uneven = ["序号 任务 时限", "1 推进 改革 3月", "2 加强监管 6月"];
        assert_eq!(found(&uneven), uneven);
    }

    #[test]
    fn a_place_in_two_columns_is_of_neither() {
        let rows = ["项目            上年            本年", "复议    120     135", "诉讼            88"];
        assert_eq!(found(&rows), [format!("```text\n{}\n```", rows.join("\n"))]);
    }

    #[test]
    fn long_lines_that_nobody_can_be_sure_of_stay_as_they_were_typed() {
        let rows = [
            "指标                    上年            本年",
            "行政复议案件            120     135",
            "行政诉讼案件                88",
        ];
        assert_eq!(found(&rows), [format!("```text\n{}\n```", rows.join("\n"))]);
    }

    #[test]
    fn a_head_may_end_early() {
        let rows = ["序号\t项目\t金额", "\t\t2023年\t2024年", "1\t教育\t\t200", "合计\t\t100\t500"];
        assert_eq!(found(&rows), ["序号|项目|金额|", "||2023年|2024年", "1|教育||200", "合计||100|500"]);
    }

    #[test]
    fn text_stays_text() {
        for lines in [
            ["（一）\t学习", "（二）\t督察"],
            ["1.\t学习", "2.\t督察"],
            ["第一条\t本办法", "第二条\t适用"],
            ["联系人：甲\t电话：12", "地址：乙\t邮编：34"],
            ["示例市司法局    示例市财政局", "2024年3月1日    2024年3月1日"],
            ["\t各级各部门都要把这项工作放在重要的位置上来抓。", "\t下一段也是一样，都要抓好落实。"],
            ["完成了。  下一句有3件。", "又完成。  再有5件。"],
            ["姓　　名", "性　　别"],
            ["全市 立案 123件", "全县 结案 120件"],
            ["1.   第一项办理12件", "2.   第二项办理3件"],
            ["二、　　工作完成34件", "姓名：某某    电话：123"],
        ] {
            assert_eq!(found(&lines), lines);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_all_stays_in_order(lines in prop::collection::vec("[甲乙0-9 \t。：]{0,16}", 0..6)) {
            let signs = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let rows = found(&lines).concat().replace("```text", "");
            prop_assert_eq!(signs(&rows), signs(&lines.concat()));
        }
    }
}

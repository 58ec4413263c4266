//! Pages of PDF: columns of text, tables with lines and without, boxes, and what stands in the margins.

use super::made::pdf;
use super::{file, import, result, site, told, written};
use std::time::{Duration, Instant};

/// The text of an imported PDF, and what is told of it.
#[track_caller]
pub(super) fn imported(pages: &[String]) -> (String, Vec<String>) {
    let site = site();
    site.write("source/甲.pdf", pdf(pages));
    let result = result(&site, &site.path("source/甲.pdf"), &["--into", "bg", "--kind", "page"]);
    (written(&site, &result).1, told(&result))
}

/// A file of this folder as a text, and what is told of it.
#[track_caller]
fn of_file(name: &str) -> (String, Vec<String>) {
    let site = site();
    let result = result(&site, &file(name), &["--into", "bg", "--kind", "page"]);
    (written(&site, &result).1, told(&result))
}

/// The marks of words from a place, in points from the left and from the bottom.
pub(super) fn words(left: usize, height: usize, size: usize, words: &str) -> String {
    format!("BT /F {size} Tf {left} {height} Td ({words}) Tj ET\n")
}

/// The marks of a frame.
fn frame(left: usize, bottom: usize, width: usize, height: usize) -> String {
    format!("{left} {bottom} {width} {height} re S\n")
}

/// The marks of rows of cells that begin at these places.
pub(super) fn cells(columns: &[usize], top: usize, rows: &[&[&str]]) -> String {
    let row = |(at, cells): (usize, &&[&str])| -> String {
        let cell = |(left, cell): (&usize, &&str)| words(*left, top - at * 20, 12, cell);
        columns.iter().zip(*cells).filter(|(_, cell)| !cell.is_empty()).map(cell).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

pub(super) fn has(told: &[String], begin: &str) -> bool {
    told.iter().any(|line| line.starts_with(begin))
}

/// A line of running text.
pub(super) const TEXT: &str = "The plan of this year was carried out in all parts of the city, and what is left is";

#[test]
fn columns_are_read_one_after_the_other() {
    let (text, told) = of_file("分栏.pdf");
    let one = |at: usize| match at % 2 {
        0 => format!("第{at}。加强管理，全年审核文件58件，提出意见213条，清理废止文件17件，公布目录204件。"),
        _ => format!("第{at}。各级各部门坚持把这项工作放在重要的位置上来抓，全年开会12次，解决问题36个，整改到位。"),
    };
    let end = ["示例市人民政府", "2024年5月6日"].map(str::to_owned);
    let whole: Vec<String> = (1..=22).map(one).chain(end).collect();
    assert_eq!(text.trim().split("\n\n").collect::<Vec<_>>(), whole);
    for page in 1..=2 {
        assert!(has(&told, &format!("guessed|第 {page} 页|分栏（按位置推测），一栏一栏地读|")), "{told:#?}");
    }
}

#[test]
fn three_columns_are_read_too_and_a_heading_over_two_is_not_torn() {
    let column = |left: usize, name: &str, lines: usize| -> String {
        let line = |at: usize| words(left, 700 - at * 15, 10, &format!("{name} {at} goes on to the end, {}", at * 7));
        (0..lines).map(line).collect()
    };
    let page = words(60, 780, 20, "Title") + &words(60, 740, 10, TEXT);
    let page =
        page + &column(40, "One", 8) + &column(180, "Two", 8) + &column(320, "Ten", 9) + &words(60, 500, 10, TEXT);
    let (text, told) = imported(&[page]);
    let places: Vec<usize> =
        ["One 0", "One 7", "Two 0", "Two 7", "Ten 0", "Ten 7"].iter().filter_map(|it| text.find(it)).collect();
    assert!(places.len() == 6 && places.is_sorted(), "{text}");
    assert!(text.contains("the end, 49Ten 8 goes"), "{text}");
    assert!(text.starts_with(TEXT) && text.trim().ends_with(TEXT), "{text}");
    assert_eq!(told.iter().filter(|line| line.contains("分栏")).count(), 1, "{told:#?}");
}

#[test]
fn a_line_between_columns_is_no_table() {
    let line = |left: usize, at: usize| {
        words(left, 740 - at * 15, 10, &format!("Line {at} of the text in one of two columns"))
    };
    let page: String = (0..40).map(|at| line(40, at) + &line(300, at)).collect();
    let (text, _) = imported(&[words(60, 790, 20, "Title") + "40 760 m 550 760 l S 288 760 m 288 100 l S\n" + &page]);
    assert!(!text.contains('|') && text.rfind("Line 0 of").unwrap() > text.find("Line 39 of").unwrap(), "{text}");
}

#[test]
fn columns_of_which_one_is_unlike_text_are_told_as_doubtful() {
    let left = |at: usize| words(40, 700 - at * 15, 10, "The lines on this side go to the very end,");
    let right =
        |at: usize| words(270, 700 - at * 15, 10, &format!("but those here do not {}", "at all ".repeat(at % 3 * 2)));
    let page: String = (0..8).map(|at| left(at) + &right(at)).collect();
    let (text, told) = imported(&[words(40, 780, 20, "Title") + &page]);
    assert!(has(&told, "guessed|第 1 页|疑为分栏，左边读完再读右边，请对照原件|"), "{told:#?}");
    assert!(text.find("but those").unwrap() > text.rfind("the very end,").unwrap(), "{text}");
}

#[test]
fn lists_of_two_wide_cells_are_no_columns() {
    let rows: Vec<[String; 2]> =
        (0..6).map(|at| [format!("Office of the city number {at}"), format!("Telephone 000-1234{at}")]).collect();
    let page: String = rows
        .iter()
        .enumerate()
        .map(|(at, row)| words(60, 700 - at * 20, 12, &row[0]) + &words(330, 700 - at * 20, 12, &row[1]))
        .collect();
    let (text, _) = imported(&[words(60, 780, 20, "Title") + &page]);
    for [office, number] in &rows {
        assert!(text.contains(&format!("| {office} | {number} |")), "{text}");
    }
}

#[test]
fn a_table_with_lines_keeps_its_blank_cells_over_pages() {
    let (text, told) = of_file("表格.pdf");
    let row = |at: usize| {
        let cell = |is_blank: bool, cell: String| if is_blank { String::new() } else { cell };
        let note = if at == 10 {
            "加强管理，全年审核文件58件，提出意见213条，清理废止文件17件，公布目录204件。"
        } else {
            ""
        };
        let cells = [
            format!("第{at}"),
            cell(at.is_multiple_of(3), at.to_string()),
            cell(at.is_multiple_of(4), (at * 2).to_string()),
            cell(at.is_multiple_of(5), format!("{at}.5%")),
            note.to_owned(),
        ];
        format!("| {} |\n", cells.join(" | "))
    };
    let rows: String = (1..=42).map(row).collect();
    let heads = "| 单位 | 全年办理 |  |  | 目录 |\n| --- | --- | --- | --- | --- |\n|  | 收 | 办 | 完 |  |\n";
    assert!(text.contains(&format!("\n\n{heads}{rows}\n")), "{text}");
    for line in [
        "guessed|第 1 页|表格（按框线推测）|",
        "mended|表 1 第 1 行|合并的单元格（1 行 3 列）拆开了，内容写在左上一格，其余留空|全年办理",
        "left_out|第 2 页|表格跨页时重复的表头|单位 全年办理 目录",
        "left_out|第 2 页|表格跨页时重复的表头|收 办 完",
        "mended|第 2 页|分页断开的表格接上了|",
    ] {
        assert!(has(&told, line), "{line}\n{told:#?}");
    }
    assert_eq!(told.iter().filter(|line| line.contains("合并的单元格")).count(), 3, "{told:#?}");
}

#[test]
fn a_table_without_lines_keeps_its_blank_cells() {
    let rows: [&[&str]; 6] = [
        &["Office", "Got", "Done", "Rate", "Note"],
        &["First", "120", "118", "98.3%"],
        &["Second", "", "35", "", "new"],
        &["Third", "415", "", "", ""],
        &["Fourth", "", "", "7.5%", ""],
        &["  All", "535", "153", "", ""],
    ];
    let (text, told) = imported(&[words(60, 780, 20, "Title") + &cells(&[60, 180, 213, 300, 400], 700, &rows)]);
    let table = "| Office | Got | Done | Rate | Note |\n| --- | --- | --- | --- | --- |\n| First | 120 | 118 | 98.3% |  |\n\
                 | Second |  | 35 |  | new |\n| Third | 415 |  |  |  |\n| Fourth |  |  | 7.5% |  |\n| All | 535 | 153 |  |  |";
    assert_eq!(text.trim(), table);
    assert!(has(&told, "guessed|第 1 页|表格（按位置推测）|Office"), "{told:#?}");
}

#[test]
fn heads_over_columns_are_told() {
    let page = words(60, 780, 20, "Title")
        + &words(250, 700, 12, "Cases of the whole year")
        + &words(60, 700, 12, "Office")
        + &cells(
            &[60, 200, 300, 400],
            680,
            &[&["", "Got", "Done", "Left"], &["First", "1", "", "3"], &["Second", "", "5", "6"]],
        );
    let (text, told) = imported(&[page]);
    assert!(text.contains("| First | 1 |  | 3 |\n| Second |  | 5 | 6 |"), "{text}");
    assert!(told.iter().any(|line| line.starts_with("guessed|表 1 第 1 行|") && line.contains("跨")), "{told:#?}");
}

#[test]
fn a_table_of_which_it_is_not_sure_stands_as_its_lines() {
    let page = words(60, 780, 20, "Title")
        + &cells(&[60, 200, 300], 700, &[&["Office", "Got", "Done"], &["First", "1", "2"]])
        + &words(60, 660, 12, "Second")
        + &words(205, 660, 12, "1 234 567 890 123 456")
        + &cells(&[60, 200, 300], 640, &[&["Third", "5", "6"]]);
    let (text, told) = imported(&[page]);
    assert!(text.contains("1 234 567 890 123 456") && !text.contains('|'), "{text}");
    assert!(has(&told, "guessed|第 1 页|疑为表格，认不准哪个数在哪一列"), "{told:#?}");
}

#[test]
fn the_border_of_a_page_is_no_box() {
    let border = frame(20, 20, 550, 800) + "20 770 m 570 770 l S\n";
    let grid: String = (0..6).map(|at| frame(60 + at % 3 * 100, 640 + at / 3 * 30, 100, 30)).collect();
    let rows = cells(&[70, 170, 270], 680, &[&["Office", "Got", "Done"]]) + &cells(&[70, 270], 650, &[&["First", "7"]]);
    let (text, told) = imported(&[words(60, 785, 20, "Title") + &border + &words(60, 740, 12, TEXT) + &grid + &rows]);
    assert!(text.contains("| Office | Got | Done |\n| --- | --- | --- |\n| First |  | 7 |"), "{text}");
    assert!(has(&told, "guessed|第 1 页|表格（按框线推测）|"), "{told:#?}");
}

#[test]
fn lines_between_columns_alone_tell_no_rows() {
    let frames: String = (0..3).map(|at| frame(50 + at * 100, 600, 100, 100)).collect();
    let rows: [&[&str]; 4] =
        [&["Office", "Got", "Done"], &["First", "1", ""], &["Second", "", "2"], &["Third", "3", "4"]];
    let (text, told) = imported(&[words(60, 780, 20, "Title") + &frames + &cells(&[60, 160, 260], 680, &rows)]);
    assert!(text.contains("| First | 1 |  |\n| Second |  | 2 |\n| Third | 3 | 4 |"), "{text}");
    assert!(has(&told, "guessed|第 1 页|表格的横线不全"), "{told:#?}");
}

#[test]
fn a_box_beside_the_text_stands_after_its_paragraph() {
    let text: String = (0..3)
        .map(|at| {
            words(
                60,
                700 - at * 15,
                10,
                &format!("Line {at} of a text that goes on beside the box up to its very edge"),
            )
        })
        .collect();
    let inner = words(350, 690, 10, "Ask the office,") + &words(350, 675, 10, "telephone 12345.");
    let under = words(60, 655, 10, TEXT);
    let (text, _) = imported(&[words(60, 780, 20, "Title") + &text + &frame(340, 660, 180, 50) + &inner + &under]);
    assert!(
        text.contains("Line 0 of a text that goes on beside the box up to its very edgeLine 1 of a text"),
        "{text}"
    );
    assert!(text.contains("\n\nAsk the office,"), "{text}");
    assert!(text.find("Ask the").unwrap() > text.find(TEXT).unwrap(), "{text}");
}

#[test]
fn small_digits_stay_high_and_low() {
    let page = words(60, 780, 20, "Title")
        + &words(60, 700, 12, "H")
        + &words(69, 698, 7, "2")
        + &words(73, 700, 12, "O and 5 m")
        + &words(127, 705, 7, "2")
        + &words(131, 700, 12, ", PM")
        + &words(157, 698, 7, "2.5")
        + &words(167, 700, 12, " of the whole");
    let (text, told) = imported(&[page]);
    assert!(text.starts_with("H₂O and 5 m²") && text.contains("PM2.5"), "{text}");
    assert!(has(&told, "left_out|第 1 页|上标或下标（写成了普通文字）|2.5"), "{told:#?}");
}

#[test]
fn what_may_be_a_header_of_one_page_stands_by_itself_and_is_told() {
    let page = words(60, 815, 10, "Internal paper no. 5")
        + &words(60, 700, 12, TEXT)
        + &words(60, 680, 12, TEXT)
        + &words(60, 20, 10, "Printed 50 times");
    let (text, told) = imported(&[page]);
    assert!(has(&told, "guessed|第 1 页|疑为页眉，留在正文里|Internal paper no. 5"), "{told:#?}");
    assert!(has(&told, "guessed|第 1 页|疑为页脚，留在正文里|Printed 50 times"), "{told:#?}");
    assert!(text.contains("\n\nPrinted 50 times\n"), "{text}");
    let (_, told) = imported(&[words(60, 790, 20, "Title") + &words(60, 700, 12, TEXT)]);
    assert!(!told.iter().any(|line| line.contains("疑为")), "{told:#?}");
}

#[test]
fn a_head_that_stands_on_each_page_of_a_table_is_no_header() {
    let page = |from: usize| {
        let rows: Vec<[String; 3]> =
            (from..from + 30).map(|at| [format!("Office {at}"), at.to_string(), (at * 2).to_string()]).collect();
        let row = |(at, row): (usize, &[String; 3])| {
            cells(&[60, 260, 400], 790 - at * 20, &[&row.each_ref().map(String::as_str)])
        };
        cells(&[60, 260, 400], 810, &[&["Office", "Got", "Done"]])
            + &rows.iter().enumerate().map(row).collect::<String>()
    };
    let (text, told) = imported(&[page(0), page(30), page(60)]);
    assert!(text.contains("| Office | Got | Done |\n| --- | --- | --- |\n| Office 0 | 0 | 0 |"), "{text}");
    assert!((0..90).all(|at| text.contains(&format!("| Office {at} | {at} | {} |", at * 2))), "{text}");
    assert_eq!(text.matches("---").count(), 3, "{text}");
    assert!(has(&told, "left_out|第 3 页|表格跨页时重复的表头|Office Got Done"), "{told:#?}");
}

#[test]
fn a_cell_that_is_torn_by_the_end_of_a_page_loses_nothing() {
    let grid = |rows: usize| -> String {
        (0..rows * 3).map(|at| frame(60 + at % 3 * 100, 660 - at / 3 * 30, 100, 30)).collect()
    };
    let first = cells(&[70, 170], 670, &[&["Office", "Done"]]) + &cells(&[70, 170], 640, &[&["First", "all that was"]]);
    let second = cells(&[170, 270], 670, &[&["planned", ""]]) + &cells(&[70, 270], 640, &[&["Second", "late"]]);
    let (text, told) = imported(&[words(60, 780, 20, "Title") + &grid(2) + &first, grid(2) + &second]);
    assert!(text.contains("| First | all that wasplanned |  |\n| Second |  | late |"), "{text}");
    assert!(has(&told, "mended|第 2 页|分页断开的单元格接上了|planned"), "{told:#?}");
}

/// What may be looked at again and again: rows of a table, bands of columns, and lines that meet.
#[test]
fn the_time_of_a_page_grows_with_its_length_alone() {
    let rows: String =
        (0..4000).map(|at| cells(&[60, 160, 260, 360], 100_000 - at * 20, &[&["a", "12", "34", "5"]])).collect();
    let two: String = (0..3000)
        .map(|at| {
            words(60, at * 15, 10, "The left one goes on and on")
                + &words(240, at * 15, 10, "The right one goes on and on")
        })
        .collect();
    let lines: String = (0..400).map(|at| format!("{0} 0 m {0} 4000 l S 0 {0} m 4000 {0} l S\n", at * 10)).collect();
    let lines = lines + &cells(&[60, 160], 100, &[&["a", "b"], &["c", "d"]]);
    for (name, page) in [("表.pdf", rows), ("栏.pdf", two), ("线.pdf", lines)] {
        let site = site();
        site.write(&format!("source/{name}"), pdf(&[page]));
        let started = Instant::now();
        let run = import(&site, &[&site.path(&format!("source/{name}"))], &["--into", "bg", "--kind", "page"]);
        assert_eq!(run.exit(), 0, "{name}: {}", run.err());
        assert!(started.elapsed() < Duration::from_secs(15), "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn the_size_of_the_text_is_that_of_its_prose_whatever_a_table_has_more_of() {
    let prose = |top: usize| -> String { (0..4).map(|at| words(60, top - at * 24, 14, &TEXT[..60])).collect() };
    let row = |at: usize| -> String {
        let cell = |column: usize| words(60 + column * 100, 560 - at * 12, 8, &format!("Cell number {at}, {column}"));
        (0..5).map(cell).collect()
    };
    let note = words(60, 60, 8, TEXT) + &words(60, 50, 8, TEXT) + &words(60, 40, 8, TEXT);
    let page = words(60, 780, 20, "Title") + &words(60, 720, 17, "Heading") + &prose(690);
    let page = page + &(0..36).map(row).collect::<String>();
    let (text, told) = imported(&[page, prose(780) + &note]);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["## Heading"], "{text}");
    for heading in ["Title", "Heading"] {
        assert!(has(&told, &format!("guessed|第 1 页|按字号定为标题|{heading}")), "{told:#?}");
    }
}

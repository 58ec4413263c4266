//! Tables of PDF that the end of a page tears.

use super::pdf::{TEXT, cells, has, imported, words};

/// Rows of a table that begins at a height: some have no second or fourth cell.
fn offices(top: usize, numbers: std::ops::Range<usize>) -> String {
    let row = |at: usize| {
        let got = if at.is_multiple_of(4) { String::new() } else { (at * 3).to_string() };
        let rate = if at.is_multiple_of(5) { String::new() } else { format!("{at}.5%") };
        [format!("Office {at}"), got, (at * 7).to_string(), rate]
    };
    let rows: Vec<[String; 4]> = numbers.map(row).collect();
    let row = |(at, row): (usize, &[String; 4])| {
        cells(&[60, 200, 300, 400], top - at * 20, &[&row.each_ref().map(String::as_str)])
    };
    rows.iter().enumerate().map(row).collect()
}

/// The lines over and under a table, and under its head.
fn lines(heights: &[usize]) -> String {
    heights.iter().map(|height| format!("60 {height} m 460 {height} l S\n")).collect()
}

#[test]
fn a_table_with_three_lines_goes_on_over_pages_with_its_blank_cells() {
    let head = cells(&[60, 200, 300, 400], 720, &[&["Office", "Got", "Done", "Rate"]]);
    let first = words(60, 780, 20, "Title") + &lines(&[735, 715]) + &head + &offices(700, 1..30);
    // The first row of the second page has a blank cell, and the last page has one row alone.
    let second = offices(780, 30..60);
    let third = offices(780, 60..61) + &lines(&[775]) + &words(60, 700, 12, TEXT);
    let (text, told) = imported(&[first, second, third]);
    let cell = |is_blank: bool, cell: String| if is_blank { String::new() } else { cell };
    let row = |at: usize| {
        let (got, rate) =
            (cell(at.is_multiple_of(4), (at * 3).to_string()), cell(at.is_multiple_of(5), format!("{at}.5%")));
        format!("| Office {at} | {got} | {} | {rate} |\n", at * 7)
    };
    let rows: String = (1..=60).map(row).collect();
    assert!(text.contains(&format!("| Office | Got | Done | Rate |\n| --- | --- | --- | --- |\n{rows}\n")), "{text}");
    for line in
        ["mended|第 2 页|分页断开的表格接上了|Office 30 90 210", "mended|第 3 页|分页断开的表格接上了|Office 60"]
    {
        assert!(has(&told, line), "{line}\n{told:#?}");
    }
}

#[test]
fn a_table_with_a_head_or_columns_of_its_own_stays_apart_and_is_told() {
    let first = words(60, 780, 20, "Title")
        + &cells(&[60, 200, 300, 400], 720, &[&["Office", "Got", "Done", "Rate"]])
        + &offices(700, 1..6);
    let head = cells(&[60, 200, 300, 400], 780, &[&["Name", "Sum", "Count", "Share"]]) + &offices(760, 6..9);
    let columns = cells(&[60, 180, 250, 330], 780, &[&["Name", "12", "34", "56"], &["More", "78", "", "90"]]);
    for second in [head, columns] {
        let (text, told) = imported(&[first.clone(), second]);
        assert_eq!(text.matches("\n| --- ").count(), 2, "{text}");
        assert!(
            has(&told, "guessed|第 2 页|这张表可能接着上一页末的表，列或表头不同，没有接，请对照原件|Name"),
            "{told:#?}"
        );
        assert!(!has(&told, "mended|第 2 页|分页断开的表格接上了"), "{told:#?}");
    }
}

#[test]
fn a_line_between_two_tables_with_the_same_head_is_of_neither() {
    let head = |top: usize| cells(&[60, 200, 300, 400], top, &[&["Office", "Got", "Done", "Rate"]]);
    let page = words(60, 780, 20, "Title")
        + &words(60, 750, 15, &TEXT[..60])
        + &words(60, 730, 15, &TEXT[..60])
        + &head(700)
        + &offices(680, 1..6)
        + &words(60, 578, 15, "As said above")
        + &head(556)
        + &offices(536, 6..12);
    let (text, _) = imported(&[page]);
    assert!(text.contains("\n\nAs said above\n\n| Office | Got | Done | Rate |\n| --- |"), "{text}");
}

#[test]
fn lines_as_of_a_table_that_is_not_found_are_told() {
    let sentence = |top: usize| words(90, top, 12, &TEXT[..60]);
    let ruled = |lines: &str| {
        let beside = words(60, 694, 12, "1") + &words(440, 694, 12, "2");
        let (text, told) = imported(&[words(60, 780, 20, "Title")
            + lines
            + &sentence(720)
            + &sentence(700)
            + &beside
            + &sentence(680)]);
        (text, has(&told, "guessed|第 1 页|有一样长的横线，疑为没有竖线的表格"))
    };
    let (text, is_told) = ruled(&lines(&[740, 710, 670]));
    assert!(is_told && !text.contains("| ---"), "{text}");
    // The two lines of a red head stand right over each other, and a page has a line over and one under it.
    assert!(!ruled(&lines(&[740, 736])).1);
    assert!(!ruled(&lines(&[800, 60])).1);
}

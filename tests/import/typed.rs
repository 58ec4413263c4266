//! What people make by hand for want of a table or a style: columns of tabs, figures over two lines.

use super::made::{body, docx};
use super::parts::{assert_told, imported};

/// A text of Word whose lines are parted at their tabs.
fn word(lines: &[&str]) -> (String, Vec<String>) {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let paragraph = |line: &&str| {
        let runs: Vec<String> = line.split('\t').map(run).collect();
        format!("<w:p>{}</w:p>", runs.join("<w:r><w:tab/></w:r>"))
    };
    let text: String = lines.iter().map(paragraph).collect();
    imported("甲.docx", docx(body(&text).as_bytes(), ""))
}

#[test]
fn columns_of_tabs_keep_their_blank_cells() {
    let lines = ["示例标题", "项目\t2023年\t2024年", "收案\t\t12", "结案\t7\t", "特此说明。"];
    let table = "| 项目 | 2023年 | 2024年 |\n| --- | --- | --- |\n| 收案 |  | 12 |\n| 结案 | 7 |  |\n\n特此说明。\n";
    let (text, told) = word(&lines);
    assert_eq!(text, table);
    assert_told(
        &told,
        &["guessed|第 2 段|疑为表格：用制表符或空格分栏的 3 行做成了 3 栏的表格，请核对每一格|项目⇥2023年⇥2024年"],
    );
    assert_eq!(imported("甲.txt", lines.join("\n")).0, table);
    let blanks = ["示例标题", "项目    2023年  2024年", "收案            12", "结案    7", "特此说明。"];
    assert_eq!(imported("甲.txt", blanks.join("\n")).0, table);
}

#[test]
fn columns_that_can_be_read_in_two_ways_stay_as_they_were_typed() {
    let (text, told) = word(&["示例标题", "行政处罚\t3\t\t4", "收案\t\t5\t6", "说明。"]);
    assert_eq!(text, "```text\n行政处罚\t3\t\t4\n收案\t\t5\t6\n```\n\n说明。\n");
    assert_told(
        &told,
        &["guessed|第 2 段|像是表格，但各行的栏对不上，照原样放在代码块里，请对照原件做成表格|行政处罚⇥3⇥⇥4"],
    );
}

#[test]
fn a_tab_between_words_is_never_lost() {
    let (text, told) = word(&["示例标题", "收案\t12件", "说明。", "甲\t乙"]);
    assert_eq!(text, "收案\u{3000}12件\n\n说明。\n\n甲\u{3000}乙\n");
    assert_told(&told, &["mended|第 2 段|几个空格或制表符合成一个，1 处|收案⇥12件"]);
}

#[test]
fn a_figure_over_two_paragraphs_is_told() {
    let (text, told) = word(&["示例标题", "全年共办理行政复议案件12", "34件。"]);
    assert_eq!(text, "全年共办理行政复议案件12\n\n34件。\n");
    assert_told(
        &told,
        &[
            "guessed|第 3 段|上一段以数字结尾，这一段以数字开头，可能是一个数字断成两段，没有接上|…年共办理行政复议案件12|34件。…",
        ],
    );
}

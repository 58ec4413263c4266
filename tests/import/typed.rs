//! What people make by hand for want of a table or a style: columns of tabs, figures over two lines, the head of a paper, signatures.

use super::made::{body, docx};
use super::parts::{assert_told, imported};
use super::{result, site, told, written};

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

#[test]
fn characters_of_one_font_are_told() {
    let (text, told) = word(&["示例标题", "比例\u{F0B3}95%。"]);
    assert_eq!(text, "比例\u{F0B3}95%。\n");
    assert_told(
        &told,
        &["guessed|第 2 段|造字或符号字体的字符（U+F0B3），网页上多半显示不出来，请改成通用的字符|比例"],
    );
}

#[test]
fn contents_that_were_typed_are_told_and_left_out() {
    let lines = [
        "示例标题",
        "目  录",
        "一、主要做法\t1",
        "二、存在问题……………5",
        "一、主要做法",
        "办结12件。",
        "二、存在问题",
        "重视不够。",
    ];
    let (text, told) = word(&lines);
    assert_eq!(text, "## 一、主要做法\n\n办结12件。\n\n## 二、存在问题\n\n重视不够。\n");
    assert_told(
        &told,
        &[
            "left_out|第 3 段|目录（网页自动生成目录）|一、主要做法⇥1",
            "left_out|第 4 段|目录（网页自动生成目录）|二、存在问题……………5",
        ],
    );
}

/// The front matter, the text and what is told of a text that is imported as a policy.
fn policy(lines: &[&str]) -> (String, String, Vec<String>) {
    let site = site();
    site.write("source/甲.txt", lines.join("\n"));
    let result = result(&site, &site.path("source/甲.txt"), &["--into", "bg", "--kind", "policy"]);
    let (front, body) = written(&site, &result);
    (front, body, told(&result))
}

#[test]
fn the_head_of_a_paper_is_no_title() {
    for head in [
        &["示例市人民政府文件", "示政发〔2024〕1号\t签发人：某某"][..],
        &["特急", "示例市人民政府文件", "示政发〔2024〕1号", "签发人：某某"],
        &["示例市人民政府办公室", "示政发〔2024〕1号 签发人：某某"],
    ] {
        let text = ["示例市人民政府关于印发某某实施意见", "的通知", "各县人民政府：", "请认真执行。"];
        let (front, body, told) = policy(&[head, &text].concat());
        assert!(front.contains("标题: 示例市人民政府关于印发某某实施意见的通知"), "{front}");
        assert!(front.contains("发文字号: 示政发〔2024〕1号"), "{front}");
        assert_eq!(body, "各县人民政府：\n\n请认真执行。\n");
        assert_told(&told, &["签发人|某某", "红头|"]);
    }
    let (front, body, _) = policy(&["示例市某某管理办法", "（示政发〔2024〕1号）", "第一条　为了示例。"]);
    assert!(front.contains("标题: 示例市某某管理办法"), "{front}");
    assert_eq!(body, "第一条　为了示例。\n");
}

#[test]
fn an_order_is_signed_before_its_rule_and_names_its_number() {
    let items: Vec<String> = (1..=12).map(|at| format!("第{at}项应当于当年完成。")).collect();
    let begin = ["示例市人民政府令", "第12号", "现予公布。", "市长　某某", "2024年3月10日", "示例市管理办法"];
    let lines: Vec<&str> = begin.into_iter().chain(items.iter().map(String::as_str)).collect();
    let (front, _, _) = policy(&lines);
    assert!(front.contains("标题: 示例市人民政府令第12号") && front.contains("成文日期: 2024-03-10"), "{front}");
}

#[test]
fn a_title_may_begin_with_the_names_of_all_who_issue_it() {
    let names = "示例市人民政府　示例市财政局　示例市人力资源和社会保障局";
    let (front, body, _) =
        policy(&[names, "关于印发《某某办法》", "的通知", "示政发〔2024〕12号", "各县人民政府：", "请执行。"]);
    assert!(front.contains("关于印发《某某办法》的通知"), "{front}");
    assert_eq!(body, "各县人民政府：\n\n请执行。\n");
}

#[test]
fn a_line_below_a_table_leaves_it_a_table() {
    let lines = [
        "示例标题",
        "项目    2023年  2024年",
        "收案            12",
        "结案    7       8",
        "其中，市局    办理     3     件。",
        "填表人：甲    审核人：乙",
    ];
    let (text, _) = imported("甲.txt", lines.join("\n"));
    assert!(
        text.starts_with(
            "| 项目 | 2023年 | 2024年 |\n| --- | --- | --- |\n| 收案 |  | 12 |\n| 结案 | 7 | 8 |\n\n其中，"
        ),
        "{text}"
    );
}

#[test]
fn a_signature_stands_before_what_is_attached() {
    let items: Vec<String> = (1..=12).map(|at| format!("第{at}项，应当于当年完成。")).collect();
    let begin = ["关于印发方案的通知", "请认真执行。", "附件：方案", "示例市司法局", "2024年3月1日", "附件", "方案"];
    let lines: Vec<&str> = begin.into_iter().chain(items.iter().map(String::as_str)).collect();
    let (front, _, _) = policy(&lines);
    assert!(front.contains("成文日期: 2024-03-01"), "{front}");
}

#[test]
fn all_who_sign_together_have_one_date() {
    let items: Vec<String> = (1..=12).map(|at| format!("第{at}项，应当于当年完成。")).collect();
    let begin = [
        "关于印发方案的通知",
        "请认真执行。",
        "\t示例市司法局\t\t示例市财政局",
        "\t2024年5月6日\t\t2024年5月6日",
        "附件",
    ];
    let lines: Vec<&str> = begin.into_iter().chain(items.iter().map(String::as_str)).collect();
    let (front, body, _) = policy(&lines);
    assert!(front.contains("成文日期: 2024-05-06"), "{front}");
    assert!(body.contains("\n\n示例市司法局\u{3000}示例市财政局\n\n"), "{body}");
}

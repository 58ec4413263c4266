//! Signs, numbers and marks that say more than their characters: each is seen as in the file, or is told.

use super::made::{body, docx, odt};
use super::parts::{assert_told, imported};

/// A text of Word below a title.
fn word(text: &str) -> (String, Vec<String>) {
    let title = "<w:p><w:r><w:t>示例标题</w:t></w:r></w:p>";
    imported("甲.docx", docx(body(&format!("{title}{text}")).as_bytes(), ""))
}

/// A page below a title.
fn page(text: &str) -> (String, Vec<String>) {
    imported("甲.html", format!("<html><body><h1>示例标题</h1>{text}</body></html>"))
}

#[test]
fn signs_of_fonts_are_seen() {
    let sign = |font: &str, code: &str| format!("<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>");
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let text = [run("比例"), sign("Symbol", "F0B3"), run("95%，"), sign("Webdings", "F061"), run("办结")].concat();
    let (text, told) = word(&format!("<w:p>{text}</w:p>"));
    assert_eq!(text, "比例≥95%，办结\n");
    assert_told(&told, &["left_out|第 2 段|符号字体 Webdings 的符号（F061），请在原位置补上|比例≥95%，"]);
}

#[test]
fn what_is_raised_makes_no_other_figure() {
    let raised =
        |words: &str| format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{words}</w:t></w:r>");
    let (text, told) = word(&format!(
        "<w:p><w:r><w:t>10</w:t></w:r>{}<w:r><w:t>克，34</w:t></w:r>{}</w:p>",
        raised("-3"),
        raised("2年")
    ));
    assert_eq!(text, "10⁻³克，34^（2年）\n");
    assert_told(&told, &["left_out|第 2 段|上标或下标（写成了普通文字）|2年"]);
    assert_eq!(page("<p>10<sup>-3</sup>克，34<sup>2年</sup></p>").0, "10⁻³克，34^（2年）\n");
}

#[test]
fn readings_of_word_are_told() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", run("qú"), run("衢"));
    let (text, told) = word(&format!("<w:p>{}{ruby}{}</w:p>", run("在"), run("州")));
    assert_eq!(text, "在衢州\n");
    assert_told(&told, &["left_out|第 2 段|注音|qú"]);
}

#[test]
fn cells_of_word_that_are_merged_to_the_left_are_told() {
    let cell = |merge: &str, words: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let first = [cell("<w:hMerge w:val='restart'/>", "办件"), cell("<w:hMerge/>", "盖住7"), cell("", "备注")].concat();
    let second = [cell("", "12"), cell("", "34"), cell("", "无")].concat();
    let (text, told) = word(&format!("<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"));
    assert_eq!(text, "| 办件 |  | 备注 |\n| --- | --- | --- |\n| 12 | 34 | 无 |\n");
    assert_told(
        &told,
        &["被合并的单元格里的文字|盖住7", "合并的单元格（1 行 2 列）拆开了，内容写在左上一格，其余留空|办件"],
    );
}

#[test]
fn lists_of_an_open_document_begin_where_they_say() {
    let styles = "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style>";
    let item = |more: &str, words: &str| format!("<text:list-item{more}><text:p>{words}</text:p></text:list-item>");
    let list = |more: &str, items: &str| {
        format!("<text:list text:style-name='L1'{more}>{items}</text:list><text:p>说明。</text:p>")
    };
    let text = [
        "<text:p>示例标题</text:p>".to_owned(),
        list("", &[item("", "甲"), item(" text:start-value='5'", "乙"), item("", "丙")].concat()),
        list(" text:continue-numbering='true'", &item("", "丁")),
        list("", &item("", "戊")),
    ];
    let (text, _) = imported("甲.odt", odt(styles, &text.concat()));
    assert_eq!(text, "1. 甲\n\n<!-- -->\n\n5. 乙\n6. 丙\n\n说明。\n\n7. 丁\n\n说明。\n\n1. 戊\n\n说明。\n");
}

#[test]
fn a_list_of_a_page_may_count_down() {
    let (text, _) = page("<p>说明。</p><ol reversed><li>甲</li><li>乙</li></ol>");
    assert_eq!(text, "说明。\n\n2. 甲\n\n<!-- -->\n\n1. 乙\n");
}

#[test]
fn what_a_page_shows_without_size_is_hidden() {
    let (text, told) =
        page("<p>办结12件<span style='font-size:0'>藏3件</span><span style='opacity: 0.0'>藏4件</span>。</p>");
    assert_eq!(text, "办结12件。\n");
    assert_told(&told, &["隐藏的文字|藏3件", "隐藏的文字|藏4件"]);
}

#[test]
fn lines_of_a_page_as_they_are_written_keep_their_columns() {
    let (text, told) = page(
        "<pre>全市情况\n项目    2023年  2024年\n收案            12\n结案    7       8\n</pre><blockquote>引文一段。</blockquote>",
    );
    let table = "| 项目 | 2023年 | 2024年 |\n| --- | --- | --- |\n| 收案 |  | 12 |\n| 结案 | 7 | 8 |";
    assert_eq!(text, format!("全市情况\n\n{table}\n\n引文一段。\n"));
    assert_told(&told, &["疑为表格", "引文的缩进（文字保留）|引文一段。"]);
}

#[test]
fn what_is_raised_in_lines_as_they_are_written_is_so() {
    assert_eq!(page("<pre>共10<sup>8</sup>件</pre>").0, "共10⁸件\n");
}

#[test]
fn a_heading_of_a_page_may_be_parted_from_its_text_by_a_line_alone() {
    let (text, told) = page("<p>一、主要做法<br>全年办结12件。<br>二、下一步打算<br>继续努力。</p>");
    assert_eq!(text, "## 一、主要做法\n\n全年办结12件。\n\n## 二、下一步打算\n\n继续努力。\n");
    assert_told(&told, &["按编号定为 2 级标题|一、主要做法"]);
}

#[test]
fn a_page_that_ends_in_a_paragraph_parts_it() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let end = "<w:r><w:br w:type='page'/></w:r>";
    let (text, _) = word(&format!("<w:p>{end}{}{end}{}</w:p>", run("共办结56"), run("78件。")));
    assert_eq!(text, "共办结56\n\n78件。\n");
}

#[test]
fn words_of_word_that_are_moved_up_make_no_other_figure() {
    let run =
        |place: i32, words: &str| format!("<w:r><w:rPr><w:position w:val='{place}'/></w:rPr><w:t>{words}</w:t></w:r>");
    let (text, _) = word(&format!("<w:p>{}{}{}</w:p>", run(0, "面积100"), run(6, "2"), run(0, "平方米")));
    assert_eq!(text, "面积100²平方米\n");
    let (all, _) = word(&format!("<w:p>{}{}{}</w:p>", run(6, "面积10"), run(6, "02"), run(6, "平方米")));
    assert_eq!(all, "面积1002平方米\n");
}

#[test]
fn words_in_a_font_of_signs_are_what_they_show() {
    let run = |font: &str, words: &str| {
        format!("<w:r><w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr><w:t>{words}</w:t></w:r>")
    };
    let text =
        [run("Wingdings 2", "R"), run("宋体", "同意，比例"), run("Symbol", "³5，a"), run("Wingdings", "12")].concat();
    let (text, told) = word(&format!("<w:p>{text}</w:p>"));
    assert_eq!(text, "☑同意，比例≥5，α12\n");
    assert_told(&told, &["guessed|第 2 段|符号字体 Wingdings 的字符，不知道显示成什么，照原样写|12"]);
}

#[test]
fn words_of_an_open_document_in_a_font_of_signs_are_what_they_show() {
    let styles = "<style:style style:name='S' style:family='text'><style:text-properties style:font-name='Symbol'/></style:style>";
    let text = "<text:p>示例标题</text:p><text:p>比例<text:span text:style-name='S'>³5</text:span>。</text:p>";
    assert_eq!(imported("甲.odt", odt(styles, text)).0, "比例≥5。\n");
}

#[test]
fn words_of_a_page_in_a_font_of_signs_are_what_they_show() {
    let span = |font: &str, words: &str| format!("<span style='font-family:{font}'>{words}</span>");
    let text = [
        span("\"Wingdings 2\"", "R"),
        "同意，比例".to_owned(),
        span("Symbol, serif", "³5"),
        "<font face=Symbol>a</font>".to_owned(),
    ];
    assert_eq!(page(&format!("<p>{}</p>", text.concat())).0, "☑同意，比例≥5α\n");
    let (_, told) = page("<p><abbr title='世界卫生组织34'>世卫</abbr>组织。</p>");
    assert_told(&told, &["left_out|第 2 段|鼠标停在文字上时显示的说明|世界卫生组织34"]);
}

#[test]
fn the_foot_of_a_table_of_a_page_stands_below_it() {
    let row = |words: &str| format!("<tr><td>{words}</td><td>1</td></tr>");
    let (text, _) = page(&format!(
        "<p>说明。</p><table><tfoot>{}</tfoot><tbody>{}</tbody><thead>{}</thead></table>",
        row("合计"),
        row("甲"),
        row("单位")
    ));
    assert_eq!(text, "说明。\n\n| 单位 | 1 |\n| --- | --- |\n| 甲 | 1 |\n| 合计 | 1 |\n");
}

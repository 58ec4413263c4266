//! Single things of each form that are easily lost: each arrives, or is told with its words.

use super::made::{body, docx, docx_with, drawn, odt, pdf};
use super::{result, site, told, written};

/// What the text of a file becomes, and what is told.
pub(super) fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (String, Vec<String>) {
    let site = site();
    site.write(&format!("source/{name}"), bytes);
    let result = result(&site, &site.path(&format!("source/{name}")), &["--into", "bg", "--kind", "page"]);
    let (_, body) = written(&site, &result);
    (body, told(&result))
}

/// A text of Word whose title is out of the way.
fn word(text: &str) -> (String, Vec<String>) {
    imported("甲.docx", docx(body(&format!("{}{text}", p("示例标题"))).as_bytes(), ""))
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn cell(words: &str) -> String {
    format!("<w:tc>{}</w:tc>", p(words))
}

fn row(properties: &str, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|words| cell(words)).collect();
    format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
}

#[track_caller]
pub(super) fn assert_told(told: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(told.iter().any(|own| own.contains(line)), "{line}\n{}", told.join("\n"));
    }
}

#[test]
fn a_row_of_word_keeps_its_columns() {
    let rows = [
        row("", &["部门", "收件", "办结"]),
        row("<w:gridBefore w:val='2'/>", &["12"]),
        row("<w:gridAfter w:val='1'/>", &["司法局", "8"]),
    ];
    let (text, _) = word(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    assert_eq!(text, "| 部门 | 收件 | 办结 |\n| --- | --- | --- |\n|  |  | 12 |\n| 司法局 | 8 |  |\n");
}

#[test]
fn rows_and_cells_that_were_changed_or_are_not_seen_are_told() {
    let covered = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>盖住的3</w:t></w:r></w:p></w:tc></w:tr>";
    let rows = [
        row("", &["甲1"]),
        row("<w:ins w:id='1'/>", &["新增5件"]),
        row("<w:del w:id='2'/>", &["删去7件"]),
        row("<w:hidden/>", &["藏起9件"]),
        covered.to_owned(),
        "<w:tr><w:tc><w:tcPr><w:cellDel w:id='3'/></w:tcPr><w:p><w:r><w:t>删格4</w:t></w:r></w:p></w:tc></w:tr>"
            .to_owned(),
    ];
    let (text, told) = word(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    assert!(text.contains("| 新增5件 |"), "{text}");
    assert_told(
        &told,
        &[
            "mended|表 1 第 2 行|修订中插入的表格行，已收入|新增5件",
            "left_out|表 1 第 3 行|修订中删除的表格行|删去7件",
            "left_out|表 1 第 4 行|隐藏的表格行|藏起9件",
            "left_out|表 1 第 5 行|被合并的单元格里的文字|盖住的3",
            "left_out|表 1 第 6 行|修订中删除的单元格|删格4",
        ],
    );
    assert!(["删去", "藏起", "盖住", "删格"].iter().all(|words| !text.contains(words)), "{text}");
}

#[test]
fn what_fields_of_word_show_arrives() {
    let field = |data: &str, code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r><w:r><w:instrText> {code} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let check =
        |on| format!("<w:ffData><w:checkBox><w:default w:val='0'/><w:checked w:val='{on}'/></w:checkBox></w:ffData>");
    let list = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='同意'/><w:listEntry w:val='不同意'/></w:ddList></w:ffData>";
    let fields = [
        field(&check(1), "FORMCHECKBOX"),
        field(&check(0), "FORMCHECKBOX"),
        field(list, "FORMDROPDOWN"),
        field("", "EQ \\f(1,2)"),
        field("", "EQ \\o\\ac(○,3)"),
        field("", "XE &quot;索引&quot;"),
        field("", "NUMPAGES"),
    ];
    let (text, told) = word(&format!("<w:p>{}<w:r><w:t>完</w:t></w:r></w:p>", fields.concat()));
    assert_eq!(text, "☑☐不同意1/2③完\n");
    assert_told(
        &told,
        &[
            "mended|第 2 段|表单域的值写成了文字|不同意",
            "mended|第 2 段|公式只带过来文字，没有排版|\\f(1,2)",
            "left_out|第 2 段|没有结果的域|NUMPAGES",
        ],
    );
    assert!(!told.iter().any(|line| line.contains("索引")), "{told:?}");
}

#[test]
fn a_field_of_word_without_an_end_keeps_what_follows() {
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let open = run("<w:fldChar w:fldCharType='begin'/>") + &run("<w:instrText>PAGE</w:instrText>");
    let paragraph = format!("<w:p>{}{open}{}</w:p>", run("<w:t>前600</w:t>"), run("<w:t>未完601</w:t>"));
    let table = format!(
        "<w:tbl><w:tr><w:tc><w:p>{open}{}</w:p></w:tc>{}</w:tr></w:tbl>",
        run("<w:t>格中603</w:t>"),
        cell("后604")
    );
    let (text, told) = word(&(paragraph + &p("后面的字602") + &table));
    assert_eq!(text, "前600未完601\n\n后面的字602\n\n| 格中603 | 后604 |\n| --- | --- |\n");
    let what = "域没有结束，里面的文字写成了正文";
    assert_told(&told, &[&format!("mended|第 2 段|{what}|未完601"), &format!("mended|表 1 第 1 行|{what}|格中603")]);
}

#[test]
fn each_run_of_word_that_was_struck_is_told() {
    let run = |look: &str, words: &str| format!("<w:r><w:rPr><w:{look}/></w:rPr><w:t>{words}</w:t></w:r>");
    let runs = [run("strike", "划去5件"), run("i", "和"), run("strike", "划去7件"), run("dstrike", "双划9件")];
    let (_, told) = word(&format!("<w:p>{}</w:p>", runs.concat()));
    let line = |words: &str| format!("left_out|第 2 段|删除线（文字保留）|{words}");
    assert_told(&told, &["划去5件", "划去7件", "双划9件"].map(line).each_ref().map(String::as_str));
}

#[test]
fn a_mark_of_word_that_leads_to_no_note_leaves_no_empty_note() {
    let mark = |id| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let text = format!("{}<w:p><w:r><w:t>甲</w:t></w:r>{}{}</w:p>", p("示例标题"), mark(7), mark(2));
    let notes = "<w:footnote w:id='2'><w:p><w:r><w:t>注五</w:t></w:r></w:p></w:footnote>";
    let (text, told) = imported("甲.docx", docx_with(&text, "footnotes", notes));
    assert_eq!(text, "甲[^1]\n\n[^1]: 注五\n");
    assert_told(&told, &["left_out|第 2 段|脚注没有内容，去掉了标记，1 处|甲"]);
}

#[test]
fn looks_of_word_that_markdown_does_not_have_are_told() {
    let run = |look: &str, words: &str| format!("<w:r><w:rPr><w:{look}/></w:rPr><w:t>{words}</w:t></w:r>");
    let runs = [
        run("highlight w:val='yellow'", "待核"),
        run("bdr w:val='single'", "框"),
        run("caps", "abc"),
        run("highlight w:val='none'", "无"),
        run("bdr w:val='nil'", "无"),
    ];
    let (_, told) = word(&format!("<w:p>{}</w:p>", runs.concat()));
    assert_told(&told, &["突出显示的底色|待核", "文字的边框|框", "显示成大写的字母（按原来的大小写带过来）|abc"]);
    assert!(!told.iter().any(|line| line.ends_with("|无")), "{told:?}");
}

#[test]
fn formulas_of_word_fuse_no_figures() {
    let t = |words: &str| format!("<m:r><m:t>{words}</m:t></m:r>");
    let fraction = format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", t("108"), t("109"));
    let formula = format!(
        "<w:p xmlns:m='m'><w:r><w:t>值107</w:t></w:r><m:oMath>{fraction}</m:oMath><w:r><w:t>110</w:t></w:r></w:p>"
    );
    assert_eq!(word(&formula).0, "值107 (108)/(109) 110\n");
}

#[test]
fn short_lines_of_word_after_a_long_one_stay_lines() {
    let lines =
        ["请于2024年5月20日前将材料报送市司法局办公室401", "2023年402", "2024年403", "联系人：示例", "人员名单"];
    let (text, told) = word(&lines.map(p).concat());
    assert_eq!(text.trim_end(), lines.join("\n\n"));
    assert!(!told.iter().any(|line| line.contains("分页断开")), "{told:?}");
}

#[test]
fn blocks_of_word_in_two_versions_arrive_once() {
    let versions = format!("<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>", p("办结3件。"), p("办结3件。"));
    let (text, _) = word(&format!("<mc:AlternateContent xmlns:mc='c'>{versions}</mc:AlternateContent>"));
    assert_eq!(text, "办结3件。\n");
}

#[test]
fn a_note_that_nothing_refers_to_is_told() {
    let note = |id, words: &str| format!("<w:footnote w:id='{id}'>{}</w:footnote>", p(words));
    let text = format!("{}<w:p><w:r><w:t>办结3件</w:t><w:footnoteReference w:id='2'/></w:r></w:p>", p("示例标题"));
    let notes = format!("{}{}{}", note(0, ""), note(1, "没有人引用9"), note(2, "截至6月"));
    let (text, told) = imported("甲.docx", docx_with(&text, "footnotes", &notes));
    assert_eq!(text, "办结3件[^1]\n\n[^1]: 截至6月\n");
    let of_notes: Vec<&String> = told.iter().filter(|line| line.contains("脚注或尾注")).collect();
    assert_eq!(of_notes, ["left_out|脚注或尾注|正文没有引用的脚注或尾注|没有人引用9"]);
}

#[test]
fn lists_of_word_by_style_keep_their_depth() {
    let style = |id: &str, name: &str, number| {
        format!(
            "<w:style w:styleId='{id}'><w:name w:val='{name}'/><w:pPr><w:numPr><w:numId w:val='{number}'/></w:numPr></w:pPr></w:style>"
        )
    };
    let item = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let styles = format!("{}{}", style("B", "List Bullet", 1), style("B2", "List Bullet 2", 2));
    let list = |id| {
        format!(
            "<w:abstractNum w:abstractNumId='{id}'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
        )
    };
    let number = |id| format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{id}'/></w:num>");
    let text = [p("示例标题"), item("B", "甲"), item("B2", "乙"), item("B", "丙")].concat();
    let relations = "<Relationships><Relationship Id='s' Type='x/styles' Target='styles.xml'/>\
                     <Relationship Id='n' Type='x/numbering' Target='numbering.xml'/></Relationships>";
    let styles = format!("<w:styles>{styles}</w:styles>");
    let lists = format!("<w:numbering>{}{}{}{}</w:numbering>", list(1), list(2), number(1), number(2));
    let bytes = super::made::with(
        docx(body(&text).as_bytes(), relations),
        &[("word/styles.xml", styles.as_bytes()), ("word/numbering.xml", lists.as_bytes())],
    );
    assert_eq!(imported("甲.docx", bytes).0, "- 甲\n  - 乙\n- 丙\n");
}

#[test]
fn numbers_that_word_sets_in_cells_arrive() {
    let numbered = "<w:tc><w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:tc>";
    let row = |words: &str| format!("<w:tr>{numbered}{}</w:tr>", cell(words));
    let text = format!("{}<w:tbl>{}{}</w:tbl>", p("示例标题"), row("司法局"), row("财政局"));
    let lists = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl>\
                 </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let (text, told) = imported("甲.docx", docx_with(&text, "numbering", lists));
    assert_eq!(text, "| 1 | 司法局 |\n| --- | --- |\n| 2 | 财政局 |\n");
    assert_told(&told, &["mended|表 1 第 1 行|自动编号写成了文字|1"]);
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let run = "<w:p><w:r><w:t>看得见3</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见5</w:t></w:r></w:p>";
    let style = "<w:style w:styleId='H'><w:name w:val='藏'/><w:rPr><w:vanish/></w:rPr></w:style>";
    let styled = "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>样式藏7</w:t></w:r></w:p>";
    let (text, told) = imported("甲.docx", docx_with(&format!("{}{run}{styled}", p("示例标题")), "styles", style));
    assert_eq!(text, "看得见3\n");
    assert_told(&told, &["left_out|第 2 段|隐藏的文字|看不见5", "left_out|第 3 段|隐藏的文字|样式藏7"]);
}

#[test]
fn an_open_document_hides_what_it_says() {
    let styles = "<style:style style:name='H' style:family='paragraph'><style:text-properties text:display='none'/></style:style>";
    let text = "<text:p>示例标题</text:p>\
                <text:section text:display='none'><text:p>节里藏5件</text:p></text:section>\
                <text:section text:display='true'><text:p>看得见3</text:p></text:section>\
                <text:p text:style-name='H'>段落藏7件</text:p>\
                <text:p><text:hidden-paragraph text:is-hidden='true'/>按条件藏9件</text:p>\
                <text:p><text:hidden-paragraph text:is-hidden='false'/>按条件显示</text:p>";
    let (text, told) = imported("甲.odt", odt(styles, text));
    assert_eq!(text, "看得见3\n\n按条件显示\n");
    assert_told(&told, &["|隐藏的文字|节里藏5件", "|隐藏的文字|段落藏7件", "|隐藏的文字|按条件藏9件"]);
}

#[test]
fn lists_of_an_open_document_by_style_keep_their_depth() {
    let list = |name: &str| {
        format!(
            "<text:list-style style:name='L{name}'><text:list-level-style-bullet text:level='1'/></text:list-style>\
             <style:style style:name='List_20_Bullet_20_{name}'/>\
             <style:style style:name='P{name}' style:parent-style-name='List_20_Bullet_20_{name}'/>"
        )
    };
    let item = |name: &str, words: &str| {
        format!(
            "<text:list text:style-name='L{name}'><text:list-item><text:p text:style-name='P{name}'>{words}</text:p></text:list-item></text:list>"
        )
    };
    let text = format!("<text:p>示例标题</text:p>{}{}{}", item("1", "甲"), item("2", "乙"), item("1", "丙"));
    assert_eq!(imported("甲.odt", odt(&(list("1") + &list("2")), &text)).0, "- 甲\n  - 乙\n- 丙\n");
}

#[test]
fn a_cell_of_an_open_document_keeps_its_order_and_numbers() {
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style>";
    let item = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let cell = |inside: &str| format!("<table:table-cell>{inside}</table:table-cell>");
    let list = format!("<text:h>头</text:h><text:list text:style-name='L'>{}{}</text:list>", item("甲"), item("乙"));
    let number = "<text:list text:style-name='L' text:continue-numbering='true'><text:list-item><text:p/></text:list-item></text:list>";
    let text = format!(
        "<text:p>示例标题</text:p><table:table><table:table-row>{}{}</table:table-row></table:table><text:p>后</text:p>",
        cell(&list),
        cell(number)
    );
    let (text, _) = imported("甲.odt", odt(styles, &text));
    assert_eq!(text, "| 头<br>1. 甲<br>2. 乙 | 3 |\n| --- | --- |\n\n后\n");
}

#[test]
fn a_page_keeps_what_is_seen_of_it() {
    let page = "<style>.x { display: none }</style><div title='header'><p>内部资料</p></div><h1>示例标题</h1>\
                <form id='aspnetForm'><input type='hidden' name='__VIEWSTATE' value='不是给人看的'>\
                <pre>\n第一行3件\n  第二行5件\n</pre>\
                <p>姓名：<input value='示例'> <select><option>请选<option selected>同意</select> <input type=checkbox checked>已阅</p>\
                <textarea>意见一\n意见二</textarea>\
                <p style='DISPLAY : none'>藏5件</p><p>看<span hidden>藏7件</span><b style='visibility:hidden'>藏9件</b>见</p>\
                <table><tr><td><ol><li>甲<li>乙</ol></table>\
                <input type=submit value='提交'></form>\
                <form><input value='关键词'><button>搜索</button></form>";
    let (text, told) = imported("甲.html", page);
    assert_eq!(
        text,
        "第一行3件\\\n第二行5件\n\n姓名：示例\\\n同意 ☑已阅\n\n意见一\\\n意见二\n\n看见\n\n| 1. 甲<br>2. 乙 |\n| --- |\n"
    );
    assert_told(
        &told,
        &[
            "guessed||网页的样式表隐藏了一些内容，没有照着隐藏，请对照网页删去|.x",
            "mended|第 3 段|表单域的值写成了文字|示例",
            "left_out|第 3 段|下拉列表里没有选的项|请选",
            "|隐藏的文字|藏5件",
            "|隐藏的文字|藏7件",
            "|隐藏的文字|藏9件",
            "|按钮|提交",
            "|网页的导航、页眉、页脚、边栏或表单|内部资料",
            "|网页的导航、页眉、页脚、边栏或表单|关键词 搜索",
        ],
    );
}

#[test]
fn a_pdf_loses_no_line_whose_figures_alone_differ() {
    let line = |at: usize| drawn(780 - at % 30 * 20, 0, &format!("Case {at} closed {}.", at * 3));
    let pages: Vec<String> = (0..4)
        .map(|page| {
            let head = if page == 0 { "Internal" } else { "Monthly no. 5" };
            let lines: String = (0..30).map(|at| line(page * 30 + at)).collect();
            [drawn(820, 0, head), lines, drawn(30, 0, &format!("- {} -", page + 1))].concat()
        })
        .collect();
    let (text, told) = imported("甲.pdf", pdf(&pages));
    // The first line is taken for the title.
    for at in 1..120 {
        assert!(text.contains(&format!("Case {at} closed {}.", at * 3)), "{at}\n{text}");
    }
    assert_told(
        &told,
        &["left_out|第 1 页|页眉|Internal", "left_out|第 3 页|页眉|Monthly no. 5", "left_out|第 4 页|页脚或页码|- 4 -"],
    );
    assert!(!text.contains("Monthly") && !text.contains("Internal") && !text.contains("- 4 -"), "{text}");
}

#[test]
fn figures_that_another_program_reads_in_a_pdf_are_told() {
    let page = [drawn(780, 0, "Title"), drawn(700, 0, "Closed 31 cases."), drawn(680, 3, "Not drawn: 57.")];
    let (text, told) = imported("甲.pdf", pdf(&[page.concat()]));
    assert_eq!(text, "Closed 31 cases.\n");
    assert_told(&told, &["left_out|第 1 页|另一个程序在这一页读到数字 57，这里没有，请对照原件|Not drawn: 57."]);
    assert!(!told.iter().any(|line| line.contains("数字 31")), "{told:?}");
}

#[test]
fn a_text_of_markdown_is_looked_through() {
    let text = "---\nx: 1\n---\n\n# 示例标题\n\n第一段见[链接](a.docx)和[网页](https://a.example.gov.cn/)。\n\n![图示](b.png)\n\n\
                - 甲\n- 乙\n\n| 一 |\n| --- |\n| 3 |\n\n<script>alert(1)</script>\n\n[点](javascript:alert(1))\n";
    let (body, told) = imported("甲.md", text);
    assert!(body.contains("![图示](b.png)") && body.contains("<script>"), "{body}");
    assert_told(
        &told,
        &[
            "read||5 段（其中标题 0、列表项 2），表格 1，脚注 0，图片 1|",
            "guessed|第 7 行|链接照原样保留，在网站上多半打不开，请改正|a.docx",
            "left_out|第 9 行|图片（另行放到文档旁边）：b.png|",
            "guessed|第 18 行|HTML 照原样保留，网页只留安全的标签，脚本不会运行|<script>alert(1)</script>",
            "guessed|第 20 行|链接照原样保留，在网站上多半打不开，请改正|javascript:alert(1)",
        ],
    );
    assert!(!told.iter().any(|line| line.contains("a.example")), "{told:?}");
}

#[test]
fn what_a_file_holds_decides_and_its_name_is_told_when_it_lies() {
    let (_, told) = imported("甲.doc", "示例标题\n第一段3件。\n");
    assert_told(&told, &["guessed||文件名的后缀是“doc”，内容不是这种格式，按内容读|"]);
    let (_, told) = imported("甲.xyz", "示例标题\n第一段3件。\n");
    assert_told(&told, &["guessed||不认识后缀“xyz”，按内容读"]);
    let (_, told) = imported("甲", "示例标题\n第一段3件。\n");
    assert_told(&told, &["guessed||文件名没有后缀，按内容读"]);
    let (text, told) = imported("甲.txt", docx(body(&format!("{}{}", p("示例标题"), p("办结3件。"))).as_bytes(), ""));
    assert_eq!(text, "办结3件。\n");
    assert_told(&told, &["guessed||文件名的后缀是“txt”"]);
}

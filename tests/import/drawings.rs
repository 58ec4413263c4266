//! What is drawn and what stands beside a text: words arrive, and what is no words is told.

use super::made::{archive, body, docx, odt, with};
use super::{result, site, told, written};

fn imported(name: &str, bytes: Vec<u8>) -> (String, Vec<String>) {
    let site = site();
    site.write(&format!("source/{name}"), bytes);
    let result = result(&site, &site.path(&format!("source/{name}")), &["--into", "bg", "--kind", "page"]);
    (written(&site, &result).1, told(&result))
}

fn p(inner: &str) -> String {
    format!("<w:p><w:r><w:t>正文一段。</w:t></w:r><w:r>{inner}</w:r></w:p>")
}

/// A docx whose paragraph holds something, and the parts that it names by `x1` and on.
fn word(inner: &str, parts: &[&str]) -> (String, Vec<String>) {
    let relation = |(at, _): (usize, &&str)| format!("<Relationship Id='x{at}' Type='x/part' Target='x{at}.xml'/>");
    let relations: String = parts.iter().enumerate().map(relation).collect();
    let title = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>示例标题</w:t></w:r></w:p>";
    let text = docx(
        body(&format!("{title}{}{}", p(inner), p(""))).as_bytes(),
        &format!("<Relationships>{relations}</Relationships>"),
    );
    let names: Vec<String> = (0..parts.len()).map(|at| format!("word/x{at}.xml")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().zip(parts).map(|(name, part)| (&**name, part.as_bytes())).collect();
    imported("甲.docx", with(text, &members))
}

#[track_caller]
fn assert_told(told: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(told.iter().any(|own| own == line), "{line}\n{}", told.join("\n"));
    }
}

#[test]
fn ornate_letters_become_a_paragraph() {
    let (text, told) = word("<w:pict><v:shape alt='封面'><v:textpath string='内部资料'/></v:shape></w:pict>", &[]);
    assert!(text.contains("\n\n内部资料\n\n"), "{text}");
    assert_told(&told, &["mended|第 2 段|艺术字写成了段落|内部资料", "left_out|第 2 段|图形的替代文字|封面"]);
}

#[test]
fn a_mark_across_the_page_is_told() {
    let relations = "<Relationships><Relationship Id='p' Type='x/header' Target='header.xml'/></Relationships>";
    let text = body("<w:p><w:r><w:t>正文。</w:t></w:r></w:p>");
    let header = "<w:hdr xmlns:w='w'><w:p><w:r><w:pict><v:shape><v:textpath string='秘密'/></v:shape></w:pict></w:r></w:p></w:hdr>";
    let bytes = with(docx(text.as_bytes(), relations), &[("word/header.xml", header.as_bytes())]);
    assert_told(&imported("甲.docx", bytes).1, &["left_out|页眉|页眉|秘密"]);
}

#[test]
fn a_chart_of_word_becomes_a_table() {
    let points = |all: &[&str]| -> String {
        all.iter().enumerate().map(|(at, v)| format!("<c:pt idx='{at}'><c:v>{v}</c:v></c:pt>")).collect()
    };
    let series = |name: &str, values: &[&str]| {
        format!(
            "<c:ser><c:tx><c:strRef><c:strCache>{}</c:strCache></c:strRef></c:tx>\
             <c:cat><c:strRef><c:strCache>{}</c:strCache></c:strRef></c:cat>\
             <c:val><c:numRef><c:numCache>{}</c:numCache></c:numRef></c:val></c:ser>",
            points(&[name]),
            points(&["2023年", "2024年"]),
            points(values)
        )
    };
    let chart = format!(
        "<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>办件数</a:t></a:r></a:p></c:rich></c:tx></c:title>\
         <c:plotArea><c:barChart>{}{}</c:barChart></c:plotArea></c:chart></c:chartSpace>",
        series("收件", &["12", "15"]),
        series("办结", &["11"])
    );
    let inner = "<w:drawing><wp:docPr descr='柱形图'/><c:chart r:id='x0'/></w:drawing>";
    let (text, told) = word(inner, &[&chart]);
    let table = "|  | 收件 | 办结 |\n| --- | --- | --- |\n| 2023年 | 12 | 11 |\n| 2024年 | 15 |  |\n";
    assert!(text.contains(&format!("\n\n办件数\n\n{table}")), "{text}");
    let all = "办件数 收件 办结 2023年 12 11 2024年 15";
    assert_told(
        &told,
        &[&format!("mended|第 2 段|图表里的数写成了表格|{all}"), "left_out|第 2 段|图表的替代文字|柱形图"],
    );
    let (_, told) = word(inner, &["<c:chartSpace><c:chart/></c:chartSpace>"]);
    assert_told(
        &told,
        &["left_out|第 2 段|图表，文件里没有它的数，或者数太多|", "left_out|第 2 段|图表的替代文字|柱形图"],
    );
}

#[test]
fn a_chart_that_cannot_be_read_stops_nothing() {
    let inner = "<w:drawing><c:chart r:id='x0'/></w:drawing>";
    let many: String =
        (0..300).map(|at| format!("<c:ser><c:val><c:pt idx='{at}'><c:v>{at}</c:v></c:pt></c:val></c:ser>")).collect();
    for (part, told_of) in [
        ("<c:chartSpace><c:chart>".to_owned(), "图表或智能图形的数据不在文件里，或已损坏|"),
        (format!("<c:chartSpace>{many}</c:chartSpace>"), "图表，文件里没有它的数，或者数太多|"),
    ] {
        let (text, told) = word(inner, &[&part]);
        assert!(text.contains("正文一段。"), "{text}");
        assert!(told.iter().any(|line| line.starts_with(&format!("left_out|第 2 段|{told_of}"))), "{told:?}");
    }
}

#[test]
fn numbers_of_a_chart_that_look_otherwise_are_to_be_checked() {
    let chart = "<c:chartSpace><c:ser><c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx='0'><c:v>0.5</c:v></c:pt>\
                 </c:numCache></c:numRef></c:val></c:ser></c:chartSpace>";
    let (text, told) = word("<w:drawing><c:chart r:id='x0'/></w:drawing>", &[chart]);
    assert!(text.contains("| 0.5 |"), "{text}");
    assert!(told.iter().any(|line| line.contains("百分比、日期写成了文件里存的数")), "{told:?}");
}

#[test]
fn the_words_of_a_diagram_become_paragraphs() {
    let data = "<dgm:dataModel><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>受理3日</a:t></a:r></a:p></dgm:t></dgm:pt>\
                <dgm:pt type='pres'/><dgm:pt><dgm:t><a:p><a:r><a:t>办结</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>";
    let (text, told) = word("<w:drawing><dgm:relIds r:dm='x0' r:lo='x9'/></w:drawing>", &[data]);
    assert!(text.contains("\n\n受理3日\n\n办结\n\n"), "{text}");
    assert_told(&told, &["mended|第 2 段|智能图形（SmartArt）里的文字写成了段落|受理3日"]);
}

#[test]
fn pictures_have_their_own_alternative_texts() {
    const PNG: &str = "\u{89}PNG";
    let picture =
        |id: &str, alt: &str| format!("<pic:pic><pic:cNvPr descr='{alt}'/><a:blip r:embed='{id}'/></pic:pic>");
    let group = format!("<w:drawing><wp:docPr descr='两张'/>{}{}</w:drawing>", picture("x0", "左"), picture("x1", ""));
    let (_, told) = word(&group, &[PNG, PNG]);
    let left_out =
        |alt: &str| format!("left_out|第 2 段|图片的格式浏览器不显示（如 EMF、WMF、TIFF），请另存为 PNG 后补上|{alt}");
    assert_told(&told, &[&left_out("左"), &left_out("两张")]);
    let single = format!("<w:drawing><wp:docPr descr='会场' title='照片'/>{}</w:drawing>", picture("x0", "C:\\a.png"));
    assert_told(&word(&single, &[PNG]).1, &[&left_out("会场；照片")]);
}

#[test]
fn a_picture_in_a_box_is_taken_once() {
    let box_ = "<w:drawing><wp:docPr descr='框'/><w:txbxContent><w:p><w:r><w:drawing><wp:docPr descr='图'/><a:blip r:embed='x0'/>\
                </w:drawing></w:r></w:p></w:txbxContent></w:drawing>";
    let (_, told) = word(box_, &["EMF"]);
    assert_eq!(told.iter().filter(|line| line.contains("图片的格式")).count(), 1, "{told:?}");
    assert_told(&told, &["left_out|第 2 段|图形|框"]);
}

#[test]
fn a_note_whose_words_are_missing_is_told() {
    let (_, told) = word("<w:footnoteReference w:id='5'/>", &[]);
    assert!(told.iter().any(|line| line.ends_with("|脚注或尾注的文字不在文件里|")), "{told:?}");
}

#[test]
fn an_object_is_told_by_its_program() {
    let (_, told) = word("<w:object><o:OLEObject ProgID='Excel.Sheet.12' r:id='x0'/></w:object>", &["x"]);
    assert_told(&told, &["left_out|第 2 段|嵌入的对象 Excel.Sheet.12，里面的内容请另外放上|正文一段。"]);
}

#[test]
fn properties_of_the_file_are_told_where_they_say_something_else() {
    let of_all = "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/>\
                  <Relationship Id='2' Type='x/core-properties' Target='docProps/core.xml'/></Relationships>";
    let core = "<cp:coreProperties><dc:title>旧稿 标题</dc:title><dc:creator>示例</dc:creator><cp:keywords>河道；管理</cp:keywords></cp:coreProperties>";
    let bytes = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", of_all.as_bytes()),
        (
            "word/document.xml",
            body("<w:p><w:r><w:t>示例标题</w:t></w:r></w:p><w:p><w:r><w:t>正文。</w:t></w:r></w:p>").as_bytes(),
        ),
        ("docProps/core.xml", core.as_bytes()),
    ]);
    let (_, told) = imported("甲.docx", bytes);
    assert_told(&told, &["left_out||文件属性里的标题|旧稿 标题", "left_out||文件属性里的关键词|河道；管理"]);
    assert!(!told.iter().any(|line| line.contains("作者")), "{told:?}");
}

#[test]
fn a_table_of_contents_without_an_end_swallows_nothing() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let text = format!(
        "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}<w:r><w:t>目录</w:t></w:r></w:p>\
         <w:p><w:r><w:t>正文甲12件。</w:t></w:r></w:p><w:p><w:r><w:t>正文乙。</w:t></w:r></w:p>",
        mark("begin"),
        mark("separate")
    );
    let (out, _) = imported("甲.docx", docx(body(&text).as_bytes(), ""));
    assert!(out.contains("正文甲12件。") && out.contains("正文乙。"), "{out}");
}

#[test]
fn a_long_form_of_numbers_is_told() {
    let long = "甲".repeat(300);
    let relations = "<Relationships><Relationship Id='p' Type='x/numbering' Target='numbering.xml'/></Relationships>";
    let numbering = format!(
        "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:lvlText w:val='{long}'/></w:lvl></w:abstractNum></w:numbering>"
    );
    let text = body("<w:p><w:r><w:t>正文。</w:t></w:r></w:p>");
    let bytes = with(docx(text.as_bytes(), relations), &[("word/numbering.xml", numbering.as_bytes())]);
    let (_, told) = imported("甲.docx", bytes);
    assert!(told.iter().any(|line| line.starts_with("left_out||自动编号的格式过长，只取开头|甲甲")), "{told:?}");
}

#[test]
fn drawings_of_open_document_arrive_or_are_told() {
    let shapes = "<text:p text:style-name='P'>正文一段。<draw:rect><svg:title>框</svg:title><text:p>方框12</text:p></draw:rect>\
                  <draw:line><svg:desc>一条线</svg:desc><text:p/></draw:line>\
                  <draw:frame><draw:text-box><text:h>盒里的标题</text:h><text:p>盒里的话</text:p></draw:text-box></draw:frame>\
                  <draw:g><svg:title>组</svg:title><draw:custom-shape><text:p>组里8</text:p></draw:custom-shape></draw:g></text:p>\
                  <text:p>第二段。</text:p>";
    let (text, told) = imported("甲.odt", odt("", shapes));
    for words in ["\n\n方框12\n\n", "\n\n盒里的标题\n\n盒里的话\n\n", "\n\n组里8\n\n"] {
        assert!(text.contains(words), "{text}");
    }
    assert!(!text.contains('框') || !text.contains("框方框"), "{text}");
    assert_told(
        &told,
        &[
            "left_out|第 1 段|图形的替代文字|框",
            "left_out|第 1 段|图形、控件或嵌入的对象|一条线",
            "left_out|第 1 段|图形的替代文字|组",
        ],
    );
}

#[test]
fn controls_of_a_form_are_told_and_a_length_is_text() {
    let forms = "<office:forms><form:form><form:checkbox form:label='同意' form:current-state='checked'/></form:form></office:forms>";
    let text = "<text:p>示例标题</text:p><text:p>宽<text:measure>15</text:measure>米。</text:p>";
    let (text, told) = imported("甲.odt", odt("", &format!("{forms}{text}")));
    assert!(text.contains("宽15米。"), "{text}");
    assert!(told.iter().any(|line| line.starts_with("left_out|第 1 段|表单里的控件|同意")), "{told:?}");
}

#[test]
fn what_is_deleted_without_a_mark_is_told() {
    let text = "<text:tracked-changes><text:changed-region text:id='c'><text:deletion><text:p>删38</text:p></text:deletion>\
                </text:changed-region></text:tracked-changes><text:p>示例标题</text:p><text:p>正文。</text:p>";
    let (_, told) = imported("甲.odt", odt("", text));
    assert!(told.iter().any(|line| line.ends_with("|修订中删除的文字|删38")), "{told:?}");
}

#[test]
fn charts_and_formulas_of_open_document_arrive() {
    let frame = |name: &str| {
        format!("<draw:frame><draw:object xlink:href='./{name}'/><draw:image xlink:href='x'/></draw:frame>")
    };
    let text = format!(
        "<text:p>示例标题</text:p><text:p>正文。{}{}</text:p><text:p>第二段。</text:p>",
        frame("Object 1"),
        frame("Object 2")
    );
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|it| cell(it)).collect::<String>())
    };
    let chart = format!(
        "<office:document-content><office:chart><chart:chart><chart:title><text:p>办件</text:p></chart:title>\
         <table:table>{}{}</table:table></chart:chart></office:chart></office:document-content>",
        row(&["", "收件"]),
        row(&["2024年", "15"])
    );
    let formula = "<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac></semantics></math>";
    let bytes = with(
        odt("", &text),
        &[("Object 1/content.xml", chart.as_bytes()), ("Object 2/content.xml", formula.as_bytes())],
    );
    let (text, told) = imported("甲.odt", bytes);
    assert!(text.contains("\n\n办件\n\n|  | 收件 |\n| --- | --- |\n| 2024年 | 15 |\n"), "{text}");
    assert!(text.contains("1 2"), "{text}");
    assert_told(&told, &["mended|第 2 段|图表里的数写成了表格|办件 收件 2024年 15"]);
}

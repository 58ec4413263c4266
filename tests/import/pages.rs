//! Pages as portals, offices and browsers write them: values stay apart, and nothing of the page is taken for its text.

use super::parts::{assert_told, imported};
use super::{result, site, told, written};

/// What the text of a page becomes, and what is told; its title is out of the way.
fn page(text: &str) -> (String, Vec<String>) {
    imported("甲.html", format!("<!doctype html><meta charset=utf-8><h1>示例标题</h1>{text}"))
}

/// The front matter and the text of a whole page, and what is told.
fn whole(page: impl AsRef<[u8]>) -> (String, String, Vec<String>) {
    let site = site();
    site.write("source/甲.html", page);
    let result = result(&site, &site.path("source/甲.html"), &["--into", "bg", "--kind", "page"]);
    let (front, body) = written(&site, &result);
    (front, body, told(&result))
}

#[test]
fn values_of_controls_stay_apart() {
    let (text, told) = page(
        "<p><select><option>选项309</option></select><input value=\"310\"><textarea>文本域311</textarea></p>\
         <p>共<input value=312>件，12<input value=313>14。<input value=甲> <input value=乙><input type=checkbox checked>丙</p>\
         <table><tr><td><input value=1><input value=2></td><td>3</td></tr></table>",
    );
    assert_eq!(
        text,
        "选项309\\\n310\\\n文本域311\n\n共312件，12\\\n313\\\n14。甲\\\n乙☑丙\n\n| 1<br>2 | 3 |\n| --- | --- |\n"
    );
    assert_told(&told, &["mended|第 2 段|表单域的值写成了文字|选项309", "表单域的值写成了文字|文本域311"]);
}

#[test]
fn readings_and_formulas_are_told_and_fuse_no_figures() {
    let (text, told) = page(
        "<p>示<ruby>例<rp>(</rp><rt>lì 315</rt><rp>)</rp></ruby>市，占 <math><mn>3</mn><mfrac><mn>323</mn><mn>324</mn></mfrac></math> 份，\
         10<sup>8</sup>件，H<sub>2</sub>O，x<sup>n</sup>，<q>引文</q></p>\
         <p><svg><text>甲 1</text><text>2</text></svg></p>",
    );
    assert_eq!(text, "示例（lì 315）市，占3 323/324份，10⁸件，H₂O，xn，“引文”\n\n甲1\\\n2\n");
    assert_told(
        &told,
        &[
            "mended|第 2 段|注音写在字后的括号里|lì 315",
            "mended|第 2 段|公式只带过来文字，没有排版|3 323/324",
            "left_out|第 2 段|上标或下标（写成了普通文字）|n",
            "left_out|第 3 段|图形或图表（其中的文字保留）|甲 1 2",
        ],
    );
}

const TEXT: &str = "<p>　　各县（市、区）：全市共办理案件302件，同比增长百分之十二，请认真抓好贯彻落实，确保年底前全部完成。</p>\
                    <p>　　换行304。</p>";

#[test]
fn the_text_is_where_the_page_says_and_its_day_is_the_pages_own() {
    let head = "<meta name=\"ArticleTitle\" content=\"关于做好工作的通知\"><meta name=\"PubDate\" content=\"2024-03-05 09:30\">\
                <meta name=ContentSource content=示例局><title>关于做好工作的通知_示例网</title>";
    for mark in ["id=zoom", "class='view TRS_Editor'", "id='UCAP-CONTENT'", "class=article"] {
        let (front, body, told) = whole(format!(
            "<html><head>{head}</head><body><div class=top><a href='/'>首页1</a></div><div class=wz>当前位置：首页 &gt; 公文</div>\
             <div><h2 class=t>关于做好工作的通知</h2><p>发布时间：2024-03-06 浏览次数：301</p><div {mark}>{TEXT}</div>\
             <p>附件：<a href='files/表.doc'>申报表303</a></p></div><div class=foot2>备案335号</div></body></html>"
        ));
        assert_eq!(
            body,
            "各县（市、区）：全市共办理案件302件，同比增长百分之十二，请认真抓好贯彻落实，确保年底前全部完成。\n\n换行304。\n",
            "{mark}"
        );
        for line in ["标题: 关于做好工作的通知", "发布日期: 2024-03-05 09:30  # 推测：取自网页的发布时间"]
        {
            assert!(front.lines().any(|own| own == line), "{line}\n{front}");
        }
        let wanted = ["首页1", "当前位置", "发布时间：2024-03-06 浏览次数：301", "附件：申报表303", "备案335号"];
        for words in wanted {
            assert_told(&told, &[&format!("|网页正文以外的部分|{words}")]);
        }
        assert_told(&told, &["网页正文以外的附件：files/表.doc|申报表303", "read||网页写明的来源|示例局"]);
    }
}

#[test]
fn a_page_that_marks_no_text_loses_its_surroundings_alone() {
    let (front, body, told) = whole(format!(
        "<body><div class=nav><a href='/'>首页1</a></div><div>您现在的位置：首页 &gt; 公文</div><header><h1>示例通知</h1></header>\
         <p>发布日期：2024年5月6日　来源：示例局</p><div id=zoom><a>大</a> <a>中</a></div>{TEXT}<div id=footer>版权2</div></body>"
    ));
    assert!(body.starts_with("大 中") || body.starts_with("大中"), "{body}");
    assert!(body.ends_with("换行304。\n") && !body.contains("发布日期"), "{body}");
    assert!(front.contains("标题: 示例通知\n") && front.contains("发布日期: 2024-05-06  # 推测"), "{front}");
    assert_told(
        &told,
        &[
            "导航、页眉、页脚、边栏或表单|首页1",
            "|网页的当前位置|您现在的位置：首页 > 公文",
            "|网页的发布信息|发布日期：2024年5月6日",
            "导航、页眉、页脚、边栏或表单|版权2",
        ],
    );
}

#[test]
fn what_a_portal_says_around_a_text_goes_into_the_front_matter() {
    let (front, body, told) = whole(format!(
        "<head><title>关于做好工作的通知_示例市人民政府</title></head><body><h1 class=logo>示例市人民政府</h1>\
         <div>信息<table><tr><td>索引号：</td><td>000-1</td></tr><tr><td>发文字号：</td><td>示政办发〔2024〕7号</td></tr>\
         <tr><td>发布日期：</td><td>2024年03月05日</td><td>成文日期：</td><td>2024年03月01日</td></tr></table></div><div class=tit>关于做好工作的通知</div>\
         <div id='UCAP-CONTENT'><p>短句</p>{TEXT}</div></body>"
    ));
    for line in [
        "标题: 关于做好工作的通知",
        "发布日期: 2024-03-05  # 推测：取自网页的发布时间",
        "成文日期: 2024-03-01  # 推测：取自网页写明的成文日期",
        "发文字号: 示政办发〔2024〕7号  # 推测：取自网页写明的发文字号",
    ] {
        assert!(front.lines().any(|own| own == line), "{line}\n{front}");
    }
    assert!(body.starts_with("短句\n\n各县"), "{body}");
    let wanted = ["|示例市人民政府", "|信息", "|索引号： 000-1", "|发文字号： 示政办发〔2024〕7号"];
    assert_told(&told, &wanted.map(|words| format!("网页正文以外的部分{words}")).each_ref().map(String::as_str));
}

#[test]
fn a_title_in_two_lines_is_one_and_a_signature_in_one_paragraph_is_read() {
    let (front, body, _) = whole(
        "<p align=center><b>示例市示例局关于<br>加强管理的通知</b></p><p>各区：现通知如下。</p>\
         <p style='text-align: right'>示例市示例局<br>2024年3月1日</p>",
    );
    assert!(
        front.contains("标题: 示例市示例局关于加强管理的通知") && front.contains("成文日期: 2024-03-01"),
        "{front}"
    );
    assert_eq!(body, "各区：现通知如下。\n\n示例市示例局\n\n2024年3月1日\n");
}

#[test]
fn blocks_in_running_text_stay_blocks() {
    let (text, told) = page(
        "<font><p>甲1</p><p>2乙</p><table><tr><td>3<td>4</table></font><span><div>5</div><div>6</div></span>\
         <p>丙<o:p>&nbsp;</o:p>丁<unknown-thing>7</unknown-thing><script>8</script>戊</p>\
         <b><p>粗</p></b><p><span style='font-weight: bold'>体</span><i style='font-weight:700'>斜</i></p>",
    );
    assert_eq!(text, "甲1\n\n2乙\n\n| 3 | 4 |\n| --- | --- |\n\n5\n\n6\n\n丙丁7戊\n\n**粗**\n\n**体斜**\n");
    assert_told(&told, &["left_out|第 8 段|斜体|斜"]);
}

#[test]
fn lines_that_stand_apart_are_paragraphs() {
    let (text, told) = page(
        "<div>　　第一段，共3件。<br>　　第二段。<br><br>第三段<br>同一段</div><p>&nbsp;&nbsp;&nbsp;&nbsp;第四段</p><p>&emsp;&emsp;第五段</p><p>&nbsp;</p>",
    );
    assert_eq!(text, "第一段，共3件。\n\n第二段。\n\n第三段\\\n同一段\n\n第四段\n\n第五段\n");
    assert_told(&told, &["mended|第 2 段|网页里用换行分开的文字分成了段落|第一段，共3件。"]);
}

#[test]
fn what_stands_between_rows_and_items_is_kept() {
    let (text, told) = page(
        "<table>表外1<tr>行外2<td>甲<td>乙</td><p>行外3</p></tr><tr style='display:none'><td>藏4<td>5</tr><tr><td>丙<td hidden>藏6</td><td>丁</table>\
         <ul>列外7<li>一</li><ul><li>二</li></ul><p>列外8</p></ul><ol type=a><li>三<li value=5>四<li>五</ol>",
    );
    for words in
        ["表外1行外2", "行外3", "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |", "列外7\n\n- 一\n  - 二\n\n列外8", "1. 三"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(text.contains("5. 四\n6. 五") && !text.contains('藏'), "{text}");
    assert_told(&told, &["隐藏的文字|藏4 5", "隐藏的文字|藏6", "列表的编号（a）改成了数字|三 四 五"]);
}

#[test]
fn tables_that_hold_a_layout_become_their_text() {
    let (text, told) = page(
        "<table><tr><td width=10>&nbsp;</td><td><table role=presentation><tr><td><p>第一段1件。</p><p>第二段2件。</p></td></tr></table>\
         <table><tr><th>部门<th colspan=2>件数<tr><td rowspan=2>甲<td>3<td>4<tr><td>5<td>6</table></td></tr></table>",
    );
    assert_eq!(
        text,
        "第一段1件。\n\n第二段2件。\n\n| 部门 | 件数 |  |\n| --- | --- | --- |\n| 甲 | 3 | 4 |\n|  | 5 | 6 |\n"
    );
    assert_told(&told, &["mended|第 2 段|排版用的表格写成了段落|第一段1件。"]);
}

#[test]
fn pages_that_word_wrote_are_read() {
    let item = |label: &str, words: &str| {
        format!(
            "<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US \
             style='font-family:Wingdings'><span style='mso-list:Ignore'>{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; \
             </span></span></span><![endif]>{words}<o:p></o:p></p>"
        )
    };
    let (text, told) = page(&format!(
        "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class=MsoNormal style='text-indent:2em'>正文<span \
         lang=EN-US>5</span>件<o:p></o:p></p>{}{}{}<p><span style='mso-highlight:yellow'>待核</span></p>\
         <div style='mso-element:comment-list'><p>批注6</p></div>",
        item("l", "甲1件"),
        item("Ø", "乙2件"),
        item("3.", "丙")
    ));
    assert_eq!(text, "正文5件\n\n- 甲1件\n- 乙2件\n\n#### 3. 丙\n\n待核\n");
    assert_told(&told, &["突出显示的底色|待核", "导航、页眉、页脚、边栏或表单|批注6"]);
}

#[test]
fn pictures_and_files_of_a_page_are_told_by_their_addresses() {
    let (_, told) = page(
        "<p>甲<img src='data:image/gif;base64,R0lG' data-src='../img/1.jpg' alt=图一><img src=2.png><iframe src='/a.pdf'></iframe>\
         <embed src=b.swf>乙</p>",
    );
    let wanted =
        ["（另行放到文档旁边）：../img/1.jpg|图一", "：2.png|甲", "网页元素 iframe|/a.pdf", "网页元素 embed|b.swf"];
    assert_told(&told, &wanted);
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    // GB 18030: 示例标题, and a byte that is none.
    let title = b"\xca\xbe\xc0\xfd\xb1\xea\xcc\xe2";
    let text = [b"<meta charset=\"gb2312\"><h1>", &title[..], b"</h1><p>", title, b"12\xff</p>"].concat();
    let (_, body, told) = whole(text);
    assert!(body.starts_with("示例标题12"), "{body}");
    assert_told(&told, &["left_out||文字编码无法识别，可能没有读全"]);
    // Big5: 示例.
    let (_, body, _) = whole([&b"<meta charset=big5><h1>A</h1><p>"[..], b"\xa5\xdc\xa8\xd2"].concat());
    assert_eq!(body, "示例\n");
}

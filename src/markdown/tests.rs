//! What the text of a document becomes.

use super::*;
use crate::diag::Span;

fn html(text: &str) -> String {
    let Rendered { body, outline, .. } = render(text);
    body.fill(|link| {
        let link = &outline.links[link as usize];
        match link.kind {
            LinkKind::Mention => Address::None,
            _ => Address::Plain(link.to.clone()),
        }
    })
}

#[test]
fn emphasis_works_next_to_chinese_punctuation() {
    let cases = [
        ("一是**加强组织领导**，园区", "一是<strong>加强组织领导</strong>，园区"),
        ("**“放管服”**改革", "<strong>“放管服”</strong>改革"),
        ("**《条例》**规定", "<strong>《条例》</strong>规定"),
        ("**（一）**坚持", "<strong>（一）</strong>坚持"),
        ("**100%**办结", "<strong>100%</strong>办结"),
        ("~~“旧”~~新", "<del>“旧”</del>新"),
    ];
    for (text, wanted) in cases {
        assert_eq!(html(text), format!("<p id=\"p1\">{wanted}</p>\n"));
    }
}

#[test]
fn lines_between_chinese_characters_are_joined() {
    assert_eq!(html("确保决策\n制度科学"), "<p id=\"p1\">确保决策制度科学</p>\n");
    assert_eq!(html("确保**决策**\n制度"), "<p id=\"p1\">确保<strong>决策</strong>制度</p>\n");
    assert_eq!(html("a\nb"), "<p id=\"p1\">a\nb</p>\n");
}

#[test]
fn a_bare_address_ends_where_chinese_begins() {
    let wanted = "<p id=\"p1\">见 <a href=\"https://www.gov.cn/a\">https://www.gov.cn/a</a>，谢谢</p>\n";
    assert_eq!(html("见 https://www.gov.cn/a，谢谢"), wanted);
}

#[test]
fn tables_align_by_class_and_heads_have_a_scope() {
    let table = html("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n");
    assert!(table.contains("<th scope=\"col\" class=\"align-right\">乙</th>"), "{table}");
    assert!(table.contains("<td class=\"align-right\">2</td>"), "{table}");
    assert!(!table.contains("align=\""));
}

#[test]
fn a_table_stands_in_a_frame_that_the_keyboard_moves() {
    let frame =
        "<div class=\"wide-table\" role=\"group\" aria-label=\"表格，较宽时可左右滚动\" tabindex=\"0\">\n<table>";
    let text = "前\n\n| 甲 |\n|---|\n| 1 |\n\n后\n";
    // In a document with raw HTML, too, where nothing else may say how the keyboard goes.
    let raw = "\n<p tabindex=\"5\">另</p>\n";
    for text in [text.to_owned(), text.to_owned() + raw] {
        let html = html(&text);
        assert!(html.contains(frame) && html.contains("</table>\n</div>\n<p id=\"p2\">后</p>"), "{html}");
        assert!(!html.contains("\"5\""), "{html}");
    }
}

#[test]
fn headings_have_ids_and_begin_at_the_second_level() {
    let Rendered { body, outline, .. } = render("# 一、总体情况\n\n## （一）主动公开\n\n## （一）主动公开\n");
    let ids: Vec<_> = outline.headings.iter().map(|heading| (heading.level, heading.id.as_str())).collect();
    assert_eq!(ids, [(2, "一总体情况"), (2, "一主动公开"), (2, "一主动公开-2")]);
    assert!(body.html.contains("<h2 id=\"一总体情况\">"));
}

#[test]
fn links_know_their_place() {
    let text = "通知\n\n见[办法](a.md#x)和![图](b.png)。";
    let Rendered { outline, .. } = render(text);
    let found: Vec<_> = outline.links.iter().map(|link| (link.to.as_str(), &text[link.span.range()])).collect();
    assert_eq!(found, [("a.md#x", "[办法](a.md#x)"), ("b.png", "![图](b.png)")]);
}

#[test]
fn a_number_in_running_text_becomes_a_link_around_the_number_alone() {
    let text = "根据启政发〔2024〕1号文件";
    let Rendered { body, outline, .. } = render(text);
    assert_eq!(outline.links[0].span, Span::new(0, "根据启政发〔2024〕1号".len()));
    assert_eq!(body.fill(|_| Address::None), format!("<p id=\"p1\">{text}</p>\n"));
    let filled = body.fill(|_| Address::Within("/a.html".into(), "根据".len(), None));
    assert_eq!(filled, "<p id=\"p1\">根据<a href=\"/a.html\">启政发〔2024〕1号</a>文件</p>\n");
}

#[test]
fn a_captioned_image_is_a_figure() {
    let wanted = "<figure><img src=\"a.png\" alt=\"图\" loading=\"lazy\"><figcaption>流程图</figcaption></figure>\n";
    assert_eq!(html("![图](a.png \"流程图\")"), wanted);
}

#[test]
fn raw_html_is_sanitised_and_its_addresses_are_links() {
    let text = "<table><tr><td rowspan=\"2\" onclick=\"x()\">甲</td></tr></table>\n\n<img src=\"a.png\"><script>alert(1)</script><a href=\"javascript:x\">y</a>";
    let Rendered { body, outline, .. } = render(text);
    let filled = body.fill(|_| Address::Plain("/ok".into()));
    assert!(filled.contains("<td rowspan=\"2\">甲</td>"), "{filled}");
    assert!(!filled.contains("script") && !filled.contains("onclick"), "{filled}");
    assert!(filled.contains("<img src=\"/ok\">"), "{filled}");
    assert_eq!(outline.links[0].to, "a.png");
}

#[test]
fn a_marker_cannot_be_forged() {
    let Rendered { body, outline, .. } = render("[甲](xw-link:7) <a href=\"xw-link:9\">乙</a> \"=\"xw-link:3\"");
    let filled = body.fill(|link| Address::Plain(outline.links[link as usize].to.clone()));
    assert!(filled.contains("href=\"xw-link:7\""), "{filled}");
    assert!(outline.links.iter().all(|link| link.to != "xw-link:9"));
}

#[test]
fn a_way_out_is_marked() {
    let Rendered { body, .. } = render("[网](https://example.com/?a=1&b=2)");
    let filled = body.fill(|_| Address::Outside("/leave/x.html?a&b".into()));
    assert_eq!(
        filled,
        "<p id=\"p1\"><a href=\"/leave/x.html?a&amp;b\" class=\"external\" rel=\"noopener noreferrer nofollow\">网</a></p>\n"
    );
}

#[test]
fn a_body_survives_its_bytes() {
    let Rendered { body, .. } = render("见[办法](a.md)和启政发〔2024〕1号");
    assert_eq!(Body::from_bytes(&body.to_bytes()), Some(body));
    assert_eq!(Body::from_bytes(b"xx"), None);
}

#[test]
fn the_summary_is_the_first_paragraph() {
    let Rendered { outline, .. } = render("# 标题\n\n**2024 年**，在[市委](a.md)领导下。\n\n第二段");
    assert_eq!(outline.summary, "2024 年，在市委领导下。");
    let Rendered { outline: long, .. } = render(&"字".repeat(300));
    assert_eq!(long.summary.chars().count(), 120);
}

#[test]
fn alerts_tasks_footnotes_and_lists_of_terms_speak_chinese() {
    let text = "> [!NOTE]\n> 示例\n\n- [x] 完成\n- [ ] 未\n\n术语\n: 解释\n\n正文[^1]。\n\n[^1]: 注。\n";
    let filled = html(text);
    for wanted in
        ["markdown-alert-title\">说明", "aria-label=\"已完成\" disabled checked", "<dt>术语</dt>", "返回正文注 1"]
    {
        assert!(filled.contains(wanted), "{wanted} in {filled}");
    }
    assert!(!filled.contains("Back to"));
}

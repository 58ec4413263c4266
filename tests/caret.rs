//! What a person sees of a fault: the caret right under it, and no identity number.

use crate::support::{Run, Site, cells};

/// A specimen that everybody prints: GB 11643-1999's own form, nobody's number.
const IDENTITY: &str = "11010519491231002X";

/// The text above the carets: the first line of carets on the screen, and what of the line above it they stand under.
#[track_caller]
fn underlined(run: &Run) -> String {
    let screen = run.err();
    let mut lines = screen.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(marks) = lines.peek().and_then(|marks| marks.split_once('|')).filter(|(_, marks)| marks.contains('^'))
        else {
            continue;
        };
        let (number, excerpt) = line.split_once('|').expect("an excerpt stands above its carets");
        assert_eq!(cells(number), cells(marks.0), "the bars do not stand in one column:\n{screen}");
        let before = marks.1.find('^').unwrap();
        let width = marks.1[before..].chars().take_while(|mark| *mark == '^').count();
        return between(excerpt, before, width);
    }
    panic!("no caret in\n{screen}");
}

/// The characters of a line that lie within some cells; one that is cut shows as `/`.
fn between(line: &str, from: usize, width: usize) -> String {
    let (mut at, mut text) = (0, String::new());
    for character in line.chars() {
        let end = at + cells(&character.to_string());
        if at >= from && end <= from + width {
            text.push(character);
        } else if at < from + width && end > from {
            text.push('/');
        }
        at = end;
    }
    text
}

fn human(document: &str, lang: &str) -> Run {
    let site = Site::small(&format!(
        "//- /content/zcwj/_index.md\n---\ntitle: 栏目\n---\n//- /content/zcwj/文件.md\n{document}"
    ));
    site.build_with(&["--lang", lang])
}

#[test]
fn the_caret_stands_under_the_fault_whatever_stands_before_it() {
    let cases = [
        ("---\ntitel: 甲\ntitle: 乙\n---\n", "titel"),
        ("---\ntitle: 甲\n发布日: 2024-01-01\n---\n", "发布日"),
        ("---\n标题: 甲\n关键词: [法治, { 公开: 一 }]\n---\n", "{ 公开: 一 }"),
        ("---\n标题: 甲\n发文字号: 启政发〔2024〕01号\n---\n", "启政发〔2024〕01号"),
        ("---\n标题: 甲\n---\n\n中文ａｂｃ“引号”，见[通知](没有.md)。\n", "[通知](没有.md)"),
        ("---\n标题: 甲\n---\n\n𠮷和é，见![图](没有.png)。\n", "![图](没有.png)"),
        ("---\n标题: 甲\n附件: [{ 文件: 附表一.xlsx, 名称: 附表 }]\n---\n", "附表一.xlsx"),
    ];
    for (document, fault) in cases {
        for lang in ["zh", "en"] {
            let run = human(document, lang).with_faults();
            assert_eq!(underlined(&run), fault, "{}", run.screen());
        }
    }
}

#[test]
fn the_caret_stands_under_a_template_s_fault() {
    let site = Site::small("//- /templates/home.html\n<p>站点名称：{{ site.titel }}</p>\n");
    assert_eq!(underlined(&site.build().with_faults()), "site.titel");
}

#[test]
fn the_excerpt_names_file_line_and_column() {
    let run = human("---\n标题: 甲\n---\n\n中文[通知](没有.md)。\n", "zh").with_faults();
    assert!(run.err().contains("content/zcwj/文件.md:5:3"), "{}", run.screen());
    assert!(run.err().contains("错误[link-broken]"), "{}", run.screen());
}

#[test]
fn a_fault_at_the_end_of_a_long_line_is_shown_with_its_place() {
    let long = "很长的一行".repeat(400);
    let run = human(&format!("---\n标题: 甲\n---\n\n{long}[通知](没有.md)\n"), "zh").with_faults();
    assert!(run.err().contains("content/zcwj/文件.md:5:2001"), "{}", run.screen());
    assert!(run.err().contains("[通知](没有.md)"), "{}", run.screen());
}

#[test]
fn an_identity_number_is_masked_in_every_form() {
    let documents = [
        // In the excerpt, in the message, in a related place.
        format!("---\ntitle: 甲\ntitel: 当事人{IDENTITY}\n---\n"),
        format!("---\ntitle: 甲\nkind: {IDENTITY}\n---\n"),
        format!("---\ntitle: 甲\nrelated: 身份证{IDENTITY}\n---\n"),
        format!("---\ntitle: 当事人{IDENTITY}\n标题: 乙\n---\n"),
        format!("---\ntitle: 甲\n---\n\n[{IDENTITY}](没有.md)和![图]({IDENTITY}.png)\n"),
    ];
    for document in documents {
        let site = Site::small(&format!("//- /content/a.md\n{document}"));
        for form in ["human", "short", "json"] {
            for lang in ["zh", "en"] {
                let run = site.build_with(&["--format", form, "--lang", lang]).with_faults();
                assert!(!run.screen().contains(IDENTITY), "{form}\n{}", run.screen());
            }
        }
        let shown = site.build().with_faults();
        assert!(shown.err().contains("11**************2X"), "{}", shown.screen());
    }
}

#[test]
fn masking_moves_no_caret() {
    // An office's number stops no build, and is masked nevertheless.
    let run = human("---\ntitle: 甲\n---\n\n举报电话13800138000，见[通知](没有.md)。\n", "zh").with_faults();
    assert!(run.err().contains("138****8000"), "{}", run.screen());
    assert_eq!(underlined(&run), "[通知](没有.md)");
}

#[test]
fn a_number_that_is_no_identity_number_stays() {
    let run = human("---\ntitle: 甲\ntitel: 110105194912310021\n---\n", "en").with_faults();
    assert!(run.err().contains("110105194912310021"), "{}", run.screen());
}

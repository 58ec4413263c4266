//! Process diagrams: a fenced block becomes a drawing and a list, on the pages that show it and on no other.

use crate::support::Site;
use crate::warm::made_again;
use std::collections::BTreeSet;

const TWO: &str = "\
//- /content/a.md
---
title: 办事
published: 2024-01-01
---
<p class=\"lead\" style=\"color: red\">两件事。</p>

```流程 受理流程（示例）
登记（信访窗口，当场）
是否受理？（信访部门，15日）
  -> 办理：是
  -> 结束：否
办理（责任单位，60日）
```

~~~时限图
申请（<窗口>，1个工作日）
审查（法制科，5个工作日）
~~~
//- /content/b.md
---
title: 其他
published: 2024-01-01
---
```流程一览
甲
```
";

/// What follows a word, up to a quotation mark.
fn all_after<'a>(html: &'a str, word: &str) -> Vec<&'a str> {
    html.split(word).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_page_holds_its_drawings_and_lists() {
    let site = Site::small(TWO);
    let run = site.build().clean();
    let page = run.file("a.html");
    assert_eq!((page.matches("<svg ").count(), page.matches("<figure class=\"diagram\">").count()), (2, 2));
    for words in [
        "<title id=\"diagram:1:title\">受理流程（示例）</title>",
        "<title id=\"diagram:2:title\">时限图</title>",
        ">时限：60日</text>",
        ">&lt;窗口&gt;</text>",
        "<li><strong>办理</strong>（责任单位：责任单位；时限：60日）</li>",
        "<li>否：到第4步“结束”</li>",
        "期限最长合计75日",
        "期限合计6个工作日",
        "<p class=\"lead\">两件事。</p>",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("style="), "{page}");
    assert!(run.file("b.html").contains("<code class=\"language-流程一览\">甲"));
}

#[test]
fn ids_are_given_once_and_every_reference_has_one() {
    let page = Site::small(TWO).build().clean().file("a.html");
    let ids = all_after(&page, " id=\"");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{ids:?}");
    let labels = all_after(&page, "aria-labelledby=\"");
    let labels: Vec<&str> =
        labels.iter().flat_map(|ids| ids.split(' ')).filter(|id| id.starts_with("diagram")).collect();
    let arrows: Vec<&str> = page.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!((labels.len(), arrows.len()), (4, 5));
    assert!(labels.iter().chain(&arrows).all(|id| known.contains(id)), "{labels:?} {arrows:?}");
}

#[test]
fn a_step_that_is_otherwise_makes_its_page_stale_and_no_other() {
    let site = Site::small(TWO);
    site.build().clean();
    site.write_all(&TWO.replace("60日", "30日"));
    let mut made = made_again(&site, &[]);
    made.retain(|path| path.ends_with(".html"));
    assert_eq!(made.into_iter().collect::<Vec<_>>(), ["a.html"]);
    assert!(site.build().clean().file("a.html").contains("期限最长合计45日"));
}

#[test]
fn a_mistake_is_told_again_when_nothing_else_is_read() {
    let site = Site::small(&TWO.replace("5个工作日", "5个"));
    for _ in 0..2 {
        let run = site.build_with(&["--format", "short"]).with_faults();
        assert!(run.screen().contains("content/a.md:17:8: error[diagram]"), "{}", run.screen());
    }
    site.write_all(TWO);
    site.build().clean();
}

#[test]
fn a_section_may_hold_one_too() {
    let section = "//- /content/bszn/_index.md\n---\ntitle: 办事指南\n---\n```流程\n受理（窗口，1日）\n办理\n```\n";
    assert!(Site::small(section).build().clean().file("bszn/index.html").contains("<svg "));
    let wrong = Site::small(&section.replace("1日", "1")).build().with_faults();
    assert!(
        wrong.screen().contains("content/bszn/_index.md:5:11") || wrong.screen().contains("_index.md:5"),
        "{}",
        wrong.screen()
    );
}

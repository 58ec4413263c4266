//! `validity.html` and a policy's own page: both sides of every boundary.

use crate::support::{Run, Site};
use crate::warm::made_again;

/// A policy for each way in which one gains, changes and loses its force, the day being 2024-12-31 or near it.
const SITE: &str = "\
//- /content/zcwj/_index.md
---
title: 政策文件
cascade: { kind: policy, publisher: shili, published: 2020-03-01, normative: 是 }
---
//- /content/zcwj/starts.md
---
title: 年底施行
effective: 2024-12-31
published: 2024-12-01
---
//- /content/zcwj/ends.md
---
title: 年底届满
expires: 2024-12-31
filing: { number: 示备〔2020〕1号, date: 2020-03-20, with: 示例市人民代表大会常务委员会 }
---
//- /content/zcwj/amended.md
---
title: 被修改
filing: { date: 2025-01-01 }
---
//- /content/zcwj/partly.md
---
title: 部分被废止
---
//- /content/zcwj/repealed.md
---
title: 被废止
published: 2021-05-01
topic: 综合政务\\政务公开
doc_number: 示政发〔2021〕3号
---
//- /content/zcwj/dated.md
---
title: 另有日期的废止
---
//- /content/zcwj/decision.md
---
title: 关于修改和废止部分文件的决定
published: 2024-12-20
effective: 2024-12-31
doc_number: 示政发〔2024〕9号
publisher: [shili, sifa]
filing: 是
amends: [amended.md, { document: partly.md, parts: 第五条 }]
repeals:
  - repealed.md
  - { document: partly.md, parts: 第三条、第四条 }
  - { document: dated.md, date: 2025-01-01 }
---
//- /content/zcwj/plain.md
---
title: 不是规范性文件
normative: 否
---
";

fn site() -> Site {
    Site::small(&SITE.replace("filing: 是\n", "filing: { number: 示备〔2024〕9号 }\n"))
}

fn on(site: &Site, date: &str) -> Run {
    site.build_with(&["--date", date]).well()
}

/// The line of the page that holds a text.
#[track_caller]
fn line(page: &str, text: &str) -> String {
    page.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text} in {page}")).to_owned()
}

/// The state of each document on a day, by file, as the page lists it.
#[track_caller]
fn states(run: &Run) -> Vec<(String, String)> {
    let page = run.file("validity.html");
    let words = ["有效", "尚未施行", "已修改", "部分失效", "废止", "失效"];
    let one = |line: &str| {
        let name = line.split("zcwj/").nth(1)?.split(".html").next()?.to_owned();
        let rest = line.split(" / ").next()?;
        let state = rest.split(' ').find(|word| words.contains(word))?;
        Some((name, state.to_owned()))
    };
    page.lines().filter_map(one).collect()
}

#[track_caller]
fn assert_states(site: &Site, date: &str, expected: &[(&str, &str)]) {
    let found = states(&on(site, date));
    for (name, state) in expected {
        let own = found.iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("no {name} in {found:?}"));
        assert_eq!(own.1, *state, "{name} on {date}");
    }
}

#[test]
fn the_day_before_the_day_and_the_day_after() {
    let site = site();
    let before = ["尚未施行", "有效", "有效", "有效", "有效", "有效"];
    let day = ["有效", "有效", "已修改", "部分失效", "废止", "有效"];
    let after = ["有效", "失效", "已修改", "部分失效", "废止", "废止"];
    let names = ["starts", "ends", "amended", "partly", "repealed", "dated"];
    for (date, words) in [("2024-12-30", before), ("2024-12-31", day), ("2025-01-01", after)] {
        assert_states(&site, date, &names.into_iter().zip(words).collect::<Vec<_>>());
    }
}

#[test]
fn only_normative_documents_stand_in_the_list_with_what_they_are_filtered_by() {
    let page = on(&site(), "2024-12-31").file("validity.html");
    assert!(!page.contains("不是规范性文件"), "{page}");
    let repealed = line(&page, "zcwj/repealed.html");
    for text in ["示政发〔2021〕3号", "市政府", "综合政务", " 2021 ", "2021-05-01至"] {
        assert!(repealed.contains(text), "{text}: {repealed}");
    }
    assert!(line(&page, "zcwj/decision.html").contains("市政府、市司法局"), "a joint document has both");
    assert!(page.contains("截至 2024-12-31：共 7，现行有效 6，六个月内到期 1"), "{page}");
    for count in
        ["in_force 有效 4", "amended 已修改 1", "partly_repealed 部分失效 1", "repealed 废止 1", "lapsed 失效 0"]
    {
        assert!(page.contains(count), "{count}: {page}");
    }
}

#[test]
fn a_reason_names_day_document_and_parts() {
    let site = site();
    let run = on(&site, "2025-01-01");
    let reason = |name: &str| line(&run.file(&format!("zcwj/{name}.html")), "<p>");
    assert_eq!(reason("repealed"), "<p>废止：被示政发〔2024〕9号废止，2024-12-31起</p>");
    assert_eq!(reason("dated"), "<p>废止：被示政发〔2024〕9号废止，2025-01-01起</p>");
    assert_eq!(reason("amended"), "<p>已修改：被示政发〔2024〕9号修改，2024-12-31起</p>");
    assert_eq!(
        reason("partly"),
        "<p>部分失效：第五条被示政发〔2024〕9号修改，2024-12-31起；第三条、第四条被示政发〔2024〕9号废止，2024-12-31起</p>"
    );
    assert_eq!(reason("ends"), "<p>失效：有效期至2024-12-31，已届满</p>");
    let run = on(&site, "2024-12-30");
    assert_eq!(line(&run.file("zcwj/starts.html"), "<p>"), "<p>尚未施行：2024-12-31起施行</p>");
}

#[test]
fn six_months_before_the_last_day() {
    let site = site();
    // Six months from June 30 end on December 30, a day before the last.
    for (date, expected) in [
        ("2024-06-29", false),
        ("2024-06-30", false),
        ("2024-07-01", true),
        ("2024-12-31", true),
        // It is no longer in force.
        ("2025-01-01", false),
    ] {
        let row = line(&on(&site, date).file("validity.html"), "zcwj/ends.html");
        assert_eq!(row.contains("将到期"), expected, "{date}: {row}");
    }
    site.write("content/zcwj/ends.md", "---\ntitle: 二月底届满\nexpires: 2025-02-28\n---\n");
    for (date, expected) in [("2024-08-27", false), ("2024-08-28", true), ("2024-08-31", true)] {
        let row = line(&on(&site, date).file("validity.html"), "zcwj/ends.html");
        assert_eq!(row.contains("将到期"), expected, "{date}: {row}");
    }
}

#[test]
fn a_clean_up_is_counted_in_the_year_in_which_it_bites() {
    let site = site();
    let years = |date: &str| {
        let page = on(&site, date).file("validity.html");
        page.lines().filter(|line| line.contains("修订")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(years("2024-12-30").is_empty());
    assert_eq!(years("2024-12-31"), ["<p>2024 修订 2 部分废止 1 废止 1 失效 0</p>"]);
    let next = ["<p>2025 修订 0 部分废止 0 废止 1 失效 1</p>", "<p>2024 修订 2 部分废止 1 废止 1 失效 0</p>"];
    assert_eq!(years("2025-01-01"), next);
}

#[test]
fn a_document_that_was_repealed_does_not_lapse_as_well() {
    let site = site();
    site.write("content/zcwj/repealed.md", "---\ntitle: 被废止\nexpires: 2024-12-31\n---\n");
    let page = on(&site, "2025-01-01").file("validity.html");
    assert!(page.contains("2025 修订 0 部分废止 0 废止 1 失效 1"), "`ends` alone lapses: {page}");
    assert_states(&site, "2025-01-01", &[("repealed", "废止")]);
}

#[test]
fn what_comes_after_a_repeal_is_not_counted() {
    let site = site();
    let late = "---\ntitle: 来得太晚\npublished: 2025-01-02\namends: dated.md\nrepeals: repealed.md\n---\n";
    site.write("content/zcwj/late.md", late);
    let page = on(&site, "2025-01-02").file("validity.html");
    assert!(page.contains("<p>2025 修订 0 部分废止 0 废止 1 失效 1</p>"), "{page}");
    site.write("content/zcwj/late.md", late.replace("2025-01-02", "2025-01-01"));
    let page = on(&site, "2025-01-02").file("validity.html");
    assert!(page.contains("<p>2025 修订 1 部分废止 0 废止 1 失效 1</p>"), "amended and repealed on one day: {page}");
}

#[test]
fn a_filing_counts_from_its_day() {
    let site = site();
    let rate = |date: &str| line(&on(&site, date).file("validity.html"), "报备");
    assert_eq!(rate("2024-12-31"), "<p>报备 2/7 28.6%；2024 1/2 50%；2021 0/1 0%；2020 1/4 25%</p>");
    assert_eq!(rate("2025-01-01"), "<p>报备 3/7 42.9%；2024 1/2 50%；2021 0/1 0%；2020 2/4 50%</p>");
    let own = |date: &str| on(&site, date).file("zcwj/amended.html").contains("备案");
    assert_eq!([own("2024-12-31"), own("2025-01-01")], [false, true]);
    site.write("content/zcwj/amended.md", "---\ntitle: 被修改\nfiling: {}\n---\n");
    assert_eq!(rate("2025-01-01"), "<p>报备 2/7 28.6%；2024 1/2 50%；2021 0/1 0%；2020 1/4 25%</p>");
}

#[test]
fn what_is_withdrawn_or_not_yet_published_says_nothing_about_others() {
    let site = site();
    let decision = std::fs::read_to_string(site.path("content/zcwj/decision.md")).unwrap();
    let withdrawn = decision.replace("amends:", "withdrawn: { date: 2025-01-02, reason: 文号有误 }\namends:");
    site.write("content/zcwj/decision.md", withdrawn);
    assert_states(&site, "2025-01-01", &[("repealed", "废止"), ("amended", "已修改"), ("dated", "废止")]);
    let run = on(&site, "2025-01-02");
    assert_states(&site, "2025-01-02", &[("repealed", "有效"), ("amended", "有效"), ("dated", "有效")]);
    assert!(!run.file("validity.html").contains("关于修改和废止"), "it is gone from the list");
    assert!(!run.file("zcwj/repealed.html").contains("关于修改和废止"), "it is gone from what it repealed");
    site.write("content/zcwj/decision.md", decision.replace("published: 2024-12-20", "published: 2024-12-31"));
    let before = site.build_with(&["--date", "2024-12-30"]).well();
    assert!(!before.file("validity.html").contains("示政发〔2024〕9号"), "nothing is told before it is published");
}

#[test]
fn states_of_days_to_come_are_told_as_far_as_they_are_known() {
    let site = site();
    let turns = |date: &str, name: &str| {
        let row = line(&on(&site, date).file("validity.html"), &format!("zcwj/{name}.html"));
        row.trim_end_matches("</li>").split(" / ").skip(1).map(|turn| turn.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(turns("2024-12-30", "starts"), ["2024-12-31 有效"]);
    assert_eq!(turns("2024-12-30", "repealed"), ["2024-12-31 废止 废止：被示政发〔2024〕9号废止，2024-12-31起"]);
    assert_eq!(turns("2024-12-31", "ends"), ["2025-01-01 失效 失效：有效期至2024-12-31，已届满"]);
    assert_eq!(turns("2025-01-01", "ends"), [""; 0]);
    assert_eq!(turns("2024-12-31", "repealed"), [""; 0]);
}

#[test]
fn the_default_theme_shows_badges_reasons_and_what_is_to_come() {
    let site = site();
    let settings = "site: { name: 示例, url: \"https://www.example.gov.cn/\", timezone: \"+09:00\" }\n";
    site.write("xiangwei.yaml", settings);
    let run = site.build_with(&["--date", "2024-12-31"]).well();
    let ends = run.file("zcwj/ends.html");
    assert!(ends.contains("data-zone=\"+09:00\" data-turns=\"2025-01-01 lapsed 失效\""), "{ends}");
    assert!(ends.contains("data-from=\"2025-01-01\" hidden>失效：有效期至2024-12-31，已届满</p>"), "{ends}");
    assert!(ends.contains("assets/days."), "{ends}");
    let repealed = run.file("zcwj/repealed.html");
    assert!(!repealed.contains("data-turns"), "nothing is to come: {repealed}");
    let reason = "废止：被示政发〔2024〕9号废止，2024-12-31起 <a href=\"/zcwj/decision.html\">";
    assert!(line(&repealed, reason).contains("的决定</a> <span class=\"status status-in_force\">"), "{repealed}");
    // A mention says the state in a word: in lists, in relations, before and after.
    let badge = "<span class=\"status status-repealed\">废止</span>";
    for page in ["zcwj/index.html", "zcwj/decision.html", "index.html", "publishers/shili/index.html", "changes.html"] {
        assert!(run.file(page).contains(badge), "{page}");
    }
}

/// One that was amended may come to its last day as well, and the row says both.
#[test]
fn the_default_theme_marks_what_expires_beside_its_reason() {
    let site = site();
    site.write("xiangwei.yaml", "site: { name: 示例, url: \"https://www.example.gov.cn/\" }\n");
    site.write("content/zcwj/amended.md", "---\ntitle: 被修改\nexpires: 2025-03-31\n---\n");
    let page = site.build_with(&["--date", "2024-12-31"]).well().file("validity.html");
    assert!(page.contains("六个月内有效期届满的 2 件"), "{page}");
    assert_eq!(page.matches("六个月内到期</span></td>").count() + page.matches("六个月内到期</span><span").count(), 2);
    assert!(page.contains("修改，2024-12-31起</span><span data-from=\"\">；六个月内到期</span>"), "{page}");
}

/// A document that was withdrawn is neither in force nor out of it, wherever it is still named; nor is a draft.
#[test]
fn what_is_withdrawn_or_a_draft_bears_no_state() {
    let site = site();
    site.write("xiangwei.yaml", "site: { name: 示例, url: \"https://www.example.gov.cn/\" }\n");
    let text = std::fs::read_to_string(site.path("content/zcwj/repealed.md")).unwrap();
    let withdrawn = "withdrawn: { date: 2025-01-02, reason: 有误, replaced_by: amended.md }\ntitle:";
    site.write("content/zcwj/repealed.md", text.replace("title:", withdrawn));
    site.write("content/a.md", "---\ntitle: 依据\n---\n\n依照示政发〔2021〕3号办理。\n");
    let on = |date| site.build_with(&["--date", date]).well();
    let run = on("2025-01-01");
    assert!(run.file("a.html").contains("repealed.html\" data-status=\"repealed\""));
    assert!(line(&run.file("zcwj/decision.html"), ">被废止</a>").contains("status-repealed"));
    let run = on("2025-01-02");
    assert!(run.file("a.html").contains("<a href=\"/zcwj/repealed.html\">示政发〔2021〕3号</a>"));
    assert!(!line(&run.file("zcwj/decision.html"), ">被废止</a>").contains("status-"));
    site.write("content/b.md", "---\ntitle: 甲\nrelated: zcwj/draft.md\n---\n");
    site.write("content/zcwj/draft.md", "---\ntitle: 草拟的\ndraft: 是\n---\n");
    let run = on("2025-01-02");
    assert!(line(&run.file("b.html"), "草拟的").contains("<span class=\"row-title\">草拟的</span>"));
    // What takes its place has one.
    let replacement = "替代文件：<a href=\"/zcwj/amended.html\">被修改</a> <span class=\"status status-amended\">";
    assert!(run.file("changes.html").contains(replacement), "{}", run.file("changes.html"));
    site.published().assert_same(&super::fresh_on(&site, "2025-01-02"), "warm and cold");
}

#[test]
fn a_turn_of_the_year_makes_only_the_pages_again_that_show_it() {
    let site = site();
    site.build_with(&["--date", "2024-12-31"]).clean();
    let made = made_again(&site, &["--date", "2025-01-01"]);
    let expected = ["validity.html", "zcwj/dated.html", "zcwj/ends.html"];
    assert!(expected.iter().all(|path| made.contains(*path)), "{made:?}");
    for other in ["zcwj/repealed.html", "zcwj/starts.html", "zcwj/plain.html", "zcwj/partly.html"] {
        assert!(!made.contains(other), "{other}: {made:?}");
    }
}

#[test]
fn a_repeal_makes_its_pages_again() {
    let site = site();
    site.build_with(&["--date", "2025-01-01"]).clean();
    let repeal = "---\ntitle: 后来的决定\npublished: 2025-01-01\nrepeals: starts.md\n---\n";
    site.write("content/zcwj/repeal.md", repeal);
    let made = made_again(&site, &["--date", "2025-01-01"]);
    for path in ["validity.html", "zcwj/starts.html", "zcwj/repeal.html"] {
        assert!(made.contains(path), "{path}: {made:?}");
    }
    for other in ["zcwj/ends.html", "zcwj/repealed.html", "zcwj/partly.html"] {
        assert!(!made.contains(other), "{other}: {made:?}");
    }
}

#[test]
fn a_number_or_a_link_in_running_text_bears_the_state_of_the_day() {
    let note = "\
---
title: 依据
---

依照示政发〔2021〕3号办理，见[原文](zcwj/repealed.md)和[栏目](zcwj/_index.md)。
";
    let site = site();
    site.write("content/a.md", note);
    let page = |date| on(&site, date).file("a.html");
    for (date, code, name) in [("2024-12-30", "in_force", "有效"), ("2024-12-31", "repealed", "废止")] {
        let link = format!("<a href=\"/zcwj/repealed.html\" data-status=\"{code}\" data-state=\"{name}\">");
        let page = page(date);
        assert!(page.contains(&format!("{link}示政发〔2021〕3号</a>")), "{page}");
        assert!(page.contains(&format!("{link}原文</a>")) && page.contains("<a href=\"/zcwj/\">栏目</a>"), "{page}");
    }
    assert!(made_again(&site, &["--date", "2024-12-30"]).contains("a.html"));
}

/// The default theme offers the states that a list has, whichever these are: none of them may be one that it asks for.
#[test]
fn a_list_offers_the_states_that_it_has() {
    const NAMES: [&str; 2] = ["in-force", "ended"];
    let states =
        [("effective: 2030-01-01", ""), ("expires: 2022-01-01", "ended"), ("effective: 2020-01-01", "in-force")];
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let site = Site::small(&format!(
            "//- /xiangwei.yaml\nsite: {{ name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/ }}\ntheme: gongbao\n\
             //- /content/zcwj/_index.md\n---\ntitle: 政策文件\ncascade: {{ kind: policy, publisher: shili, published: 2020-03-01 }}\n---\n\
             //- /content/zcwj/a.md\n---\ntitle: 甲文件\n{}\n---\n\
             //- /content/zcwj/b.md\n---\ntitle: 乙文件\n{}\n---\n",
            states[one].0, states[other].0
        ));
        let page = site.build_with(&["--date", "2024-12-31"]).well().file("zcwj/index.html");
        for name in NAMES {
            let is_there = [one, other].iter().any(|at| states[*at].1 == name);
            assert_eq!(page.contains(&format!("name=\"state\" value=\"{name}\"")), is_there, "{name} {one} {other}");
        }
    }
}

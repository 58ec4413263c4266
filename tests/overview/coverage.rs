//! Which policies have an interpretation, and whether it came within three working days.

use super::fresh_on;
use crate::support::Site;
use crate::warm::made_again;
use std::fmt::Write;

/// A site with one policy of a day.
fn with_policy(published: &str) -> Site {
    Site::small(&format!(
        "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\ncascade: {{ kind: policy, publisher: shili }}\n---\n\
         //- /content/zcwj/a.md\n---\ntitle: 甲文件\npublished: {published}\n---\n\
         //- /content/zcjd/_index.md\n---\ntitle: 政策解读\ncascade: {{ kind: interpretation, publisher: sifa }}\n---\n"
    ))
}

fn interpret(site: &Site, name: &str, published: &str, interprets: &str) {
    site.write(
        &format!("content/zcjd/{name}.md"),
        format!("---\ntitle: {name}解读\npublished: {published}\ninterprets: [{interprets}]\n---\n"),
    );
}

/// The line that the page has of the first policy.
#[track_caller]
fn state(site: &Site, date: &str) -> String {
    let page = site.build_with(&["--date", date]).well().file("coverage.html");
    let line = page.lines().find(|line| line.contains("/zcwj/a.html")).unwrap().to_owned();
    let after = line.split("</a> ").nth(1).unwrap();
    after.trim_end_matches("</p>").split(" <a").next().unwrap().to_owned()
}

#[test]
fn three_working_days_on_both_sides() {
    // 2025-03-06 is a Thursday: its third working day is the Tuesday after.
    for (interpreted, expected) in
        [("2025-03-05", "timely"), ("2025-03-06", "timely"), ("2025-03-10", "timely"), ("2025-03-11", "timely")]
            .into_iter()
            .chain([("2025-03-12", "late")])
    {
        let site = with_policy("2025-03-06");
        interpret(&site, "甲", interpreted, "zcwj/a.md");
        assert_eq!(state(&site, "2025-12-31"), format!("2025-03-06 {expected} 2025-03-11"), "{interpreted}");
    }
}

/// 国庆节 2024: 1 to 7 October free, Saturday the 12th worked; 29 September is a Sunday that is worked.
#[test]
fn a_holiday_week_with_days_that_make_up_for_it() {
    for (published, interpreted, expected) in [
        ("2024-09-30", "2024-10-09", "timely 2024-10-10"),
        ("2024-09-30", "2024-10-10", "timely 2024-10-10"),
        ("2024-09-30", "2024-10-11", "late 2024-10-10"),
        // The Sunday that is worked is the first working day after the 28th.
        ("2024-09-28", "2024-10-08", "timely 2024-10-08"),
        ("2024-09-28", "2024-10-09", "late 2024-10-08"),
        // The Saturday that is worked is the second after the 10th.
        ("2024-10-10", "2024-10-14", "timely 2024-10-14"),
        ("2024-10-10", "2024-10-15", "late 2024-10-14"),
    ] {
        let site = with_policy(published);
        interpret(&site, "甲", interpreted, "zcwj/a.md");
        assert_eq!(state(&site, "2024-12-31"), format!("{published} {expected}"), "{interpreted}");
    }
}

#[test]
fn what_has_none_is_due_through_its_last_day() {
    let site = with_policy("2024-09-30");
    assert_eq!(state(&site, "2024-10-09"), "2024-09-30 due 2024-10-10");
    assert_eq!(state(&site, "2024-10-10"), "2024-09-30 due 2024-10-10");
    assert_eq!(state(&site, "2024-10-11"), "2024-09-30 missing 2024-10-10");
    site.published().assert_same(&fresh_on(&site, "2024-10-11"), "warm and cold");
}

#[test]
fn of_a_year_without_a_calendar_it_is_unknown() {
    for (published, interpreted, expected) in
        [("2022-06-01", "2022-06-02", "unknown"), ("2022-06-01", "2022-06-01", "timely")]
    {
        let site = with_policy(published);
        interpret(&site, "甲", interpreted, "zcwj/a.md");
        assert_eq!(state(&site, "2024-12-31"), format!("{published} {expected}"));
    }
    // A period that only runs into such a year is unknown too.
    let site = with_policy("2026-12-30");
    interpret(&site, "甲", "2026-12-31", "zcwj/a.md");
    assert_eq!(state(&site, "2027-01-10"), "2026-12-30 unknown");
}

/// Three working days are no fewer than three days: until then nothing is wanting, whatever the calendar will be.
#[test]
fn before_a_year_without_a_calendar_nothing_is_wanting_too_early() {
    let site = with_policy("2026-12-30");
    assert_eq!(state(&site, "2026-12-30"), "2026-12-30 due");
    assert_eq!(state(&site, "2027-01-02"), "2026-12-30 due");
    assert_eq!(state(&site, "2027-01-03"), "2026-12-30 missing");
    site.write(
        "content/zcjd/item.md",
        "---\ntitle: 事项\nkind: decision\npublished: 2026-12-01\nyear: 2026\noutcome: /zcwj/a.md\n---\n",
    );
    let chain = |date| site.build_with(&["--date", date]).well().file("decisions.html");
    assert!(chain("2027-01-02").contains("<p>interpretation pending</p>"));
    assert!(chain("2027-01-03").contains("<p>interpretation missing 决策结果没有解读</p>"));
    site.write("xiangwei.yaml", "site: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: gongbao\n");
    let own = site.build_with(&["--date", "2027-01-02"]).well().file("zcwj/a.html");
    assert!(own.contains("本文件的解读应当在发布后三个工作日内发布。"), "{own}");
}

/// The first interpretation decides, and only one that is published and not withdrawn.
#[test]
fn only_what_is_published_covers() {
    let site = with_policy("2024-10-21");
    interpret(&site, "乙", "2024-11-20", "zcwj/a.md");
    assert_eq!(state(&site, "2024-11-19"), "2024-10-21 missing 2024-10-24");
    assert_eq!(state(&site, "2024-11-20"), "2024-10-21 late 2024-10-24");
    interpret(&site, "甲", "2024-10-24", "zcwj/a.md");
    assert_eq!(state(&site, "2024-11-20"), "2024-10-21 timely 2024-10-24");
    site.write(
        "content/zcjd/甲.md",
        "---\ntitle: 甲解读\npublished: 2024-10-24\ninterprets: [zcwj/a.md]\nwithdrawn: { date: 2024-11-01, reason: 有误 }\n---\n",
    );
    assert_eq!(state(&site, "2024-11-20"), "2024-10-21 late 2024-10-24");
}

/// 96 documents by 55 interpretations: 41 of them explain one document each, 13 four, one three.
#[test]
fn few_interpretations_cover_many_documents() {
    let site = Site::small(
        "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\ncascade: { kind: policy, publisher: shili, published: 2024-05-06 }\n---\n\
         //- /content/zcjd/_index.md\n---\ntitle: 政策解读\ncascade: { kind: interpretation, publisher: shili, published: 2024-05-06 }\n---\n",
    );
    for number in 1..=96 {
        site.write(&format!("content/zcwj/{number}.md"), format!("---\ntitle: 文件{number}\n---\n"));
    }
    let mut next = 1;
    for number in 1..=55 {
        let covers = [4, 3, 1][usize::from(number > 13) + usize::from(number > 14)];
        let mut interprets = String::new();
        for one in next..next + covers {
            write!(interprets, "zcwj/{one}.md, ").unwrap();
        }
        next += covers;
        site.write(
            &format!("content/zcjd/{number}.md"),
            format!("---\ntitle: 解读{number}\ninterprets: [{}]\n---\n", interprets.trim_end_matches(", ")),
        );
    }
    let run = site.build().well();
    let page = run.file("coverage.html");
    assert!(
        page.contains("<p>total 96/96 100% by 55; timely 96 100%, late 0, unknown 0, due 0, missing 0</p>"),
        "{page}"
    );
    assert!(page.contains("解读1</a> 4 文件1 文件2 文件3 文件4</p>"));
    assert_eq!(page.lines().filter(|line| line.contains("/zcjd/") && line.contains("/zcwj/")).count(), 96);
    // Both ways: the document leads to its interpretation, and the interpretation to its documents.
    assert!(run.file("zcwj/3.html").contains("相关解读 <a href=\"/zcjd/1.html\">解读1</a>"));
    assert!(run.file("zcjd/1.html").contains("<a href=\"/zcwj/3.html\">文件3</a>"));
}

#[test]
fn the_rate_of_each_publisher_and_year() {
    let site = Site::small(
        "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\ncascade: { kind: policy }\n---\n\
         //- /content/zcwj/a.md\n---\ntitle: 甲\npublisher: shili\npublished: 2024-05-06\nnormative: yes\n---\n\
         //- /content/zcwj/b.md\n---\ntitle: 乙\npublisher: [shili, sifa]\npublished: 2024-05-06\n---\n\
         //- /content/zcwj/c.md\n---\ntitle: 丙\npublisher: shili\npublished: 2023-05-08\nrepeals: [zcwj/a.md]\n---\n\
         //- /content/zcwj/jd.md\n---\ntitle: 解读\nkind: interpretation\npublisher: shili\npublished: 2024-05-10\ninterprets: [zcwj/b.md, zcwj/a.md]\n---\n",
    );
    let page = site.build().well().file("coverage.html");
    for line in [
        "<p>total 2/3 66.7% by 1; timely 0 0%, late 2, unknown 0, due 0, missing 1</p>",
        "<p>normative 1/1 100% by 1; timely 0 0%, late 1, unknown 0, due 0, missing 0</p>",
        "<p>示例市人民政府 2/3 66.7% by 1; timely 0 0%, late 2, unknown 0, due 0, missing 1</p>",
        "<p>示例市司法局 1/1 100% by 1; timely 0 0%, late 1, unknown 0, due 0, missing 0</p>",
        "<p>2024年 2/2 100% by 1; timely 0 0%, late 2, unknown 0, due 0, missing 0</p>",
        "<p>2023年 0/1 0% by 0; timely 0 0%, late 0, unknown 0, due 0, missing 1</p>",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn a_new_interpretation_makes_the_pages_that_show_it() {
    let site = with_policy("2024-10-21");
    site.write("content/zcwj/b.md", "---\ntitle: 乙文件\npublished: 2024-10-01\n---\n");
    interpret(&site, "丙", "2024-10-02", "zcwj/b.md");
    site.build().well();
    interpret(&site, "甲", "2024-10-22", "zcwj/a.md");
    let made = made_again(&site, &["--date", "2024-12-31"]);
    let shown = ["zcjd/甲.html", "zcjd/index.html", "zcwj/a.html", "coverage.html"];
    assert!(shown.iter().all(|path| made.contains(*path)), "{made:?}");
    // The other document is not shown anywhere that changed; its interpretation has a new neighbour.
    assert!(!made.contains("zcwj/b.html") && !made.contains("zcwj/index.html"), "{made:?}");
}

#[test]
fn a_day_that_passes_makes_only_the_pages_that_count_days() {
    let site = with_policy("2024-10-21");
    site.build_with(&["--date", "2024-10-23"]).well();
    assert!(made_again(&site, &["--date", "2024-10-24"]).is_empty());
    assert_eq!(made_again(&site, &["--date", "2024-10-25"]).into_iter().collect::<Vec<_>>(), ["coverage.html"]);
}

/// The default theme: the page of all, and the note on the policy's own page.
#[test]
fn the_own_page_says_what_is_wanting() {
    let site = with_policy("2024-10-21");
    site.write(
        "xiangwei.yaml",
        "site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/ }\ntheme: gongbao\ntaxonomies: []\n",
    );
    let files = |date| {
        let run = site.build_with(&["--date", date]).well();
        site.published().assert_same(&fresh_on(&site, date), "warm and cold");
        (run.file("zcwj/a.html"), run.file("coverage.html"))
    };
    let (own, all) = files("2024-10-24");
    assert!(own.contains("2024-10-24</time> 前发布（含当日）") && all.contains("mark-due"), "{own}\n{all}");
    let (own, all) = files("2024-10-25");
    assert!(own.contains("本文件没有解读") && all.contains("mark-missing"), "{own}\n{all}");
    interpret(&site, "甲", "2024-10-25", "zcwj/a.md");
    let (own, all) = files("2024-10-25");
    assert!(own.contains("超过三个工作日") && all.contains("mark-late"), "{own}\n{all}");
    assert!(all.contains("<caption>1篇解读覆盖1件政策文件</caption>"), "{all}");
    interpret(&site, "乙", "2024-10-24", "zcwj/a.md");
    let (own, all) = files("2024-10-25");
    assert!(!own.contains("interpreted-note") && all.contains("mark-timely"), "{own}\n{all}");
    // A document has its state wherever it is named: in its own row, and where its interpretation is.
    let badge = "甲文件</a> <span class=\"status status-in_force\">有效</span>";
    assert_eq!(all.matches(badge).count(), 3, "{all}");
    assert!(all.contains("截至 <time datetime=\"2024-10-25\">"), "{all}");
}

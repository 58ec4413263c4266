//! Decisions with their way from the catalogue to the interpretation, and consultations on both sides of their days.

use super::fresh_on;
use crate::support::Site;
use crate::warm::made_again;

/// A decision, its consultation, its outcome and the interpretation of that, each on its day.
const SITE: &str = "\
//- /content/juece/_index.md
---
title: 重大行政决策
cascade: { publisher: shili }
---
//- /content/juece/item.md
---
title: 停车规划
kind: decision
published: 2024-01-15
year: 2024
undertaker: 市司法局、城管局
due: 2024-10-31
steps: [公众参与, 合法性审查]
---
";

/// Asked from 2024-03-01 through 2024-03-31, answered on 2024-04-10.
const CONSULTATION: &str = "\
//- /content/juece/ask.md
---
title: 征求意见
kind: consultation
published: 2024-02-20
opens: 2024-03-01
closes: 2024-03-31
decision: /juece/item.md
feedback: { date: 2024-04-10, received: 12, adopted: 5 }
---
";

fn page(site: &Site, date: &str) -> String {
    site.build_with(&["--date", date]).well().file("decisions.html")
}

/// The line of a milestone.
#[track_caller]
fn milestone(site: &Site, date: &str, code: &str) -> String {
    let page = page(site, date);
    let line = page.lines().find_map(|line| line.strip_prefix(&format!("<p>{code} ")));
    line.unwrap_or_else(|| panic!("{page}")).trim_end_matches("</p>").to_owned()
}

#[test]
fn a_consultation_on_both_sides_of_its_days() {
    let site = Site::small(SITE);
    site.write_all(CONSULTATION);
    for (date, expected) in [
        ("2024-02-29", "upcoming days 30 ahead 1"),
        ("2024-03-01", "open days 30 left 30"),
        ("2024-03-30", "open days 30 left 1"),
        ("2024-03-31", "open days 30 left 0"),
        ("2024-04-01", "closed days 30 past 1"),
        ("2024-04-09", "closed days 30 past 9"),
        ("2024-04-10", "answered days 30 past 10 5/12 41.7%"),
        ("2024-04-11", "answered days 30 past 11 5/12 41.7%"),
    ] {
        let (state, rest) = expected.split_once(' ').unwrap();
        let line = format!("<p>{state} <a href=\"/juece/ask.html\">征求意见</a> 2024-03-01 2024-03-31 {rest}</p>");
        let page = page(&site, date);
        assert!(page.contains(&line), "{date}\n{page}");
        site.published().assert_same(&fresh_on(&site, date), "warm and cold");
    }
}

#[test]
fn an_answer_is_not_told_before_its_day() {
    let site = Site::small(SITE);
    site.write_all(CONSULTATION);
    let own = |date| site.build_with(&["--date", date]).well().file("juece/ask.html");
    assert!(!own("2024-04-09").contains("采纳 5 条"));
    assert!(own("2024-04-10").contains("收到 12 条，采纳 5 条"));
}

/// Feedback without a day of its own is given when its document is published.
#[test]
fn an_answer_that_is_a_document_comes_with_it() {
    let site = Site::small(SITE);
    site.write_all(&CONSULTATION.replace("{ date: 2024-04-10, received: 12, adopted: 5 }", "{ document: answer.md }"));
    let answer = "---\ntitle: 采纳情况\nkind: notice\npublished: 2024-04-20\n---\n";
    site.write("content/juece/answer.md", answer);
    for (date, state, feedback) in [
        ("2024-04-19", "closed", "missing 征集已于 2024-03-31 结束，没有反馈"),
        ("2024-04-20", "answered", "done <a href=\"/juece/answer.html\">采纳情况</a>"),
        ("2024-04-21", "answered", "done <a href=\"/juece/answer.html\">采纳情况</a>"),
    ] {
        assert_eq!(milestone(&site, date, "feedback"), feedback, "{date}");
        assert!(page(&site, date).contains(&format!("<p>{state} <a href=\"/juece/ask.html\">")), "{date}");
        site.published().assert_same(&fresh_on(&site, date), "warm and cold");
    }
    site.write("content/juece/answer.md", answer.replace("kind:", "draft: 是\nkind:"));
    let is_closed = |date| page(&site, date).contains("<p>closed <a href=\"/juece/ask.html\">");
    assert!(is_closed("2024-04-21"), "a draft answers nothing");
    site.write_all(&CONSULTATION.replace("{ date: 2024-04-10, received: 12, adopted: 5 }", "{}"));
    assert!(is_closed("2024-04-21"), "what says nothing answers nothing");
}

#[test]
fn several_consultations_are_told_together() {
    let site = Site::small(SITE);
    site.write_all(CONSULTATION);
    let second = |feedback: &str| {
        let second = CONSULTATION.replace("ask.md", "again.md").replace("征求意见", "再次征求意见");
        let second = second.replace("2024-03-01", "2024-03-05").replace("2024-03-31", "2024-04-04");
        site.write_all(&second.replace("received: 12, adopted: 5", feedback));
    };
    second("received: 8, adopted: 0");
    let at = |date: &str, code: &str| milestone(&site, date, code).split(" <a").next().unwrap().to_owned();
    // The first is over, the second is not; then the first alone is still open.
    assert_eq!(at("2024-04-03", "consultation"), "under_way 2024-03-05 至 2024-04-04");
    assert_eq!(at("2024-04-10", "feedback"), "done 收到 20 条，采纳 5 条，采纳率 25%");
    second("received: 8");
    assert_eq!(at("2024-04-10", "feedback"), "done", "what one does not say is not summed up");
    site.write_all(&CONSULTATION.replace("2024-03-31", "2024-04-09"));
    assert_eq!(at("2024-04-05", "consultation"), "under_way 2024-03-01 至 2024-04-09");
}

#[test]
fn a_short_period_needs_a_reason() {
    for (closes, reason, days, mark) in [
        ("2024-03-30", "", 29, " unexplained"),
        ("2024-03-30", "short_reason: 汛期将至\n", 29, " short: 汛期将至"),
        ("2024-03-31", "", 30, ""),
        ("2024-04-01", "", 31, ""),
    ] {
        let site = Site::small(SITE);
        site.write(
            "content/juece/ask.md",
            format!("---\ntitle: 征求意见\nkind: consultation\npublished: 2024-02-20\nopens: 2024-03-01\ncloses: {closes}\n{reason}---\n"),
        );
        let page = page(&site, "2024-03-01");
        let line = page.lines().find(|line| line.contains("征求意见</a>")).unwrap();
        assert!(line.ends_with(&format!("days {days} left {days}{mark}</p>")), "{line}");
        assert!(page.contains(&format!("<p>unexplained {}</p>", u8::from(mark == " unexplained"))), "{page}");
    }
}

#[test]
fn the_catalogue_tells_who_when_and_which_steps() {
    let page = page(&Site::small(SITE), "2024-12-31");
    assert!(page.contains("<h2>2024 1</h2>"), "{page}");
    assert!(
        page.contains("停车规划</a> 示例市司法局、城管局 2024-10-31 公众参与 合法性审查; done 1, missing 1</p>"),
        "{page}"
    );
}

#[test]
fn a_decision_is_missing_from_the_day_after_it_was_due() {
    let site = Site::small(SITE);
    assert_eq!(milestone(&site, "2024-10-30", "outcome"), "pending 拟决策时间 2024-10-31");
    assert_eq!(milestone(&site, "2024-10-31", "outcome"), "pending 拟决策时间 2024-10-31");
    assert_eq!(milestone(&site, "2024-11-01", "outcome"), "missing 拟决策时间 2024-10-31 已过");
}

#[test]
fn consultation_and_feedback_in_the_chain() {
    let site = Site::small(SITE);
    assert_eq!(milestone(&site, "2024-02-01", "consultation"), "pending");
    site.write_all(CONSULTATION);
    let at = |date, code| {
        let line = milestone(&site, date, code);
        line.split(' ').next().unwrap().to_owned()
    };
    let both = |date| [at(date, "consultation"), at(date, "feedback")];
    // Before it is published nobody knows of it.
    assert_eq!(both("2024-02-19"), ["pending", "pending"]);
    assert_eq!(both("2024-02-29"), ["pending", "pending"]);
    assert_eq!(both("2024-03-01"), ["under_way", "pending"]);
    assert_eq!(both("2024-03-31"), ["under_way", "pending"]);
    assert_eq!(both("2024-04-01"), ["done", "missing"]);
    assert_eq!(both("2024-04-09"), ["done", "missing"]);
    assert_eq!(both("2024-04-10"), ["done", "done"]);
    let line = milestone(&site, "2024-04-10", "feedback");
    assert_eq!(line, "done 收到 12 条，采纳 5 条，采纳率 41.7% <a href=\"/juece/ask.html\">征求意见</a>");
}

/// The outcome of 2024-09-30: its interpretation has time through 2024-10-10.
fn decide(site: &Site) {
    let item = std::fs::read_to_string(site.path("content/juece/item.md")).unwrap();
    site.write("content/juece/item.md", item.replace("year:", "outcome: out.md\nyear:"));
    site.write("content/juece/out.md", "---\ntitle: 停车办法\nkind: policy\npublished: 2024-09-30\n---\n");
}

#[test]
fn the_interpretation_of_the_outcome_over_a_holiday_week() {
    let site = Site::small(SITE);
    decide(&site);
    let interpretation = |date| milestone(&site, date, "interpretation");
    assert_eq!(interpretation("2024-09-30"), "pending 解读期限至 2024-10-10");
    assert_eq!(interpretation("2024-10-10"), "pending 解读期限至 2024-10-10");
    assert_eq!(interpretation("2024-10-11"), "missing 解读期限 2024-10-10 已过");
    assert_eq!(milestone(&site, "2024-10-11", "outcome"), "done <a href=\"/juece/out.html\">停车办法</a>");
    assert_eq!(milestone(&site, "2024-10-11", "consultation"), "missing 已有决策结果，没有意见征集的记录");
    site.write(
        "content/juece/jd.md",
        "---\ntitle: 停车办法解读\nkind: interpretation\npublished: 2024-10-10\ninterprets: [out.md]\n---\n",
    );
    assert_eq!(milestone(&site, "2024-10-11", "interpretation"), "done <a href=\"/juece/jd.html\">停车办法解读</a>");
}

/// A consultation that names the outcome alone is one on its decision.
#[test]
fn a_consultation_about_the_outcome_is_in_the_chain() {
    let site = Site::small(SITE);
    decide(&site);
    site.write_all(&CONSULTATION.replace("decision: /juece/item.md", "about: /juece/out.md"));
    assert_eq!(
        milestone(&site, "2024-10-11", "consultation"),
        "done 2024-03-01 至 2024-03-31 <a href=\"/juece/ask.html\">征求意见</a>"
    );
}

#[test]
fn each_change_makes_the_pages_that_show_it() {
    let site = Site::small(SITE);
    site.write_all(CONSULTATION);
    site.build_with(&["--date", "2024-04-05"]).well();
    // A day on which nothing begins or ends: the days since the end are counted on one page.
    assert_eq!(made_again(&site, &["--date", "2024-04-06"]).into_iter().collect::<Vec<_>>(), ["decisions.html"]);
    // The answer stands on the consultation's page, and its state where it is listed.
    let made = made_again(&site, &["--date", "2024-04-10"]);
    assert!(made.contains("decisions.html") && made.contains("juece/ask.html"), "{made:?}");
    assert!(!made.contains("juece/item.html"), "the small theme shows no chain there: {made:?}");
    decide(&site);
    let made = made_again(&site, &["--date", "2024-10-10"]);
    assert!(
        ["decisions.html", "juece/item.html", "juece/out.html"].iter().all(|path| made.contains(*path)),
        "{made:?}"
    );
}

/// The default theme: the chain on the decision's own page, days left and the answer on the consultation's.
#[test]
fn the_own_pages_of_the_default_theme() {
    let site = Site::small(SITE);
    site.write_all(CONSULTATION);
    site.write(
        "xiangwei.yaml",
        "site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/ }\ntheme: gongbao\ntaxonomies: []\n",
    );
    let files = |date| {
        let run = site.build_with(&["--date", date]).well();
        site.published().assert_same(&fresh_on(&site, date), "warm and cold");
        (run.file("juece/item.html"), run.file("juece/ask.html"), run.file("decisions.html"))
    };
    let (item, ask, all) = files("2024-03-30");
    assert!(item.contains("<li class=\"chain-under_way\"><span class=\"chain-name\">意见征集</span>"), "{item}");
    assert!(ask.contains("还有 1 天</span>，2024年3月31日当天仍可以提出意见"), "{ask}");
    assert!(all.contains("data-closes=\"2024-03-31\" data-zone=\"+08:00\">还有 1 天</span></strong>"), "{all}");
    assert!(all.contains("截至 <time datetime=\"2024-03-30\">"), "{all}");
    let (_, ask, all) = files("2024-03-31");
    assert!(ask.contains("今天截止") && all.contains("今天截止</span></strong>"));
    let (item, ask, all) = files("2024-04-01");
    assert!(item.contains("征集已于 2024-03-31 结束，没有反馈"), "{item}");
    assert!(ask.contains("意见采纳情况尚未公布"), "{ask}");
    assert!(all.contains("缺 1 个环节：意见反馈"), "{all}");
    let (item, ask, _) = files("2024-04-10");
    assert!(item.contains("收到 12 条，采纳 5 条，采纳率 41.7%"), "{item}");
    assert!(ask.contains("收到 12 条，采纳 5 条，采纳率 41.7%"), "{ask}");
    assert!(!item.contains("chain-missing"), "{item}");
    // What nobody wrote down may well have been published.
    site.write_all(&CONSULTATION.replace(", received: 12, adopted: 5", "").replace("decision: /juece/item.md\n", ""));
    site.write(
        "content/juece/item.md",
        "---\ntitle: 停车规划\nkind: decision\npublished: 2024-01-15\nyear: 2024\n---\n",
    );
    let (_, ask, all) = files("2024-04-10");
    assert!(ask.contains("收到的条数未登记") && !ask.contains("未公布"), "{ask}");
    assert!(
        all.contains("<dt>承办单位</dt><dd>未登记</dd>") && all.contains("<dt>完成时限</dt><dd>未登记</dd>"),
        "{all}"
    );
    // The outcome bears its state.
    decide(&site);
    let (item, ..) = files("2024-10-10");
    assert!(item.contains("停车办法</a> <span class=\"status status-in_force\">有效</span> <time"), "{item}");
}

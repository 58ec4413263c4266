//! Indicators: series and their pages, the overview, the marks in reports, and what is made again.

use crate::support::{Run, Site, copy, root};
use crate::warm::{assert_made, made_again};
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

/// Every figure of the two reports in 启东 that the sample portal retells: publisher, indicator, and the number as printed.
const SEEDS: [(&str, &str, &str); 71] = [
    ("qidong", "learning.executive-sessions", "5次"),
    ("qidong", "assessment.weight-before", "1分"),
    ("qidong", "assessment.weight", "2分"),
    ("qidong", "reform.enforcement-fields", "5个"),
    ("qidong", "service.bundles", "134个"),
    ("qidong", "service.compression", "50%"),
    ("qidong", "service.standards-version-before", "3.0版"),
    ("qidong", "service.standards-version", "4.0版"),
    ("qidong", "service.standard-conversion", "90.6%"),
    ("qidong", "service.local-standards", "2个"),
    ("qidong", "business.measures", "68条"),
    ("qidong", "business.version", "3.0版"),
    ("qidong", "ip.grants", "995件"),
    ("qidong", "ip.patents", "5754件"),
    ("qidong", "ip.per-10k", "60.25件"),
    ("qidong", "ip.trademark-cases", "62件"),
    ("qidong", "ip.fake-patent-cases", "13件"),
    ("qidong", "ip.patent-disputes", "6件"),
    ("qidong", "docs.enterprise-normative", "47件"),
    ("qidong", "docs.enterprise-policy", "89件"),
    ("qidong", "docs.revised", "16件"),
    ("qidong", "docs.repealed", "16件"),
    ("qidong", "docs.lapsed", "15件"),
    ("qidong", "docs.filed", "6件"),
    ("qidong", "docs.filing-rate", "100%"),
    ("qidong", "supervision.clues-shared", "28,000条"),
    ("qidong", "supervision.clues-screened", "13,000条"),
    ("qidong", "supervision.enterprise-records", "1427条"),
    ("qidong", "enforcement.leniency-lists", "4张"),
    ("qidong", "enforcement.leniency-cases", "3672件"),
    ("qidong", "enforcement.leniency-amount", "8122.21万元"),
    ("qidong", "supervision.problems", "116条"),
    ("qidong", "enforcement.guidance", "18次"),
    ("qidong", "supervision.inspected-units", "23家"),
    ("qidong", "supervision.opinions", "23份"),
    ("qidong", "enforcement.trained", "1487名"),
    ("qidong", "oversight.congress", "402件"),
    ("qidong", "oversight.consultative", "338件"),
    ("qidong", "oversight.public", "231件"),
    ("qidong", "litigation.government", "60件"),
    ("qidong", "litigation.departments", "113件"),
    ("qidong", "litigation.appearance", "100%"),
    ("qidong", "disclosure.columns", "8个"),
    ("qidong", "disclosure.items", "22,911条"),
    ("qidong", "disclosure.visits", "946,000次"),
    ("qidong", "disclosure.requests", "208件"),
    ("qidong", "disclosure.documents", "96件"),
    ("qidong", "disclosure.interpretations", "55条"),
    ("qidong", "disclosure.consultations", "33期"),
    ("qidong", "disclosure.interviews", "12期"),
    ("qidong", "disclosure.open-units", "20家"),
    ("qidong", "legal.centres", "14家"),
    ("qidong", "legal.stations", "23个"),
    ("qidong", "legal.remote-notary", "12个"),
    ("qidong", "legal.advised-industry", "700家"),
    ("qidong", "legal.advised-service", "228家"),
    ("qidong", "legal.enterprises", "933家"),
    ("qidong", "legal.checkups", "218次"),
    ("qidong", "legal.talks", "271场次"),
    ("qidong", "petition.teams", "7个"),
    ("qidong", "learning.appointee-exam", "91名"),
    ("park-health", "enforcement.monthly-training", "1次"),
    ("park-health", "safety.visits", "336家次"),
    ("park-health", "safety.hazards", "1254条"),
    ("park-health", "enforcement.penalties", "2起"),
    ("park-health", "enforcement.penalty-amount", "1.9万元"),
    ("park-health", "learning.quarterly", "1次"),
    ("park-health", "learning.hours-staff", "40学时"),
    ("park-health", "learning.hours-enforcers", "60学时"),
    ("park-health", "learning.mobilisation", "3次"),
    // The two growths that the reports give are told with these figures.
    ("qidong", "ip.grants", "增长89.7%"),
];

/// The sample portal, built once.
fn sample() -> &'static (Site, Run) {
    static SAMPLE: LazyLock<(Site, Run)> = LazyLock::new(|| {
        let site = Site::from("");
        for part in ["content", "data", "static"] {
            copy(&root().join(part), &site.path(part));
        }
        fs::copy(root().join("xiangwei.yaml"), site.path("xiangwei.yaml")).unwrap();
        let run = site.build_with(&["--date", "2026-11-21"]).well();
        (site, run)
    });
    &SAMPLE
}

#[test]
fn every_figure_of_the_two_reports_is_shown_and_marked() {
    let (_, run) = sample();
    let mut wrong = Vec::new();
    for (publisher, id, text) in SEEDS {
        let (name, report) = match publisher {
            "qidong" => ("启东市人民政府", "fzbg/2024-qidong.html"),
            _ => ("启东生命健康产业园", "fzbg/2024-park-health.html"),
        };
        let page = run.file(&format!("indicators/{id}.html"));
        let link = format!("{report}#figure-{id}\">“");
        let row = page.split("<tr>").find(|row| row.contains(&link)).unwrap_or_default();
        if !(row.contains(text) && row.contains(&format!("<td>{name}</td>")) && page.contains("<svg class=\"chart\"")) {
            wrong.push(format!("{id}: {row}"));
        }
        let text = run.file(report);
        if !text.contains(&format!("<mark id=\"figure-{id}\">"))
            && !text.contains(&format!("<span id=\"figure-{id}\"></span>"))
        {
            wrong.push(format!("{id} is not marked in {report}"));
        }
        if !text.contains(&format!("indicators/{id}.html\">")) {
            wrong.push(format!("{report} does not lead to {id}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run.file("indicators/ip.patents.html").contains("增长15.5%"));
}

#[test]
fn the_two_reports_have_no_other_figures() {
    let (_, run) = sample();
    let ids: BTreeSet<String> = SEEDS.iter().map(|(_, id, _)| format!("figure-{id}\"")).collect();
    let mut found = BTreeSet::new();
    for report in ["fzbg/2024-qidong.html", "fzbg/2024-park-health.html"] {
        let page = run.file(report);
        // What is found nowhere would stand before the text.
        assert!(!page.contains("data-pagefind-body><span id=\"figure-"), "{report}: a figure is not found in the text");
        found.extend(
            page.split(" id=\"")
                .filter(|part| part.starts_with("figure-"))
                .map(|part| part.split_inclusive('"').next().unwrap_or_default().to_owned()),
        );
    }
    assert_eq!(found, ids);
    assert!(run.file("indicators/index.html").contains("共 70 项指标"));
}

/// Reports of three years and two publishers. The theme is the small one of the golden sites.
const SITE: &str = "\
//- /data/indicators.yaml
- { id: items, name: 公开信息, unit: 件, topic: '综合政务\\政务公开', better: more }
- { id: cases, name: 败诉案件, unit: 件, better: less }
- { id: rate, name: 出庭应诉率, unit: '%', better: more }
- { id: other, name: 立法建议 }
//- /content/2022.md
---
{ title: 2022年报告, kind: report, publisher: shili, published: 2023-01-01, year: 2022, indicators: [
  { id: items, value: '2', unit: 万件, quote: 公开2万件 }, { id: cases, value: '4', quote: 败诉4件 } ] }
---
公开 2 万件，败诉 4 件。
//- /content/2023.md
---
{ title: 2023年报告, kind: report, publisher: shili, published: 2024-01-01, year: 2023, indicators: [
  { id: items, value: '2.8', unit: 万件, quote: 公开信息2.8万件, change: '40' },
  { id: cases, value: '3', quote: 败诉3件 }, { id: rate, value: '98.8', quote: 出庭应诉率98.8% } ] }
---
公开**信息 2.8 万**件，败诉 3 件，出庭应诉率 98.8%。
//- /content/sifa.md
---
{ title: 司法局报告, kind: report, publisher: sifa, published: 2024-01-01, year: 2023, indicators: [
  { id: items, value: '500', quote: 公开500件 } ] }
---
公开 500 件。
//- /content/news.md
---
{ title: 动态, published: 2024-01-01, publisher: sifa, kind: news }
---
动态。
";

/// The report of the next year.
const NEXT: &str = "\
---
{ title: 2024年报告, kind: report, publisher: shili, published: 2024-12-31, year: 2024, indicators: [
  { id: items, value: '28000', quote: 公开28000件 }, { id: rate, value: '100', quote: 应诉率100% } ] }
---
公开 28000 件，应诉率 100%。
";

#[test]
fn values_are_told_in_one_unit_with_their_change() {
    let site = Site::small(SITE);
    let run = site.build().clean();
    let page = run.file("indicators/items.html");
    for told in [
        "2023 示例市人民政府 28000 28,000件 2.8万 | 增长40% 向好 | 增长40% | <a href=\"/2023.html#figure-items\">公开信息2.8万件</a> 2023年报告",
        "2022 示例市人民政府 20000 20,000件 2万 |   |  | <a href=\"/2022.html#figure-items\">公开2万件</a> 2022年报告",
        "2023 示例市司法局 500 500件  |   |  |",
        "<p>2023 2: 示例市人民政府 28,000, 示例市司法局 500, 27,500</p>",
        "<title id=\"chart-title\">公开信息（件）</title>",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    assert!(run.file("indicators/cases.html").contains("下降25% 向好"));
    assert!(!run.has("indicators/other.html"), "an indicator without a figure has no page");
    assert!(run.file("sitemap.xml").contains("/indicators/items.html"));
}

#[test]
fn shares_differ_by_points_and_written_zeros_stay() {
    let site = Site::small(SITE);
    site.write(
        "content/2024.md",
        NEXT.replace("'100', quote: 应诉率100%", "'100.0', quote: 应诉率100.0%").replace("100%。", "100.0%。"),
    );
    let run = site.build().clean();
    let page = run.file("indicators/rate.html");
    assert!(page.contains("2024 示例市人民政府 100 100.0%  | 提高1.2个百分点 向好 |"), "{page}");
    assert!(run.file("indicators/items.html").contains("| 持平  |"));
}

#[test]
fn the_overview_has_the_newest_value_of_each_publisher_by_topic() {
    let site = Site::small(SITE);
    let run = site.build().clean();
    let page = run.file("indicators/index.html");
    assert!(page.contains("<p>3</p>"), "{page}");
    let groups: Vec<&str> = page.split("<h2>").skip(1).filter_map(|group| group.split('<').next()).collect();
    assert_eq!(groups, ["综合政务\\政务公开", "其他"]);
    assert!(
        page.contains(
            "<a href=\"/indicators/items.html\">公开信息</a> 2023 示例市人民政府 28,000件 2.8万 | 增长40% 向好"
        )
    );
    assert!(page.contains("<a href=\"/indicators/items.html\">公开信息</a> 2023 示例市司法局 500件"));
    assert!(!page.contains("2022"), "{page}");
}

#[test]
fn a_report_has_its_marks_and_leads_to_the_series() {
    let site = Site::small(SITE);
    let run = site.build().clean();
    let page = run.file("2023.html");
    assert!(
        page.contains("<mark id=\"figure-items\">公开</mark><strong><mark>信息 2.8 万</mark></strong><mark>件</mark>"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"/indicators/items.html\">series</a> <a href=\"#figure-items\">sentence</a>"),
        "{page}"
    );
    assert!(!page.contains("主要指标"), "the figures have a table of their own: {page}");
}

/// On the day before, the report is not out; on its day it is, and on the next.
#[test]
fn a_report_counts_from_its_day() {
    let site = Site::small(SITE);
    site.write("content/2024.md", NEXT);
    for (date, is_there) in [("2024-12-30", false), ("2024-12-31", true), ("2025-01-01", true)] {
        let run = site.build_with(&["--date", date]).well();
        assert_eq!(run.file("indicators/rate.html").contains("2024"), is_there, "{date}");
        let cold = site.fresh();
        cold.build_with(&["--date", date]).well();
        cold.published().assert_same(&site.published(), date);
    }
}

#[test]
fn a_theme_without_the_page_has_none_and_leads_nowhere() {
    let site = Site::small(SITE);
    site.remove("themes/plain/templates/indicator.html");
    let run = site.build().clean();
    assert!(!run.has("indicators/items.html"));
    assert!(run.file("2023.html").contains("<a>series</a>"));
    assert!(run.file("indicators/index.html").contains("<a>公开信息</a>"));
    assert!(!run.file("sitemap.xml").contains("/indicators/items.html"));
}

#[test]
fn values_that_no_picture_holds_side_by_side_have_none() {
    let site = Site::small(SITE);
    replace(&site, "xiangwei.yaml", "theme: plain", "theme: gongbao");
    let figures = || site.build().well().file("indicators/cases.html").matches("<figure").count();
    assert_eq!(figures(), 1);
    let (small, large) = ("0.00000000000000004", "300000000000000000");
    replace(&site, "content/2022.md", "value: '4', quote: 败诉4件", &format!("value: '{small}', quote: 败诉{small}件"));
    replace(&site, "content/2022.md", "败诉 4 件。", &format!("败诉 {small} 件。"));
    let huge = format!("value: '{large}', unit: 万亿件, quote: 败诉{large}万亿件");
    replace(&site, "content/2023.md", "value: '3', quote: 败诉3件", &huge);
    replace(&site, "content/2023.md", "败诉 3 件", &format!("败诉 {large} 万亿件"));
    assert_eq!(figures(), 0);
}

#[test]
fn a_withdrawn_report_is_gone_from_its_series() {
    let site = Site::small(SITE);
    site.build().clean();
    let text = fs::read_to_string(site.path("content/sifa.md")).unwrap();
    site.write(
        "content/sifa.md",
        text.replace("year: 2023,", "year: 2023, withdrawn: { date: 2024-12-01, reason: 有误 },"),
    );
    let run = site.build().well();
    assert!(!run.file("indicators/items.html").contains("司法局"));
}

#[track_caller]
fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    site.write(path, text.replace(from, to));
}

#[test]
fn a_new_years_report_makes_its_series_and_the_overview() {
    let site = Site::small(SITE);
    site.build().clean();
    site.write("content/2024.md", NEXT);
    let made = made_again(&site, &[]);
    for path in ["2024.html", "indicators/index.html", "indicators/items.html", "indicators/rate.html", "sitemap.xml"] {
        assert!(made.contains(path), "{path} is not among {made:?}");
    }
    // Other series, and reports and pages that do not stand beside it.
    for path in ["indicators/cases.html", "sifa.html", "news.html", "2022.html"] {
        assert!(!made.contains(path), "{path} is among {made:?}");
    }
}

#[test]
fn another_quote_makes_its_report_and_series_alone() {
    let site = Site::small(SITE);
    site.build().clean();
    replace(&site, "content/2023.md", "quote: 败诉3件", "quote: 败诉3件，出庭");
    assert_made(&site, &["2023.html", "indicators/cases.html"]);
}

#[test]
fn another_text_around_the_figures_makes_its_page_alone() {
    let site = Site::small(SITE);
    site.build().clean();
    replace(&site, "content/2023.md", "出庭应诉率 98.8%。", "出庭应诉率 98.8%。\n\n又一段。");
    assert_made(&site, &["2023.html"]);
}

#[test]
fn another_value_makes_the_change_of_the_next_year() {
    let site = Site::small(SITE);
    site.build().clean();
    replace(&site, "content/2022.md", "value: '4', quote: 败诉4件", "value: '6', quote: 败诉6件");
    replace(&site, "content/2022.md", "败诉 4 件。", "败诉 6 件。");
    let made = made_again(&site, &[]);
    assert!(made.contains("indicators/cases.html") && made.contains("2022.html"), "{made:?}");
    assert!(!made.contains("indicators/items.html") && !made.contains("2023.html"), "{made:?}");
}

#[test]
fn a_name_in_the_dictionary_makes_what_shows_it() {
    let site = Site::small(SITE);
    site.build().clean();
    replace(&site, "data/indicators.yaml", "name: 出庭应诉率", "name: 负责人出庭应诉率");
    let made = made_again(&site, &[]);
    assert!(
        ["2023.html", "indicators/index.html", "indicators/rate.html"].iter().all(|path| made.contains(*path)),
        "{made:?}"
    );
    assert!(!made.contains("indicators/items.html") && !made.contains("sifa.html"), "{made:?}");
}

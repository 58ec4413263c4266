//! Disclosure reports: the official tables as they are drawn, their sums; and the platform on which they stand.

use crate::support::{Run, Site, Told};
use crate::warm::made_again;
use std::fmt::Write;

/// The six sections.
const SECTIONS: &str = "\
## 一、总体情况
概况。
## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况
## 六、其他需要报告的事项
";

/// Prints each cell of each table: a heading in brackets, what it spans after it.
const TEMPLATES: &str = "\
//- /templates/disclosure.html
{% for piece in cut(document.body, document.sheets | map(attribute=\"anchor\") | select | list) %}{{ piece.html }}
{%- for sheet in document.sheets if sheet.anchor and sheet.anchor == piece.id %}<{{ sheet.key }}>
{% for row in sheet.head %}{% for cell in row %}[{{ cell.text }} {{ cell.columns }}x{{ cell.rows }} {{ cell.scope }}]{% endfor %}
{% endfor %}{% for body in sheet.bodies %}{% for row in body %}{% for cell in row %}{% if cell.scope %}[{{ cell.text }} {{ cell.columns }}x{{ cell.rows }} {{ cell.scope }}]{% else %}{{ cell.text }} {% endif %}{% endfor %}
{% endfor %}{% endfor %}</{{ sheet.key }}>
{% endfor %}{% endfor %}
//- /templates/platform.html
{% for one in site.disclosure.publishers %}{{ one.name }} {{ one.held }}/{{ one.owed }} {{ one.updated }}
{% for part in one.parts %}{{ part.name }} {{ part.count }} {{ part.updated }}:{% for document in part.documents %} {{ document.title }}{% endfor %}
{% endfor %}{% for duty in one.duties if duty.count %}{{ duty.code }} {{ duty.count }} {{ duty.updated }}:{% for document in duty.documents %} {{ document.title }}{% endfor %}
{% endfor %}{% endfor %}
";

/// The 25 rows of the table of requests, in the order of the form, by their keys.
const REQUESTS: [&str; 25] = [
    "new",
    "carried_over",
    "granted",
    "partly_granted",
    "refused.state_secret",
    "refused.forbidden_by_law",
    "refused.security",
    "refused.third_party",
    "refused.internal",
    "refused.in_process",
    "refused.case_file",
    "refused.lookup",
    "unavailable.not_held",
    "unavailable.not_made",
    "unavailable.unclear",
    "declined.petition",
    "declined.repeated",
    "declined.publication",
    "declined.excessive",
    "declined.confirmation",
    "otherwise.not_corrected",
    "otherwise.not_paid",
    "otherwise.other",
    "total",
    "carried_forward",
];

/// A table of requests that adds up: one of each applicant came, one was carried over, one granted, one carried forward.
fn requests() -> Vec<(&'static str, [u32; 7])> {
    let row = |key: &'static str| {
        let some = ["new", "carried_over", "granted", "total", "carried_forward"].contains(&key);
        (key, if some { [1, 1, 1, 1, 1, 1, 6] } else { [0; 7] })
    };
    REQUESTS.into_iter().map(row).collect()
}

/// A report for a year with that table of requests and a table of review that adds up.
fn report(year: i16, requests: &[(&str, [u32; 7])], review: [u32; 5]) -> String {
    let mut text =
        format!("---\ntitle: {year}年报\nkind: disclosure\npublisher: shili\npublished: {}-01-20\n", year + 1);
    write!(text, "year: {year}\ntables:\n  requests:\n").unwrap();
    for (key, cells) in requests {
        writeln!(text, "    {key}: {cells:?}").unwrap();
    }
    write!(text, "  review:\n    reconsideration: {review:?}\n    direct: [0, 0, 0, 0, 0]\n    after_reconsideration: [0, 0, 0, 0, 0]\n").unwrap();
    text + "---\n" + SECTIONS
}

fn site() -> Site {
    Site::small(TEMPLATES)
}

fn told(site: &Site) -> Vec<Told> {
    site.build_with(&["--format", "json"]).told()
}

/// The words at a place of a file.
fn words(site: &Site, told: &Told) -> (u64, String) {
    let [line, from, _, to] = told.span.unwrap();
    let text = std::fs::read_to_string(site.path(&told.path)).unwrap();
    let line_text = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    let length = usize::try_from(to - from).unwrap();
    (line, line_text.chars().skip(usize::try_from(from).unwrap() - 1).take(length).collect())
}

#[test]
fn the_tables_of_2021_and_later_have_the_rows_and_headings_of_that_form() {
    let site = site();
    let active = "  active:\n    规章: [0, 0, 0]\n    行政规范性文件: [3, 1, 40]\n    行政许可: 12\n    行政处罚: 5\n    行政强制: 0\n    行政事业性收费: 81.5\n";
    let text = report(2021, &requests(), [0; 5]).replace("tables:\n", &format!("tables:\n{active}"));
    site.write("content/a.md", text);
    let page = site.build().clean().file("a.html");
    let active = "\
<active>
[第二十条第（一）项 4x1 rowgroup]
[信息内容 1x1 col][本年制发件数 1x1 col][本年废止件数 1x1 col][现行有效件数 1x1 col]
[规章 1x1 row]0 0 0 
[行政规范性文件 1x1 row]3 1 40 
[第二十条第（五）项 4x1 rowgroup]
[信息内容 1x1 col][本年处理决定数量 3x1 col]
[行政许可 1x1 row]12 
[第二十条第（六）项 4x1 rowgroup]
[信息内容 1x1 col][本年处理决定数量 3x1 col]
[行政处罚 1x1 row]5 
[行政强制 1x1 row]0 
[第二十条第（八）项 4x1 rowgroup]
[信息内容 1x1 col][本年收费金额（单位：万元） 3x1 col]
[行政事业性收费 1x1 row]81.5 
</active>";
    assert!(page.contains(active), "{page}");
    let head = "\
<requests>
[（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 3x3 ][申请人情况 7x1 colgroup]
[自然人 1x2 col][法人或其他组织 5x1 colgroup][总计 1x2 col]
[商业企业 1x1 col][科研机构 1x1 col][社会公益组织 1x1 col][法律服务机构 1x1 col][其他 1x1 col]
[一、本年新收政府信息公开申请数量 3x1 row]1 1 1 1 1 1 6 
[二、上年结转政府信息公开申请数量 3x1 row]1 1 1 1 1 1 6 
[三、本年度办理结果 1x22 rowgroup][（一）予以公开 2x1 row]1 1 1 1 1 1 6 
[（二）部分公开（区分处理的，只计这一情形，不计其他情形） 2x1 row]0 0 0 0 0 0 0 
[（三）不予公开 1x8 rowgroup][1.属于国家秘密 1x1 row]0 0 0 0 0 0 0 
";
    assert!(page.contains(head), "{page}");
    let foot = "\
[（六）其他处理 1x3 rowgroup][1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 1x1 row]0 0 0 0 0 0 0 
[2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 1x1 row]0 0 0 0 0 0 0 
[3.其他 1x1 row]0 0 0 0 0 0 0 
[（七）总计 2x1 row]1 1 1 1 1 1 6 
[四、结转下年度继续办理 3x1 row]1 1 1 1 1 1 6 
</requests>";
    assert!(page.contains(foot), "{page}");
    let five = "[结果维持 1x1 col][结果纠正 1x1 col][其他结果 1x1 col][尚未审结 1x1 col][总计 1x1 col]";
    let review = format!(
        "<review>\n[行政复议 5x2 colgroup][行政诉讼 10x1 colgroup]\n[未经复议直接起诉 5x1 colgroup][复议后起诉 5x1 colgroup]\n{five}{five}{five}\n"
    );
    assert!(page.contains(&review), "{page}");
}

#[test]
fn the_tables_of_2020_have_the_rows_and_headings_of_the_first_form() {
    let site = site();
    let active = "  active:\n    规章: [0, 0, 0]\n    规范性文件: [2, 2, 19]\n    行政许可: [8, 5, 93]\n    其他对外管理服务事项: [117, 0, 165]\n    行政处罚: [90, -2, 22]\n    行政强制: [4, 4, 0]\n    行政事业性收费: [1, -1]\n    政府集中采购: [3, 20.5]\n";
    let mut rows: Vec<_> = requests().into_iter().filter(|(key, _)| !key.starts_with("otherwise")).collect();
    rows.push(("otherwise", [0; 7]));
    let text = report(2020, &rows, [0; 5]).replace("tables:\n", &format!("tables:\n{active}"));
    site.write("content/a.md", text);
    let page = site.build().clean().file("a.html");
    let active = "\
<active>
[第二十条第（一）项 4x1 rowgroup]
[信息内容 1x1 col][本年新制作数量 1x1 col][本年新公开数量 1x1 col][对外公开总数量 1x1 col]
[规章 1x1 row]0 0 0 
[规范性文件 1x1 row]2 2 19 
[第二十条第（五）项 4x1 rowgroup]
[信息内容 1x1 col][上一年项目数量 1x1 col][本年增/减 1x1 col][处理决定数量 1x1 col]
[行政许可 1x1 row]8 5 93 
[其他对外管理服务事项 1x1 row]117 0 165 
[第二十条第（六）项 4x1 rowgroup]
[信息内容 1x1 col][上一年项目数量 1x1 col][本年增/减 1x1 col][处理决定数量 1x1 col]
[行政处罚 1x1 row]90 -2 22 
[行政强制 1x1 row]4 4 0 
[第二十条第（八）项 4x1 rowgroup]
[信息内容 1x1 col][上一年项目数量 1x1 col][本年增/减 2x1 col]
[行政事业性收费 1x1 row]1 -1 
[第二十条第（九）项 4x1 rowgroup]
[信息内容 1x1 col][采购项目数量 1x1 col][采购总金额 2x1 col]
[政府集中采购 1x1 row]3 20.5 
</active>";
    assert!(page.contains(active), "{page}");
    assert!(page.contains("[三、本年度办理结果 1x20 rowgroup]"), "{page}");
    assert!(page.contains("\n[（六）其他处理 2x1 row]0 0 0 0 0 0 0 \n[（七）总计 2x1 row]"), "{page}");
}

#[test]
fn every_table_stands_under_the_heading_of_its_section() {
    let site = site();
    site.write("content/a.md", report(2023, &requests(), [0; 5]));
    let page = site.build().clean().file("a.html");
    for (before, table, after) in [("三、收到", "<requests>", "四、政府"), ("四、政府", "<review>", "五、存在")]
    {
        let [before, table, after] = [before, table, after].map(|words| page.find(words).unwrap());
        assert!(before < table && table < after, "{page}");
    }
    let between = &page[page.find("三、收到").unwrap()..page.find("<requests>").unwrap()];
    assert!(!between.contains("<p>") && between.ends_with("</h2>"), "{between}");
}

#[test]
fn every_sum_that_is_off_by_one_is_told_at_its_cell() {
    // The row and column to which one is added, and where and how often that must be told.
    let cases: [(&str, usize, &[&str]); 4] = [
        // E1 in the column, E3 in the row.
        ("new", 0, &["carried_forward:1", "new:6"]),
        // E2 in both columns, E3 does not mind: both are one more.
        ("granted", 6, &["granted:7", "total:6"]),
        ("refused.lookup", 6, &["refused.lookup:1", "total:6"]),
        ("carried_forward", 6, &["carried_forward:7", "carried_forward:7"]),
    ];
    for (row, column, expected) in cases {
        let site = site();
        let mut rows = requests();
        rows.iter_mut().find(|(key, _)| *key == row).unwrap().1[column] += 1;
        site.write("content/a.md", report(2023, &rows, [0; 5]));
        let text = std::fs::read_to_string(site.path("content/a.md")).unwrap();
        let mut found: Vec<String> = told(&site)
            .iter()
            .inspect(|told| assert_eq!(told.what, "error[table-sum]"))
            .map(|told| {
                let (line, cell) = words(&site, told);
                let line = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
                format!("{}:{cell}", line.trim().split(':').next().unwrap())
            })
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{row}");
    }
}

#[test]
fn a_total_of_review_that_is_off_by_one_is_told_and_a_right_one_is_not() {
    let site = site();
    site.write("content/a.md", report(2023, &requests(), [119, 25, 91, 24, 259]));
    assert_eq!(told(&site), []);
    site.write("content/a.md", report(2023, &requests(), [119, 25, 91, 24, 260]));
    let told = told(&site);
    assert_eq!(told.len(), 1);
    assert_eq!(words(&site, &told[0]).1, "260");
}

#[test]
fn what_is_carried_over_is_what_the_year_before_carried_forward() {
    let site = site();
    site.write("content/2022.md", report(2022, &requests(), [0; 5]));
    site.write("content/2023.md", report(2023, &requests(), [0; 5]));
    assert_eq!(told(&site), []);
    // One more natural person: came in 2022 and was carried forward then, and is not carried over.
    let mut rows = requests();
    for (_, cells) in rows.iter_mut().filter(|(key, _)| ["new", "carried_forward"].contains(key)) {
        cells[0] += 1;
        cells[6] += 1;
    }
    site.write("content/2022.md", report(2022, &rows, [0; 5]));
    let told = told(&site);
    let places: Vec<_> = told.iter().map(|one| (one.path.as_str(), words(&site, one).1)).collect();
    assert_eq!(places, [("content/2023.md", "1".to_owned()), ("content/2023.md", "6".to_owned())]);
    assert!(told.iter().all(|one| one.what == "error[table-sum]" && one.words.contains("content/2022.md")), "{told:?}");
}

#[test]
fn reports_of_other_publishers_other_years_and_drafts_are_not_held_against_each_other() {
    let mut rows = requests();
    for (_, cells) in rows.iter_mut().filter(|(key, _)| ["new", "carried_forward"].contains(key)) {
        cells[0] += 1;
        cells[6] += 1;
    }
    let other = report(2022, &rows, [0; 5]);
    for other in [
        other.replace("publisher: shili", "publisher: sifa"),
        other.replace("year: 2022", "year: 2021"),
        other.replace("year: 2022", "year: 2022\ndraft: true"),
    ] {
        let site = site();
        site.write("content/2023.md", report(2023, &requests(), [0; 5]));
        site.write("content/other.md", other);
        assert_eq!(told(&site), []);
    }
}

/// A guide, rules, documents that fulfil duties, a report.
const PLATFORM: &str = "\
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府, level: county }
- { id: sifa, name: 示例市司法局 }
//- /content/zhinan/_index.md
---
title: 政府信息公开指南
column_type: 信息公开指南
cascade: { kind: notice, publisher: shili }
---
//- /content/zhinan/a.md
---
title: 指南
published: 2024-01-01
---
//- /content/zhidu/_index.md
---
title: 政府信息公开制度
column_type: 政府信息公开制度
cascade: { kind: notice, publisher: sifa }
---
//- /content/zhidu/deep/_index.md
---
title: 保密
---
//- /content/zhidu/deep/b.md
---
title: 制度
published: 2024-02-01
updated: 2024-03-01
duty: [20-1]
---
//- /content/c.md
---
title: 预案
kind: notice
publisher: [shili, sifa]
published: 2024-05-01
duty: [20-12, 21-1]
---
//- /content/d.md
---
title: 预警
kind: notice
publisher: shili
published: 2024-06-01
duty: [20-12]
---
";

fn platform(run: &Run) -> String {
    run.file("disclosure.html")
}

#[test]
fn the_platform_shows_the_four_parts_and_the_duties_of_each_publisher() {
    let site = Site::small(TEMPLATES);
    site.write_all(PLATFORM);
    site.write("content/report.md", report(2023, &requests(), [0; 5]));
    let expected = "\
示例市人民政府 2/22 2024-06-01
政府信息公开指南 1 2024-01-01: 指南
政府信息公开制度 0 :
法定主动公开内容 2 2024-06-01: 预警 预案
政府信息公开年报 1 2024-01-20: 2023年报
20-12 2 2024-06-01: 预警 预案
21-1 1 2024-05-01: 预案
示例市司法局 3/16 2024-05-01
政府信息公开指南 0 :
政府信息公开制度 1 2024-03-01: 制度
法定主动公开内容 2 2024-05-01: 预案 制度
政府信息公开年报 0 :
20-1 1 2024-03-01: 制度
20-12 1 2024-05-01: 预案
21-1 1 2024-05-01: 预案
";
    assert_eq!(platform(&site.build().clean()).trim(), expected.trim());
}

#[test]
fn a_change_of_a_day_to_come_updates_nothing() {
    let site = Site::small(TEMPLATES);
    site.write_all(PLATFORM);
    let text = "---\ntitle: 预警\nkind: notice\npublisher: shili\npublished: 2024-06-01\nduty: [20-12]\n\
                history: [{ date: 2024-07-01, note: 改 }]\nupdated: 2024-08-01\n---\n";
    site.write("content/d.md", text);
    let updated = |date| {
        let run = site.build_with(&["--date", date]).well();
        let page = platform(&run);
        let day = page.lines().find_map(|line| line.strip_prefix("20-12 2 ")?.split(':').next()).unwrap().to_owned();
        site.published().assert_same(&super::fresh_on(&site, date), "warm and cold");
        (day, run.file("sitemap.xml"))
    };
    for (date, expected) in [
        ("2024-06-30", "2024-06-01"),
        ("2024-07-01", "2024-07-01"),
        ("2024-07-31", "2024-07-01"),
        ("2024-08-01", "2024-08-01"),
    ] {
        let (day, sitemap) = updated(date);
        assert_eq!(day, expected, "{date}");
        assert!(sitemap.contains(&format!("d.html</loc><lastmod>{expected}</lastmod>")), "{date}: {sitemap}");
    }
}

#[test]
fn a_new_document_with_a_duty_makes_the_platform_again_and_one_without_does_not() {
    let site = Site::small(TEMPLATES);
    site.write_all(PLATFORM);
    site.build().clean();
    let made = |site: &Site| made_again(site, &[]).contains("disclosure.html");
    let notice =
        |duty: &str| format!("---\ntitle: 通知\nkind: notice\npublisher: shili\npublished: 2024-07-01\n{duty}---\n");
    site.write("content/e.md", notice(""));
    assert!(!made(&site));
    site.write("content/e.md", notice("duty: [20-4]\n"));
    assert!(made(&site));
    assert!(platform(&site.build()).contains("20-4 1 2024-07-01: 通知"));
}

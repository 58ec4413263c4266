//! `changes.html`, its feed, and what becomes of a document that is withdrawn or archived.

use crate::support::{Run, Site};
use crate::warm::made_again;

const SITE: &str = "\
//- /xiangwei.yaml
site: { name: 示例, url: \"https://www.example.gov.cn/fzzf/\" }
theme: plain
taxonomies: [publishers]
feed_limit: 5
outputs: { json: false }
//- /templates/changes.html
{% extends \"frame.html\" %}
{% block main %}{% for month in site.changes %}
# {{ month.name }}
{%- for entry in month.entries %}
{{ entry.date }} {{ entry.happening_name }} {{ entry.title }} {{ entry.url }}
{%- if entry.note %} {{ entry.note }}{% endif %}
{%- if entry.major %} 重大{% endif %}
{%- if entry.replacement %} → {{ entry.replacement.title }} {{ entry.replacement.url }}{% endif %}
{%- endfor %}
{%- endfor %}
{% endblock %}
//- /content/tzgg/_index.md
---
title: 通知公告
cascade: { kind: notice, publisher: shili }
---
//- /content/tzgg/a.md
---
title: 甲
published: 2024-10-01
updated: 2024-11-05
history:
  - { date: 2024-11-05, note: 改正电话 }
  - { date: 2024-12-31, note: 增加附表, major: 是 }
  - { date: 2024-12-31, note: 改正附表 }
  - { date: 2025-01-01, note: 还没有改 }
---
//- /content/tzgg/b.md
---
title: 乙
published: 2024-10-02 09:30
updated: 2024-10-08
related: c.md
publisher: [shili, sifa]
---
//- /content/tzgg/c.md
---
title: 丙
published: 2024-10-03
publisher: [shili, sifa]
related: a.md
withdrawn: { date: 2024-12-31, reason: 文号有误, replaced_by: b.md }
---
//- /content/tzgg/d.md
---
title: 丁
published: 2024-01-01
archived: 2024-12-31
---
//- /content/hj/_index.md
---
title: 汇集
collect: { publisher: sifa }
---
";

fn on(site: &Site, date: &str) -> Run {
    site.build_with(&["--date", date]).clean()
}

/// The lines of the page.
fn log(run: &Run) -> Vec<String> {
    let page = run.file("changes.html");
    let told = |line: &&str| line.starts_with("# ") || line.starts_with("20");
    page.lines().filter(told).map(str::to_owned).collect()
}

#[test]
fn the_day_before_the_day_and_the_day_after() {
    let site = Site::small(SITE);
    let before = [
        "# 2024年11月",
        "2024-11-05 修订 甲 /fzzf/tzgg/a.html 改正电话",
        "# 2024年10月",
        "2024-10-08 更新 乙 /fzzf/tzgg/b.html",
        "2024-10-03 发布 丙 /fzzf/tzgg/c.html",
        "2024-10-02 09:30 发布 乙 /fzzf/tzgg/b.html",
        "2024-10-01 发布 甲 /fzzf/tzgg/a.html",
        "# 2024年1月",
        "2024-01-01 发布 丁 /fzzf/tzgg/d.html",
    ];
    assert_eq!(log(&on(&site, "2024-12-30")), before);
    let december = [
        "# 2024年12月",
        "2024-12-31 修订 甲 /fzzf/tzgg/a.html 增加附表 重大",
        "2024-12-31 修订 甲 /fzzf/tzgg/a.html 改正附表",
        "2024-12-31 撤回 丙 /fzzf/tzgg/c.html 文号有误 → 乙 /fzzf/tzgg/b.html",
        "2024-12-31 归档 丁 /fzzf/tzgg/d.html",
    ];
    let older = before.into_iter().filter(|line| !line.contains('丙'));
    assert_eq!(log(&on(&site, "2024-12-31")), december.into_iter().chain(older).collect::<Vec<_>>());
    let next = log(&on(&site, "2025-01-01"));
    assert_eq!(next[..2], ["# 2025年1月", "2025-01-01 修订 甲 /fzzf/tzgg/a.html 还没有改"]);
}

#[test]
fn the_feed_has_the_newest_with_ids_of_their_own() {
    let site = Site::small(SITE);
    let feed = on(&site, "2024-12-31").file("changes.xml");
    let ids: Vec<&str> = feed.lines().filter_map(|line| line.strip_prefix("<id>")?.strip_suffix("</id>")).collect();
    let expected = [
        "tag:www.example.gov.cn,2000:/changes.xml",
        "tag:www.example.gov.cn,2024:/tzgg/a.html#revised-2024-12-31",
        "tag:www.example.gov.cn,2024:/tzgg/a.html#revised-2024-12-31-2",
        "tag:www.example.gov.cn,2024:/tzgg/c.html#withdrawn",
        "tag:www.example.gov.cn,2024:/tzgg/d.html#archived",
        "tag:www.example.gov.cn,2024:/tzgg/a.html#revised-2024-11-05",
    ];
    assert_eq!(ids, expected, "{feed}");
    for text in [
        "<title>发布与变更 - 示例</title>",
        "<updated>2024-12-31T00:00:00+08:00</updated>\n<link rel=\"self\"",
        "href=\"https://www.example.gov.cn/fzzf/changes.html\"",
        "<title>撤回：丙</title>",
        "<summary>文号有误</summary>",
        "<title>重大修订：甲</title>",
    ] {
        assert!(feed.contains(text), "{text}: {feed}");
    }
}

#[test]
fn feeds_may_be_switched_off() {
    let site = Site::small(SITE);
    let settings = std::fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
    site.write("xiangwei.yaml", settings.replace("{ json: false }", "{ json: false, feeds: false }"));
    let run = on(&site, "2024-12-31");
    assert!(run.has("changes.html") && !run.has("changes.xml"));
}

/// Where the title of a document stands, of all pages but its own and the change log. (The search index holds what pages
/// show.)
fn shows(site: &Site, title: &str, own: &str) -> Vec<String> {
    let set_aside = |path: &str| path == own || path.starts_with("changes.") || path.starts_with("search/");
    let others = site.published().0.into_iter().filter(|(path, _)| !set_aside(path));
    let shown = others.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(title));
    shown.map(|(path, _)| path).collect()
}

#[test]
fn a_withdrawn_document_is_gone_but_for_its_notice() {
    let site = Site::small(SITE);
    on(&site, "2024-12-30");
    let before = shows(&site, "丙", "tzgg/c.html");
    for path in [
        "atom.xml",
        "hj/index.html",
        "publishers/shili/index.html",
        "publishers/sifa/index.html",
        "tzgg/a.html",
        "tzgg/index.html",
    ] {
        assert!(before.iter().any(|one| one == path), "{path}: {before:?}");
    }
    let run = on(&site, "2024-12-31");
    // What takes its place may say so.
    assert_eq!(shows(&site, "丙", "tzgg/c.html"), ["tzgg/b.html"]);
    assert!(run.file("tzgg/b.html").contains("替代的文件 <a href=\"/fzzf/tzgg/c.html\">丙</a>"));
    assert_eq!(shows(&site, "tzgg/c.html", "tzgg/c.html"), ["tzgg/b.html"], "no sitemap, no feed");
    let notice = run.file("tzgg/c.html");
    assert!(
        notice.contains("2024-12-31 文号有误") && notice.contains("<a href=\"/fzzf/tzgg/b.html\">乙</a>"),
        "{notice}"
    );
}

#[test]
fn what_takes_its_place_does_so_from_the_day_of_its_withdrawal() {
    let site = Site::small(SITE);
    let named = |date: &str| {
        let run = on(&site, date);
        site.published().assert_same(&super::fresh_on(&site, date), "warm and cold");
        (run.file("tzgg/b.html").contains("替代的文件"), run.file("tzgg/c.html").contains("替代文件"))
    };
    assert_eq!(named("2024-12-30"), (false, false));
    assert!(named("2024-12-31").0);
    assert!(named("2025-01-01").0);
}

#[test]
fn a_joint_document_stands_under_each_of_its_publishers_and_where_it_is_collected() {
    let site = Site::small(SITE);
    let run = on(&site, "2024-12-31");
    for list in ["publishers/shili/index.html", "publishers/sifa/index.html", "hj/index.html", "tzgg/index.html"] {
        assert!(run.file(list).contains("tzgg/b.html"), "{list}");
    }
    assert!(!run.file("hj/index.html").contains("tzgg/a.html"), "it is collected by publisher");
}

#[test]
fn an_archived_document_stays_and_is_marked() {
    let site = Site::small(SITE);
    let fact = "<dt>归档日期</dt>";
    assert!(!on(&site, "2024-12-30").file("tzgg/d.html").contains(fact), "it is not archived yet");
    let run = on(&site, "2024-12-31");
    assert!(run.file("tzgg/d.html").contains(fact));
    assert!(!run.file("atom.xml").contains("丁"), "it is no news");
    let settings = std::fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
    site.write("xiangwei.yaml", settings.replace("theme: plain\n", ""));
    site.remove("templates/changes.html");
    let run = site.build_with(&["--date", "2024-12-31"]).well();
    assert!(run.file("tzgg/index.html").contains("<span class=\"status\">已归档</span>"));
    assert!(run.file("tzgg/d.html").contains("<strong>已归档</strong>"));
    let log = run.file("changes.html");
    assert!(log.contains("替代文件：<a href=\"/fzzf/tzgg/b.html\">乙</a>"), "{log}");
    assert!(log.contains("<strong>重大修订</strong> 增加附表"), "{log}");
    assert!(!run.file("tzgg/a.html").contains("还没有改"), "what is to come is not told");
}

#[test]
fn a_feed_is_not_updated_in_the_future() {
    let site = Site::small(SITE);
    let feed = on(&site, "2024-12-31").file("tzgg/atom.xml");
    assert!(feed.contains("<updated>2024-12-31T00:00:00+08:00</updated>") && !feed.contains("2025"), "{feed}");
}

#[test]
fn only_what_shows_a_change_is_made_again() {
    let site = Site::small(SITE);
    on(&site, "2024-12-31");
    // The next day tells one line more of 甲, which its theme's page does not show.
    let made = made_again(&site, &["--date", "2025-01-01"]);
    let feeds = ["atom.xml", "changes.xml", "publishers/shili/atom.xml", "tzgg/atom.xml"];
    let pages = ["changes.html", "sitemap.xml"];
    assert_eq!(made, feeds.into_iter().chain(pages).map(str::to_owned).collect());
    site.write("content/tzgg/e.md", "---\ntitle: 戊\npublished: 2023-01-01\n---\n");
    let made = made_again(&site, &["--date", "2025-01-01"]);
    assert!(made.contains("changes.html"), "{made:?}");
    assert!(!made.contains("changes.xml"), "it is older than what a feed shows: {made:?}");
}

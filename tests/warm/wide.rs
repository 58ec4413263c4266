//! A page that reads one field of very many documents reads that field of all: its trace stays small, nothing that it
//! shows is missed, and the line of its template is told, by a warm build as by a cold one.

use super::precise::{again, lines, replace};
use crate::support::{Run, Site, Told, xiangwei};
use std::collections::BTreeSet;

/// One section of notices, and pages that show all of these, each by a template of its own.
const SITE: &str = "\
//- /xiangwei.yaml
site: { name: 示例, url: \"https://www.example.gov.cn/\" }
theme: wide
taxonomies: []
outputs: { feeds: false, json: false }
//- /themes/wide/theme.yaml
name: wide
//- /themes/wide/templates/document.html
{{ document.title }} {{ document.body }}
//- /themes/wide/templates/section.html
{{ section.title }}
//- /themes/wide/templates/home.html
{{ section.title }}
//- /themes/wide/templates/sitemap.html
{{ site.name }}
//- /themes/wide/templates/404.html
{{ site.name }}
//- /themes/wide/templates/withdrawn.html
{{ document.title }}
//- /themes/wide/templates/titles.html
<ul>
{% for item in query(kind=\"notice\") %}
<li>甲 {{ item.title }}
{% endfor %}
</ul>
//- /themes/wide/templates/texts.html
{% for item in query(kind=\"notice\") %}{{ item.body }}{% endfor %}
//- /themes/wide/templates/summaries.html
{% for item in query(kind=\"notice\") %}{{ item.summary }}{% endfor %}
//- /themes/wide/templates/joined.html
<p>
{{ query(kind=\"notice\") | map(attribute=\"title\") | join(\"、\") }}
//- /themes/wide/templates/chosen.html
{% for item in query(kind=\"notice\", fields=[\"title\"]) %}{{ item.title }}{% endfor %}
//- /themes/wide/templates/rows.html
{% for item in query(kind=\"notice\") %}{{ part(\"row.html\", document=item) }}{% endfor %}
//- /themes/wide/templates/row.html
{{ document.title }}
//- /themes/wide/templates/footed.html
{{ document.title }}{{ part(\"foot.html\") }}
//- /themes/wide/templates/foot.html
{{ part(\"names.html\") }}
//- /themes/wide/templates/names.html
{% for item in query(kind=\"notice\") %}{{ item.title }}{% endfor %}
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府 }
//- /content/_index.md
---
title: 首页
---
//- /content/tzgg/_index.md
---
title: 通知公告
cascade: { kind: notice, publisher: shili }
---
//- /content/pages/_index.md
---
title: 页面
---
";

/// More than are read one by one.
const MANY: usize = 300;

/// The site with so many notices, and a page for each of these templates, built once.
fn built(notices: usize, templates: &[&str]) -> (Site, Run) {
    let site = Site::from(SITE);
    for number in 1..=notices {
        site.write(&notice(number), text(&format!("通知{number}"), &format!("第一段{number}"), "第二段。"));
    }
    for template in templates {
        site.write(
            &format!("content/pages/{template}.md"),
            format!("---\ntitle: 页\nkind: page\ntemplate: {template}.html\n---\n"),
        );
    }
    let run = site.build_with(&["--format", "json"]).well();
    (site, run)
}

fn notice(number: usize) -> String {
    format!("content/tzgg/n{number:03}.md")
}

fn text(title: &str, first: &str, second: &str) -> String {
    format!("---\ntitle: {title}\npublished: 2024-01-01\n---\n{first}\n\n{second}\n")
}

/// What `why` tells that a page read.
fn read(site: &Site, page: &str) -> Vec<String> {
    let mut command = xiangwei();
    command.args(["why", page, "--lang", "en", "--root"]).arg(site.root());
    let run = Run::of(command, site.path("public")).well();
    run.out().lines().map(str::to_owned).collect()
}

/// The notes of this kind: where, and all words.
fn notes(told: &[Told]) -> Vec<(String, String)> {
    let of =
        |one: &Told| (format!("{}:{}:{}", one.path, one.span.unwrap()[0], one.span.unwrap()[1]), one.words.clone());
    told.iter().filter(|one| one.what == "note[one-by-one]").map(of).collect()
}

/// Builds again; this page is among what is made, or is not.
#[track_caller]
fn makes(site: &Site, page: &str) -> bool {
    again(site, &[]).0.contains(page)
}

/// Builds the site as it is, warm and cold, on one thread and on two: all tell the same, which is given.
#[track_caller]
fn told_alike(site: &Site) -> Vec<(String, String)> {
    let json = |jobs| ["--format", "json", "--jobs", jobs];
    let told = site.build_with(&json("1")).told();
    for jobs in ["1", "2"] {
        assert_eq!(site.build_with(&json(jobs)).told(), told, "when nothing has changed");
        assert_eq!(site.fresh().build_with(&json(jobs)).told(), told, "a cold build on {jobs}");
    }
    notes(&told)
}

#[test]
fn the_trace_of_very_many_reads_is_small() {
    let (site, _) = built(MANY, &["titles"]);
    let read = read(&site, "pages/titles.html");
    let titles: Vec<&String> = read.iter().filter(|line| line.contains("title`") || line.contains("n001")).collect();
    assert!(matches!(titles[..], [line] if line.contains("every document's `title`")), "{read:#?}");
    assert!(read.len() < 20, "{read:#?}");
}

#[test]
fn a_few_reads_are_remembered_one_by_one() {
    let (site, run) = built(30, &["titles"]);
    assert_eq!(notes(&run.told()), []);
    assert_eq!(read(&site, "pages/titles.html").iter().filter(|line| line.contains("content/tzgg/n0")).count(), 30);
}

#[test]
fn whatever_the_page_shows_makes_it_again() {
    let (site, _) = built(MANY, &["titles"]);
    let page = "pages/titles.html";
    for number in [1, 150, MANY] {
        replace(&site, &notice(number), "title: 通知", "title: 新的通知");
        assert!(makes(&site, page), "the title of {number}");
    }
    site.write("content/tzgg/n999.md", text("又一个", "第一段。", "第二段。"));
    assert!(makes(&site, page), "a new document");
    std::fs::rename(site.path("content/tzgg/n999.md"), site.path("content/tzgg/n000.md")).unwrap();
    assert!(makes(&site, page), "another name");
    site.remove("content/tzgg/n000.md");
    assert!(makes(&site, page), "a document is gone");
    // It looks at every document, whether its list has it or not.
    site.write("content/pages/other.md", "---\ntitle: 别的页\nkind: page\n---\n");
    assert!(makes(&site, page), "a document elsewhere");
}

#[test]
fn what_the_page_does_not_show_leaves_it() {
    let (site, _) = built(MANY, &["titles"]);
    replace(&site, &notice(7), "第二段。", "另一个第二段。");
    assert_eq!(again(&site, &[]).0, BTreeSet::from(["tzgg/n007.html".to_owned()]));
    replace(&site, &notice(7), "第一段7", "另一个第一段");
    assert!(!makes(&site, "pages/titles.html"), "a summary");
}

#[test]
fn very_many_texts() {
    let (site, _) = built(MANY, &["texts", "summaries"]);
    let pages = |made: &BTreeSet<String>| ["texts", "summaries"].map(|one| made.contains(&format!("pages/{one}.html")));
    replace(&site, &notice(7), "第二段。", "另一个第二段。");
    assert_eq!(pages(&again(&site, &[]).0), [true, false], "below the summary");
    replace(&site, &notice(8), "第一段8", "另一个第一段");
    assert_eq!(pages(&again(&site, &[]).0), [true, true], "in the summary");
    replace(&site, &notice(9), "title: 通知9", "title: 新的通知");
    assert_eq!(pages(&again(&site, &[]).0), [false, false], "a title");
}

#[test]
fn the_line_is_told() {
    let (site, run) = built(MANY, &["titles"]);
    let notes = notes(&run.told());
    let [(place, words)] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!(place, "themes/wide/templates/titles.html:3:10");
    assert!(words.contains("`title` of more than 256") && words.contains("pages/titles.html"), "{words}");
    assert_eq!(told_alike(&site), notes);
}

#[test]
fn it_is_told_of_pages_that_are_not_made_again() {
    let (site, run) = built(MANY, &["titles", "texts"]);
    let first = notes(&run.told());
    assert_eq!(first.len(), 2);
    replace(&site, &notice(7), "第二段。", "另一个第二段。");
    let run = site.build_with(&["--format", "json", "--explain"]).well();
    assert!(!lines(&run).contains("pages/titles.html"));
    assert_eq!(notes(&run.told()), first);
    site.remove("content/pages/texts.md");
    assert_eq!(told_alike(&site).len(), 1);
}

#[test]
fn an_error_does_not_hide_it() {
    let (site, run) = built(MANY, &["titles"]);
    site.write("static/a.txt", "甲");
    site.write("public/a.txt", "别人的");
    let warm = site.build_with(&["--format", "json"]).with_faults();
    assert_eq!(notes(&warm.told()), notes(&run.told()));
}

#[test]
fn it_is_told_once_with_the_number_of_pages() {
    let (site, _) = built(MANY, &["titles"]);
    for page in ["b", "c"] {
        site.write(&format!("content/pages/{page}.md"), "---\ntitle: 页\nkind: page\ntemplate: titles.html\n---\n");
    }
    let notes = told_alike(&site);
    let [(_, words)] = &notes[..] else { panic!("{notes:?}") };
    assert!(words.contains("3 pages") && words.contains("pages/b.html"), "{words}");
}

#[test]
fn a_part_is_told_of_every_page_that_shows_it() {
    let (site, run) = built(MANY, &["footed"]);
    let [(place, words)] = &notes(&run.told())[..] else { panic!("{}", run.screen()) };
    assert_eq!(place, "themes/wide/templates/names.html:1:42");
    assert!(words.contains("pages/footed.html"), "{words}");
    site.write("content/pages/b.md", "---\ntitle: 页\nkind: page\ntemplate: footed.html\n---\n");
    let notes = told_alike(&site);
    assert!(matches!(&notes[..], [(_, words)] if words.contains("2 pages")), "{notes:?}");
    replace(&site, &notice(300), "title: 通知300", "title: 新的通知");
    assert!(makes(&site, "pages/b.html") && told_alike(&site) == notes);
}

#[test]
fn a_filter_that_reads_is_told() {
    let (site, run) = built(MANY, &["joined"]);
    let [(place, _)] = &notes(&run.told())[..] else { panic!("{}", run.screen()) };
    assert!(place.starts_with("themes/wide/templates/joined.html:2:"), "{place}");
    assert_eq!(told_alike(&site).len(), 1);
}

#[test]
fn a_template_that_was_mended_is_not_told() {
    let (site, run) = built(MANY, &["titles", "chosen", "rows"]);
    assert_eq!(notes(&run.told()).len(), 1, "a query with fields and parts are fine");
    replace(&site, "themes/wide/templates/titles.html", "kind=\"notice\"", "kind=\"notice\", fields=[\"title\"]");
    assert_eq!(told_alike(&site), []);
}

#[test]
fn what_is_not_read_by_a_template_is_not_told() {
    let (site, _) = built(MANY, &[]);
    let links: String = (1..=MANY).map(|number| format!("[{number}](n{number:03}.md)\n")).collect();
    site.write("content/tzgg/links.md", text("目录", "全部通知。", &links));
    // The map for robots reads of every document, too.
    assert_eq!(told_alike(&site), []);
    assert!(read(&site, "tzgg/links.html").iter().any(|line| line.contains("every document's `url`")));
    assert!(read(&site, "sitemap.xml").iter().any(|line| line.contains("every document's `permalink`")));
    std::fs::rename(site.path(&notice(7)), site.path("content/tzgg/m007.md")).unwrap();
    replace(&site, "content/tzgg/links.md", "n007.md", "m007.md");
    assert!(makes(&site, "sitemap.xml"));
}

#[test]
fn the_built_in_theme_reads_nothing_one_by_one() {
    let site = super::corpus();
    // A list of very many documents on one page, and one that has to do with all of these.
    replace(&site, "xiangwei.yaml", "paginate: 30", "paginate: 1000");
    site.write("content/many/_index.md", "---\ntitle: 很多\ncascade: { kind: notice, publisher: shili }\n---\n");
    for number in 1..=MANY {
        site.write(&format!("content/many/{number}.md"), text("通知", "第一段。", "第二段。"));
    }
    let related: String = (1..=MANY).map(|number| format!("  - {number}.md\n")).collect();
    site.write("content/many/all.md", format!("---\ntitle: 全部\npublished: 2024-01-01\nrelated:\n{related}---\n"));
    let run = site.build_with(&["--format", "json"]).well();
    assert_eq!(notes(&run.told()), []);
}

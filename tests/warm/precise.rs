//! What a warm build makes again, and no more.
//!
//! The site has a theme of its own, so small that the files that an edit can show in are known from reading it. `made`
//! is what `build --explain --format json` tells: a line `{"made": {"path": …, "because": …}}` for each file that was
//! made in this run, come out different or not; the number `made` of the summary is their count.

use crate::support::{Run, Site};
use std::collections::BTreeSet;
use std::fs::File;
use std::time::{Duration, SystemTime};

/// Every page shows what its template names, and nothing else:
/// the document its title, text, summary no, neighbours and related ones; lists a part with title, day and state.
const SITE: &str = "\
//- /xiangwei.yaml
site: { name: 示例, url: \"https://www.example.gov.cn/\" }
theme: tiny
taxonomies: [keywords]
outputs: { json: false }
params: { slogan: 公开 }
//- /themes/tiny/theme.yaml
name: tiny
//- /themes/tiny/static/home.css
body { color: red }
//- /themes/tiny/templates/frame.html
<title>{% block title %}{% endblock %} {{ site.name }}</title>
{% block main %}{% endblock %}
//- /themes/tiny/templates/document.html
{% extends \"frame.html\" %}
{% block title %}{{ document.title }}{% endblock %}
{% block main %}{{ document.status }}{{ document.body }}
{% if document.previous %}<{{ document.previous.title }}{% endif %}{% if document.next %}>{{ document.next.title }}{% endif %}
{% for other in document.related %}<a href=\"{{ other.url }}\">{{ other.title }}</a>{% endfor %}{% endblock %}
//- /themes/tiny/templates/dated.html
{% extends \"document.html\" %}
{% block title %}{{ build.date }}{% endblock %}
//- /themes/tiny/templates/asking.html
{% extends \"document.html\" %}
{% block title %}{% include \"banner.html\" ignore missing %}{% endblock %}
//- /themes/tiny/templates/table.html
{% extends \"document.html\" %}
{% block title %}{% for row in data(\"rows\") %}{{ row.name }}{% endfor %}{% endblock %}
//- /themes/tiny/templates/parts/rows.html
{% for item in page.items %}<a href=\"{{ item.url }}\">{{ item.title }}</a> {{ item.published }} {{ item.status }}{% endfor %}
//- /themes/tiny/templates/section.html
{% extends \"frame.html\" %}
{% block title %}{{ section.title }}{% endblock %}
{% block main %}{% include \"parts/rows.html\" %}{% endblock %}
//- /themes/tiny/templates/term.html
{% extends \"frame.html\" %}
{% block title %}{{ term.name }}{% endblock %}
{% block main %}{% include \"parts/rows.html\" %}{% endblock %}
//- /themes/tiny/templates/terms.html
{% extends \"frame.html\" %}
{% block main %}{% for term in taxonomy.terms %}{{ term.name }} {{ term.count }}{% endfor %}{% endblock %}
//- /themes/tiny/templates/home.html
{% extends \"frame.html\" %}
{% block title %}{{ params.slogan }}{% endblock %}
{% block main %}{{ asset(\"home.css\") }}
{% for item in query(limit=3, fields=[\"title\", \"url\"]) %}<a href=\"{{ item.url }}\">{{ item.title }}</a>{% endfor %}{% endblock %}
//- /themes/tiny/templates/sitemap.html
{% extends \"frame.html\" %}
{% block main %}{% for child in site.home.sections %}{{ child.title }}{% endfor %}{% endblock %}
//- /themes/tiny/templates/404.html
{% extends \"frame.html\" %}
//- /themes/tiny/templates/withdrawn.html
{% extends \"frame.html\" %}
{% block main %}{{ document.withdrawn.reason }}{% endblock %}
//- /themes/tiny/templates/unused.html
{{ document.title }}
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府, short: 市政府 }
- { id: sifa, name: 示例市司法局, short: 市司法局 }
//- /data/rows.csv
name
甲
//- /content/_index.md
---
title: 首页
---
//- /content/zcwj/_index.md
---
title: 政策文件
cascade: { kind: policy, publisher: shili }
---
//- /content/zcwj/a.md
---
title: 甲
published: 2024-03-03
keywords: 法治
---
甲的第一段。

甲的第二段。
//- /content/zcwj/b.md
---
title: 乙
published: 2024-03-02
expires: 2024-12-31
keywords: 公开
---
乙的第一段。

乙的第二段。
//- /content/zcwj/c.md
---
title: 丙
published: 2024-03-01
keywords: 法治
---
丙的第一段。
//- /content/tzgg/_index.md
---
title: 通知公告
cascade: { kind: notice, publisher: sifa }
---
//- /content/tzgg/d.md
---
title: 丁
published: 2024-02-03
related: /zcwj/c.md
---
见[文件](../zcwj/b.md)。
//- /content/tzgg/e.md
---
title: 戊
published: 2024-02-02
---
戊的正文。
//- /content/pages/_index.md
---
title: 页面
---
//- /content/pages/dated.md
---
title: 今日
template: dated.html
---
//- /content/pages/table.md
---
title: 表
template: table.html
---
//- /content/pages/asking.md
---
title: 问
template: asking.html
---
";

/// A body of `zcwj/b.md`.
fn b(title: &str, first: &str, second: &str) -> String {
    format!(
        "---\ntitle: {title}\npublished: 2024-03-02\nexpires: 2024-12-31\nkeywords: 公开\n---\n{first}\n\n{second}\n"
    )
}

/// The site, built once.
fn built() -> Site {
    let site = Site::from(SITE);
    site.build().clean();
    site
}

/// What a run told that it made. The number in the summary is that of the lines.
#[track_caller]
pub(super) fn lines(run: &Run) -> BTreeSet<String> {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let objects: Vec<serde_json::Value> = run.out().lines().map(parse).collect();
    let made = objects.iter().filter_map(|one| one.get("made"));
    let path = |one: &serde_json::Value| {
        assert!(one["because"].as_str().is_some_and(|why| !why.is_empty()), "no reason: {one}");
        one["path"].as_str().unwrap().to_owned()
    };
    let paths: BTreeSet<String> = made.map(path).collect();
    assert_eq!(run.summary()["made"].as_u64(), Some(paths.len() as u64), "made: {}", run.screen());
    paths
}

/// Builds again, and gives what was made and how many files were written. What is published is what a cold build gives.
#[track_caller]
pub(super) fn again(site: &Site, arguments: &[&str]) -> (BTreeSet<String>, u64) {
    let before = site.published();
    let mut all = vec!["--explain", "--format", "json"];
    all.extend(arguments);
    let run = site.build_with(&all).well();
    let fresh = site.fresh();
    let plain: Vec<&str> = arguments.iter().copied().filter(|argument| *argument != "--force").collect();
    fresh.build_with(&plain).well();
    let (made, published) = (lines(&run), site.published());
    published.assert_same(&fresh.published(), "warm and cold");
    let other = published.0.iter().filter(|(path, bytes)| before.0.get(*path) != Some(bytes));
    let unmade: Vec<&String> = other.map(|(path, _)| path).filter(|path| !made.contains(*path)).collect();
    assert!(unmade.is_empty(), "they changed and were not told as made: {unmade:?}");
    (made, run.summary()["changes"]["written"].as_u64().unwrap())
}

/// Builds again; exactly these files are made.
#[track_caller]
pub(crate) fn assert_made(site: &Site, expected: &[&str]) {
    assert_made_with(site, &[], expected);
}

#[track_caller]
fn assert_made_with(site: &Site, arguments: &[&str], expected: &[&str]) {
    let (made, _) = again(site, arguments);
    let expected: BTreeSet<String> = expected.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(made, expected);
}

/// Builds again; nothing is made, nothing is written.
#[track_caller]
fn assert_nothing_made(site: &Site) {
    assert_eq!(again(site, &[]), (BTreeSet::new(), 0));
}

/// Changes a source by replacing a text in it.
#[track_caller]
pub(super) fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    site.write(path, text.replace(from, to));
}

#[test]
fn nothing_changed() {
    assert_nothing_made(&built());
}

#[test]
fn the_first_build_and_a_forced_one_make_everything() {
    let site = Site::from(SITE);
    let (first, written) = again(&site, &[]);
    assert_eq!(first.len() as u64, written);
    let (forced, written) = again(&site, &["--force"]);
    assert_eq!((forced, written), (first, 0));
}

#[test]
fn a_file_that_was_touched() {
    let site = built();
    let later = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    for path in
        ["content/zcwj/b.md", "themes/tiny/templates/frame.html", "xiangwei.yaml", "themes/tiny/static/home.css"]
    {
        File::options().write(true).open(site.path(path)).unwrap().set_modified(later).unwrap();
    }
    assert_nothing_made(&site);
}

#[test]
fn front_matter_that_says_the_same_otherwise() {
    let site = built();
    replace(&site, "content/zcwj/b.md", "title: 乙\n", "# 说明\n标题:   \"乙\"\n");
    assert_nothing_made(&site);
}

#[test]
fn a_body_below_the_first_paragraph() {
    let site = built();
    site.write("content/zcwj/b.md", b("乙", "乙的第一段。", "另一个第二段。"));
    // Feeds have the whole text.
    assert_made(&site, &["atom.xml", "zcwj/atom.xml", "zcwj/b.html"]);
}

#[test]
fn a_body_whose_first_paragraph_is_the_summary() {
    let site = built();
    site.write("content/zcwj/b.md", b("乙", "另一个第一段。", "乙的第二段。"));
    assert_made(&site, &["atom.xml", "zcwj/atom.xml", "zcwj/b.html"]);
}

#[test]
fn a_title() {
    let site = built();
    site.write("content/zcwj/b.md", b("新的乙", "乙的第一段。", "乙的第二段。"));
    assert_made(
        &site,
        &[
            "atom.xml",
            "index.html",
            "keywords/公开/index.html",
            "zcwj/a.html",
            "zcwj/atom.xml",
            "zcwj/b.html",
            "zcwj/c.html",
            "zcwj/index.html",
        ],
    );
}

#[test]
fn a_title_that_a_related_document_shows() {
    let site = built();
    replace(&site, "content/tzgg/d.md", "title: 丁", "title: 新的丁");
    // It is no longer one of the three that the home page shows.
    assert_made(&site, &["atom.xml", "tzgg/atom.xml", "tzgg/d.html", "tzgg/e.html", "tzgg/index.html", "zcwj/c.html"]);
}

#[test]
fn a_key_that_nothing_shows() {
    let site = built();
    replace(
        &site,
        "content/zcwj/b.md",
        "title: 乙\n",
        "title: 乙\nindex_number: 000000000/2024-00001\nextra: { a: 1 }\n",
    );
    assert_nothing_made(&site);
}

#[test]
fn a_template_that_nothing_uses() {
    let site = built();
    site.write("themes/tiny/templates/unused.html", "{{ document.body }}");
    site.write("templates/more/unused.html", "x");
    assert_nothing_made(&site);
}

#[test]
fn a_part_of_lists() {
    let site = built();
    replace(&site, "themes/tiny/templates/parts/rows.html", "{% endfor %}", ";{% endfor %}");
    let lists = [
        "keywords/公开/index.html",
        "keywords/法治/index.html",
        "pages/index.html",
        "tzgg/index.html",
        "zcwj/index.html",
    ];
    assert_made(&site, &lists);
}

#[test]
fn a_part_that_prints_the_same() {
    let site = built();
    replace(&site, "themes/tiny/templates/parts/rows.html", "{% endfor %}", "{# nothing #}{% endfor %}");
    let (made, written) = again(&site, &[]);
    assert_eq!((made.len(), written), (5, 0), "{made:?}");
}

#[test]
fn a_template_that_takes_the_place_of_the_themes() {
    let site = built();
    site.write("templates/404.html", "没有这一页");
    assert_made(&site, &["404.html"]);
    site.remove("templates/404.html");
    assert_made(&site, &["404.html"]);
}

#[test]
fn a_template_of_a_kind_that_had_none() {
    let site = built();
    site.write("templates/notice.html", "{% extends \"document.html\" %}");
    let (made, written) = again(&site, &[]);
    let expected = ["tzgg/d.html", "tzgg/e.html"].map(str::to_owned);
    assert_eq!((made, written), (BTreeSet::from(expected), 0));
}

#[test]
fn a_template_that_was_asked_for_and_is_there_now() {
    let site = built();
    site.write("templates/banner.html", "横幅");
    assert_made(&site, &["pages/asking.html"]);
    site.remove("templates/banner.html");
    assert_made(&site, &["pages/asking.html"]);
}

#[test]
fn a_data_file() {
    let site = built();
    site.write("data/nobody.yaml", "a: 1\n");
    assert_nothing_made(&site);
    site.write("data/rows.csv", "name\n乙\n");
    assert_made(&site, &["pages/table.html"]);
    // It was looked for before the other, and not found.
    site.write("data/rows.yaml", "- name: 丙\n");
    assert_made(&site, &["pages/table.html"]);
    // Now it is not looked for any more.
    site.write("data/rows.csv", "name\n丁\n");
    assert_nothing_made(&site);
}

#[test]
fn another_day() {
    let site = built();
    assert_made_with(&site, &["--date", "2024-12-30"], &["pages/dated.html"]);
    assert_made_with(&site, &["--date", "2024-12-31"], &["pages/dated.html"]);
    // The policy has expired: its page, the lists and a text that names it show the state.
    let changed = ["keywords/公开/index.html", "pages/dated.html", "tzgg/d.html", "zcwj/b.html", "zcwj/index.html"];
    assert_made_with(&site, &["--date", "2025-01-01"], &changed);
}

/// The files in which a new document between a and b shows.
const AROUND_NEW: [&str; 9] = [
    "atom.xml",
    "index.html",
    "keywords/index.html",
    "keywords/法治/index.html",
    "sitemap.xml",
    "zcwj/a.html",
    "zcwj/atom.xml",
    "zcwj/b.html",
    "zcwj/index.html",
];

const NEW: &str = "---\ntitle: 新的\npublished: 2024-03-02 12:00\nkeywords: 法治\n---\n新的正文。\n";

#[test]
fn a_document_comes_and_goes() {
    let site = built();
    site.write("content/zcwj/new.md", NEW);
    assert_made(&site, &[&AROUND_NEW[..], &["zcwj/new.html"]].concat());
    site.remove("content/zcwj/new.md");
    assert_made(&site, &AROUND_NEW);
}

#[test]
fn a_document_is_due() {
    let site = Site::from(SITE);
    site.write("content/zcwj/new.md", NEW.replace("2024-03-02 12:00", "2024-03-05"));
    let before = ["--date", "2024-03-04"];
    site.build_with(&before).well();
    let shown = ["zcwj/new.html", "pages/dated.html"];
    let around: Vec<&str> = AROUND_NEW.into_iter().filter(|path| *path != "zcwj/b.html").chain(shown).collect();
    assert_made_with(&site, &["--date", "2024-03-05"], &around);
}

#[test]
fn an_old_document_that_few_lists_show() {
    let site = built();
    site.write("content/tzgg/old.md", "---\ntitle: 旧的\npublished: 2020-01-01\n---\n旧的正文。\n");
    let (made, _) = again(&site, &[]);
    let must = ["atom.xml", "sitemap.xml", "tzgg/atom.xml", "tzgg/e.html", "tzgg/index.html", "tzgg/old.html"];
    let expected: BTreeSet<String> = must.map(str::to_owned).into();
    // The home page has a list of everything, which its template does not name.
    let may = BTreeSet::from(["index.html".to_owned()]);
    assert!(made.is_superset(&expected) && made.difference(&expected).all(|path| may.contains(path)), "{made:?}");
}

#[test]
fn a_section() {
    let site = built();
    replace(&site, "content/tzgg/_index.md", "title: 通知公告", "title: 公告");
    assert_made(&site, &["sitemap.html", "tzgg/atom.xml", "tzgg/index.html"]);
    replace(&site, "content/tzgg/_index.md", "title: 公告", "title: 公告\ndescription: 谁也不显示");
    assert_nothing_made(&site);
}

#[test]
fn a_setting() {
    let site = built();
    replace(&site, "xiangwei.yaml", "slogan: 公开", "slogan: 公开, nobody: x");
    assert_nothing_made(&site);
    replace(&site, "xiangwei.yaml", "slogan: 公开", "slogan: 透明");
    assert_made(&site, &["index.html"]);
}

#[test]
fn the_sites_name() {
    let site = built();
    let pages = site.published();
    let shown = |path: &&str| path.ends_with(".html") || path.ends_with("atom.xml");
    let expected: Vec<&str> = pages.paths().into_iter().filter(shown).collect();
    replace(&site, "xiangwei.yaml", "name: 示例", "name: 另一个");
    assert_made(&site, &expected);
}

#[test]
fn an_organisation() {
    let site = built();
    // An entry of a feed shows its publisher's name.
    replace(&site, "data/organisations.yaml", "示例市司法局", "示例市新司法局");
    assert_made(&site, &["atom.xml", "tzgg/atom.xml"]);
    replace(&site, "data/organisations.yaml", "short: 市司法局", "short: 司法局");
    assert_nothing_made(&site);
}

#[test]
fn an_asset() {
    let site = built();
    let before = site.published();
    site.write("themes/tiny/static/home.css", "body { color: blue }\n");
    let (made, written) = again(&site, &[]);
    let after = site.published();
    let new: Vec<&str> = after.paths().into_iter().filter(|path| !before.0.contains_key(*path)).collect();
    let expected: BTreeSet<String> = new.iter().copied().chain(["index.html"]).map(str::to_owned).collect();
    assert_eq!((made, written, new.len()), (expected, 2, 1));
}

#[test]
fn a_static_file() {
    let site = built();
    site.write("static/a.txt", "甲");
    assert_made(&site, &["a.txt"]);
    assert_nothing_made(&site);
    site.write("static/a.txt", "乙");
    assert_made(&site, &["a.txt"]);
}

#[test]
fn a_published_file_that_is_gone() {
    let site = built();
    site.remove("public/zcwj/b.html");
    assert_made(&site, &["zcwj/b.html"]);
}

#[test]
fn a_mistake_that_was_mended() {
    let site = built();
    replace(&site, "content/zcwj/b.md", "title: 乙", "titel: 乙");
    site.build().with_faults();
    replace(&site, "content/zcwj/b.md", "titel: 乙", "title: 乙");
    assert_nothing_made(&site);
}

#[test]
fn what_changed_while_there_was_a_mistake() {
    let site = built();
    replace(&site, "content/zcwj/b.md", "title: 乙", "titel: 乙");
    replace(&site, "content/tzgg/e.md", "戊的正文", "戊的新正文");
    site.build().with_faults();
    replace(&site, "content/zcwj/b.md", "titel: 乙", "title: 乙");
    assert_made(&site, &["atom.xml", "tzgg/atom.xml", "tzgg/e.html"]);
}

#[test]
fn the_warm_build_after_a_lost_store_makes_everything_and_writes_nothing() {
    let site = built();
    std::fs::remove_dir_all(site.path(".xiangwei")).unwrap();
    let (made, written) = again(&site, &[]);
    assert_eq!((made.len(), written), (site.published().0.len(), 0));
    assert_nothing_made(&site);
}

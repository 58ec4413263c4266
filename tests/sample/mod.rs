//! The sample portal of the project's own root: what a visitor and an inspector of it see.

mod page;

use crate::support::{Run, Tree, copy, root, xiangwei};
use page::Page;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The sample portal, built in a folder of its own and read into memory.
struct Built {
    run: Run,
    tree: Tree,
    /// The HTML pages by their path, without those that only lead on.
    pages: BTreeMap<String, Page>,
    /// The source of each file, by its path, as the manifest names it; and its text, where it is one.
    sources: BTreeMap<String, (String, String)>,
}

/// Its sources. A copy, so that other tests and people may build the portal at the same time.
fn sources_of_the_portal() -> TempDir {
    let folder = TempDir::new().unwrap();
    for part in ["content", "data", "static"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    fs::copy(root().join("xiangwei.yaml"), folder.path().join("xiangwei.yaml")).unwrap();
    folder
}

fn build(date: &str, more: &[&str]) -> Built {
    let folder = sources_of_the_portal();
    let mut command = xiangwei();
    command.args(["build", "--lang", "en", "--format", "short", "--date", date]);
    command.arg("--root").arg(folder.path()).args(more);
    let run = Run::of(command, folder.path().join("public"));
    let tree = Tree::read(&folder.path().join("public"));
    Built { run, pages: pages(&tree), sources: sources(folder.path()), tree }
}

fn pages(tree: &Tree) -> BTreeMap<String, Page> {
    let html = tree.0.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages = html.map(|(path, bytes)| (path.clone(), Page::read(std::str::from_utf8(bytes).unwrap())));
    pages.filter(|(_, page)| !page.leads_on()).collect()
}

fn sources(folder: &Path) -> BTreeMap<String, (String, String)> {
    let manifest = fs::read_to_string(folder.join("public/.xiangwei-manifest")).unwrap_or_default();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let text = fs::read_to_string(folder.join(cells[3])).unwrap_or_default();
        (cells[4].to_owned(), (cells[3].to_owned(), text))
    };
    manifest.lines().skip(1).map(row).collect()
}

/// The portal on a day when all of it is published; it is built once for all tests.
fn usual() -> &'static Built {
    static USUAL: LazyLock<Built> = LazyLock::new(|| build("2026-11-21", &[]));
    assert_eq!(USUAL.run.exit(), 0, "{}", USUAL.run.screen());
    assert!(USUAL.pages.len() > 50, "only {} pages", USUAL.pages.len());
    &USUAL
}

/// Fails with all that is wrong.
#[track_caller]
fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

/// What a run told, but for what it must tell of documents that are still to come.
fn told(run: &Run) -> Vec<String> {
    let expected = ["note[scheduled]", "warning[reference-unpublished]"];
    let lines = run.screen().lines().map(str::to_owned).collect::<Vec<_>>();
    lines.into_iter().filter(|line| line.contains("]: ") && !expected.iter().any(|code| line.contains(code))).collect()
}

#[test]
fn when_everything_is_published_it_builds_without_error_or_warning() {
    for date in ["2026-11-21", "2030-01-01"] {
        let built = build(date, &["--strict"]);
        assert_eq!(told(&built.run), [""; 0], "{date}");
        assert_eq!(built.run.exit(), 0, "{date}: {}", built.run.screen());
    }
}

#[test]
fn before_everything_is_published_only_what_is_to_come_is_told() {
    for date in ["2025-01-01", "1990-01-01"] {
        let built = build(date, &[]);
        assert_eq!(told(&built.run), [""; 0], "{date}");
        assert_eq!(built.run.exit(), 0, "{date}: {}", built.run.screen());
        assert!(built.pages.contains_key("index.html"), "{date}");
    }
}

/// What an inspection would find in it is mended, or excepted with a reason.
#[test]
fn it_passes_the_audit() {
    let folder = sources_of_the_portal();
    let mut command = xiangwei();
    command.args([
        "check",
        "--lang",
        "en",
        "--format",
        "short",
        "--severity",
        "warn",
        "--date",
        "2026-11-21",
        "--root",
    ]);
    command.arg(folder.path());
    let run = Run::of(command, folder.path().join("public"));
    assert_eq!((run.exit(), run.screen()), (0, String::new()));
}

#[test]
fn every_link_within_it_leads_somewhere_at_the_root_and_below_it() {
    for base in ["/", "/fzzf/"] {
        let built = build("2026-11-21", &["--base-url", &format!("https://www.example.gov.cn{base}")]);
        assert_eq!(built.run.exit(), 0, "{}", built.run.screen());
        let (tree, pages) = (&built.tree, &built.pages);
        let broken = |(path, page): (&String, &Page)| -> Vec<String> {
            let broken = |link: &&String| leads_nowhere(link, path, base, (tree, pages));
            page.links().iter().filter(broken).map(|link| format!("{base} {path}: {link}")).collect()
        };
        assert!(pages.values().map(|page| page.links().len()).sum::<usize>() > 2_000);
        assert_none(pages.iter().flat_map(broken).collect());
    }
}

/// Whether a link within the site leads to no file or no place in one; a link out of it is no matter.
fn leads_nowhere(link: &str, from: &str, base: &str, (tree, pages): (&Tree, &BTreeMap<String, Page>)) -> bool {
    let (address, anchor) = link.split_once('#').map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let own = format!("https://www.example.gov.cn{base}");
    let file = match address.strip_prefix(&own).or_else(|| address.strip_prefix(base)) {
        _ if address.is_empty() => from.to_owned(),
        Some(path) => page::file(path),
        None => return !["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)),
    };
    let has_anchor = |anchor: &str| pages.get(&file).is_some_and(|page| page.has_id(&page::decoded(anchor)));
    !tree.0.contains_key(&file) || anchor.is_some_and(|anchor| !has_anchor(anchor))
}

#[test]
fn every_page_has_one_h1_and_a_title() {
    let pages = &usual().pages;
    let wrong = pages.iter().filter(|(_, page)| page.count("h1") != 1 || page.text_of("title").is_empty());
    assert_none(
        wrong.map(|(path, page)| format!("{path}: {} h1, `{}`", page.count("h1"), page.text_of("title"))).collect(),
    );
}

#[test]
fn no_id_stands_twice_in_a_page() {
    let pages = &usual().pages;
    let wrong = |(path, page): (&String, &Page)| page.id_given_twice().map(|id| format!("{path}: {id}"));
    assert_none(pages.iter().filter_map(wrong).collect());
}

#[test]
fn every_picture_has_an_alternative_text() {
    let pages = &usual().pages;
    assert_none(
        pages.iter().filter(|(_, page)| page.has_picture_without_alt()).map(|(path, _)| path.clone()).collect(),
    );
}

#[test]
fn every_table_stands_where_it_may_scroll() {
    let tree = &usual().tree;
    let mut tables = 0;
    let mut wrong = Vec::new();
    for (path, bytes) in tree.0.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let before: Vec<&str> = html.match_indices("<table").map(|(at, _)| html[..at].trim_end()).collect();
        tables += before.len();
        let frame =
            |before: &str| before.rsplit('<').next().is_some_and(|tag| tag.starts_with("div class=\"wide-table"));
        wrong.extend(before.into_iter().filter(|before| !frame(before)).map(|_| path.clone()));
    }
    assert!(tables > 100, "only {tables} tables");
    assert_none(wrong);
}

#[test]
fn every_page_names_the_site_in_its_tags() {
    let pages = &usual().pages;
    let expected = [
        ("SiteName", "启东市法治政府建设公开平台（示例）"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "3206810001"),
    ];
    let missing = |(path, page): (&String, &Page)| -> Vec<String> {
        let missing = expected.iter().filter(|(name, value)| page.meta(name) != [(*value).to_owned()]);
        missing.map(|(name, _)| format!("{path}: {name} {:?}", page.meta(name))).collect()
    };
    assert_none(pages.iter().flat_map(missing).collect());
}

#[test]
fn every_article_says_its_title_date_and_source() {
    let built = usual();
    let (mut articles, mut wrong) = (0, Vec::new());
    for (path, page) in &built.pages {
        let (owner, text) = &built.sources[path];
        // A notice of withdrawal is no article any more, and wants not to be found.
        if !is_dated(owner, text) || !page.meta("robots").is_empty() {
            continue;
        }
        articles += 1;
        let tags = ["ArticleTitle", "PubDate", "ContentSource"];
        wrong.extend(tags.iter().filter(|tag| page.meta(tag).len() != 1).map(|tag| format!("{path}: {tag}")));
        let date = page.meta("PubDate").pop().unwrap_or_default();
        if !is_stamp(&date) {
            wrong.push(format!("{path}: PubDate {date}"));
        }
    }
    assert!(articles > 25, "only {articles} articles");
    assert_none(wrong);
}

/// Whether a page's source is a document with a date; a plain page need not have one, and says nothing of it then.
fn is_dated(owner: &str, text: &str) -> bool {
    let is_document = owner.starts_with("content/") && !owner.ends_with("/_index.md");
    is_document && (text.contains("\npublished:") || text.contains("\n发布日期:"))
}

/// `2024-03-01 00:00`, as the annex of 国办发〔2017〕47号 has it.
fn is_stamp(text: &str) -> bool {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    form == "0000-00-00 00:00"
}

#[test]
fn the_seven_parts_of_the_foot_stand_on_every_page() {
    let parts = [
        "主办单位：启东市人民政府",
        "承办单位：",
        "联系电话：0513-00000000",
        "网站标识码：3206810001",
        "苏ICP备00000000号-1",
        "苏公网安备 32068100000000号",
        "站点地图",
    ];
    let pages = &usual().pages;
    let missing = |(path, page): (&String, &Page)| -> Vec<String> {
        let foot = page.text_of("footer");
        parts.iter().filter(|part| !foot.contains(*part)).map(|part| format!("{path}: {part}")).collect()
    };
    assert_none(pages.iter().flat_map(missing).collect());
}

#[test]
fn every_page_says_that_it_is_a_sample() {
    let pages = &usual().pages;
    let silent = pages.iter().filter(|(_, page)| !page.text_of("body").contains("示例站点，并非官方网站"));
    assert_none(silent.map(|(path, _)| path.clone()).collect());
}

#[test]
fn nothing_of_the_machine_shows() {
    let pages = &usual().pages;
    let words = |page: &Page| {
        page.text_of("body").split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let machine = ["None", "True", "False", "undefined", "null", "NaN"];
    let shows = pages.iter().filter_map(|(path, page)| {
        let found = words(page).into_iter().find(|word| machine.contains(&word.as_str()))?;
        Some(format!("{path}: {found}"))
    });
    assert_none(shows.collect());
}

#[test]
fn no_page_is_named_twice_in_the_sitemap_and_every_one_is_there() {
    let built = usual();
    let xml = String::from_utf8_lossy(&built.tree.0["sitemap.xml"]).into_owned();
    let named: Vec<String> =
        xml.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap().to_owned()).collect();
    let mut once = named.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), named.len());
    let lost = named.iter().filter(|url| {
        let path = url.strip_prefix("https://www.example.gov.cn/fzzf/").expect("an address of the site");
        !built.tree.0.contains_key(&page::file(path))
    });
    assert_none(lost.cloned().collect());
}

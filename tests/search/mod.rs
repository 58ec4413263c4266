//! Full-text search: what is found is what stands in the pages, in the browser's engine as on the command line, and an edit
//! rewrites no more of the index than it must.

mod engine;
mod truth;
mod turned;

use crate::corpus::Corpus;
use crate::support::{Run, Site};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use truth::{Page, questions};
use xiangwei::search::{Catalogue, Found, Question, find};

/// Few documents, but several shards.
const DOCUMENTS: usize = 150;

/// The corpus of the measurements, built.
fn corpus() -> Site {
    let site = Site::from("");
    Corpus { documents: DOCUMENTS, seed: 7 }.write(site.root()).unwrap();
    site.build().well();
    site
}

/// The same, for tests that only look at it.
static CORPUS: LazyLock<Site> = LazyLock::new(corpus);

/// A small site that has a search.
fn searched(text: &str) -> Site {
    let site = Site::small(text);
    let settings = fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
    site.write("xiangwei.yaml", settings.replace(", search: false", ""));
    site
}

/// All that is found in a published site.
fn found(public: &Path, text: &str) -> Found {
    let question = Question { text: text.to_owned(), limit: usize::MAX, ..Question::default() };
    find(&question, &|path| Ok(fs::read(public.join(path)).unwrap())).unwrap()
}

/// The command's answer.
fn asked(site: &Site, arguments: &[&str]) -> Run {
    let mut command = crate::support::xiangwei();
    command.args(["search", "--lang", "en", "--root"]).arg(site.root()).args(arguments);
    Run::of(command, site.path("public"))
}

#[test]
fn what_is_found_is_what_stands_in_the_pages() {
    let site = &*CORPUS;
    let (public, pages) = (site.path("public"), Page::all(&site.path("public")));
    assert_eq!(pages.len(), DOCUMENTS);
    for question in questions(&pages) {
        let right: BTreeSet<&str> = pages.iter().filter(|page| page.holds(&question)).map(|page| &*page.url).collect();
        let found = found(&public, &question);
        let urls: BTreeSet<&str> = found.results.iter().map(|hit| &*hit.url).collect();
        assert_eq!(urls, right, "`{question}`");
        assert_eq!(found.total, right.len(), "`{question}`");
    }
}

#[test]
fn every_title_and_number_finds_its_own_page_first() {
    let site = &*CORPUS;
    for page in Page::all(&site.path("public")) {
        for question in [Some(&page.title), page.number.as_ref()].into_iter().flatten() {
            let found = found(&site.path("public"), question);
            assert_eq!(found.results[0].url, page.url, "`{question}`");
        }
    }
}

#[test]
fn a_document_number_may_be_typed_in_any_form() {
    let site = &*CORPUS;
    let pages = Page::all(&site.path("public"));
    let page = pages.iter().find(|page| page.number.is_some()).unwrap();
    let number = page.number.as_ref().unwrap();
    let forms = [("[", "]"), ("", " "), ("（", "）第"), ("", ""), ("【", "】 ")];
    for (open, close) in forms {
        let typed = number.replace('〔', open).replace('〕', close);
        assert_eq!(found(&site.path("public"), &typed).results[0].url, page.url, "`{typed}`");
    }
}

#[test]
fn the_command_tells_what_it_finds() {
    let site = searched(
        "//- /content/a.md\n---\ntitle: 防汛意见\npublisher: shili\npublished: 2024-05-06\n---\n请做好防汛工作。<b>A&amp;B</b>\n\
         //- /content/b.md\n---\ntitle: 通知\npublisher: shili\npublished: 2024-05-07\n---\n防\n\n汛\n",
    );
    site.build().clean();
    let told: serde_json::Value =
        serde_json::from_str(asked(&site, &["做好防汛", "--format", "json"]).well().out()).unwrap();
    let right = serde_json::json!({ "total": 1, "results": [{
        "url": "/a.html", "title": "防汛意见", "date": "2024-05-06", "kind": "page", "excerpt": "请做好防汛工作。A&B",
    }] });
    assert_eq!(told, right);
    assert!(
        asked(&site, &["a&b", "--limit", "1"]).well().out().starts_with("1 found\n\n2024-05-06 防汛意见\n/a.html\n")
    );
    assert_eq!(asked(&site, &["没有的词"]).well().out(), "0 found\n");
    fs::remove_dir_all(site.path("public")).unwrap();
    assert!(asked(&site, &["防汛"]).could_not_run().err().contains("outputs.search"));
}

#[test]
fn what_is_not_shown_is_not_found() {
    let front = |more: &str| format!("---\ntitle: 文件\npublisher: shili\npublished: 2024-05-06\n{more}---\n暗语\n");
    let site = searched("");
    for (name, more) in [
        ("shown", ""),
        ("archived", "archived: 2024-06-01\n"),
        ("draft", "draft: yes\n"),
        ("later", "id: x\n"),
        ("withdrawn", "withdrawn: { date: 2024-06-01, reason: 有误 }\n"),
    ] {
        site.write(&format!("content/{name}.md"), front(more));
    }
    site.write("content/later.md", front("").replace("2024-05-06", "2025-05-06"));
    site.build().well();
    let urls: BTreeSet<String> = found(&site.path("public"), "暗语").results.into_iter().map(|hit| hit.url).collect();
    assert_eq!(urls, BTreeSet::from(["/archived.html".to_owned(), "/shown.html".to_owned()]));
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    let settings = "site: { name: 示例, url: \"https://www.example.gov.cn/\" }\n";
    let site = Site::small("");
    site.write("xiangwei.yaml", settings);
    let run = site.build().well();
    assert!(run.has("search.html") && run.has("opensearch.xml") && run.file("index.html").contains("role=\"search\""));
    site.write("xiangwei.yaml", format!("{settings}outputs: {{ search: false }}\n"));
    let run = site.build().well();
    let published = site.published();
    let left: Vec<&str> = published.paths().into_iter().filter(|path| path.contains("search")).collect();
    assert_eq!(left, [""; 0]);
    assert!(!run.file("index.html").contains("search"));
}

#[test]
fn the_catalogue_names_every_file_of_the_index() {
    let site = &*CORPUS;
    let catalogue = Catalogue::of_bytes(&fs::read(site.path("public/search/index.json")).unwrap()).unwrap();
    let (published, named) = (site.published(), catalogue.paths());
    let there: BTreeSet<&str> = published.paths().into_iter().filter(|path| path.starts_with("search/")).collect();
    assert_eq!(named.iter().map(String::as_str).collect::<BTreeSet<&str>>(), there);
    assert!(catalogue.shards.len() >= 4 && catalogue.documents == DOCUMENTS);
}

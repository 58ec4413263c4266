//! What needs a whole site: pages beside each other, as they are built, and what is remembered of them.

use super::cases::{report, rules, run};
use crate::support::{Run, Site, xiangwei};
use std::collections::BTreeSet;
use xiangwei::diag::Rule;

const LINKS: [&str; 2] = ["--only", "page-link,page-anchor"];

/// A site under a path, whose own static pages hold the addresses.
const BASE: &str = "\
//- /xiangwei.yaml
site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/fzzf/ }
theme: plain
";

/// What a check tells, as `rule: message, pages`.
fn told(run: &Run) -> Vec<String> {
    let report = report(run);
    let found = report["findings"].as_array().unwrap().iter();
    found.map(|one| format!("{}: {}", one["code"].as_str().unwrap(), one["message"]["en"].as_str().unwrap())).collect()
}

/// The rules that a site's pages break, when one holds this HTML.
fn broken(files: &str, html: &str) -> Vec<Rule> {
    rules(&run(&Site::small(&format!("{files}//- /static/x/page.html\n{html}\n")), &LINKS))
}

/// The page that links is not made again, and nobody reads it; nevertheless the link is found to be dead.
#[test]
fn a_page_that_vanishes_is_missed_by_those_that_lead_to_it() {
    let target = "//- /static/x/target.html\n<h2 id=\"one\">一\n";
    let site = Site::small(&format!("{target}//- /static/x/page.html\n<a href=\"target.html#one\">一</a>\n"));
    assert_eq!(rules(&run(&site, &LINKS)), []);
    site.write("static/x/target.html", "<h2 id=\"two\">二\n");
    assert_eq!(told(&run(&site, &LINKS)), ["page-anchor: the page of `target.html#one` has no place `one`"]);
    site.remove("static/x/target.html");
    let gone = ["page-link: `target.html#one` leads nowhere: x/target.html is not published"];
    assert_eq!(told(&run(&site, &LINKS)), gone);
    assert_eq!(told(&run(&site, &LINKS)), gone);
    site.write_all(target);
    assert_eq!(rules(&run(&site, &LINKS)), []);
}

#[test]
fn addresses_begin_at_the_base_path() {
    for good in [
        "/fzzf/",
        "../",
        "/fzzf/x/page.html",
        "https://www.example.gov.cn/fzzf",
        "https://www.example.gov.cn/",
        "/zwgk/",
    ] {
        assert_eq!(broken(BASE, &format!("<a href=\"{good}\">甲</a>")), [], "{good}");
    }
    // The last would lead to a page, if the site began at the root.
    for bad in ["/fzzf/none.html", "../../fzzf/none.html", "https://www.example.gov.cn/fzzf/none/", "/x/page.html"] {
        assert_eq!(broken(BASE, &format!("<a href=\"{bad}\">甲</a>")), [Rule::PageLink], "{bad}");
    }
}

#[test]
fn names_are_compared_as_a_host_compares_them() {
    let files = "//- /static/政策/甲 乙.pdf\n.\n//- /static/x/A.txt\n.\n";
    for good in [
        "/%E6%94%BF%E7%AD%96/%E7%94%B2%20%E4%B9%99.pdf",
        "/政策/甲 乙.pdf",
        "../政策/甲%20乙.pdf?a#b",
        "A.txt",
        "%41.txt",
    ] {
        assert_eq!(broken(files, &format!("<a href=\"{good}\">甲</a>")), [], "{good}");
    }
    for bad in ["/政策/甲乙.pdf", "/政策/甲+乙.pdf", "a.txt", "A.TXT", "A.txt/", "%E6%94%BF.pdf"] {
        assert_eq!(broken(files, &format!("<a href=\"{bad}\">甲</a>")), [Rule::PageLink], "{bad}");
    }
}

/// A name may be written in two ways that look the same; hosts compare bytes.
#[test]
fn a_name_in_another_normal_form_is_another_name() {
    let files = "//- /static/x/caf\u{e9}.txt\n.\n";
    assert_eq!(broken(files, "<a href=\"caf\u{e9}.txt\">甲</a>"), []);
    assert_eq!(broken(files, "<a href=\"cafe\u{301}.txt\">甲</a>"), [Rule::PageLink]);
}

#[test]
fn a_mistake_of_a_template_is_told_once_with_the_number_of_pages() {
    let theme = "//- /themes/plain/templates/frame.html\n<!doctype html>\n<title>{{ here.title }}</title>\n\
        <a href=\"/help.html\">帮助</a>{% block main %}{% endblock %}\n";
    let documents = "//- /content/a.md\n---\ntitle: 甲\n---\n甲\n//- /content/b.md\n---\ntitle: 乙\n---\n乙\n";
    let found = run(&Site::small(&format!("{theme}{documents}")), &LINKS);
    assert_eq!(told(&found), ["page-link: `/help.html` leads nowhere: help.html is not published"]);
    assert_eq!(report(&found)["findings"][0]["pages"]["count"], 5, "{}", found.screen());
}

/// Redirects are passed over, a document's page is not.
#[test]
fn what_a_page_is_for_decides_what_must_stand_on_it() {
    let site = Site::small(
        "//- /content/a.md\n---\ntitle: 甲\nkind: notice\npublisher: shili\npublished: 2024-03-01\naliases: [/old.html]\n---\n甲\n",
    );
    let found = run(&site, &["--only", "meta-missing"]);
    let of_articles: Vec<String> = told(&found).into_iter().filter(|one| one.contains("ArticleTitle")).collect();
    assert_eq!(of_articles, ["meta-missing: there is no tag ArticleTitle"]);
    assert!(!found.out().contains("old.html"), "{}", found.screen());
}

#[test]
fn a_finding_stands_in_a_file_that_can_be_mended() {
    let site = Site::small(
        "//- /templates/404.html\n<!doctype html><link rel=stylesheet href=\"{{ asset('a.css') }}\"><p>无\n//- /static/a.css\np{color:#777;background:#888}\n",
    );
    let found = run(&site, &["--only", "page-title,contrast"]);
    let report = report(&found);
    let places: BTreeSet<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["code"].as_str().unwrap(), one["place"]["path"].as_str().unwrap()))
        .collect();
    assert_eq!(places, BTreeSet::from([("contrast", "static/a.css"), ("page-title", "templates/404.html")]));
    let mut short = xiangwei();
    short.args(["check", "--format", "short", "--lang", "en", "--only", "page-title", "--root"]).arg(site.root());
    let short = String::from_utf8(short.output().unwrap().stdout).unwrap();
    assert!(short.starts_with("templates/404.html: ") && short.ends_with("(page 404.html)\n"), "{short}");
}

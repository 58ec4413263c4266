//! What of the index is written again after an edit. (That it is what a cold build gives, every builder here checks.)

use super::{corpus, found};
use crate::support::Site;
use crate::warm::made_again;
use std::collections::BTreeSet;
use std::fs;

/// The files of the index among those that a build made, by folder.
fn of_the_index(made: &BTreeSet<String>) -> (usize, usize, usize) {
    let below = |folder: &str| made.iter().filter(|path| path.starts_with(folder)).count();
    (below("search/shards/"), below("search/records/"), below("search/index.json"))
}

/// The source of a published page.
fn source(site: &Site, url: &str) -> String {
    let path = url.trim_start_matches("/fzzf/").replace(".html", ".md");
    assert!(site.path(&format!("content/{path}")).exists());
    format!("content/{path}")
}

/// The source of some document that is not the newest.
fn some(site: &Site) -> String {
    source(site, &found(&site.path("public"), "办法").results[3].url)
}

#[test]
fn a_word_touches_its_own_shards() {
    let site = corpus();
    let (file, shards) = (some(&site), fs::read_dir(site.path("public/search/shards")).unwrap().count());
    let text = fs::read_to_string(site.path(&file)).unwrap();
    site.write(&file, format!("{text}\n麒麟\n"));
    let (turned, records, catalogue) = of_the_index(&made_again(&site, &["--date", "2024-12-31"]));
    assert!((1..=3).contains(&turned) && turned < shards, "{turned} of {shards} shards");
    assert_eq!((records, catalogue), (1, 1));
    assert_eq!(found(&site.path("public"), "麒麟").total, 1);
    site.write(&file, text);
    made_again(&site, &["--date", "2024-12-31"]);
    assert_eq!(found(&site.path("public"), "麒麟").total, 0);
}

#[test]
fn what_search_does_not_know_touches_nothing() {
    let site = corpus();
    let file = some(&site);
    let text = fs::read_to_string(site.path(&file)).unwrap();
    site.write(&file, text.replacen("---\n", "---\nauthor: 某处\n", 1));
    assert_eq!(of_the_index(&made_again(&site, &["--date", "2024-12-31"])), (0, 0, 0));
}

#[test]
fn a_new_document_leaves_the_others_numbers() {
    let site = corpus();
    let front = |day: &str| format!("---\ntitle: 麒麟\nkind: notice\npublisher: shili\npublished: {day}\n---\n麒麟\n");
    let folder = some(&site).rsplit_once('/').unwrap().0.to_owned();
    site.write(&format!("{folder}/new.md"), front("2024-12-31 23:00"));
    let (_, records, _) = of_the_index(&made_again(&site, &["--date", "2024-12-31"]));
    assert_eq!(records, 1, "the files of records of all others stand as they are");
    // An old one moves all that came after it.
    site.write(&format!("{folder}/old.md"), front("2019-01-01"));
    made_again(&site, &["--date", "2024-12-31"]);
    assert_eq!(found(&site.path("public"), "麒麟").total, 2);
    site.remove(&format!("{folder}/old.md"));
    made_again(&site, &["--date", "2024-12-31"]);
    assert_eq!(found(&site.path("public"), "麒麟").total, 1);
}

#[test]
fn an_index_that_somebody_spoiled_is_made_anew() {
    let site = corpus();
    let shard = fs::read_dir(site.path("public/search/shards")).unwrap().next().unwrap().unwrap().path();
    fs::write(&shard, "no shard").unwrap();
    let made = made_again(&site, &["--date", "2024-12-31"]);
    assert!(of_the_index(&made).0 > 1);
    fs::remove_file(site.path("public/search/index.json")).unwrap();
    made_again(&site, &["--date", "2024-12-31"]);
}

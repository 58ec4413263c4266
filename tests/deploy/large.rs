//! A portal of which little changed: what is asked does not grow with it. `DEPLOY_DOCUMENTS=22911` takes a larger one, and
//! tells how long it took.

use super::servers::{ACCESS_KEY, Proxy, SECRET_KEY, storage};
use super::{command, requests_for, same_as_published};
use crate::corpus::Corpus;
use crate::support::{Run, Site};
use std::fs;
use std::path::Path;
use std::time::Instant;
use walkdir::WalkDir;

/// So many pages change at the most.
const CHANGED: usize = 100;

fn site(documents: usize, port: u16) -> Site {
    let site = Site::in_memory();
    Corpus { documents, seed: 1 }.write(site.root()).unwrap();
    let settings = fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
    let targets = format!(
        "deploy:\n  甲: {{ way: s3, endpoint: 'http://127.0.0.1:{port}', bucket: fzzf, style: path }}\n  乙: {{ way: folder, path: www }}\n"
    );
    site.write("xiangwei.yaml", settings + &targets);
    site.build().well();
    site
}

/// Adds a line to the texts of some documents, and nothing that a list shows.
fn change(root: &Path, count: usize) {
    let all = WalkDir::new(root.join("content")).sort_by_file_name().into_iter().map(Result::unwrap);
    let documents = all.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
    for entry in documents.filter(|entry| entry.file_name() != "_index.md").take(count) {
        let text = fs::read_to_string(entry.path()).unwrap();
        fs::write(entry.path(), format!("{text}\n\n另附一段说明。\n")).unwrap();
    }
}

fn deploy(site: &Site, target: &str) -> Run {
    let mut command = command(site, &["deploy", target]);
    command.env("XIANGWEI_ACCESS_KEY", ACCESS_KEY).env("XIANGWEI_SECRET_KEY", SECRET_KEY);
    let begun = Instant::now();
    let run = Run::of(command, site.path("public")).well();
    eprintln!("{target}: {:.2} s: {}", begun.elapsed().as_secs_f64(), run.out().lines().last().unwrap_or_default());
    run
}

#[test]
fn what_is_asked_grows_with_the_change_alone() {
    let wanted = std::env::var("DEPLOY_DOCUMENTS").ok().and_then(|count| count.parse().ok());
    let documents: usize = wanted.unwrap_or(150);
    let storage = storage();
    let proxy = Proxy::before(storage.port, None);
    let site = site(documents, proxy.port);
    let first = [deploy(&site, "甲"), deploy(&site, "乙")];
    assert!(first.iter().all(|run| run.count("added") > documents));
    proxy.requests();
    assert_eq!(deploy(&site, "甲").count("changed") + proxy.requests(), 1);
    change(site.root(), CHANGED.min(documents / 3));
    site.build().well();
    let changed = deploy(&site, "甲");
    // Of many new files, a list of what stands there is asked for at once.
    assert!(proxy.requests() <= requests_for(&changed) + 3, "three for what is written down");
    assert_eq!(deploy(&site, "乙").count("changed"), changed.count("changed"));
    let list = fs::metadata(storage.bucket().join("manifest.json")).unwrap().len();
    eprintln!("manifest.json: {list} bytes, {} each document", list / documents as u64);
    same_as_published(&site, &storage.bucket());
    same_as_published(&site, &site.path("www/current"));
}

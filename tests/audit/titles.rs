//! The self-test of the search: where a lost title is told, and when the search is asked again.

use super::cases::{report, run};
use crate::support::Site;
use serde_json::Value;

const SETTINGS: &str = "\
//- /xiangwei.yaml
site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/fzzf/ }
theme: plain
taxonomies: []
outputs: { feeds: false, json: false }
";

/// Where lost titles stand, as `path:line`.
fn lost(site: &Site) -> Vec<String> {
    let report = report(&run(site, &["--only", "search-title", "--date", "2024-12-31"]));
    let place = |one: &Value| format!("{}:{}", one["place"]["path"].as_str().unwrap(), one["place"]["line"]);
    report["findings"].as_array().unwrap().iter().map(place).collect()
}

fn write(site: &Site, number: u32, title: &str) {
    let day = number + 10;
    site.write(
        &format!("content/{day}.md"),
        format!("---\nkind: notice\npublisher: shili\ntitle: {title}\npublished: 2024-03-{day}\n---\n正文\n"),
    );
}

#[test]
fn the_oldest_beyond_the_first_page_are_told_at_their_titles() {
    let site = Site::small(SETTINGS);
    (0..12).for_each(|number| write(&site, number, "放假公告"));
    let oldest = ["content/10.md:4", "content/11.md:4"];
    assert_eq!(lost(&site), oldest);
    // Nothing changed, and the same is told.
    assert_eq!(lost(&site), oldest);
    // Another title, and the index is another one.
    write(&site, 5, "放假公告（第5号）");
    assert_eq!(lost(&site), oldest[..1]);
    write(&site, 0, "放假公告（第0号）");
    assert_eq!(lost(&site), [""; 0]);
}

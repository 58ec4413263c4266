//! The notices before outside pages: one for each address, static, so that no address of ours leads to any other.

use crate::support::{Site, Tree};

const PAGE: &str = "content/about.md";
/// What may lead to a notice: the page that has the link, and nothing that lists pages.
const LEADING: [&str; 1] = ["about.html"];

/// A portal in the default theme whose one document has this text.
fn site(text: &str) -> Site {
    let site = Site::small(
        "//- /xiangwei.yaml\nsite: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/ }\ntheme: gongbao\n",
    );
    write(&site, text);
    site
}

fn write(site: &Site, text: &str) {
    site.write(PAGE, format!("---\n{{ title: 关于, kind: page }}\n---\n{text}\n"));
}

fn build(site: &Site) -> Tree {
    site.build().well();
    site.published()
}

fn notices(tree: &Tree) -> Vec<&str> {
    tree.paths().into_iter().filter(|path| path.starts_with("leave/")).collect()
}

#[test]
fn a_notice_says_where_the_way_leads_and_is_in_no_list() {
    let tree = build(&site("[外](https://a.example.org/x?y=1&z=2)"));
    let [notice] = notices(&tree)[..] else { panic!("{:?}", tree.paths()) };
    let page = String::from_utf8(tree.0[notice].clone()).unwrap();
    let address = "https://a.example.org/x?y=1&amp;z=2";
    for part in ["a.example.org", &format!("href=\"{address}\""), "noopener", "<meta name=\"robots\" content=\"noindex"]
    {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    // Seen, too, and not only led to.
    assert!(page.matches(address).count() > 1, "{page}");
    assert!(!page.contains("http-equiv") && !page.contains("rel=\"canonical\""), "{page}");
    let names = |path: &&str| tree.0[*path].windows(notice.len()).any(|bytes| bytes == notice.as_bytes());
    assert_eq!(tree.paths().into_iter().filter(|path| *path != notice).filter(names).collect::<Vec<_>>(), LEADING);
}

#[test]
fn what_needs_no_notice_has_none() {
    let text = "[政府](https://www.gov.cn/) [本站](https://www.example.gov.cn/about.html) [信](mailto:a@example.org)";
    assert_eq!(notices(&build(&site(text))), [""; 0]);
}

#[test]
fn a_notice_comes_with_the_first_link_and_goes_with_the_last() {
    let site = site("[甲](https://a.example.org/)");
    let one = build(&site);
    write(&site, "[甲](https://a.example.org/) [乙](https://b.example.org/) [又](https://b.example.org/)");
    let two = build(&site);
    write(&site, "[乙](https://b.example.org/)");
    let other = build(&site);
    assert_eq!([&one, &two, &other].map(|tree| notices(tree).len()), [1, 2, 1]);
    let first = notices(&one)[0];
    assert!(notices(&two).contains(&first) && !notices(&other).contains(&first));
    other.assert_same(&site.fresh_build(), "warm and cold");
}

//! `xiangwei rules`: one model, and each host does what it says.

use super::servers::{Server, apache, caddy, get, get_with, nginx};
use super::{portal, run, text};
use crate::support::Site;
use std::fs;

const GONE: &str = "/fzzf/zcwj/%E6%92%A4%E5%9B%9E%20%E7%9A%84%E9%80%9A%E7%9F%A5.html";

/// The built portal behind a host, with compressed files that can be told from the plain ones.
fn behind(name: &str, start: fn(&str) -> Server) -> (Site, Server) {
    let site = portal("");
    let public = site.path("public");
    let rules = run(&site, &["rules", "--host", name, "--folder", text(&public)]).well();
    for path in ["zcwj/2024-1.html", "zcwj/撤回 的通知.html"] {
        fs::write(public.join(format!("{path}.gz")), format!("gz of {path}")).unwrap();
    }
    fs::write(public.join(".xiangwei-deployed"), "what was sent").unwrap();
    let server = start(rules.out());
    (site, server)
}

/// Every address of the site that can be checked, in the same way for each host.
fn serves(name: &str, start: fn(&str) -> Server) {
    let (site, server) = behind(name, start);
    let ask = |path: &str| get(server.port, path);
    let file = |path: &str| fs::read_to_string(site.path("public").join(path)).unwrap();
    let home = ask("/fzzf/");
    assert_eq!((home.status, home.text()), (200, file("index.html")), "{}", server.log());
    assert!(
        home.header("content-type").to_lowercase().replace(' ', "").contains("text/html;charset=utf-8"),
        "{home:?}"
    );
    assert_eq!(home.header("cache-control"), "public, max-age=300");
    let bare = ask("/fzzf");
    assert!(bare.status == 301 && bare.header("location").ends_with("/fzzf/"), "{bare:?}");
    let folder = ask("/fzzf/zcwj/");
    assert_eq!((folder.status, folder.text()), (200, file("zcwj/index.html")));

    for old in ["/fzzf/old.html", "/fzzf/%E6%97%A7%E6%A0%8F%E7%9B%AE/%E7%94%B2%20%E4%B9%99.html"] {
        let moved = ask(old);
        assert!(moved.status == 301 && moved.header("location").ends_with("/fzzf/zcwj/2024-1.html"), "{moved:?}");
    }
    let odd = ask("/fzzf/odd.html");
    let there = odd.header("location");
    let there = &there[there.find("/fzzf/").expect("it leads on")..];
    assert_eq!((odd.status, ask(there).text()), (301, file("zcwj/甲 $1&乙.html")), "{there}");
    assert_eq!(ask("/fzzf/%7Bpath%7D.html").header("location"), odd.header("location"));
    assert_eq!((ask("/fzzf/star%2A.html").status, ask("/fzzf/starship.html").status), (301, 404));
    assert_eq!(ask("/fzzf/zcwj/%7Bpath%7D.html").status, 410);
    for known in ["If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "Range: bytes=0-5"] {
        let gone = get_with(server.port, GONE, known);
        assert_eq!((gone.status, gone.text()), (410, file("zcwj/撤回 的通知.html")), "{known}");
    }
    assert_ne!(ask("/elsewhere.html").text(), file("404.html"), "other addresses of the host are not ours");
    let gone = ask(GONE);
    assert_eq!((gone.status, gone.text()), (410, file("zcwj/撤回 的通知.html")), "{}", server.log());
    assert!(gone.text().contains("内容有误"));
    let lost = ask("/fzzf/%E6%B2%A1%E6%9C%89.html");
    assert_eq!((lost.status, lost.text()), (404, file("404.html")), "{}", server.log());

    assert!(site.path("public/.xiangwei-deployed").exists());
    let mark = ask("/fzzf/.xiangwei-deployed");
    assert_eq!((mark.status, mark.text()), (404, file("404.html")), "{}", server.log());

    let chinese = ask("/fzzf/zcwj/%E8%A1%A8%20%E4%B8%80.csv");
    assert!(chinese.status == 200 && chinese.header("content-type").starts_with("text/csv"), "{chinese:?}");
    for answer in [&home, &gone, &lost, &chinese] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe-inline"), "{answer:?}");
        assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
        assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin");
    }
    let asset = site.published().paths().into_iter().find(|path| path.ends_with(".css")).unwrap().to_owned();
    let asset = ask(&format!("/fzzf/{asset}"));
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable", "{asset:?}");
    assert!(asset.status == 200 && asset.header("content-type").starts_with("text/css"));
    assert_eq!(asset.header("x-content-type-options"), "nosniff");
    compressed(&server);
}

/// What stands beside a file is handed out to those who take it.
fn compressed(server: &Server) {
    for (taken, is_taken) in [
        ("gzip;q=0", false),
        ("gzip; q=0.000, identity", false),
        ("deflate, gzip;q=0, *;q=0.5", false),
        ("notgzip", false),
        ("gzip;q=0.5", true),
        ("identity;q=0, GZIP ; q=0.001", true),
        ("deflate, gzip;q=1.0, br;q=0", true),
    ] {
        let page = get_with(server.port, "/fzzf/zcwj/2024-1.html", &format!("Accept-Encoding: {taken}"));
        assert_eq!(page.text().starts_with("gz of"), is_taken, "{taken}: {page:?}");
    }
    let ask = |path: &str| get_with(server.port, path, "Accept-Encoding: gzip");
    let page = ask("/fzzf/zcwj/2024-1.html");
    assert_eq!((page.status, page.header("content-encoding")), (200, "gzip"), "{page:?}");
    assert_eq!(page.text(), "gz of zcwj/2024-1.html");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
    assert!(page.header("vary").to_lowercase().contains("accept-encoding"), "{page:?}");
    let plain = get(server.port, "/fzzf/zcwj/2024-1.html");
    assert!(plain.header("content-encoding").is_empty() && plain.text().contains("现将清单"), "{plain:?}");
    let gone = ask(GONE);
    assert_eq!((gone.status, gone.header("content-encoding")), (410, "gzip"), "{gone:?}");
}

#[test]
fn nginx_does_what_the_rules_say() {
    serves("nginx", nginx);
}

/// A portal whose own rules are about every page of it.
#[test]
fn a_portal_around_it_takes_nothing_away() {
    let around = "location ~ \\.html$ { return 403; }\nlocation ~* \\.(css|csv)$ { return 403; }\n";
    let site = portal("");
    let public = site.path("public");
    let rules = run(&site, &["rules", "--host", "nginx", "--folder", text(&public)]).well();
    for rules in [format!("{around}{}", rules.out()), format!("{}{around}", rules.out())] {
        let server = nginx(&rules);
        let status = |path: &str| get(server.port, path).status;
        assert_eq!((status("/fzzf/zcwj/2024-1.html"), status("/fzzf/old.html"), status(GONE)), (200, 301, 410));
        assert_eq!((status("/fzzf/x.html"), status("/x.html")), (404, 403));
        assert_eq!(status("/fzzf/zcwj/%E8%A1%A8%20%E4%B8%80.csv"), 200);
    }
}

/// nginx takes no word that is longer than 4,096 bytes.
#[test]
fn a_long_policy_is_one_header() {
    let images: String = (0..200).map(|n| format!("<img src=\"https://img{n}.example.gov.cn/a.png\">")).collect();
    let site = portal(&format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/, columns: {{ header: head.html }} }}\n\
         //- /head.html\n{images}\n"
    ));
    let public = site.path("public");
    let server = nginx(run(&site, &["rules", "--host", "nginx", "--folder", text(&public)]).well().out());
    for path in ["/fzzf/", GONE, "/fzzf/x"] {
        let answer = get(server.port, path);
        let policy = answer.header("content-security-policy");
        assert!(policy.len() > 4096 && policy.starts_with("default-src 'self';"), "{path}: {policy}");
        assert!((0..200).all(|n| policy.contains(&format!(" https://img{n}.example.gov.cn"))), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'self'"), "{path}: {policy}");
    }
}

#[test]
fn a_folder_that_a_host_would_read_as_something_else_is_refused() {
    let site = portal("");
    for (name, folder) in [("nginx", "/srv/$x/cur"), ("caddy", "/srv/{x}"), ("apache", "/srv/${x}")] {
        let refused = run(&site, &["rules", "--host", name, "--folder", folder]).could_not_run();
        assert!(refused.err().contains(folder) && refused.out().is_empty(), "{}", refused.screen());
    }
}

#[test]
fn apache_does_what_the_rules_say() {
    serves("apache", apache);
}

#[test]
fn caddy_does_what_the_rules_say() {
    serves("caddy", caddy);
}

/// A portal at its origin's root, and nothing of it withdrawn or moved.
#[test]
fn a_site_at_the_root_is_served_too() {
    for (name, start) in [("nginx", nginx as fn(&str) -> Server), ("apache", apache), ("caddy", caddy)] {
        let site = portal("//- /xiangwei.yaml\nsite: { name: 示例, url: http://www.example.gov.cn/ }\n");
        let public = site.path("public");
        let server = start(run(&site, &["rules", "--host", name, "--folder", text(&public)]).well().out());
        let page = get(server.port, "/zcwj/2024-1.html");
        assert_eq!(page.status, 200, "{name}: {}", server.log());
        assert_eq!(page.header("strict-transport-security"), "", "without TLS nobody is told to keep to it");
        assert_eq!(get(server.port, &GONE["/fzzf".len()..]).status, 410, "{name}");
        assert_eq!(get(server.port, "/x").status, 404, "{name}");
    }
}

#[test]
fn static_hosts_have_two_files() {
    let site = portal("");
    let rules = run(&site, &["rules", "--host", "headers"]).well();
    let (headers, redirects) = rules.out().split_once("# _redirects\n").unwrap();
    assert_eq!(
        redirects,
        "/fzzf/%E6%97%A7%E6%A0%8F%E7%9B%AE/%E7%94%B2%20%E4%B9%99.html /fzzf/zcwj/2024-1.html 301\n\
         /fzzf/old.html /fzzf/zcwj/2024-1.html 301\n\
         /fzzf/odd.html /fzzf/zcwj/%E7%94%B2%20%241%26%E4%B9%99.html 301\n\
         /fzzf/%7Bpath%7D.html /fzzf/zcwj/%E7%94%B2%20%241%26%E4%B9%99.html 301\n\
         /fzzf/star%2A.html /fzzf/zcwj/%E7%94%B2%20%241%26%E4%B9%99.html 301\n"
    );
    assert!(headers.starts_with("# _headers\n/fzzf/*\n  Content-Security-Policy: default-src 'self'; "), "{headers}");
    assert!(headers.contains(".css\n  Cache-Control: public, max-age=31536000, immutable\n"), "{headers}");
}

/// What stands in a page is allowed by its hash, and only that.
#[test]
fn a_fragment_of_the_host_portal_narrows_nothing_and_opens_little() {
    let site = portal(
        "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/fzzf/, columns: { header: head.html } }\n\
         //- /head.html\n<script>alert('Hello, world.');</script><img src=\"https://img.example.gov.cn/a.png\">\n",
    );
    let rules = run(&site, &["rules", "--host", "nginx"]).well();
    let needs = "; img-src 'self' https://img.example.gov.cn; script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; ";
    assert!(rules.out().contains(needs), "{}", rules.out());
    assert!(!rules.out().contains("unsafe-inline"));
}

/// What somebody put into a page is not allowed for it.
#[test]
fn of_a_site_that_was_altered_there_are_no_rules() {
    let site = portal("");
    let page = site.path("public/zcwj/附件.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("</body>", "<script src=\"https://www.example.com/a.js\"></script></body>")).unwrap();
    let run = run(&site, &["rules", "--host", "nginx"]).with_faults();
    assert!(run.err().contains("zcwj/附件.html is gone, or not what the build made"), "{}", run.err());
    assert_eq!(run.out(), "");
}

#[test]
fn without_a_build_there_are_no_rules() {
    let site = Site::from(super::PORTAL);
    let run = run(&site, &["rules", "--host", "nginx"]).could_not_run();
    assert!(run.err().contains("run xiangwei build first"), "{}", run.err());
}

//! The preview server, spoken to as a browser does, and as a browser never would.

pub(crate) mod client;
mod events;

use client::{Answer, connect, head, send};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use xiangwei::diag::Failure;
use xiangwei::serve::{BindFault, Live, Running, Server, Site};

const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A folder that is served under `/fzzf/`.
struct Preview {
    folder: TempDir,
    address: SocketAddr,
    live: Live,
    running: Running,
}

impl Preview {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let public = folder.path().join("public");
        fs::create_dir_all(public.join("栏目")).unwrap();
        fs::write(folder.path().join("secret.txt"), "SECRET").unwrap();
        fs::write(public.join(".xiangwei-manifest"), "SECRET").unwrap();
        fs::write(public.join("index.html"), "<html><body>首页</body></html>").unwrap();
        fs::write(public.join("404.html"), "<html><body>找不到</body></html>").unwrap();
        fs::write(public.join("栏目/index.html"), "<body>栏目</body>").unwrap();
        fs::write(public.join("a.txt"), "0123456789").unwrap();
        let server = Server::bind(LOCAL, 0, Site { folder: public, base: "/fzzf/".to_owned() }).unwrap();
        let (address, live) = (server.address(), server.live());
        assert_eq!(server.url(), format!("http://127.0.0.1:{}/fzzf/", address.port()));
        Self { folder, address, live, running: server.start() }
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder.path().join("public").join(path), text).unwrap();
    }

    /// A request whose path is written as it is given, with more lines of its head.
    fn ask(&self, method: &str, path: &str, lines: &[&str]) -> Answer {
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n");
        send(self.address, &request)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

#[test]
fn a_file_is_sent_with_its_type() {
    let preview = Preview::new();
    let types = [
        ("html", "text/html; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("svg", "image/svg+xml"),
        ("xml", "application/xml"),
        ("json", "application/json"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("webp", "image/webp"),
        ("gif", "image/gif"),
        ("ico", "image/x-icon"),
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("zip", "application/zip"),
        ("csv", "text/csv; charset=utf-8"),
        ("mp4", "video/mp4"),
        ("mp3", "audio/mpeg"),
        ("woff2", "font/woff2"),
        ("strange", "application/octet-stream"),
    ];
    for (ending, media) in types {
        preview.write(&format!("x.{ending}"), "内容");
        let answer = preview.get(&format!("/fzzf/x.{ending}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)), "{ending}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'self'; "));
        assert!(answer.header("last-modified").unwrap().ends_with(" GMT"));
        assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
        assert!(answer.text().starts_with("内容"));
    }
}

/// As the rules for hosts say it (tests/deploy/rules.rs): what stands in a page is allowed by its hash, what comes from elsewhere
/// by its origin.
#[test]
fn a_page_comes_with_the_policy_of_a_host() {
    let preview = Preview::new();
    let policy = |path: &str| preview.get(path).header("content-security-policy").unwrap().to_owned();
    let strict = "default-src 'self'; form-action 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
    for path in ["/fzzf/", "/fzzf/a.txt", "/fzzf/none.html", "/elsewhere", "/_xiangwei/live.js"] {
        assert_eq!(policy(path), strict, "{path}");
    }
    preview.write("own.html", "<body><script>a()</script><img src=\"https://img.gov.cn/a.png\"></body>");
    let own = policy("/fzzf/own.html");
    assert!(
        own.contains("; script-src 'self' 'sha256-") && own.contains("; img-src 'self' https://img.gov.cn;"),
        "{own}"
    );
    assert!(!own.contains("unsafe-inline"), "{own}");
    // A page that the browser has keeps its policy.
    let etag = preview.get("/fzzf/own.html").header("etag").unwrap().to_owned();
    let known = preview.ask("GET", "/fzzf/own.html", &[&format!("If-None-Match: {etag}")]);
    assert_eq!((known.status, known.header("content-security-policy")), (304, Some(own.as_str())));
}

#[test]
fn a_folder_shows_its_index() {
    let preview = Preview::new();
    assert!(preview.get("/fzzf/").text().contains("首页"));
    let encoded = "/fzzf/%E6%A0%8F%E7%9B%AE";
    assert!(preview.get(&format!("{encoded}/")).text().contains("<body>栏目"));
    let answer = preview.get(&format!("{encoded}?a=1"));
    assert_eq!((answer.status, answer.header("location")), (308, Some(format!("{encoded}/?a=1").as_str())));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    for path in ["/", "/fzzf"] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (308, Some("/fzzf/")), "{path}");
    }
}

#[test]
fn what_is_missing_is_told_by_the_site() {
    let preview = Preview::new();
    for path in ["/fzzf/none.html", "/fzzf/a.txt/", "/elsewhere", "/fzzf//a.txt", "//evil.example", "/fzzf/%FF"] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (404, None), "{path}");
        assert!(answer.text().starts_with("<html><body>找不到<script"), "{path}: {}", answer.text());
        assert!(!answer.text().contains("data-file"), "{path}");
    }
    fs::remove_file(preview.folder.path().join("public/404.html")).unwrap();
    let answer = preview.get("/fzzf/none.html");
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(answer.text().contains("这里没有网页。") && answer.text().contains("There is no page here."));
    assert!(answer.text().contains("live.js"));
}

#[test]
fn only_get_and_head_are_answered() {
    let preview = Preview::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"] {
        let answer = preview.ask(method, "/fzzf/", &["Content-Length: 0"]);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
    assert_eq!(preview.ask("POST", "/_xiangwei/events", &["Content-Length: 0"]).status, 405);
    for path in ["/fzzf/", "/fzzf/a.txt", "/fzzf/none", "/_xiangwei/live.js"] {
        let (whole, head) = (preview.get(path), preview.ask("HEAD", path, &[]));
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.status, whole.status);
        for name in ["content-length", "content-type", "etag", "last-modified"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let preview = Preview::new();
    for path in ["/fzzf/a.txt", "/fzzf/"] {
        let etag = preview.get(path).header("etag").unwrap().to_owned();
        assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");
        for known in [etag.clone(), format!("\"x\", W/{etag}"), "*".to_owned()] {
            let answer = preview.ask("GET", path, &[&format!("If-None-Match: {known}")]);
            assert_eq!((answer.status, answer.body.len()), (304, 0), "{path}: {known}");
            assert_eq!(answer.header("etag"), Some(etag.as_str()));
        }
        assert_eq!(preview.ask("GET", path, &["If-None-Match: \"x\""]).status, 200);
        let name = if path.ends_with('/') { "index.html" } else { "a.txt" };
        fs::remove_file(preview.folder.path().join("public").join(name)).unwrap();
        preview.write(name, "9876543210");
        assert_eq!(preview.ask("GET", path, &[&format!("If-None-Match: {etag}")]).status, 200, "{path}");
    }
}

#[test]
fn a_page_is_new_when_something_was_published() {
    let preview = Preview::new();
    let etag = preview.get("/fzzf/").header("etag").unwrap().to_owned();
    preview.live.published(&[], &[]);
    let answer = preview.ask("GET", "/fzzf/", &[&format!("If-None-Match: {etag}")]);
    assert_eq!(answer.status, 200, "its script knows of more");
}

#[test]
fn parts_of_a_file_are_sent() {
    let preview = Preview::new();
    let part = |range: &str| preview.ask("GET", "/fzzf/a.txt", &[&format!("Range: {range}")]);
    let parts = [
        ("bytes=0-0", "0", "bytes 0-0/10"),
        ("bytes=3-5", "345", "bytes 3-5/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=5-99", "56789", "bytes 5-9/10"),
    ];
    for (range, text, span) in parts {
        let answer = part(range);
        assert_eq!((answer.status, answer.text(), answer.header("content-range")), (206, text, Some(span)));
        assert_eq!(answer.header("content-length").unwrap(), text.len().to_string());
    }
    let answer = part("bytes=10-");
    assert_eq!((answer.status, answer.header("content-range")), (416, Some("bytes */10")));
    assert!(answer.body.is_empty());
    assert_eq!(part("bytes=0-1,3-4").status, 200);
    let answer = preview.ask("HEAD", "/fzzf/a.txt", &["Range: bytes=0-1"]);
    assert_eq!((answer.status, answer.header("accept-ranges")), (200, Some("bytes")));
    assert_eq!(preview.ask("GET", "/fzzf/", &["Range: bytes=0-1"]).status, 200);
}

#[test]
fn a_part_of_another_version_is_the_whole() {
    let preview = Preview::new();
    let etag = preview.get("/fzzf/a.txt").header("etag").unwrap().to_owned();
    let part =
        |version: &str| preview.ask("GET", "/fzzf/a.txt", &["Range: bytes=1-2", &format!("If-Range: {version}")]);
    assert_eq!(part(&etag).text(), "12");
    for other in ["\"x\"", "Mon, 01 Jan 2024 00:00:00 GMT"] {
        assert_eq!((part(other).status, part(other).body.len()), (200, 10), "{other}");
    }
}

#[test]
fn a_large_file_comes_whole() {
    let preview = Preview::new();
    let bytes: Vec<u8> = (0..1_000_003_u32).map(|number| (number % 251) as u8).collect();
    preview.write("film.mp4", &bytes);
    assert!(preview.get("/fzzf/film.mp4").body == bytes);
    let part = preview.ask("GET", "/fzzf/film.mp4", &["Range: bytes=70000-900000"]);
    assert!(part.body == bytes[70000..=900_000]);
    preview.write("none.mp4", "");
    assert_eq!(preview.get("/fzzf/none.mp4").header("content-length"), Some("0"));
}

#[test]
fn nothing_outside_is_shown() {
    let preview = Preview::new();
    let public = preview.folder.path().join("public");
    symlink("../secret.txt", public.join("link.txt")).unwrap();
    symlink("..", public.join("up")).unwrap();
    symlink(preview.folder.path(), public.join("abs")).unwrap();
    symlink("a.txt", public.join("within.txt")).unwrap();
    fs::create_dir_all(public.join(".git")).unwrap();
    fs::write(public.join(".git/config"), "SECRET").unwrap();
    let outside = [
        "/fzzf/../secret.txt",
        "/../secret.txt",
        "/fzzf/栏目/../../secret.txt",
        "/fzzf/%2e%2e/secret.txt",
        "/fzzf/%2E%2e%2Fsecret.txt",
        "/fzzf/..%2fsecret.txt",
        "/fzzf/%252e%252e/secret.txt",
        "/fzzf/%252e%252e%252fsecret.txt",
        "/fzzf/..\\secret.txt",
        "/fzzf/..%5csecret.txt",
        "/fzzf/a.txt%00.html",
        "/fzzf/%00",
        "/fzzf/%2Fetc/passwd",
        "/fzzf//etc/passwd",
        "/fzzf/./a.txt",
        "/fzzf/link.txt",
        "/fzzf/up/secret.txt",
        "/fzzf/up",
        "/fzzf/abs/secret.txt",
        "/fzzf/.xiangwei-manifest",
        "/fzzf/%2exiangwei-manifest",
        "/fzzf/.git/config",
        "/fzzf/.git",
    ];
    for path in outside {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:"), "{path}");
    }
    assert_eq!(preview.get("/fzzf/within.txt").text(), "0123456789");
}

#[test]
fn another_host_is_refused() {
    let preview = Preview::new();
    let ask = |path: &str, hosts: &str| {
        send(preview.address, &format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n")).status
    };
    for ours in ["localhost", "localhost:9", "a.localhost", "127.0.0.1:4000", "127.1.2.3", "[::1]:1"] {
        assert_eq!(ask("/fzzf/", &format!("Host: {ours}\r\n")), 200, "{ours}");
    }
    for other in ["evil.example", "localhost.evil.example", "192.168.1.7", "localhost@evil.example", ""] {
        for path in ["/fzzf/", "/_xiangwei/events", "/_xiangwei/live.js", "/"] {
            assert_eq!(ask(path, &format!("Host: {other}\r\n")), 421, "{other}{path}");
        }
    }
    assert_eq!(ask("/fzzf/", ""), 421);
    assert_eq!(ask("/fzzf/", "Host: localhost\r\nHost: evil.example\r\n"), 421);
    assert_eq!(ask("http://evil.example/fzzf/", "Host: localhost\r\n"), 421);
    assert_eq!(ask("http://localhost/fzzf/", "Host: localhost\r\n"), 200);
    let refusal = send(preview.address, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(
        refusal.text().contains("本机") && refusal.text().contains("localhost") && !refusal.text().contains("首页")
    );
}

#[test]
fn a_page_is_sent_with_its_script() {
    let preview = Preview::new();
    let answer = preview.get("/fzzf/");
    let text = answer.text();
    let at = text.find("<script defer src=\"/_xiangwei/live.js\" data-base=\"/fzzf/\" data-since=\"").unwrap();
    assert!(
        text[..at].ends_with("首页") && text.ends_with("data-file=\"index.html\"></script>\n</body></html>"),
        "{text}"
    );
    assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
    let disk = fs::read_to_string(preview.folder.path().join("public/index.html")).unwrap();
    assert_eq!(disk, "<html><body>首页</body></html>");
    let script = preview.get("/_xiangwei/live.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.text().contains("EventSource") && script.body.len() < 4096, "{}", script.body.len());
}

#[test]
fn a_busy_port_names_a_free_one() {
    let taken = TcpListener::bind((LOCAL, 0)).unwrap();
    let busy = taken.local_addr().unwrap().port();
    let site = || Site { folder: "public".into(), base: "/".to_owned() };
    let fault = Server::bind(LOCAL, busy, site()).unwrap_err();
    let BindFault::Busy { port, free: Some(free) } = fault else { panic!("{fault:?}") };
    assert!(port == busy && free > busy);
    assert_eq!(Server::bind(LOCAL, free, site()).unwrap().address().port(), free);
    let told = Failure::from(fault);
    assert!(told.doing.zh.contains(&free.to_string()) && told.doing.en.contains(&busy.to_string()));
    let elsewhere = Server::bind("192.0.2.1".parse().unwrap(), 0, site()).unwrap_err();
    assert!(matches!(elsewhere, BindFault::Other(_)), "{elsewhere:?}");
}

#[test]
fn an_address_is_said_as_a_browser_takes_it() {
    let url = |host: IpAddr| {
        let server = Server::bind(host, 0, Site { folder: "public".into(), base: "/".to_owned() }).unwrap();
        server.url().replace(&server.address().port().to_string(), "PORT")
    };
    assert_eq!(url(Ipv4Addr::UNSPECIFIED.into()), "http://127.0.0.1:PORT/");
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        assert_eq!(url(Ipv6Addr::LOCALHOST.into()), "http://[::1]:PORT/");
        assert_eq!(url(Ipv6Addr::UNSPECIFIED.into()), "http://[::1]:PORT/");
    }
}

#[test]
fn stopping_takes_no_time() {
    let Preview { folder: _folder, address, live: _live, running } = Preview::new();
    let mut stream = client::Events::open(address, "", None);
    assert_eq!(stream.next().name, "faults");
    let mut kept = connect(address);
    kept.get_mut().write_all(b"GET /fzzf/a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert_eq!(head(&mut kept).0, 200);
    kept.read_exact(&mut [0; 10]).unwrap();
    let begun = Instant::now();
    running.stop();
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(kept.read_to_end(&mut Vec::new()).unwrap(), 0);
    assert!(std::net::TcpStream::connect(address).is_err());
}

//! A bucket: what is sent, what is asked, and what goes wrong.

use super::servers::{ACCESS_KEY, Proxy, SECRET_KEY, Server, free_port, storage};
use super::{command, documents, portal, requests_for, run, same_as_published};
use crate::support::{Run, Site};
use std::fs;
use std::process::Command;

fn settings(port: u16, more: &str) -> String {
    format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\n\
         deploy: {{ 云: {{ way: s3, endpoint: 'http://127.0.0.1:{port}', bucket: fzzf, style: path{more} }} }}\n"
    )
}

fn site(port: u16, more: &str) -> Site {
    portal(&format!("{}{}", settings(port, more), documents(5, "甲")))
}

fn deploying(site: &Site, arguments: &[&str]) -> Command {
    let mut command = command(site, &[&["deploy", "云"], arguments].concat());
    command.env("XIANGWEI_ACCESS_KEY", ACCESS_KEY).env("XIANGWEI_SECRET_KEY", SECRET_KEY);
    command
}

fn deploy(site: &Site, arguments: &[&str]) -> Run {
    let run = Run::of(deploying(site, arguments), site.path("public"));
    assert!(!run.screen().contains(SECRET_KEY), "the secret is shown: {}", run.screen());
    run
}

#[test]
fn a_site_is_sent_and_then_only_what_changed() {
    let storage = storage();
    let proxy = Proxy::before(storage.port, None);
    let site = site(proxy.port, "");
    deploy(&site, &[]).well();
    same_as_published(&site, &storage.bucket());

    proxy.requests();
    let again = deploy(&site, &[]).well();
    assert_eq!((again.count("added"), again.count("changed")), (0, 0), "{}", again.screen());
    assert_eq!(proxy.requests(), 1, "what was sent is asked for, and nothing else");

    site.write("content/zcwj/n1.md", "---\ntitle: 第1号文件\npublished: 2024-01-02\n---\n第1号。乙\n");
    site.remove("content/zcwj/n2.md");
    site.build().well();
    let changed = deploy(&site, &[]).well();
    assert!(changed.out().contains("change  zcwj/n1.html\n") && changed.out().contains("remove  zcwj/n2.html\n"));
    assert!(!changed.out().contains("zcwj/n3.html"), "{}", changed.out());
    assert_eq!(proxy.requests(), requests_for(&changed) + 3, "three for what is written down");
    same_as_published(&site, &storage.bucket());
}

/// A bucket's prefix is a folder of its own: what stands beside it is not looked at.
#[test]
fn below_a_prefix_nothing_else_is_touched() {
    let storage = storage();
    fs::write(storage.bucket().join("index.html"), "别人的").unwrap();
    fs::create_dir(storage.bucket().join("列 一")).unwrap();
    fs::write(storage.bucket().join("列 一/别人的.html"), "别人的").unwrap();
    let site = site(storage.port, ", prefix: 列 一/");
    deploy(&site, &[]).well();
    same_as_published_but(&site, &storage, "别人的.html");
    let checked = deploy(&site, &["--check"]).well();
    assert!(checked.out().contains("foreign 别人的.html\n"), "{}", checked.out());
    assert_eq!(fs::read_to_string(storage.bucket().join("index.html")).unwrap(), "别人的");
}

fn same_as_published_but(site: &Site, storage: &Server, foreign: &str) {
    let folder = storage.bucket().join("列 一");
    let held = fs::read_to_string(folder.join(foreign)).unwrap();
    fs::remove_file(folder.join(foreign)).unwrap();
    same_as_published(site, &folder);
    fs::write(folder.join(foreign), held).unwrap();
}

#[test]
fn where_something_foreign_stands_nothing_is_sent() {
    let storage = storage();
    fs::create_dir(storage.bucket().join("zcwj")).unwrap();
    fs::write(storage.bucket().join("zcwj/附件.html"), "别人的").unwrap();
    let site = site(storage.port, "");
    let taken = deploy(&site, &[]).could_not_run();
    assert!(taken.err().contains("zcwj/附件.html (1 in all)"), "{}", taken.err());
    assert_eq!(fs::read_dir(storage.bucket()).unwrap().count(), 1);
    fs::remove_file(storage.bucket().join("zcwj/附件.html")).unwrap();
    deploy(&site, &[]).well();
    // Few new files are asked for one by one.
    fs::write(storage.bucket().join("zcwj/n9.html"), "别人的").unwrap();
    site.write("content/zcwj/n9.md", "---\ntitle: 甲\npublished: 2024-01-02\n---\n");
    site.build().well();
    let taken = deploy(&site, &[]).could_not_run();
    assert!(taken.err().contains("zcwj/n9.html (1 in all)"), "{}", taken.err());
}

/// Two offices that write down one bucket do not replace each other.
#[test]
fn another_site_is_replaced_only_when_that_is_said() {
    let storage = storage();
    let one = site(storage.port, "");
    deploy(&one, &[]).well();
    let other = portal(&settings(storage.port, "").replace("/fzzf/ }", "/jyj/ }"));
    let refused = deploy(&other, &[]).with_faults();
    assert!(refused.err().contains("https://www.example.gov.cn/fzzf/ is at the target"), "{}", refused.err());
    same_as_published(&one, &storage.bucket());
    deploy(&other, &["--yes"]).well();
    same_as_published(&other, &storage.bucket());
}

#[test]
fn what_the_bucket_lost_is_found_and_sent_again() {
    let storage = storage();
    let site = site(storage.port, "");
    deploy(&site, &[]).well();
    fs::remove_file(storage.bucket().join("zcwj/n1.html")).unwrap();
    fs::write(storage.bucket().join("zcwj/n2.html"), "改").unwrap();
    assert_eq!(deploy(&site, &[]).well().count("changed"), 0, "without a look nothing is known of it");
    let checked = deploy(&site, &["--check"]).well();
    assert!(checked.out().contains("wrong   zcwj/n1.html\n") && checked.out().contains("wrong   zcwj/n2.html\n"));
    same_as_published(&site, &storage.bucket());
}

/// Each file goes with its headers, and in its turn.
#[test]
fn files_are_kept_with_their_headers() {
    let storage = storage();
    let proxy = Proxy::before(storage.port, None);
    let site = site(proxy.port, ", headers: [{ path: '*.csv', name: Content-Disposition, value: attachment }]");
    deploy(&site, &[]).well();
    let asked = proxy.puts();
    let put = |path: &str| {
        asked.iter().find(|head| head.contains(path)).unwrap_or_else(|| panic!("{path}: {asked:?}")).to_lowercase()
    };
    let page = put("/fzzf/zcwj/n1.html?");
    assert!(
        page.contains("content-type: text/html; charset=utf-8\r\n")
            && page.contains("cache-control: public, max-age=300\r\n"),
        "{page}"
    );
    let packed = put("/fzzf/zcwj/n1.html.br?");
    assert!(
        packed.contains("content-type: text/html; charset=utf-8\r\n") && packed.contains("content-encoding: br\r\n"),
        "{packed}"
    );
    let asset = put(".css?");
    assert!(asset.contains("cache-control: public, max-age=31536000, immutable\r\n"), "{asset}");
    assert!(put(".csv?").contains("content-disposition: attachment\r\n"));
    // Assets go first, then pages, then lists, and what tells of them all in the end.
    let at = |path: &str| asked.iter().position(|head| head.contains(path)).unwrap();
    let order =
        [at("/.xiangwei-deployed?"), at(".css?"), at("/zcwj/n1.html?"), at("/zcwj/index.html?"), at("/manifest.json?")];
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_storage_that_fails_one_request_in_ten_gets_the_site_all_the_same() {
    let storage = storage();
    let proxy = Proxy::before(storage.port, Some(10));
    let site = portal(&format!("{}{}", settings(proxy.port, ""), documents(40, "甲")));
    deploy(&site, &[]).well();
    same_as_published(&site, &storage.bucket());
}

#[test]
fn a_wrong_secret_is_one_sentence() {
    let storage = storage();
    let site = site(storage.port, "");
    for (variable, value) in
        [("XIANGWEI_SECRET_KEY", "canary-wrong-secret"), ("XIANGWEI_ACCESS_KEY", "canary-wrong-id")]
    {
        for more in [&[][..], &["--dry-run"], &["--format", "json"], &["--check"]] {
            let mut command = deploying(&site, more);
            command.env(variable, value).env("RUST_BACKTRACE", "1");
            let run = Run::of(command, site.path("public")).could_not_run();
            assert!(run.err().contains("refuse") && run.err().lines().count() == 1, "{}", run.screen());
            assert!(!run.screen().contains("canary"), "{}", run.screen());
        }
    }
    let mut command = deploying(&site, &[]);
    command.env_remove("XIANGWEI_SECRET_KEY");
    let missing = Run::of(command, site.path("public")).could_not_run();
    assert!(missing.err().contains("the environment has no XIANGWEI_SECRET_KEY"), "{}", missing.err());
    assert_eq!(fs::read_dir(storage.bucket()).unwrap().count(), 0);
}

/// Nobody is there; or somebody is, and nobody vouches for them.
#[test]
fn trouble_on_the_way_is_one_sentence_without_a_secret() {
    let nobody = site(free_port(), "");
    let unreached = deploy(&nobody, &[]).could_not_run();
    assert!(
        unreached.err().contains("cannot reach the storage") && unreached.err().lines().count() == 1,
        "{}",
        unreached.err()
    );
    assert!(
        !unreached.screen().contains(ACCESS_KEY) && !unreached.screen().contains("Signature"),
        "{}",
        unreached.screen()
    );

    let server = super::servers::self_signed();
    let text = settings(server.port, "").replace("http:", "https:");
    let site = portal(&format!("{text}{}", documents(1, "甲")));
    let untrusted = deploy(&site, &[]).could_not_run();
    assert!(untrusted.err().contains("certificate cannot be trusted"), "{}", untrusted.err());
    assert!(!untrusted.screen().contains(ACCESS_KEY), "{}", untrusted.screen());
}

#[test]
fn headers_that_a_request_has_of_itself_are_refused() {
    for header in [
        "name: Host, value: a",
        "name: content-length, value: '1'",
        "name: x-note, value: 甲",
        "name: x-note, value: \"a\\nb\"",
    ] {
        let site = portal("");
        site.write_all(&settings(1, &format!(", headers: [{{ path: '*', {header} }}]")));
        let run = deploy(&site, &[]).with_faults();
        assert!(run.err().contains("value-") && run.err().contains("header"), "{header}: {}", run.screen());
    }
}

/// The name of a key tells of its secret wherever it stands in the settings.
#[test]
fn no_line_with_a_secret_is_shown() {
    for written in [
        "密钥: canary",
        "API_KEY: canary",
        "columns: { secret: canary, foo: 1 }",
        "contact:\n  密码: \"canary",
        "paginate: { token: canary }",
    ] {
        let site = portal("");
        let text = format!("site: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\n{written}\n");
        site.write("xiangwei.yaml", text);
        for command in [&["build"][..], &["check"], &["deploy", "云"]] {
            let run = run(&site, command).with_faults();
            assert!(run.screen().contains("xiangwei.yaml:"), "{}", run.screen());
            assert!(!run.screen().contains("canary"), "{command:?}: {}", run.screen());
        }
    }
}

/// What somebody wrote where it does not belong is told, and not shown again.
#[test]
fn no_line_about_deployment_is_shown() {
    for written in [
        "    endpoint: https://canary:canary@127.0.0.1:1/?sig=canary",
        "    密匙: canary",
        "    sk: canary",
        "    密钥: canary\n    x: [",
        "    bucket: {canary: 1}",
    ] {
        let site = portal("");
        let settings =
            "site: { name: 示例, url: https://www.example.gov.cn/ }\n\"部署\":\n  云:\n    way: s3\n    bucket: fzzf\n";
        site.write("xiangwei.yaml", format!("{settings}{written}\n\n# canary\n"));
        for format in ["human", "short", "json"] {
            let run = site.build_with(&["--format", format]).with_faults();
            assert!(run.screen().contains("xiangwei.yaml") && !run.screen().contains("canary"), "{}", run.screen());
        }
    }
}

/// Whoever writes a secret into the file is told so, and the secret is not shown again.
#[test]
fn a_secret_in_the_file_is_told_and_not_shown() {
    for written in
        ["secret_key: canary", "密钥: canary", "SecretKey: canary", "access_key_from: canary", "password: canary"]
    {
        let site = portal("");
        let text = settings(1, &format!(", {written}, foo: 1"));
        site.write_all(&text);
        for format in ["human", "short", "json"] {
            let run = site.build_with(&["--format", format]).with_faults();
            assert!(run.screen().contains("secret-in-file") && !run.screen().contains("canary"), "{}", run.screen());
        }
        let run = deploy(&site, &[]).with_faults();
        assert!(run.screen().contains("secret-in-file") && !run.screen().contains("canary"), "{}", run.screen());
    }
}

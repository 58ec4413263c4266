//! Another machine: by rsync, by sftp, and by neither.

use super::servers::{Server, sshd};
use super::{command, documents, portal, run, same_as_published, text};
use crate::support::{Run, Site};
use std::fs;

fn settings(server: &Server, tool: &str, key: &str) -> String {
    format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\n\
         deploy: {{ 主机: {{ way: ssh, host: 127.0.0.1, port: {}, path: '{}', ssh_config: '{}'{tool} }} }}\n",
        server.port,
        text(&server.www().join("法治 政府")),
        text(&server.ssh_config(key)),
    )
}

fn site(server: &Server, tool: &str) -> Site {
    portal(&format!("{}{}", settings(server, tool, "user_key"), documents(5, "甲")))
}

fn sends(tool: &str) {
    let server = sshd();
    let site = site(&server, &format!(", tool: {tool}"));
    let place = server.www().join("法治 政府");
    let first = run(&site, &["deploy", "主机"]).well();
    assert!(first.count("added") > 20, "{}", first.screen());
    same_as_published(&site, &place);

    let again = run(&site, &["deploy", "主机"]).well();
    assert_eq!((again.count("added"), again.count("changed")), (0, 0), "{}", again.screen());

    fs::write(place.join("别人的.txt"), "别人的").unwrap();
    fs::write(place.join("zcwj/[n].txt"), "别人的").unwrap();
    site.write("content/zcwj/n1.md", "---\ntitle: 第1号文件\npublished: 2024-01-02\n---\n第1号。乙\n");
    site.remove("content/zcwj/n2.md");
    site.build().well();
    let changed = run(&site, &["deploy", "主机"]).well();
    assert!(changed.out().contains("change  zcwj/n1.html\n") && changed.out().contains("remove  zcwj/n2.html\n"));
    for foreign in ["别人的.txt", "zcwj/[n].txt"] {
        assert_eq!(fs::read_to_string(place.join(foreign)).unwrap(), "别人的");
        fs::remove_file(place.join(foreign)).unwrap();
    }
    same_as_published(&site, &place);

    fs::write(place.join("zcwj/新 [a]*.html"), "别人的").unwrap();
    site.write("content/zcwj/新 [a]*.md", "---\ntitle: 新\npublished: 2024-01-02\n---\n");
    site.build().well();
    let taken = run(&site, &["deploy", "主机"]).could_not_run();
    assert!(taken.err().contains("zcwj/新 [a]*.html (1 in all)"), "{}", taken.err());
    fs::remove_file(place.join("zcwj/新 [a]*.html")).unwrap();
    run(&site, &["deploy", "主机"]).well();
    same_as_published(&site, &place);
    site.remove("content/zcwj/新 [a]*.md");
    site.build().well();
    run(&site, &["deploy", "主机"]).well();
    same_as_published(&site, &place);
}

#[test]
fn rsync_sends_what_changed_and_nothing_else() {
    sends("rsync");
}

#[test]
fn sftp_sends_what_changed_and_nothing_else() {
    sends("sftp");
}

#[test]
fn what_the_machine_lost_is_found_and_sent_again() {
    let server = sshd();
    let site = site(&server, "");
    run(&site, &["deploy", "主机"]).well();
    let place = server.www().join("法治 政府");
    fs::remove_file(place.join("zcwj/附件.html")).unwrap();
    let checked = run(&site, &["deploy", "主机", "--check"]).well();
    assert!(checked.out().contains("wrong   zcwj/附件.html\n"), "{}", checked.screen());
    assert_eq!(checked.out().lines().filter(|line| line.starts_with("foreign")).count(), 0, "{}", checked.out());
    same_as_published(&site, &place);
}

#[test]
fn a_login_that_is_refused_is_one_sentence() {
    let server = sshd();
    for tool in ["rsync", "sftp"] {
        let text = settings(&server, &format!(", tool: {tool}"), "other_key");
        let site = portal(&format!("{text}{}", documents(1, "甲")));
        let refused = run(&site, &["deploy", "主机"]).could_not_run();
        assert!(refused.err().contains("refuses the login") && refused.err().lines().count() == 1, "{}", refused.err());
        fs::write(server.folder.path().join("known_hosts"), "").unwrap();
        let unknown = run(&site, &["deploy", "主机"]).could_not_run();
        assert!(unknown.err().contains("host's key is not known"), "{}", unknown.err());
    }
}

#[test]
fn with_neither_rsync_nor_sftp_it_is_said_so() {
    let server = sshd();
    let site = site(&server, "");
    let mut command = command(&site, &["deploy", "主机"]);
    command.env("PATH", "/nowhere");
    let run = Run::of(command, site.path("public")).could_not_run();
    assert!(run.err().contains("rsync or sftp is not on this machine"), "{}", run.err());
}

//! Another machine: by rsync, by sftp, and by neither.

use super::servers::{Server, sshd};
use super::{command, documents, portal, run, same_as_published, text};
use crate::support::{Run, Site, Tree};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

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

/// What stands at a place on the machine that is not the program's: nothing is sent, and nothing of it is another one then.
fn spares(tool: &str) {
    let server = sshd();
    let site = site(&server, &format!(", tool: {tool}"));
    run(&site, &["deploy", "主机"]).well();
    let (place, elsewhere) = (server.www().join("法治 政府"), server.www().join("别人的"));
    site.write_all(&documents(5, "乙"));
    site.write("content/新栏目/_index.md", "---\ntitle: 新栏目\n---\n");
    site.remove("content/zcwj/n2.md");
    site.build().well();
    let before = Tree::read(&place);
    let refused = |foreign: &str, put: &dyn Fn(&Path)| {
        let (path, aside) = (place.join(foreign), server.www().join("原来的"));
        fs::create_dir_all(&elsewhere).unwrap();
        fs::write(elsewhere.join("n1.html"), "别人的").unwrap();
        let was_there = fs::rename(&path, &aside).is_ok();
        put(&path);
        let run = run(&site, &["deploy", "主机"]).could_not_run();
        let told = format!("not overwritten: {foreign} (1 in all)");
        assert!(run.err().contains(&told) && run.err().lines().count() <= 2, "{tool} {foreign}: {}", run.screen());
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            fs::remove_dir(&path).unwrap()
        } else {
            fs::remove_file(&path).unwrap()
        }
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1, "{tool} {foreign}");
        assert_eq!(fs::read_to_string(elsewhere.join("n1.html")).unwrap(), "别人的", "{tool} {foreign}");
        if was_there {
            fs::rename(&aside, &path).unwrap();
        }
        Tree::read(&place).assert_same(&before, foreign);
    };
    let link = |path: &Path| symlink(&elsewhere, path).unwrap();
    let file = |path: &Path| fs::write(path, "别人的").unwrap();
    let folder = |path: &Path| fs::create_dir(path).unwrap();
    let dangling = |path: &Path| symlink("/nowhere/上传", path).unwrap();
    for foreign in ["zcwj", "新栏目"] {
        refused(foreign, &link);
        refused(foreign, &file);
        refused(foreign, &dangling);
    }
    for foreign in ["zcwj/n1.html", "zcwj/n2.html", "新栏目/index.html"] {
        fs::create_dir_all(place.join("新栏目")).unwrap();
        refused(foreign, &folder);
        refused(foreign, &|path| symlink(elsewhere.join("n1.html"), path).unwrap());
    }
    if tool == "sftp" {
        refused("zcwj/n1.html.xiangwei-new", &|path| symlink(elsewhere.join("n1.html"), path).unwrap());
        refused("zcwj/n2.html.xiangwei-new", &file);
    }
    run(&site, &["deploy", "主机"]).well();
    same_as_published(&site, &place);
}

#[test]
fn rsync_follows_no_link_and_replaces_nothing_foreign() {
    spares("rsync");
}

#[test]
fn sftp_follows_no_link_and_replaces_nothing_foreign() {
    spares("sftp");
}

/// A file may become a folder of the same name.
#[test]
fn a_file_makes_room_for_a_folder() {
    let server = sshd();
    for tool in ["rsync", "sftp"] {
        let site = site(&server, &format!(", tool: {tool}"));
        site.write("static/a", "甲");
        site.build().well();
        run(&site, &["deploy", "主机", "--yes"]).well();
        site.remove("static/a");
        site.write("static/a/b.txt", "乙");
        site.build().well();
        run(&site, &["deploy", "主机"]).well();
        same_as_published(&site, &server.www().join("法治 政府"));
        fs::remove_dir_all(server.www().join("法治 政府")).unwrap();
    }
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
    // A target may have a long name.
    let name = "部署到单位远程主机的正式网站".repeat(3);
    site.write_all(&settings(&server, "", "user_key").replace("主机: {", &format!("{name}: {{")));
    site.build().well();
    run(&site, &["deploy", &name]).well();
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

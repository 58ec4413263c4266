//! Runs that are killed at any moment: the next one ends right, whatever is there by then, and nothing foreign is touched.
//!
//! `DEPLOY_KILLS=50` kills so many runs a target in place of a few.

use super::servers::{ACCESS_KEY, Proxy, SECRET_KEY, sshd, storage};
use super::{command, documents, portal, same_as_published, text};
use crate::support::{Run, Site};
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 30;

fn kills() -> usize {
    std::env::var("DEPLOY_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(3)
}

/// A moment within so long, by chance.
fn moment(within: Duration) -> Duration {
    let chance = RandomState::new().build_hasher().finish() % 1000;
    within * u32::try_from(chance).unwrap() / 1000
}

fn deploying(site: &Site, more: &[&str]) -> Command {
    let mut command = command(site, &[&["deploy", "目标", "--yes"], more].concat());
    command.env("XIANGWEI_ACCESS_KEY", ACCESS_KEY).env("XIANGWEI_SECRET_KEY", SECRET_KEY);
    command
}

/// Other texts, another number of documents.
fn edit(site: &Site, round: usize) {
    for n in 0..DOCUMENTS {
        fs::remove_file(site.path(&format!("content/zcwj/n{n}.md"))).unwrap_or_default();
    }
    site.write_all(&documents(DOCUMENTS - round % 3 * 5, &format!("第{round}版")));
    site.build().well();
}

/// Kills one run after the other, each with another site to send, and looks at what is there each time.
fn killed(settings: &str, place: &Path, look: impl Fn()) {
    let site = portal(&format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\ndeploy: {{ 目标: {settings} }}\n{}",
        documents(DOCUMENTS, "甲")
    ));
    let begun = Instant::now();
    Run::of(deploying(&site, &[]), site.path("public")).well();
    let (whole, mut at_work) = (begun.elapsed(), 0);
    fs::write(place.join("别人的.txt"), "别人的").unwrap();
    for round in 0..kills() {
        edit(&site, round);
        let mut child = deploying(&site, &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(moment(whole));
        child.kill().unwrap();
        at_work += usize::from(child.wait().unwrap().code().is_none());
        look();
        if round % 3 == 2 {
            Run::of(deploying(&site, &[]), site.path("public")).well();
            is_right(&site, place);
        }
    }
    edit(&site, kills());
    Run::of(deploying(&site, &[]), site.path("public")).well();
    is_right(&site, place);
    // Only sftp cannot list what is there.
    let look = if settings.contains("sftp") { &[][..] } else { &["--check"] };
    let again = Run::of(deploying(&site, look), site.path("public")).well();
    assert_eq!((again.count("added"), again.count("changed"), again.count("removed")), (0, 0, 0), "{}", again.screen());
    eprintln!("{at_work} of {} were at work when they were killed", kills());
}

/// The target holds the site, and what was there of others.
fn is_right(site: &Site, place: &Path) {
    let current = place.join("current");
    let foreign = place.join("别人的.txt");
    assert_eq!(fs::read_to_string(&foreign).unwrap(), "别人的");
    if current.exists() {
        return same_as_published(site, &current);
    }
    fs::remove_file(&foreign).unwrap();
    same_as_published(site, place);
    fs::write(foreign, "别人的").unwrap();
}

#[test]
fn a_folder_is_whole_at_every_moment() {
    let folder = tempfile::tempdir().unwrap();
    let current = folder.path().join("current");
    let whole = || {
        let mut verify = crate::support::xiangwei();
        verify.args(["--lang", "en", "verify", text(&current)]);
        Run::of(verify, current.clone()).well();
    };
    killed(&format!("{{ way: folder, path: '{}', keep: 2 }}", text(folder.path())), folder.path(), whole);
}

#[test]
fn a_bucket_is_right_after_the_next_run() {
    let storage = storage();
    let proxy = Proxy::before(storage.port, Some(10));
    let settings = format!("{{ way: s3, endpoint: 'http://127.0.0.1:{}', bucket: fzzf, style: path }}", proxy.port);
    killed(&settings, &storage.bucket(), || {});
}

#[test]
fn another_machine_is_right_after_the_next_run() {
    for tool in ["rsync", "sftp"] {
        let server = sshd();
        let settings = format!(
            "{{ way: ssh, host: 127.0.0.1, port: {}, path: '{}', ssh_config: '{}', tool: {tool}, compressed: no }}",
            server.port,
            text(&server.www()),
            text(&server.ssh_config("user_key")),
        );
        killed(&settings, &server.www(), || {});
    }
}

/// A program that sends outlives its run; the next run begins when it has ended.
#[test]
fn a_run_waits_for_what_a_killed_one_still_sends() {
    let (server, tools) = (sshd(), tempfile::tempdir().unwrap());
    let (slow, log) = (tools.path().join("slow"), tools.path().join("log"));
    let script = format!(
        "#!/bin/sh\n[ \"$1\" = -V ] && exit\necho begun >> '{log}'\n[ -e '{slow}' ] && sleep 1\nPATH=${{PATH#*:}} rsync \"$@\"\n\
         code=$?\necho ended >> '{log}'\nexit $code\n",
        log = text(&log),
        slow = text(&slow),
    );
    let tool = tools.path().join("rsync");
    fs::write(&tool, script).unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    let site = portal(&format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\n\
         deploy: {{ 目标: {{ way: ssh, host: 127.0.0.1, port: {}, path: '{}', ssh_config: '{}', tool: rsync }} }}\n{}",
        server.port,
        text(&server.www()),
        text(&server.ssh_config("user_key")),
        documents(5, "甲")
    ));
    let path = format!("{}:{}", text(tools.path()), std::env::var("PATH").unwrap());
    let deploying = || {
        let mut command = deploying(&site, &[]);
        command.env("PATH", &path);
        command
    };
    fs::write(&slow, "").unwrap();
    let mut child = deploying().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !log.exists() {
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fs::remove_file(&slow).unwrap();
    Run::of(deploying(), site.path("public")).well();
    let told = fs::read_to_string(&log).unwrap();
    assert!(told.starts_with("begun\nended\nbegun\n") && !told.contains("begun\nbegun"), "{told}");
    same_as_published(&site, &server.www());
}

/// What was sent before a run was broken off is not sent again.
#[test]
fn a_run_goes_on_where_the_last_one_ended() {
    let storage = storage();
    let proxy = Proxy::before(storage.port, None);
    let site = portal(&format!(
        "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/fzzf/ }}\n\
         deploy: {{ 目标: {{ way: s3, endpoint: 'http://127.0.0.1:{}', bucket: fzzf, style: path }} }}\n{}",
        proxy.port,
        documents(60, "甲")
    ));
    let mut child = deploying(&site, &["--jobs", "1"]).stdout(Stdio::null()).spawn().unwrap();
    while proxy.puts().len() < 60 {
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let before = proxy.puts().len();
    Run::of(deploying(&site, &[]), site.path("public")).well();
    same_as_published(&site, &storage.bucket());
    let sent = |puts: &[String]| -> Vec<String> {
        let lines = puts.iter().map(|head| head.split('?').next().unwrap().to_owned());
        lines.filter(|line| !line.contains(".xiangwei-deployed")).collect()
    };
    let puts = proxy.puts();
    let (first, then) = (sent(&puts[..before]), sent(&puts[before..]));
    let twice = then.iter().filter(|line| first.contains(line)).count();
    assert!(first.len() > 50 && twice <= 2, "{twice} of {} were sent again", first.len());
}

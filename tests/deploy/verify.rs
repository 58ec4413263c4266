//! `xiangwei verify`, and the papers that other tools check by.

use super::servers::{nginx, program};
use super::{documents, portal, run, text};
use crate::support::{Run, Site, xiangwei};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SETTINGS: &str = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/fzzf/ }\n\
                        deploy: { 正式: { way: folder, path: www, sm3: yes, rules: yes } }\n";

fn deployed() -> (Site, PathBuf) {
    let site = portal(&format!("{SETTINGS}{}", documents(5, "甲")));
    run(&site, &["deploy", "正式"]).well();
    let current = site.path("www/current");
    (site, current)
}

fn verify(arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.args(["--lang", "en", "verify"]).args(arguments);
    Run::of(command, PathBuf::new())
}

/// The site in a web server, with the rules that were written for it.
fn served(site: &Site, current: &Path) -> (super::servers::Server, String) {
    let rules = run(site, &["rules", "--host", "nginx", "--folder", text(current)]).well();
    let server = nginx(rules.out());
    let url = format!("http://127.0.0.1:{}/fzzf/", server.port);
    (server, url)
}

#[test]
fn a_folder_is_as_listed_or_it_is_told() {
    let (_site, current) = deployed();
    let well = verify(&[text(&current)]).well();
    assert!(well.out().contains("0 not as listed"), "{}", well.out());
    fs::write(current.join("zcwj/n1.html"), "改").unwrap();
    fs::remove_file(current.join("zcwj/n2.html.gz")).unwrap();
    fs::write(current.join("外来.html"), "多").unwrap();
    let wrong = verify(&[text(&current)]).with_faults();
    assert_eq!(
        wrong.out().lines().collect::<Vec<_>>()[..3],
        ["missing zcwj/n2.html.gz", "changed zcwj/n1.html", "extra 外来.html"]
    );
    let told: Value = serde_json::from_str(verify(&[text(&current), "--format", "json"]).with_faults().out()).unwrap();
    assert_eq!((&told["changed"][0], &told["extra"][0]), (&Value::from("zcwj/n1.html"), &Value::from("外来.html")));
}

/// What is no file in a page's place may lead anywhere, and never end; a name may steer the terminal.
#[test]
fn what_is_no_file_is_told_as_changed() {
    let (_site, current) = deployed();
    let page = |n: usize| current.join(format!("zcwj/n{n}.html"));
    (0..3).for_each(|n| fs::remove_file(page(n)).unwrap());
    fs::create_dir(page(0)).unwrap();
    assert!(Command::new("mkfifo").arg(page(1)).status().unwrap().success());
    std::os::unix::fs::symlink("n3.html", page(2)).unwrap();
    fs::write(current.join("\u{1b}[2J\n.html"), "多").unwrap();
    fs::write(current.join(".xiangwei-deployed"), "改").unwrap();
    let wrong = verify(&[text(&current)]).with_faults();
    let told: Vec<&str> = wrong.out().lines().collect();
    let changed =
        ["changed .xiangwei-deployed", "changed zcwj/n0.html", "changed zcwj/n1.html", "changed zcwj/n2.html"];
    assert_eq!((&told[..4], told[4]), (&changed[..], "extra \\u{1b}[2J\\n.html"));
}

#[test]
fn a_site_is_as_listed_over_http_or_it_is_told() {
    let (site, current) = deployed();
    let (_server, url) = served(&site, &current);
    let well = verify(&[&url]).well();
    assert!(well.out().contains("0 not as listed"), "{}", well.out());
    fs::write(current.join("zcwj/n1.html"), "改").unwrap();
    fs::remove_file(current.join("zcwj/n2.html")).unwrap();
    let wrong = verify(&[&url]).with_faults();
    assert!(wrong.out().starts_with("missing zcwj/n2.html\nchanged zcwj/n1.html\n"), "{}", wrong.out());
}

/// Who leads visitors away does so at old addresses, too, or where they come in.
#[test]
fn an_address_that_leads_elsewhere_is_told() {
    let (site, current) = deployed();
    let rules = run(&site, &["rules", "--host", "nginx", "--folder", text(&current)]).well();
    let old = "return 301 \"/fzzf/zcwj/2024-1.html\"";
    assert!(rules.out().contains(old), "{}", rules.out());
    let away = rules.out().replace(old, "return 301 \"https://www.example.com/fzzf/zcwj/2024-1.html\"");
    let server = nginx(&format!("location = /fzzf/ {{ return 404; }}\n{away}"));
    let wrong = verify(&[&format!("http://127.0.0.1:{}/fzzf/", server.port)]).with_faults();
    for told in ["index.html\n", "old.html\n"] {
        assert!(wrong.out().contains(told), "{}", wrong.out());
    }
}

/// Who alters a page can alter the list beside it; the one that was kept elsewhere tells.
#[test]
fn a_list_from_elsewhere_finds_what_the_own_one_hides() {
    let (site, current) = deployed();
    let list = site.path("list.json");
    fs::copy(current.join("manifest.json"), &list).unwrap();
    let page = current.join("zcwj/n1.html");
    let own = fs::read_to_string(current.join("manifest.json")).unwrap();
    let mut paper: Value = serde_json::from_str(&own).unwrap();
    fs::write(&page, "").unwrap();
    let entry = paper["files"].as_array_mut().unwrap().iter_mut().find(|file| file["path"] == "zcwj/n1.html").unwrap();
    entry["length"] = 0.into();
    entry["sha256"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into();
    fs::remove_file(current.join("manifest.json")).unwrap();
    fs::write(current.join("manifest.json"), paper.to_string()).unwrap();
    verify(&[text(&current)]).well();
    let (_server, url) = served(&site, &current);
    for place in [text(&current), &url] {
        let wrong = verify(&[place, "--manifest", text(&list)]).with_faults();
        assert!(wrong.out().starts_with("changed manifest.json\nchanged zcwj/n1.html\n"), "{}", wrong.out());
    }
}

/// The sums that other tools check by are themselves what the list says.
#[test]
fn sums_that_somebody_altered_are_told() {
    let (site, current) = deployed();
    let (_server, url) = served(&site, &current);
    let sums = fs::read_to_string(current.join("SHA256SUMS")).unwrap();
    fs::write(current.join("SHA256SUMS"), sums.replacen('0', "1", 1)).unwrap();
    fs::remove_file(current.join("SM3SUMS")).unwrap();
    for place in [text(&current), &url] {
        let wrong = verify(&[place]).with_faults();
        assert!(wrong.out().starts_with("missing SM3SUMS\nchanged SHA256SUMS\n"), "{}", wrong.out());
    }
}

#[test]
fn without_a_list_nothing_can_be_said() {
    let site = portal("");
    let run = verify(&[text(&site.path("public"))]).could_not_run();
    assert!(run.err().contains("no manifest.json"), "{}", run.err());
    verify(&["http://127.0.0.1:1/"]).could_not_run();
}

#[test]
fn the_list_tells_what_docs_say() {
    let (_site, current) = deployed();
    let paper: Value = serde_json::from_str(&fs::read_to_string(current.join("manifest.json")).unwrap()).unwrap();
    assert_eq!((&paper["version"], &paper["site"]), (&2.into(), &"https://www.example.gov.cn/fzzf/".into()));
    let file = |path: &str| paper["files"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap();
    let page = file("zcwj/n1.html");
    assert_eq!((&page["media_type"], &page["published"]), (&"text/html; charset=utf-8".into(), &"2024-01-02".into()));
    assert_eq!(page["length"], fs::metadata(current.join("zcwj/n1.html")).unwrap().len());
    let packed = fs::metadata(current.join("zcwj/n1.html.br")).unwrap().len();
    assert_eq!(page["compressed"]["br"]["length"], packed, "a compressed form stands with its file");
    assert_eq!(page["compressed"].as_object().unwrap().keys().collect::<Vec<_>>(), ["br", "gz", "zst"]);
    assert_eq!(file("old.html")["leads_to"], "/fzzf/zcwj/2024-1.html");
    let papers: Vec<&Value> = paper["papers"].as_array().unwrap().iter().map(|paper| &paper["path"]).collect();
    assert_eq!(papers, ["SHA256SUMS", "SM3SUMS", "_headers", "_redirects"]);
    assert_eq!(file("zcwj/撤回 的通知.html")["withdrawn"], true);
}

/// The sums are those that every system's own tools make.
#[test]
fn other_tools_find_the_same_sums() {
    let (_site, current) = deployed();
    let check = |tool: &str, arguments: &[&str]| {
        let output = Command::new(program(tool)).args(arguments).current_dir(&current).output().unwrap();
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stdout).unwrap()
    };
    check("sha256sum", &["--check", "--strict", "--quiet", "SHA256SUMS"]);
    let sums = fs::read_to_string(current.join("SM3SUMS")).unwrap();
    let told = check("openssl", &["dgst", "-sm3", "-r", "zcwj/n1.html"]);
    let sum = told.split(' ').next().unwrap();
    assert!(sums.contains(&format!("{sum}  zcwj/n1.html\n")), "{told}");
    let unpacked = check("gzip", &["-dc", "zcwj/n1.html.gz"]);
    assert_eq!(unpacked, fs::read_to_string(current.join("zcwj/n1.html")).unwrap());
}

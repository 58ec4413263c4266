//! A folder target: generations, one switch, and back.

use super::{command, documents, portal, run, same_as_published};
use crate::support::{Run, Site, Tree};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

const SETTINGS: &str = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/fzzf/ }\n\
                        部署: { 正式: { 方式: 文件夹, 路径: www, 保留: 2 } }\n";

fn site() -> Site {
    portal(&format!("{SETTINGS}{}", documents(5, "甲")))
}

fn current(site: &Site) -> PathBuf {
    site.path("www/current")
}

fn generations(site: &Site) -> Vec<String> {
    let all = fs::read_dir(site.path("www/generations")).unwrap();
    let mut names: Vec<String> = all.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_site_is_sent_and_then_only_what_changed() {
    let site = site();
    let first = run(&site, &["deploy", "正式"]).well();
    assert!(first.count("added") > 20 && first.count("removed") == 0, "{}", first.screen());
    same_as_published(&site, &current(&site));
    assert!(current(&site).join("zcwj/n1.html.br").exists());

    let again = run(&site, &["deploy", "正式"]).well();
    assert_eq!((again.count("added"), again.count("changed"), again.count("removed")), (0, 0, 0), "{}", again.screen());
    assert_eq!(generations(&site), ["000001"], "nothing changed, so there is no new generation");

    site.write("content/zcwj/n1.md", "---\ntitle: 第1号文件\npublished: 2024-01-02\n---\n第1号。乙\n");
    site.build().well();
    let inode = |path: &str| fs::metadata(current(&site).join(path)).unwrap().ino();
    let (kept, made) = (inode("zcwj/n2.html"), inode("zcwj/n1.html"));
    let changed = run(&site, &["deploy", "正式"]).well();
    assert!(changed.out().contains("change  zcwj/n1.html\n"), "{}", changed.out());
    assert!(!changed.out().contains("zcwj/n2.html"), "{}", changed.out());
    same_as_published(&site, &current(&site));
    assert_eq!(inode("zcwj/n2.html"), kept, "what is unchanged has a second name");
    assert_ne!(inode("zcwj/n1.html"), made);
}

#[test]
fn the_last_generations_are_kept_and_come_back_in_an_instant() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    let mut seen = vec![Tree::read(&fs::canonicalize(current(&site)).unwrap())];
    for text in ["乙", "丙"] {
        site.write_all(&documents(5, text));
        site.build().well();
        run(&site, &["deploy", "正式"]).well();
        seen.push(Tree::read(&fs::canonicalize(current(&site)).unwrap()));
    }
    assert_eq!(generations(&site), ["000002", "000003"]);
    // Neither a whole build nor anything else is needed to go back.
    fs::remove_dir_all(site.path("public")).unwrap();
    let back = run(&site, &["deploy", "正式", "--rollback"]).well();
    assert!(back.out().contains("back to generation 2"), "{}", back.out());
    Tree::read(&fs::canonicalize(current(&site)).unwrap()).assert_same(&seen[1], "the generation before");
    let none = run(&site, &["deploy", "正式", "--rollback"]).could_not_run();
    assert!(none.err().contains("no earlier generation"), "{}", none.err());
}

/// How many are kept is a matter of the settings, not of what changed.
#[test]
fn fewer_generations_are_kept_as_soon_as_that_is_set() {
    let site = site();
    for text in ["乙", "丙"] {
        site.write_all(&documents(5, text));
        site.build().well();
        run(&site, &["deploy", "正式"]).well();
    }
    assert_eq!(generations(&site), ["000001", "000002"]);
    site.write_all(&SETTINGS.replace("保留: 2", "保留: 1"));
    site.build().well();
    run(&site, &["deploy", "正式", "--dry-run"]).well();
    assert_eq!(generations(&site), ["000001", "000002"]);
    run(&site, &["deploy", "正式"]).well();
    assert_eq!(generations(&site), ["000002"]);
}

#[test]
fn a_path_that_means_something_else_is_refused() {
    let site = site();
    for path in ["~/www", ".git/www", ".git"] {
        site.write_all(&SETTINGS.replace("路径: www", &format!("路径: {path}")));
        let refused = run(&site, &["deploy", "正式"]).with_faults();
        assert!(refused.err().contains("value-type"), "{path}: {}", refused.screen());
    }
}

#[test]
fn a_dry_run_does_nothing() {
    let site = site();
    let dry = run(&site, &["deploy", "正式", "--dry-run"]).well();
    assert!(dry.out().contains("add     zcwj/n4.html\n") && dry.out().contains("would be done:"), "{}", dry.out());
    assert!(!site.path("www").exists(), "nothing is made at the target");
}

/// What was taken back does not come back: the way leads to what was read before.
#[test]
fn going_back_never_leads_to_what_was_taken_back() {
    let site = site();
    let send = |text: &str| {
        site.write_all(&documents(5, text));
        site.build().well();
        run(&site, &["deploy", "正式"]).well();
    };
    let back = || run(&site, &["deploy", "正式", "--rollback"]);
    let shows = |text: &str| {
        let page = fs::read_to_string(current(&site).join("zcwj/n1.html")).unwrap();
        assert!(page.contains(&format!("第1号。{text}")), "{page}");
    };
    ["好", "坏"].into_iter().for_each(send);
    back().well();
    send("更好");
    assert_eq!(generations(&site), ["000001", "000003"], "what was taken back is not kept");
    back().well();
    shows("好");
    let none = back().could_not_run();
    assert!(none.err().contains("no earlier generation"), "{}", none.err());
    shows("好");
}

#[test]
fn more_than_a_fifth_is_removed_only_when_that_is_said() {
    let site = portal(&format!("{SETTINGS}{}", documents(30, "甲")));
    run(&site, &["deploy", "正式"]).well();
    (0..30).for_each(|n| site.remove(&format!("content/zcwj/n{n}.md")));
    site.build().well();
    let stopped = run(&site, &["deploy", "正式"]).with_faults();
    assert!(stopped.err().contains("--yes"), "{}", stopped.screen());
    assert!(current(&site).join("zcwj/n1.html").exists());
    run(&site, &["deploy", "正式", "--yes"]).well();
    same_as_published(&site, &current(&site));
}

#[test]
fn what_is_not_whole_or_not_for_the_public_is_not_sent() {
    let site = site();
    let page = site.path("public/zcwj/n1.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("第1号", "第2号")).unwrap();
    let torn = run(&site, &["deploy", "正式"]).with_faults();
    assert!(torn.err().contains("zcwj/n1.html") && torn.err().contains("nothing was sent"), "{}", torn.err());
    fs::remove_file(&page).unwrap();
    run(&site, &["deploy", "正式"]).with_faults();
    site.build_with(&["--future"]).well();
    let future = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(future.err().contains("--future"), "{}", future.err());
    site.build().well();
    run(&site, &["deploy", "正式"]).well();
}

#[test]
fn a_target_that_is_not_ours_is_left_alone() {
    let site = site();
    site.write("www/current/index.html", "别人的网站");
    let taken = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(taken.err().contains("was not made by this program"), "{}", taken.err());
    assert_eq!(fs::read_to_string(current(&site).join("index.html")).unwrap(), "别人的网站");
    fs::remove_dir_all(current(&site)).unwrap();
    site.write("www/generations/别人/a.txt", "别人的");
    site.write("www/note.txt", "别人的");
    for text in ["乙", "丙", "丁"] {
        site.write_all(&documents(5, text));
        site.build().well();
        run(&site, &["deploy", "正式"]).well();
    }
    assert!(site.path("www/generations/别人/a.txt").exists() && site.path("www/note.txt").exists());
}

/// An altered page is copied anew, not handed on from one generation to the next.
#[test]
fn what_was_altered_at_the_target_is_found_and_sent_again() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    let page = current(&site).join("zcwj/n1.html");
    fs::write(&page, "改").unwrap();
    let checked = run(&site, &["deploy", "正式", "--check"]).well();
    assert!(checked.out().contains("wrong   zcwj/n1.html\n"), "{}", checked.out());
    same_as_published(&site, &current(&site));
}

/// A site may hold what is a compressed form by its name, but nothing where a paper must stand.
#[test]
fn a_site_keeps_the_names_of_its_own_files() {
    let site = portal(&format!("{SETTINGS}{}//- /static/a.csv\n{}", documents(1, "甲"), "甲,乙\n".repeat(200)));
    site.write("static/a.csv.gz", "它自己的");
    site.build().well();
    run(&site, &["deploy", "正式"]).well();
    assert_eq!(fs::read_to_string(current(&site).join("a.csv.gz")).unwrap(), "它自己的");
    assert!(current(&site).join("a.csv.br").exists());
    site.write("static/SHA256SUMS", "它自己的");
    site.build().well();
    let taken = run(&site, &["deploy", "正式"]).could_not_run();
    assert!(taken.err().contains("has a SHA256SUMS of its own"), "{}", taken.err());
}

/// What a disk has no room for is told, and half a generation does not stay on it.
#[test]
fn a_disk_that_takes_no_more_keeps_what_is_read() {
    let site = site();
    run(&site, &["deploy", "正式"]).well();
    site.write("static/large.bin", vec![7; 2 << 20]);
    site.build().well();
    let deploying = command(&site, &["deploy", "正式"]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\""]);
    limited.arg(deploying.get_program()).args(deploying.get_args());
    let full = Run::of(limited, site.path("public")).could_not_run();
    assert!(full.err().contains("large.bin: ") && full.err().lines().count() == 1, "{}", full.err());
    assert_eq!(generations(&site), ["000001"]);
    assert!(!current(&site).join("large.bin").exists());
    run(&site, &["deploy", "正式"]).well();
    same_as_published(&site, &current(&site));
}

#[test]
fn names_that_are_not_there_are_told() {
    let site = site();
    let missing = run(&site, &["deploy", "公网"]).could_not_run();
    assert!(missing.err().contains("there are: 正式"), "{}", missing.err());
}

#[test]
fn the_result_is_told_to_programs_too() {
    let site = site();
    let told = run(&site, &["deploy", "正式", "--format", "json"]).well();
    let told: serde_json::Value = serde_json::from_str(told.out()).unwrap();
    assert!(
        told["sent"] == true
            && told["added"].as_array().unwrap().len() > 20
            && told["removed"] == serde_json::json!([])
            && told["audited"] == false
    );
}

/// While one generation follows the other, whoever reads sees one of them, whole.
#[test]
fn readers_never_see_a_mixed_site() {
    let site = portal(&format!("{SETTINGS}{}", documents(200, "旧")));
    run(&site, &["deploy", "正式"]).well();
    site.write_all(&documents(200, "新"));
    site.build().well();
    let mut child =
        command(&site, &["deploy", "正式", "--format", "json"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut seen = [0, 0];
    while child.try_wait().unwrap().is_none() || seen[1] == 0 {
        let now = fs::canonicalize(current(&site)).unwrap();
        let is_new = |n: usize| fs::read_to_string(now.join(format!("zcwj/n{n}.html"))).unwrap().contains("号。新");
        let count = (0..200).step_by(20).filter(|n| is_new(*n)).count();
        assert!(count == 0 || count == 10, "{count} of 10 pages are new");
        seen[count / 10] += 1;
    }
    assert!(child.wait().unwrap().success() && seen[0] > 0);
}

//! How the program that stays begins and ends, and `build --watch`.

use super::child::{Preview, Running, serve};
use super::{A, A_PAGE, SITE, WRONG, a, poll, preview, save};
use crate::support::{Run, Site, Tree};
use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

#[test]
fn a_named_port_that_is_in_use_is_told_with_the_next_free_one() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let site = Site::small(SITE);
    let run = Run::of(serve(&site, &["--port", &port.to_string()]), site.path("public")).could_not_run();
    let said = run.err().trim_end();
    let free = said.strip_prefix(&format!("cannot run: port {port} is in use; ")).unwrap_or_else(|| panic!("{said}"));
    let free: u16 = free.strip_suffix(" is free").unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    assert!(free > port && free - port <= 100, "{said}");
    assert_eq!(run.out(), "");
}

#[test]
fn two_previews_without_a_named_port_take_two() {
    let of = |site: &Site| Running::start(serve(site, &[]));
    let sites = [Site::small(SITE), Site::small(SITE)];
    let both = sites.each_ref().map(of);
    let urls = both.each_ref().map(|one| {
        one.wait_for("http://", 1);
        one.out.text().lines().next().unwrap().to_owned()
    });
    assert_ne!(urls[0], urls[1]);
}

/// Ctrl-C, and how long it took.
#[track_caller]
fn assert_ends(running: &mut Running) {
    let begun = Instant::now();
    running.interrupt();
    let mut status = None;
    assert!(poll(|| {
        status = running.ended();
        status.is_some()
    }));
    assert!(begun.elapsed() < Duration::from_secs(3), "it took {:?}", begun.elapsed());
    assert_eq!(status.unwrap().code(), Some(0), "{}", running.screen());
}

#[test]
fn ctrl_c_ends_it() {
    assert_ends(&mut preview().running);
}

#[test]
fn ctrl_c_ends_it_though_pages_are_open() {
    let mut preview = preview();
    let open: Vec<_> = (0..3).map(|_| preview.open(A_PAGE)).collect();
    assert_ends(&mut preview.running);
    drop(open);
}

#[test]
fn ctrl_c_while_it_builds_leaves_what_the_next_one_mends() {
    let site = Site::small(SITE);
    for number in 0..300 {
        site.write(&format!("content/zcwj/n{number}.md"), format!("---\ntitle: 第{number}篇\n---\n"));
    }
    let mut preview = Preview::unsettled(site);
    // Once it answers it also hears of Ctrl-C.
    preview.get("");
    assert_ends(&mut preview.running);
    let Preview { site, .. } = preview;
    Preview::of(site).wait_for_cold();
}

#[test]
fn the_preview_touches_nothing_that_is_published() {
    let site = Site::small(SITE);
    site.build().clean();
    let (before, manifest) = (site.published(), fs::read(site.path("public/.xiangwei-manifest")).unwrap());
    let preview = Preview::of(site);
    save(&preview.site, A, a("甲的正文二。"));
    preview.wait_for(A_PAGE, "甲的正文二。");
    preview.site.published().assert_same(&before, "beside a preview");
    assert_eq!(fs::read(preview.site.path("public/.xiangwei-manifest")).unwrap(), manifest);
    // A build beside a preview does not wake or spoil it; it may have to wait for it.
    assert_eq!(preview.site.build().well().count("written"), 1);
    preview.wait_for_cold();
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = Site::small(SITE);
    site.write("content/zcwj/d.md", "---\ntitle: 草\ndraft: yes\n---\n\n草稿。\n");
    site.write("content/zcwj/f.md", "---\ntitle: 后\npublished: 2999-01-01\n---\n\n以后。\n");
    let start = |arguments: &[&str]| {
        let running = Running::start(serve(&site, &[&["--port", "0"], arguments].concat()));
        running.wait_for(" files made, ", 1);
        let published = Tree::read(&site.path(".xiangwei/preview/site"));
        ["zcwj/d.html", "zcwj/f.html"].map(|path| published.0.contains_key(path))
    };
    assert_eq!(start(&["--drafts"]), [true, false]);
    assert_eq!(start(&["--future"]), [false, true]);
    assert_eq!(start(&[]), [false, false]);
}

fn watch(site: &Site) -> Running {
    Running::start(site.command(&["--watch", "--jobs", "2"]))
}

#[test]
fn watch_builds_again_after_an_edit_and_goes_on_after_a_fault() {
    let site = Site::small(SITE);
    let watch = watch(&site);
    watch.wait_for("done: ", 1);
    let page = || fs::read_to_string(site.path("public").join(A_PAGE)).unwrap_or_default();
    assert!(page().contains("甲的正文一。"));
    save(&site, A, a("甲的正文二。"));
    watch.wait_for("done: ", 2);
    assert!(poll(|| page().contains("甲的正文二。")), "{}", watch.screen());
    let before = site.published();
    save(&site, A, WRONG);
    watch.wait_for("nothing was published", 1);
    assert!(poll(|| watch.err.text().contains("error[key-unknown]")), "{}", watch.screen());
    site.published().assert_same(&before, "after a fault");
    save(&site, A, a("甲的正文三。"));
    assert!(poll(|| page().contains("甲的正文三。")), "{}", watch.screen());
    watch.wait_for("done: ", 3);
}

#[test]
fn watch_outlives_settings_that_are_gone() {
    let site = Site::small(SITE);
    let watch = watch(&site);
    watch.wait_for("done: ", 1);
    let settings = fs::read(site.path("xiangwei.yaml")).unwrap();
    site.remove("xiangwei.yaml");
    assert!(poll(|| watch.err.text().contains("xiangwei.yaml")), "{}", watch.screen());
    save(&site, "xiangwei.yaml", settings);
    watch.wait_for("done: ", 2);
}

#[test]
fn watch_does_not_wake_itself() {
    let site = Site::small(SITE);
    site.write("content/zcwj/file.txt", "x");
    let elsewhere = Running::start(site.command(&["--watch", "--out", site.path("out").to_str().unwrap()]));
    elsewhere.wait_for("done: ", 1);
    save(&site, A, a("甲的正文二。"));
    elsewhere.wait_for("1 written", 1);
    save(&site, A, a("甲的正文三。"));
    elsewhere.wait_for("1 written", 2);
    // An edit may be met in the middle, and the build after it finds nothing; its own files would go on for ever.
    assert!(elsewhere.out.count("done: ") <= 5, "{}", elsewhere.screen());
}

#[test]
fn a_build_beside_watch_leaves_a_memory_that_is_whole() {
    let site = Site::small(SITE);
    let watch = watch(&site);
    watch.wait_for("done: ", 1);
    save(&site, A, a("甲的正文二。"));
    watch.wait_for("1 written", 1);
    // Each may have to wait for the watch, and says so.
    site.build_with(&["--force"]).well();
    site.build_with(&["--base-url", "http://localhost/x/"]).well();
    let said = watch.out.count("done: ");
    save(&site, A, a("甲的正文三。"));
    watch.wait_for("done: ", said + 1);
    drop(watch);
    save(&site, A, a("甲的正文四。"));
    site.build().clean();
}

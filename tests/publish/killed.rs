//! Builds that are killed while they work.

use super::{cold, left_over, many, named, write_many};
use crate::support::{Site, Tree};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 1_200;

/// A moment in a build, seen from outside.
type Moment = fn(&Site, Duration) -> bool;

/// Builds the site, kills the build at a moment, and tells whether it was still at work.
fn kill_at(site: &Site, moment: Moment) -> bool {
    let mut child = site.command(&["--quiet"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if moment(site, begun.elapsed()) {
            child.kill().unwrap();
            return child.wait().unwrap().code().is_none();
        }
        sleep(Duration::from_micros(200));
    }
}

fn soon(_: &Site, time: Duration) -> bool {
    time > Duration::from_millis(20)
}

fn a_little_later(_: &Site, time: Duration) -> bool {
    time > Duration::from_millis(120)
}

/// The first files wait on the stage.
fn the_stage_is_begun(site: &Site, _: Duration) -> bool {
    staged(site) > 0
}

fn the_stage_is_half_full(site: &Site, _: Duration) -> bool {
    staged(site) > 200
}

/// The stage is whole, and will be exchanged with the site.
fn the_stage_is_whole(site: &Site, _: Duration) -> bool {
    site.path(".public.xiangwei-stage/.xiangwei-manifest").exists()
}

/// The trees were exchanged, and the old one is deleted.
fn the_old_tree_is_deleted(site: &Site, _: Duration) -> bool {
    let stage = fs::read_dir(site.path(".public.xiangwei-stage"));
    stage.is_ok_and(|left| (1..DOCUMENTS).contains(&left.count()))
        && fs::read_to_string(site.path("public/n7.html")).is_ok_and(|now| {
            fs::read_to_string(site.path("content/n7.md"))
                .is_ok_and(|source| now.contains(source.lines().last().unwrap()))
        })
}

/// The files are moved in, one by one.
fn files_are_moved_in(site: &Site, _: Duration) -> bool {
    site.path("public/.xiangwei-manifest.next").exists()
}

/// How many files wait on the stage.
fn staged(site: &Site) -> usize {
    fs::read_dir(site.path(".public.xiangwei-stage")).map_or(0, Iterator::count)
}

/// Whether every file of a site is the one of `tree`.
fn is_whole(site: &Site, tree: &Tree) -> bool {
    site.published() == *tree
}

/// Every published file is whole: it is that of the old site or of the new one.
#[track_caller]
fn assert_no_torn_file(site: &Site, old: &Tree, new: &Tree) {
    for (path, bytes) in &site.published().0 {
        let known = [old, new].iter().any(|tree| tree.0.get(path) == Some(bytes));
        assert!(known, "{path} is torn");
    }
    for path in old.paths() {
        let gone_for_good = !new.0.contains_key(path);
        assert!(gone_for_good || site.path("public").join(path).exists(), "{path} is missing");
    }
}

/// Turns the site from one edition into the other and back, kills the build at each moment, looks at what is published
/// with `check`, and mends it.
fn kill_at_each(moments: &[Moment], edition: fn(&Site, usize), check: fn(&Site, &Tree, &Tree)) {
    let site = many(DOCUMENTS, "零");
    let editions = [0, 1].map(|number| {
        edition(&site, number);
        cold(&site)
    });
    site.build().clean();
    let mut killed = 0;
    for (at, moment) in moments.iter().enumerate() {
        let next = at % 2;
        edition(&site, next);
        killed += usize::from(kill_at(&site, *moment));
        check(&site, &editions[1 - next], &editions[next]);
        site.build().clean();
        site.published().assert_same(&editions[next], &format!("mended after a kill at moment {at}"));
        assert_eq!(left_over(&site), [""; 0]);
    }
    assert!(killed >= 3, "only {killed} builds were killed while they were at work");
}

#[test]
fn a_killed_build_of_everything_leaves_the_old_site_or_the_new_one() {
    let edition = |site: &Site, number: usize| write_many(site, DOCUMENTS, &format!("第{number}版"));
    let moments = [soon, the_stage_is_begun, the_stage_is_half_full, the_stage_is_whole, the_old_tree_is_deleted];
    kill_at_each(&moments.map(|moment| moment as Moment), edition, |site, old, new| {
        assert!(is_whole(site, old) || is_whole(site, new), "the site is mixed");
    });
}

#[test]
fn a_killed_build_of_a_part_leaves_whole_files() {
    // Fewer than 500 files change, and one comes or goes: they are moved in one by one.
    let edition = |site: &Site, number: usize| {
        write_many(site, 450, &format!("第{number}版"));
        let last = site.path("content/last.md");
        if number == 0 { fs::write(last, "---\ntitle: 最后\n---\n").unwrap() } else { fs::remove_file(last).unwrap() }
    };
    let moments = [a_little_later, the_stage_is_begun, the_stage_is_half_full, files_are_moved_in, files_are_moved_in];
    kill_at_each(&moments.map(|moment| moment as Moment), edition, assert_no_torn_file);
}

/// Puts a tree's files where those of a killed run would be.
fn put(folder: &Path, path: &str, text: &str) {
    fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    fs::write(folder.join(path), text).unwrap();
}

#[test]
fn a_stage_that_a_killed_run_left_is_cleared() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    put(site.root(), ".public.xiangwei-stage/a.html", "half");
    put(site.root(), "public/.xiangwei-stage/a.html", "half");
    put(site.root(), ".public.xiangwei-stage/stranger.html", "stranger");
    assert_eq!(site.build().clean().count("unchanged"), 6);
    assert_eq!(left_over(&site), [""; 0]);
    site.published().assert_same(&cold(&site), "after a left stage");
}

#[test]
fn a_run_that_was_killed_while_it_moved_files_in_is_gone_on_with() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    let old = fs::read(site.path("public/.xiangwei-manifest")).unwrap();
    site.write_all("//- /content/a.md\n---\ntitle: 新的甲\n---\n//- /content/b.md\n---\ntitle: 乙\n---\n");
    site.build().clean();
    // As if it had been killed when all files were moved in and the manifest was not: b.html is ours by `next` alone.
    fs::rename(site.path("public/.xiangwei-manifest"), site.path("public/.xiangwei-manifest.next")).unwrap();
    fs::write(site.path("public/.xiangwei-manifest"), old).unwrap();
    site.remove("content/b.md");
    site.write("content/a.md", "---\ntitle: 更新的甲\n---\n");
    let run = site.build().clean();
    assert!(!run.has("b.html"), "a file of the killed run stays for ever");
    assert_eq!(named(&site), site.published().paths());
    site.published().assert_same(&cold(&site), "after a killed move");
    assert_eq!(left_over(&site), [""; 0]);
}

#[test]
fn a_next_manifest_alone_is_cleared_even_when_nothing_changed() {
    let site = Site::small("//- /content/a.md\n---\ntitle: 甲\n---\n");
    site.build().clean();
    fs::copy(site.path("public/.xiangwei-manifest"), site.path("public/.xiangwei-manifest.next")).unwrap();
    assert_eq!(site.build().clean().count("written"), 0);
    assert_eq!(left_over(&site), [""; 0]);
}

#[test]
fn a_kill_is_told_from_a_run_that_ended() {
    let site = many(30, "一");
    assert!(!kill_at(&site, |_, _| false));
    assert!(kill_at(&site, |_, _| true));
}

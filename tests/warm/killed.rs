//! Warm builds that are killed at any moment, while somebody reads the site.

use super::dice::Dice;
use super::judge::{Judge, Verdict};
use super::scene::Scene;
use super::{Journal, edits, number, seed};
use crate::support::Site;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// How many builds are killed.
const KILLS: usize = 25;
/// So many documents take a while to build, and are too few for the trees to be exchanged.
const DOCUMENTS: usize = 150;

/// Every page says at its end what it says at its top.
const FRAME: &str = "\
//- /templates/frame.html
<!doctype html>
<html><!-- top {{ here.url }} {{ here.title }} -->
<title>{% block title %}{{ here.title }}{% endblock %}</title>
{% block main %}{% endblock %}
<!-- end {{ here.url }} {{ here.title }} -->
</html>
";

/// Files that every edition of the site has.
const ALWAYS: [&str; 4] = ["index.html", "404.html", "sitemap.html", "robots.txt"];

fn site() -> Site {
    let site = Site::small(FRAME);
    for section in 0..3 {
        let cascade = "cascade: { kind: notice, publisher: shili, published: 2024-01-01 }";
        site.write(&format!("content/s{section}/_index.md"), format!("---\ntitle: 栏目{section}\n{cascade}\n---\n"));
    }
    for number in 0..DOCUMENTS {
        let text = format!("---\ntitle: 第{number}篇\n---\n\n{}", format!("正文{number}。\n\n").repeat(100));
        site.write(&format!("content/s{}/d{number}.md", number % 3), text);
    }
    site
}

/// Starts a build, and kills it after a time; tells whether it was still at work.
fn kill_after(scene: &Scene, time: Duration) -> bool {
    let mut child = scene.command("json").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(time);
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

/// How long a build takes that has something to do.
fn usual(scene: &Scene) -> Duration {
    let begun = Instant::now();
    assert!(scene.command("json").stdout(Stdio::null()).status().unwrap().success());
    begun.elapsed()
}

/// Reads published files without rest until it is told to stop; gives how many it read.
fn read_on(out: &Path, stop: &AtomicBool, mut dice: Dice) -> usize {
    let mut read = 0;
    while !stop.load(Ordering::Relaxed) {
        let files = WalkDir::new(out).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let published = files.filter(|entry| !entry.file_name().to_string_lossy().starts_with(".xiangwei"));
        let files: Vec<PathBuf> = published.map(walkdir::DirEntry::into_path).collect();
        for _ in 0..20 {
            let file = dice.pick(&files).unwrap_or_else(|| panic!("nothing is published any more"));
            read += usize::from(is_read_whole(&file));
            assert!(is_read_whole(&out.join(dice.one(&ALWAYS))), "a file that every edition has was not there");
        }
    }
    read
}

/// Reads a file, which must be whole; false when it is gone.
fn is_read_whole(file: &Path) -> bool {
    let Ok(text) = fs::read_to_string(file) else { return false };
    let name = file.display();
    let ending = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "</html>",
        Some("xml") => ">",
        _ => "",
    };
    assert!(!text.is_empty() && text.trim_end().ends_with(ending), "{name} is torn:\n{text}");
    let marks =
        ["<!-- top ", "<!-- end "].map(|mark| text.lines().find_map(|line| line.split_once(mark)).map(|at| at.1));
    assert_eq!(marks[0], marks[1], "{name} begins as one edition and ends as another");
    true
}

/// Edits, kills a build or two, and builds to the end; all that is published then is what a cold build gives.
fn kill_and_mend(scene: &mut Scene, judge: &mut Judge, journal: &mut Journal, usual: Duration) -> usize {
    let told: Vec<String> = (0..=scene.dice.below(3)).map(|_| edits::one(scene, edits::AUTHORS)).collect();
    let mut killed = 0;
    for _ in 0..scene.dice.one(&[1, 1, 1, 2]) {
        let time = usual * u32::try_from(scene.dice.below(1_200)).unwrap() / 1_000;
        killed += usize::from(kill_after(scene, time));
        journal.step(format!("{}; killed after {time:?}", told.join("; ")));
    }
    judge.trust(scene);
    if judge.compare(scene) == Verdict::Fault {
        journal.step("put back as it was when it last was well".to_owned());
        judge.revert(scene);
        assert_eq!(judge.compare(scene), Verdict::Well);
    }
    killed
}

#[test]
fn a_killed_build_is_mended_by_the_next_and_no_reader_sees_half_a_file() {
    let (mut scene, mut judge) = (Scene::new(site(), Dice::new(seed(), "killed")), Judge::new());
    let mut journal = Journal::new("killed");
    assert_eq!(judge.compare(&scene), Verdict::Well);
    scene.site.write("content/_index.md", "---\ntitle: 首页\n---\n\n又。\n");
    let usual = usual(&scene);
    judge.trust(&scene);
    let (stop, kills) = (AtomicBool::new(false), number("WARM_KILLS").unwrap_or(KILLS));
    let out = scene.out();
    let (killed, read) = thread::scope(|scope| {
        let reader = scope.spawn(|| read_on(&out, &stop, Dice::new(seed(), "reader")));
        let _stop = StopAtEnd(&stop);
        let mut killed = 0;
        for _ in 0..kills {
            killed += kill_and_mend(&mut scene, &mut judge, &mut journal, usual);
        }
        stop.store(true, Ordering::Relaxed);
        (killed, reader.join().unwrap())
    });
    assert!(killed * 3 > kills, "only {killed} of {kills} builds were killed while they were at work");
    assert!(read > kills, "only {read} files were read meanwhile");
}

/// Lets the reader go when the test fails.
struct StopAtEnd<'a>(&'a AtomicBool);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn the_reader_knows_a_torn_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.html");
    assert!(!is_read_whole(&file));
    for (text, whole) in [
        ("<!-- top a -->\n<!-- end a -->\n</html>\n", true),
        ("<!-- top a -->\n<!-- end b -->\n</html>\n", false),
        ("", false),
        ("<p>", false),
    ] {
        fs::write(&file, text).unwrap();
        assert_eq!(std::panic::catch_unwind(|| is_read_whole(&file)).is_ok(), whole, "{text}");
    }
}

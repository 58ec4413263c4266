//! `build --verify`, `build --explain` and `why`.

use super::{A, A_PAGE, B_PAGE, SITE, WRONG, a, poll, sources};
use crate::support::{Run, Site, xiangwei};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn why(site: &Site, path: &str, lang: &str) -> Run {
    let mut command = xiangwei();
    command.args(["why", path, "--lang", lang, "--root"]).arg(site.root());
    Run::of(command, site.path("public"))
}

#[test]
fn verify_ends_with_0_when_all_is_well() {
    let site = Site::small(SITE);
    for _ in 0..2 {
        site.build_with(&["--verify"]).clean();
    }
    site.write(A, a("甲的正文二。"));
    let run = site.build_with(&["--verify"]).clean();
    assert!(run.file(A_PAGE).contains("甲的正文二。") && run.count("written") == 1, "{}", run.screen());
    assert!(!site.path(".xiangwei/verify").exists());
    site.write(A, WRONG);
    site.build_with(&["--verify"]).with_faults();
    site.write(A, a("甲的正文三。"));
    site.build_with(&["--verify", "--drafts", "--future", "--base-url", "http://localhost/x/"]).clean();
    assert!(!site.path(".xiangwei/verify").exists());
    // What it learnt aside is not what the next build remembers.
    assert_eq!(site.build_with(&["--drafts", "--future", "--base-url", "http://localhost/x/"]).count("written"), 0);
}

#[test]
fn verify_mends_a_page_that_was_changed_by_hand() {
    let site = Site::small(SITE);
    let before = site.build().clean().file(A_PAGE);
    site.write("public/zcwj/a.html", "手工改过");
    let run = site.build_with(&["--verify"]).well();
    assert!(run.err().contains("changed-by-hand"), "{}", run.screen());
    assert_eq!(run.file(A_PAGE), before);
}

/// Exchanges a word in a file for one of the same length, so that the file's times stay as they were: what is written
/// into a mapping of a file in memory leaves no trace. Nothing where the machine cannot do that.
fn change_without_a_trace(path: &Path, (old, new): (&str, &str)) -> Option<()> {
    const SCRIPT: &str = "import mmap,sys\nfile = open(sys.argv[1], 'r+b')\ntext = mmap.mmap(file.fileno(), 0)\n\
        old, new = (word.encode() for word in sys.argv[2:])\nat = text.find(old)\ntext[at:at + len(old)] = new\n";
    let times = || fs::metadata(path).map(|meta| (meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()));
    let before = times().ok()?;
    let status = Command::new("python3").arg("-c").arg(SCRIPT).arg(path).args([old, new]).status().ok()?;
    (status.success() && times().ok()? == before && fs::read_to_string(path).ok()?.contains(new)).then_some(())
}

#[test]
fn verify_names_the_page_that_a_build_of_everything_makes_otherwise() {
    let site = Site::in_memory();
    sources(&Site::small(SITE), &site);
    // The times of a file that was just written are not trusted, so that it would be read again.
    std::thread::sleep(Duration::from_millis(100));
    site.build().clean();
    if change_without_a_trace(&site.path(A), ("正文一", "正文二")).is_none() {
        return eprintln!("this machine has no disk in memory, or no python3: not tested");
    }
    let run = site.build_with(&["--verify"]).with_faults();
    assert!(run.out().starts_with("zcwj/a.html: differs from what a build of everything makes\n"), "{}", run.screen());
    assert_eq!(run.out().lines().count(), 2, "{}", run.screen());
    let run = site.build_with(&["--verify", "--format", "json", "--quiet"]).with_faults();
    assert_eq!(run.screen(), "{\"differs\":\"zcwj/a.html\"}\n");
    assert!(run.file(A_PAGE).contains("甲的正文一。") && !site.path(".xiangwei/verify").exists());
    assert!(site.build_with(&["--force"]).clean().file(A_PAGE).contains("甲的正文二。"));
    site.build_with(&["--verify"]).clean();
}

#[test]
fn verify_reads_what_is_published() {
    let site = Site::in_memory();
    sources(&Site::small(SITE), &site);
    site.build().clean();
    if change_without_a_trace(&site.path("public/zcwj/a.html"), ("正文一", "正文二")).is_some() {
        assert!(site.build_with(&["--verify"]).with_faults().out().contains("zcwj/a.html"));
    }
}

#[test]
fn verify_and_force_exclude_each_other() {
    Site::small(SITE).build_with(&["--verify", "--force"]).could_not_run();
}

#[test]
fn explain_names_the_cause_of_each_file_that_is_made() {
    let site = Site::small(SITE);
    let run = site.build_with(&["--explain"]).clean();
    assert!(run.out().contains("zcwj/a.html: nothing was known of an earlier build\n"), "{}", run.screen());
    let run = site.build_with(&["--explain"]).clean();
    assert_eq!(run.out().lines().count(), 1, "{}", run.screen());
    site.write(A, a("甲的正文二。"));
    let run = site.build_with(&["--explain"]).clean();
    assert_eq!(run.out().lines().count(), 2, "{}", run.screen());
    let line = run.out().lines().next().unwrap();
    assert!(line.starts_with("zcwj/a.html: ") && line.contains("content/zcwj/a.md"), "{line}");
    let run = site.build_with(&["--explain", "--force", "--lang", "zh"]).clean();
    assert!(run.out().lines().any(|line| line.starts_with("zcwj/a.html: ")), "{}", run.screen());
}

#[test]
fn why_names_the_cause_and_what_was_read() {
    let site = Site::small(SITE);
    site.build().clean();
    let run = why(&site, A_PAGE, "en").clean();
    assert!(run.out().starts_with("zcwj/a.html was made the last time because nothing was known"), "{}", run.out());
    site.write(A, a("甲的正文二。"));
    site.build().clean();
    let run = why(&site, A_PAGE, "en").clean();
    let (first, rest) = run.out().split_once('\n').unwrap();
    assert!(first.starts_with("zcwj/a.html was made the last time because ") && first.contains(A), "{first}");
    for read in ["the text of content/zcwj/a.md", "`title` of content/zcwj/a.md", "document.html", "frame.html"] {
        assert!(rest.contains(read), "no {read} in\n{rest}");
    }
    assert!(!rest.contains("content/tzgg/b.md"), "{rest}");
    assert!(why(&site, "/zcwj/a.html", "zh").clean().out().contains("上次重新生成，因为"));
    // The other was not made again.
    let other = why(&site, B_PAGE, "en").clean();
    assert!(other.out().contains("nothing was known of an earlier build"), "{}", other.out());
}

#[test]
fn why_tells_of_every_kind_of_file() {
    let site = Site::small(SITE);
    site.build().clean();
    for path in ["index.html", "zcwj/index.html", A_PAGE, "sitemap.xml", "404.html"] {
        for lang in ["zh", "en"] {
            let run = why(&site, path, lang).clean();
            assert!(run.out().lines().skip(2).all(|line| line.starts_with("  ")), "{}", run.out());
        }
    }
}

#[test]
fn why_tells_of_a_query_in_words() {
    let site = Site::small(SITE);
    site.build().clean();
    let run = why(&site, "index.html", "zh").clean();
    assert!(!run.out().contains("None"), "{}", run.out());
}

#[test]
fn why_knows_nothing_of_another_path() {
    let site = Site::small(SITE);
    let run = why(&site, A_PAGE, "en").with_faults();
    assert!(run.err().contains("nothing is remembered of zcwj/a.html"), "{}", run.screen());
    assert!(!site.path(".xiangwei").exists(), "a question leaves a trace");
    site.build().clean();
    assert!(why(&site, "none.html", "zh").with_faults().err().contains("none.html"));
    let mut command = xiangwei();
    command.args(["why", "index.html", "--root", "/nowhere/at/all"]);
    Run::of(command, site.path("public")).could_not_run();
}

#[test]
fn a_build_beside_another_says_that_it_waits() {
    let site = Site::small(SITE);
    for number in 0..400 {
        site.write(&format!("content/zcwj/n{number}.md"), format!("---\ntitle: 第{number}篇\n---\n"));
    }
    let start = || super::child::Running::start(site.command(&["--force", "--quiet", "--jobs", "1"]));
    // Which of them waits, and whether one does, is chance; in the end one did.
    assert!(poll(|| {
        let mut all = [start(), start(), start()];
        assert!(poll(|| all.iter_mut().all(|one| one.ended().is_some())));
        assert!(all.iter_mut().all(|one| one.ended().unwrap().success()));
        all.iter().any(|one| one.err.text().contains("another xiangwei is building this site"))
    }));
}

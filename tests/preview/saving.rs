//! How files are saved: as editors do it, as a person does it in a folder, and as version control does it.

use super::child::Preview;
use super::{A, A_PAGE, B_PAGE, PATIENCE, SITE, a, preview};
use crate::support::Site;
use std::fs::{self, File};
use std::io::Write as _;
use std::time::Instant;

#[test]
fn a_file_renamed_over_the_old_one() {
    let preview = preview();
    for (round, beside) in [".a.md.swx", "a.md.tmp", "4913", ".#a.md", "a.md~"].into_iter().enumerate() {
        let (text, temporary) = (format!("甲的正文，第{round}次。"), preview.site.path("content/zcwj").join(beside));
        fs::write(&temporary, a(&text)).unwrap();
        fs::rename(&temporary, preview.site.path(A)).unwrap();
        preview.wait_for(A_PAGE, &text);
        preview.wait_for_cold();
    }
}

#[test]
fn a_file_cut_to_nothing_and_written_in_pieces() {
    let preview = preview();
    let text = a("甲的正文二。");
    let mut file = File::create(preview.site.path(A)).unwrap();
    for piece in text.as_bytes().chunks(7) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
        std::thread::yield_now();
    }
    drop(file);
    preview.wait_for(A_PAGE, "甲的正文二。");
    preview.wait_for_cold();
}

#[test]
fn a_file_that_stays_empty_for_a_build_and_is_then_written() {
    let preview = preview();
    let mut events = preview.open(A_PAGE);
    let mut file = File::create(preview.site.path(A)).unwrap();
    super::hear_faults(&mut events, |told| !told.is_empty());
    assert!(preview.shows(A_PAGE, "甲的正文一。"), "{}", preview.get(A_PAGE).text());
    file.write_all(a("甲的正文二。").as_bytes()).unwrap();
    drop(file);
    preview.wait_for(A_PAGE, "甲的正文二。");
    preview.wait_for_cold();
}

#[test]
fn a_backup_beside() {
    let preview = preview();
    for (round, backup) in ["content/zcwj/a.md~", "content/zcwj/.a.md.bak"].into_iter().enumerate() {
        let text = format!("甲的正文，第{round}次。");
        fs::rename(preview.site.path(A), preview.site.path(backup)).unwrap();
        preview.site.write(A, a(&text));
        preview.wait_for(A_PAGE, &text);
        preview.wait_for_cold();
    }
}

#[test]
fn a_folder_renamed_and_renamed_back() {
    let preview = preview();
    let (here, there) = (preview.site.path("content/zcwj"), preview.site.path("content/moved"));
    fs::rename(&here, &there).unwrap();
    preview.wait_for("moved/a.html", "甲的正文一。");
    preview.wait_for_cold();
    assert_eq!(preview.get(A_PAGE).status, 404);
    // The folder is heard under its new name.
    fs::write(there.join("a.md"), a("甲的正文二。")).unwrap();
    preview.wait_for("moved/a.html", "甲的正文二。");
    fs::rename(&there, &here).unwrap();
    preview.wait_for(A_PAGE, "甲的正文二。");
    preview.wait_for_cold();
}

#[test]
fn a_file_deleted_and_a_folder_deleted() {
    let preview = preview();
    preview.site.remove(A);
    assert!(super::poll(|| preview.get(A_PAGE).status == 404), "{}", preview.running.screen());
    preview.wait_for_cold();
    fs::remove_dir_all(preview.site.path("content/tzgg")).unwrap();
    assert!(super::poll(|| preview.get(B_PAGE).status == 404), "{}", preview.running.screen());
    preview.wait_for_cold();
}

#[test]
fn a_new_folder_with_files_in_it_and_then_one_more() {
    let preview = preview();
    preview.site.write_all(
        "//- /content/new/_index.md\n---\ntitle: 新栏目\n---\n//- /content/new/deep/_index.md\n---\ntitle: 深\n---\n//- /content/new/deep/c.md\n---\ntitle: 丙\n---\n\n丙一。\n",
    );
    preview.wait_for("new/deep/c.html", "丙一。");
    preview.site.write("content/new/deep/c.md", "---\ntitle: 丙\n---\n\n丙二。\n");
    preview.wait_for("new/deep/c.html", "丙二。");
    preview.site.write("static/deep/file.txt", "一\n");
    preview.wait_for("deep/file.txt", "一");
    preview.wait_for_cold();
}

/// How many files a checkout changes.
const MANY: usize = 300;

/// One branch or another: other texts, some files in one alone, a folder that goes and comes.
fn check_out(site: &Site, round: usize) {
    for number in 0..MANY {
        let path = format!("content/zcwj/n{number}.md");
        if number % 10 == round % 10 {
            fs::remove_file(site.path(&path)).unwrap_or_default();
            continue;
        }
        let section = if number % 3 == 0 { "../tzgg/b.md" } else { "a.md" };
        site.write(&path, format!("---\ntitle: 第{number}篇\n---\n\n第{round}次。见[文件]({section})。\n"));
    }
    match round % 2 {
        0 => site.write_all(&format!(
            "//- /content/only/_index.md\n---\ntitle: 只\n---\n//- /content/only/c.md\n---\ntitle: 丙{round}\n---\n"
        )),
        _ => fs::remove_dir_all(site.path("content/only")).unwrap_or_default(),
    }
    site.write("themes/plain/static/site.css", format!("p {{ top: {round}px }}\n"));
}

#[test]
fn a_storm_while_builds_run() {
    let site = Site::small(SITE);
    check_out(&site, 1);
    let preview = Preview::unsettled(site);
    // Until some builds have begun and ended in the midst of it.
    let (begun, mut rounds) = (Instant::now(), 2);
    while preview.running.out.count(" files made, ") < 4 && begun.elapsed() < PATIENCE {
        check_out(&preview.site, rounds);
        rounds += 1;
    }
    preview.wait_for_cold();
    assert!(preview.running.out.count(" files made, ") >= 4, "{}", preview.running.screen());
    // Nothing is told that is not so any more: what is opened now hears of no fault.
    let quiet = super::poll(|| {
        let mut events = preview.listen(A_PAGE);
        super::told(&events.next()).is_some_and(|told| told.is_empty())
    });
    assert!(quiet, "{}", preview.running.screen());
    preview.site.write(A, a("风暴之后。"));
    preview.wait_for(A_PAGE, "风暴之后。");
    preview.wait_for_cold();
}

//! A fault while the preview runs: it spoils its own pages alone, and they stay as they were.

use super::child::Preview;
use super::{A, A_PAGE, B, B_PAGE, SITE, WRONG, a, b, hear, hear_faults, preview, save};
use crate::support::{Site, Tree};

#[test]
fn a_faulty_document_stays_as_it_was_and_the_others_go_on() {
    let preview = preview();
    let (mut on_a, mut on_b) = (preview.open(A_PAGE), preview.open(B_PAGE));
    save(&preview.site, A, WRONG);
    let told = hear_faults(&mut on_a, |told| !told.is_empty());
    assert!(told.contains("error[key-unknown]") && told.contains("content/zcwj/a.md:2:1"), "{told}");
    assert!(super::poll(|| preview.running.err.text().contains(&told)), "{}", preview.running.screen());
    hear_faults(&mut on_b, |text| text == told);
    assert!(preview.shows(A_PAGE, "甲的正文一。"));
    save(&preview.site, B, b("乙的正文二。"));
    hear(&mut on_b, "reload");
    assert!(preview.shows(B_PAGE, "乙的正文二。") && preview.shows(A_PAGE, "甲的正文一。"));
    hear_faults(&mut on_b, |text| text == told);
    // The page with the fault heard of no reload.
    hear_faults(&mut on_a, |text| text == told);
    save(&preview.site, A, a("甲的正文二。"));
    hear(&mut on_a, "reload");
    hear_faults(&mut on_a, str::is_empty);
    hear_faults(&mut on_b, str::is_empty);
    assert!(preview.shows(A_PAGE, "甲的正文二。"));
    preview.wait_for_cold();
}

/// Spoils a file so that a word is told, edits the other document meanwhile, and mends.
#[track_caller]
fn spoil_and_mend(preview: &Preview, (path, wrong): (&str, &str), word: &str) {
    let right = std::fs::read(preview.site.path(path)).ok();
    let mut on_b = preview.listen(B_PAGE);
    save(&preview.site, path, wrong);
    hear_faults(&mut on_b, |told| told.contains(word));
    assert!(preview.shows(A_PAGE, "甲的正文一。"), "{}", preview.get(A_PAGE).text());
    save(&preview.site, B, b(&format!("乙，{word}的时候。")));
    preview.wait_for(B_PAGE, &format!("乙，{word}的时候。"));
    assert!(preview.shows(A_PAGE, "甲的正文一。"), "{}", preview.get(A_PAGE).text());
    match right {
        Some(right) => save(&preview.site, path, right),
        None => preview.site.remove(path),
    }
    preview.wait_for_cold();
    // The pages are told after they are published.
    let mut on_a = preview.listen(A_PAGE);
    while super::told(&on_a.next()) != Some(String::new()) {}
}

#[test]
fn faults_of_every_stage_spoil_their_own_pages_alone() {
    let preview = preview();
    let front = |line: &str| format!("---\ntitle: 甲\npublished: 2024-01-01\n{line}\n---\n\n甲的正文错。\n");
    for (line, word) in [
        ("no: [", "yaml"),
        ("publisher: nobody", "nobody"),
        ("related: /none.md", "none.md"),
        ("template: none.html", "none.html"),
        ("aliases: [/tzgg/b.html]", "b.html"),
        ("keyword: 一", "keyword"),
    ] {
        spoil_and_mend(&preview, (A, &front(line)), word);
    }
    spoil_and_mend(&preview, (A, &a("甲的正文错：[无](none.md)。")), "none.md");
    spoil_and_mend(&preview, ("content/zcwj/new.md", "---\ntitel: 新\n---\n"), "titel");
}

#[test]
fn a_broken_template_spoils_its_pages_and_the_others_go_on() {
    for broken in ["{% extends \"document.html\" %}{% block main %}{{ nothing.at.all }}{% endblock %}", "{% if %}"] {
        let preview = preview();
        let (mut on_a, mut on_b) = (preview.open(A_PAGE), preview.open(B_PAGE));
        save(&preview.site, "themes/plain/templates/special.html", broken);
        for events in [&mut on_a, &mut on_b] {
            hear_faults(events, |told| told.contains("special.html"));
        }
        assert!(preview.shows(B_PAGE, "乙的正文一。"));
        save(&preview.site, A, a("甲的正文二。"));
        preview.wait_for(A_PAGE, "甲的正文二。");
        hear(&mut on_a, "reload");
        assert!(preview.shows(B_PAGE, "乙的正文一。"));
        save(&preview.site, "themes/plain/templates/special.html", "{% extends \"document.html\" %}{# 好 #}");
        preview.wait_for_cold();
        save(&preview.site, B, b("乙的正文二。"));
        preview.wait_for(B_PAGE, "乙的正文二。");
    }
}

#[test]
fn broken_settings_leave_everything_as_it_was() {
    for broken in ["site: [\n", "", "site: { nam: 甲 }\n"] {
        let preview = preview();
        let before = Tree::read(&preview.folder());
        let settings = std::fs::read(preview.site.path("xiangwei.yaml")).unwrap();
        let mut on_a = preview.open(A_PAGE);
        save(&preview.site, "xiangwei.yaml", broken);
        let told = hear_faults(&mut on_a, |told| told.contains("xiangwei.yaml"));
        save(&preview.site, A, a("甲的正文二。"));
        hear_faults(&mut on_a, |text| text == told);
        Tree::read(&preview.folder()).assert_same(&before, "with broken settings");
        save(&preview.site, "xiangwei.yaml", settings);
        preview.wait_for(A_PAGE, "甲的正文二。");
        preview.wait_for_cold();
    }
}

#[test]
fn settings_that_are_gone_are_told() {
    let preview = preview();
    let settings = std::fs::read(preview.site.path("xiangwei.yaml")).unwrap();
    let mut on_a = preview.open(A_PAGE);
    preview.site.remove("xiangwei.yaml");
    hear_faults(&mut on_a, |told| told.contains("xiangwei.yaml"));
    assert!(preview.shows(A_PAGE, "甲的正文一。"));
    save(&preview.site, "xiangwei.yaml", settings);
    hear_faults(&mut on_a, str::is_empty);
    preview.wait_for_cold();
}

#[test]
fn a_preview_that_begins_with_a_fault_shows_what_is_right() {
    let site = Site::small(SITE);
    save(&site, A, WRONG);
    let preview = Preview::of(site);
    assert!(preview.shows(B_PAGE, "乙的正文一。"), "{}", preview.running.screen());
    save(&preview.site, A, a("甲的正文二。"));
    preview.wait_for(A_PAGE, "甲的正文二。");
    preview.wait_for_cold();
}

#[test]
fn a_preview_that_is_started_again_with_a_fault_still_has_the_old_page() {
    let Preview { site, running, .. } = preview();
    drop(running);
    save(&site, A, WRONG);
    let preview = Preview::of(site);
    assert!(preview.shows(A_PAGE, "甲的正文一。"), "{}", preview.running.screen());
    save(&preview.site, B, b("乙的正文二。"));
    preview.wait_for(B_PAGE, "乙的正文二。");
    assert!(preview.shows(A_PAGE, "甲的正文一。"), "{}", preview.running.screen());
    save(&preview.site, A, a("甲的正文二。"));
    preview.wait_for_cold();
}

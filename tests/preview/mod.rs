//! The program that stays: `serve` and `build --watch`, with somebody who edits beside them; and what one who doubts a
//! warm build asks, `build --verify`, `build --explain` and `why`.

mod asked;
mod child;
mod ends;
mod faults;
mod saving;

use crate::serve::client::{Event, Events};
use crate::support::{Site, copy};
use child::Preview;
use std::fs;
use std::time::{Duration, Instant};

/// No machine is so slow.
const PATIENCE: Duration = Duration::from_secs(20);

/// Two documents that do not show each other, in sections of their own, and a style sheet.
const SITE: &str = "\
//- /themes/plain/static/site.css
p { color: red }
//- /themes/plain/templates/frame.html
<!doctype html>
<html><head><title>{% block title %}{{ here.title }}{% endblock %}</title>
<link rel=\"stylesheet\" href=\"{{ asset(\"site.css\") }}\"></head>
<body>{% block main %}{% endblock %}</body></html>
//- /themes/plain/templates/special.html
{% extends \"document.html\" %}
//- /content/zcwj/_index.md
---
title: 政策文件
---
//- /content/zcwj/a.md
---
title: 甲
published: 2024-01-01
---

甲的正文一。
//- /content/tzgg/_index.md
---
title: 通知公告
---
//- /content/tzgg/b.md
---
title: 乙
published: 2024-01-02
template: special.html
---

乙的正文一。
";

/// Where the two documents are.
const A: &str = "content/zcwj/a.md";
const B: &str = "content/tzgg/b.md";
/// Their pages.
const A_PAGE: &str = "zcwj/a.html";
const B_PAGE: &str = "tzgg/b.html";

/// The first document with another text.
fn a(text: &str) -> String {
    format!("---\ntitle: 甲\npublished: 2024-01-01\n---\n\n{text}\n")
}

/// The second.
fn b(text: &str) -> String {
    format!("---\ntitle: 乙\npublished: 2024-01-02\ntemplate: special.html\n---\n\n{text}\n")
}

/// The first document with a key that is not known.
const WRONG: &str = "---\ntitel: 甲\npublished: 2024-01-01\n---\n\n甲的正文错。\n";

/// Whether something comes to be.
fn poll(mut is: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + PATIENCE;
    loop {
        if is() {
            return true;
        }
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Copies a site's sources, and nothing that was made.
fn sources(site: &Site, to: &Site) {
    for folder in ["content", "data", "static", "templates", "themes"] {
        if site.path(folder).exists() {
            copy(&site.path(folder), &to.path(folder));
        }
    }
    fs::copy(site.path("xiangwei.yaml"), to.path("xiangwei.yaml")).unwrap();
}

/// Saves a file in one step: no build meets half of it.
fn save(site: &Site, path: &str, text: impl AsRef<[u8]>) {
    site.write(".saved", text);
    fs::rename(site.path(".saved"), site.path(path)).unwrap();
}

/// The next event that is not about faults, which must have this name. What is wrong is told after each build.
#[track_caller]
fn hear(events: &mut Events, name: &str) -> Event {
    let event = std::iter::repeat_with(|| events.next()).find(|event| event.name != "faults").unwrap();
    assert_eq!(event.name, name, "{event:?}");
    event
}

/// What an event says is wrong, if it is about that.
fn told(event: &Event) -> Option<String> {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap();
    data["text"].as_str().map(str::to_owned)
}

/// What is wrong, as soon as it is what is waited for. Nothing else may be heard before.
#[track_caller]
fn hear_faults(events: &mut Events, is: impl Fn(&str) -> bool) -> String {
    loop {
        let event = events.next();
        assert_eq!(event.name, "faults", "{event:?}");
        if let Some(text) = told(&event).filter(|text| is(text)) {
            return text;
        }
    }
}

fn preview() -> Preview {
    Preview::of(Site::small(SITE))
}

#[test]
fn the_page_that_was_edited_is_loaded_again_and_no_other() {
    let preview = preview();
    let (mut on_a, mut on_b) = (preview.open(A_PAGE), preview.open(B_PAGE));
    save(&preview.site, A, a("甲的正文二。"));
    let first = hear(&mut on_a, "reload");
    assert!(preview.shows(A_PAGE, "甲的正文二。") && preview.shows(B_PAGE, "乙的正文一。"));
    preview.wait_for_cold();
    save(&preview.site, B, b("乙的正文二。"));
    let second = hear(&mut on_b, "reload");
    assert_ne!(first.id, second.id, "the other page was loaded again too");
    assert!(preview.shows(B_PAGE, "乙的正文二。"));
    // What the first page hears next is no reload.
    save(&preview.site, A, WRONG);
    hear_faults(&mut on_a, |told| told.contains("titel"));
    hear_faults(&mut on_b, |told| told.contains("titel"));
}

#[test]
fn a_title_shows_on_the_lists_too() {
    let preview = preview();
    let (mut home, mut on_b) = (preview.open(""), preview.open(B_PAGE));
    save(&preview.site, A, a("甲的正文一。").replace("甲\n", "新甲\n"));
    let first = hear(&mut home, "reload");
    assert!(preview.shows("", "新甲") && preview.shows("zcwj/", "新甲"));
    preview.wait_for_cold();
    save(&preview.site, B, b("乙的正文二。"));
    assert_ne!(hear(&mut on_b, "reload").id, first.id);
}

#[test]
fn a_style_sheet_is_exchanged_without_loading_the_page_again() {
    let preview = preview();
    let mut on_a = preview.open(A_PAGE);
    let style = |preview: &Preview| {
        let page = preview.get(A_PAGE);
        page.text().split("href=\"/").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let mut old = style(&preview);
    for colour in ["blue", "green"] {
        save(&preview.site, "themes/plain/static/site.css", format!("p {{ color: {colour} }}\n"));
        let event = hear(&mut on_a, "styles");
        let new = style(&preview);
        assert_ne!(old, new);
        assert_eq!(event.data, serde_json::json!([[old, new]]).to_string());
        assert!(preview.shows(&new, colour), "{new}");
        preview.wait_for_cold();
        old = new;
    }
    save(&preview.site, A, WRONG);
    hear_faults(&mut on_a, |told| told.contains("titel"));
    // Until then it heard of no reload.
    save(&preview.site, A, a("甲的正文二。"));
    hear(&mut on_a, "reload");
}

#[test]
fn a_style_sheet_and_a_text_at_once_load_the_edited_page_again() {
    let preview = preview();
    let (mut on_a, mut on_b) = (preview.open(A_PAGE), preview.open(B_PAGE));
    fs::rename(preview.site.path("themes/plain/static/site.css"), preview.site.path("themes/plain/static/old.css"))
        .unwrap();
    hear_faults(&mut on_a, |told| told.contains("site.css"));
    hear_faults(&mut on_b, |told| told.contains("site.css"));
    save(&preview.site, A, a("甲的正文二。"));
    save(&preview.site, "themes/plain/static/site.css", "p { color: blue }\n");
    // The two may come in one build or in two.
    let seen = poll(|| preview.shows(A_PAGE, "甲的正文二。") && preview.shows(B_PAGE, "乙的正文一。"));
    assert!(seen, "{}", preview.running.screen());
    preview.wait_for_cold();
}

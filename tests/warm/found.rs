//! Faults that were found by reading, each as small as it goes: a site is built, something happens, and it is built
//! again; what is published and told must be that of a cold build.

use crate::support::{Run, Site};
use std::fs;
use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use xiangwei::build::{Order, Outcome, Progress, Stage, build};

/// One section with two documents; every template shows next to nothing.
const SITE: &str = "\
//- /xiangwei.yaml
site: { name: 示例, url: \"https://www.example.gov.cn/\" }
theme: bare
taxonomies: []
//- /themes/bare/theme.yaml
name: bare
//- /themes/bare/templates/document.html
{{ document.title }} {{ document.body }}
//- /themes/bare/templates/section.html
{{ section.title }}
//- /themes/bare/templates/home.html
{{ section.title }} {{ section.body }}
//- /themes/bare/templates/sitemap.html
{{ site.name }}
//- /themes/bare/templates/404.html
{{ site.name }}
//- /themes/bare/templates/withdrawn.html
{{ document.title }}
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府 }
- { id: sifa, name: 示例市司法局 }
//- /content/_index.md
---
title: 首页
---
//- /content/a/_index.md
---
title: 栏目
cascade: { kind: notice, publisher: shili, published: 2024-01-01 }
---
//- /content/a/x.md
---
title: 甲
---

正文甲。
//- /content/a/y.md
---
title: 乙
---

正文乙。
";

/// The site with other files, built once; all files are old enough to be known again by the next build.
fn built(more: &str) -> Site {
    let site = Site::from(SITE);
    site.write_all(more);
    settle();
    site.build().well();
    site
}

fn settle() {
    std::thread::sleep(Duration::from_millis(60));
}

/// The next build says and publishes what a cold one does; so does the one after it.
#[track_caller]
fn assert_like_cold(site: &Site) {
    for _ in 0..2 {
        settle();
        let fresh = site.fresh();
        let (warm, cold) = (json(site), json(&fresh));
        assert_eq!((warm.exit(), warm.told()), (cold.exit(), cold.told()), "{}\n{}", warm.screen(), cold.screen());
        if cold.exit() == 0 {
            site.published().assert_same(&fresh.published(), "warm and cold");
        }
    }
}

fn json(site: &Site) -> Run {
    site.build_with(&["--format", "json"])
}

#[test]
fn a_page_becomes_the_old_address_of_its_own_document() {
    let site = built("//- /content/a/x.md\n---\ntitle: 甲\naliases: [/a/old.html]\n---\n\n正文甲。\n");
    site.write("content/a/x.md", "---\ntitle: 甲\nslug: old\naliases: [/a/x.html]\n---\n\n正文甲。\n");
    assert_like_cold(&site);
}

/// Whether a page still needs an asset is not found out by asking for it. The name of the data file comes into the
/// memory after that of the asset, and so is looked at after it.
#[test]
fn an_asset_that_no_page_names_any_more_goes() {
    let template = "themes/bare/templates/404.html";
    let site = built(&format!("//- /static/a.css\nb{{}}\n//- /{template}\n{{{{ asset(\"a.css\") }}}}\n"));
    site.write("data/s.yaml", "on: true\n");
    site.write(template, "{% if data(\"s\").on %}{{ asset(\"a.css\") }}{% endif %}");
    assert_like_cold(&site);
    site.write("data/s.yaml", "on: false\n");
    assert_like_cold(&site);
}

#[test]
fn a_hidden_data_file_is_no_source_and_cannot_be_read() {
    let site = built("//- /data/.hidden.yaml\nv: 1\n");
    site.write("themes/bare/templates/404.html", "{{ data(\".hidden\").v }}\n");
    assert!(site.build().with_faults().err().contains("hidden"));
}

#[test]
fn a_link_that_leads_nowhere_is_told_although_no_file_came_with_it() {
    for folder in ["content/a", "static", "themes/bare/templates", "templates"] {
        let site = built("//- /templates/unused.html\n//- /static/a.txt\n一\n");
        std::os::unix::fs::symlink("nowhere", site.path(folder).join("b.md")).unwrap();
        settle();
        let cold = site.fresh();
        std::os::unix::fs::symlink("nowhere", cold.path(folder).join("b.md")).unwrap();
        let (warm, cold) = (json(&site), json(&cold));
        assert_eq!((warm.exit(), warm.told()), (cold.exit(), cold.told()), "{folder}: {}", warm.screen());
    }
}

/// A home that is a draft is left out like any other section: its text is not published, and no change of it matters.
#[test]
fn the_text_of_a_home_that_is_a_draft() {
    let home = |word: &str| format!("---\ntitle: 首页\ndraft: true\n---\n\n草稿{word}。\n");
    let site = built(&format!("//- /content/_index.md\n{}", home("一")));
    site.write("content/_index.md", home("二"));
    assert_like_cold(&site);
}

/// Starts a build that waits for the site's lock with its settings read, edits, and lets it go on.
fn edit_while_a_build_waits(site: &Site, edit: impl FnOnce()) {
    let lock = File::options().write(true).open(site.path(".xiangwei/lock")).unwrap();
    lock.lock().unwrap();
    let child = site.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(400));
    edit();
    settle();
    drop(lock);
    Run::from_output(child.wait_with_output().unwrap(), site.path("public")).well();
}

/// What is remembered of a file is what was read of it, not what it was later.
#[test]
fn settings_that_change_while_a_build_is_under_way() {
    let site = built("");
    edit_while_a_build_waits(&site, || {
        let text = fs::read_to_string(site.path("xiangwei.yaml")).unwrap();
        site.write("xiangwei.yaml", text.replace("name: 示例,", "name: 另一个,"));
    });
    assert_like_cold(&site);
}

#[test]
fn organisations_that_change_while_a_build_is_under_way() {
    let site = built("//- /themes/bare/templates/document.html\n{{ document.source }}\n");
    edit_while_a_build_waits(&site, || {
        let turned = "- { id: sifa, name: 示例市司法局 }\n- { id: shili, name: 示例市人民政府 }\n";
        site.write("data/organisations.yaml", turned);
    });
    // The sources are understood by the settings of now from here on, whatever else is built.
    site.write("content/a/z.md", "---\ntitle: 丙\n---\n");
    assert_like_cold(&site);
}

/// A page is not remembered as made of a text that it was not made of: one that was changed while the build was under
/// way, and put back before the next.
#[test]
fn a_text_that_changes_while_a_build_is_under_way_and_is_put_back() {
    let site = built("");
    let text = fs::read(site.path("content/a/x.md")).unwrap();
    // The large document takes a while to be read, and the page of the other is made again after that.
    let large = "正文[乙](y.md)**粗**。\n\n".repeat(60_000);
    site.write("content/a/large.md", format!("---\ntitle: 大\n---\n\n{large}"));
    site.write("themes/bare/templates/document.html", "{{ document.title }}!{{ document.body }}");
    let child = site.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(250));
    site.write("content/a/x.md", "---\ntitle: 甲\n---\n\n别的正文。\n");
    Run::from_output(child.wait_with_output().unwrap(), site.path("public")).well();
    site.write("content/a/x.md", text);
    assert_like_cold(&site);
}

/// The same for a section's own file, which is not put back.
#[test]
fn a_section_that_changes_while_a_build_is_under_way() {
    let site = built("");
    let large = "正文[乙](y.md)**粗**。\n\n".repeat(60_000);
    site.write("content/a/large.md", format!("---\ntitle: 大\n---\n\n{large}"));
    let child = site.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(120));
    let text = fs::read_to_string(site.path("content/a/_index.md")).unwrap();
    site.write("content/a/_index.md", text.replace("栏目", "另一个栏目"));
    Run::from_output(child.wait_with_output().unwrap(), site.path("public")).well();
    assert_like_cold(&site);
}

/// Builds in this process, and edits the site when it is about to be published, everything having been read.
fn build_and_edit(site: &Site, edit: impl Fn() + Sync) -> Outcome {
    struct Editor<F>(F);
    impl<F: Fn() + Sync> Progress for Editor<F> {
        fn stage(&self, stage: Stage) {
            if stage == Stage::Publish {
                self.0();
            }
        }
        fn made(&self, _: usize) {}
        fn waiting(&self) {}
    }
    let date = Some("2024-12-31".parse().unwrap());
    let outcome = build(&Order { date, ..Order::of(site.root()) }, &Editor(edit)).unwrap();
    settle();
    outcome
}

/// What pages show of a file is known to be shown, even when it goes before the build ends.
#[test]
fn files_that_go_while_a_build_publishes() {
    const SHOWN: &str = "\
//- /themes/bare/templates/section.html
{% for document in query(section=\"a\") %}{{ document.title }}{% endfor %}
{% include [\"one.html\", \"404.html\"] %}
//- /themes/bare/templates/document.html
{{ document.body }}{% for one in data(\"one.yaml\") %}{{ one }}{% endfor %}
//- /data/one.yaml
- 一
//- /static/one.txt
一
//- /templates/one.html
一
";
    for gone in ["content/a/x.md", "data/one.yaml", "templates/one.html", "static/one.txt"] {
        let site = built(SHOWN);
        build_and_edit(&site, || {});
        site.write("content/a/x.md", "---\ntitle: 甲二\n---\n\n正文甲。\n");
        settle();
        assert_eq!(build_and_edit(&site, || site.remove(gone)).diagnostics, []);
        let is_whole = build_and_edit(&site, || {}).changes.is_some();
        let fresh = site.fresh();
        assert_eq!(is_whole, json(&fresh).exit() == 0, "without {gone}");
        if is_whole {
            site.published().assert_same(&fresh.published(), gone);
        }
    }
}

/// A published file that somebody replaced by a link is not ours any more, whatever the link shows today.
#[test]
fn a_published_file_replaced_by_a_link() {
    let site = built("");
    let elsewhere = site.path("elsewhere.html");
    fs::rename(site.path("public/404.html"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.path("public/404.html")).unwrap();
    json(&site).well();
    fs::write(&elsewhere, "别的").unwrap();
    json(&site).well();
    let cold = site.fresh_build();
    let now = fs::read(site.path("public/404.html")).unwrap();
    assert_eq!(now, cold.0["404.html"], "what a visitor sees");
}

/// What is not remembered as published is not taken for published either.
#[test]
fn a_published_file_replaced_by_a_link_which_then_goes() {
    let site = built("");
    let elsewhere = site.path("elsewhere.html");
    fs::rename(site.path("public/404.html"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.path("public/404.html")).unwrap();
    json(&site).well();
    site.remove("public/404.html");
    assert_like_cold(&site);
}

/// `--cache` may name a folder with other things in it; they are none of ours.
#[test]
fn what_else_stands_in_the_folder_of_the_cache_stays() {
    for arguments in [&[][..], &["--force"]] {
        let site = Site::from(SITE);
        site.write("mine/letter.txt", "珍贵");
        site.write("mine/more/letter.txt", "也珍贵");
        let folder = site.path("mine");
        let build = |more: &[&str]| site.build_with(&[&["--cache", folder.to_str().unwrap()], more].concat());
        build(arguments);
        build(arguments);
        let stays = |path: &str| Path::exists(&site.path(path));
        assert!(stays("mine/letter.txt") && stays("mine/more/letter.txt"), "{arguments:?}");
    }
}

/// A memory that is damaged costs time; `--strict` is about the author's sources.
#[test]
fn a_damaged_memory_does_not_stop_a_strict_build() {
    let site = built("");
    for entry in fs::read_dir(site.path(".xiangwei/cache")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap() != "head" {
            fs::write(path, "坏").unwrap();
        }
    }
    site.write("content/a/x.md", "---\ntitle: 换\n---\n");
    let run = site.build_with(&["--strict"]);
    assert_eq!(run.exit(), 0, "{}", run.screen());
}

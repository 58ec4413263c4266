//! docs/make-a-theme.md says what happens at each step: so the steps are taken, one after the other, on a new site.

use crate::support::{Run, Site, root, xiangwei};
use std::fs;

const THEME: &str = "themes/jianjie/templates/";

/// A block of the paper that is a file, or a line of one.
struct Block {
    path: String,
    is_line: bool,
    text: String,
}

/// The blocks in their order: each stands below a line that names its file.
fn blocks() -> Vec<Block> {
    let paper = fs::read_to_string(root().join("docs/make-a-theme.md")).unwrap();
    let mut blocks = Vec::new();
    let mut named = None;
    let mut lines = paper.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let text: String =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            blocks.extend(named.take().map(|(path, is_line)| Block { path, is_line, text }));
        } else if let Some((path, rest)) = line.strip_prefix('`').and_then(|line| line.split_once('`')) {
            named = rest.ends_with('：').then(|| (path.to_owned(), rest != "："));
        }
    }
    blocks
}

fn new_site() -> Site {
    let site = Site::from("");
    let mut command = xiangwei();
    command.args(["new", "site", "--lang", "en"]).arg(site.path("new"));
    Run::of(command, site.path("new/public")).well();
    let made = Site::from("");
    crate::support::copy(&site.path("new"), made.root());
    made
}

/// Puts a block into the site. A line takes the place of the one that begins as it does.
fn take(site: &Site, block: &Block) {
    if !block.is_line {
        return site.write(&block.path, &block.text);
    }
    let (key, _) = block.text.split_once(':').unwrap();
    let old = fs::read_to_string(site.path(&block.path)).unwrap();
    let is_it = |line: &&str| line.split(':').next() == Some(key);
    let line = old.lines().find(is_it).unwrap();
    site.write(&block.path, old.replace(line, block.text.trim_end()));
}

fn check(site: &Site) -> String {
    let mut command = xiangwei();
    command.args(["check", "--lang", "en", "--format", "short", "--date", "2024-12-31", "--root"]).arg(site.root());
    Run::of(command, site.path("public")).screen()
}

#[test]
fn each_step_builds_and_the_last_page_is_the_themes_own() {
    let site = new_site();
    site.build().clean();
    let before = check(&site);
    let blocks = blocks();
    assert_eq!(blocks.iter().filter(|block| block.path.starts_with(THEME)).count(), 3);
    assert_eq!(blocks.len(), 6);
    for block in &blocks {
        take(&site, block);
        site.build().clean();
    }
    let (home, document) = (site.build().clean().file("index.html"), site.build().clean().file("zcwj/2024-1.html"));
    for page in [&home, &document] {
        assert!(page.contains("/assets/jianjie.") && !page.contains("/assets/gongbao."), "{page}");
    }
    assert!(home.contains("<ul class=\"rows\">\n<li><a href="), "{home}");
    assert!(document.contains("<svg class=\"qr\"") && document.contains("<strong>有效</strong>"), "{document}");
    // What the audit finds, it found before.
    let told = |screen: &str| screen.lines().map(str::to_owned).collect::<Vec<_>>();
    let new: Vec<_> = told(&check(&site)).into_iter().filter(|line| !told(&before).contains(line)).collect();
    assert_eq!(new, [""; 0]);
}

//! Mistakes, each of which stops publishing until it is mended.

use super::Row;
use crate::warm::matter::set;
use crate::warm::scene::Scene;

pub(super) const EDITS: &[Row] = &[
    ("broken front matter", 1, front_matter),
    ("unknown key", 1, unknown_key),
    ("reference to nothing", 1, reference),
    ("GBK file", 1, gbk),
    ("broken template", 1, template),
    ("template with an unknown name", 1, unknown_name),
    ("broken settings", 1, settings),
    ("no settings", 1, no_settings),
    ("no such theme", 1, theme),
    ("two pages at one address", 1, address),
    ("data that cannot be read", 1, data),
];

/// Spoils a document's text.
fn document(scene: &mut Scene, spoil: fn(&str) -> Option<String>) -> Option<String> {
    let path = scene.document()?;
    let text = spoil(&scene.text(&path)?)?;
    Some(scene.spoil(&path, text.as_bytes()))
}

fn front_matter(scene: &mut Scene) -> Option<String> {
    document(scene, |text| Some(text.replacen("---\n", "---\nsubtitle: \"没有完\n", 1)))
}

fn unknown_key(scene: &mut Scene) -> Option<String> {
    document(scene, |text| set(text, &["titel"], Some("甲")))
}

fn reference(scene: &mut Scene) -> Option<String> {
    document(scene, |text| set(text, &["related", "相关"], Some("/nowhere/nothing.md")))
}

fn gbk(scene: &mut Scene) -> Option<String> {
    let path = scene.document()?;
    // 标题 in GBK.
    Some(scene.spoil(&path, b"---\ntitle: \xb1\xea\xcc\xe2\n---\n"))
}

fn template(scene: &mut Scene) -> Option<String> {
    let path = scene.dice.one(&["templates/document.html", "templates/404.html", "templates/section.html"]);
    Some(scene.spoil(path, b"<p>{% if site.name %}</p>"))
}

/// A fault on every page that the template prints; it is told once, with their number.
fn unknown_name(scene: &mut Scene) -> Option<String> {
    let path = scene.dice.one(&["templates/document.html", "templates/section.html", "templates/home.html"]);
    Some(scene.spoil(path, b"<p>{{ site.nmae }}</p>"))
}

fn settings(scene: &mut Scene) -> Option<String> {
    let text = scene.text("xiangwei.yaml")?;
    Some(scene.spoil("xiangwei.yaml", format!("{text}pagniate: 3\n").as_bytes()))
}

/// Without settings it cannot run at all.
fn no_settings(scene: &mut Scene) -> Option<String> {
    let text = scene.text("xiangwei.yaml")?;
    scene.site.remove("xiangwei.yaml");
    scene.spoiled.push(("xiangwei.yaml".to_owned(), Some(text.into_bytes())));
    Some("xiangwei.yaml".to_owned())
}

fn theme(scene: &mut Scene) -> Option<String> {
    let text = scene.text("xiangwei.yaml")?;
    let text = crate::warm::matter::set_line(&text, &["theme", "主题"], Some("nosuch"));
    Some(scene.spoil("xiangwei.yaml", text.as_bytes()))
}

fn address(scene: &mut Scene) -> Option<String> {
    let document = scene.document()?;
    let text = format!("---\ntitle: 同一个网址\nkind: page\naliases: [/index.html]\n---\n\n{document}\n");
    let path = format!("content/{}.md", scene.name());
    Some(scene.spoil(&path, text.as_bytes()))
}

fn data(scene: &mut Scene) -> Option<String> {
    Some(scene.spoil("data/organisations.yaml", b"- { id: shili, nmae: \xe7\x94\xb2 }\n"))
}

//! Files that are not documents: static ones, attachments, data, fragments of a host portal.

use super::Row;
use crate::warm::matter::{parted, set};
use crate::warm::scene::Scene;

pub(super) const EDITS: &[Row] = &[
    ("static file", 3, static_file),
    ("static file deleted", 1, static_deleted),
    ("attachment", 3, attachment),
    ("attachment's bytes", 3, attachment_bytes),
    ("attachment of another length", 2, attachment_length),
    ("attachment under static/", 1, static_attachment),
    ("picture", 2, picture),
    ("file that nothing refers to", 1, unreferenced),
    ("loose file deleted", 1, loose_deleted),
    ("data that a template reads", 2, data_read),
    ("data file", 3, data),
    ("data file deleted", 1, data_deleted),
    ("data that nothing reads", 1, data_unread),
    ("register", 1, register),
    ("register's table", 3, register_table),
    ("host portal's fragment", 1, fragment),
];

/// The file's bytes: a few lines with a word.
fn bytes(word: &str) -> String {
    format!("文件{word}\n")
}

fn static_file(scene: &mut Scene) -> Option<String> {
    let (name, word) = (scene.dice.one(&["a.txt", "下载/乙.txt", "robots.txt", "deep/er/c.bin"]), scene.name());
    let path = format!("static/{name}");
    scene.site.write(&path, bytes(&word));
    Some(path)
}

fn static_deleted(scene: &mut Scene) -> Option<String> {
    let all = scene.below("static");
    let path = scene.dice.pick(&all)?;
    scene.site.remove(&path);
    Some(path)
}

/// A new file beside a document, which the document names.
fn attachment(scene: &mut Scene) -> Option<String> {
    let (document, word) = (scene.document()?, scene.name());
    let file = format!("附件{word}.txt");
    scene.change(&document, |text| {
        set(text, &["attachments", "附件"], Some(&format!("[{{ file: {file}, title: 附件{word} }}]")))
    })?;
    let path = format!("{}/{file}", document.rsplit_once('/')?.0);
    scene.site.write(&path, bytes(&word));
    Some(path)
}

/// The files under content/ that are not Markdown.
fn loose(scene: &Scene) -> Vec<String> {
    scene.below("content").into_iter().filter(|path| !path.ends_with(".md")).collect()
}

fn attachment_bytes(scene: &mut Scene) -> Option<String> {
    let all = loose(scene);
    let (path, word) = (scene.dice.pick(&all)?, scene.name());
    if path.ends_with(".svg") {
        return None;
    }
    scene.site.write(&path, bytes(&word));
    Some(path)
}

/// Its size is shown on the page of the document, which itself does not change.
fn attachment_length(scene: &mut Scene) -> Option<String> {
    let all = loose(scene);
    let path = scene.dice.pick(&all).filter(|path| !path.ends_with(".svg"))?;
    let length = 1 + scene.dice.below(5_000);
    scene.site.write(&path, "x".repeat(length));
    Some(format!("{path}, {length} bytes"))
}

fn static_attachment(scene: &mut Scene) -> Option<String> {
    let (document, word) = (scene.document()?, scene.name());
    scene.site.write("static/downloads/shared.pdf", bytes(&word).repeat(word.len()));
    scene.change(&document, |text| set(text, &["attachments", "附件"], Some("[{ file: /downloads/shared.pdf }]")))
}

fn picture(scene: &mut Scene) -> Option<String> {
    let (document, word) = (scene.document()?, scene.name());
    let path = format!("{}/图{word}.png", document.rsplit_once('/')?.0);
    scene.site.write(&path, bytes(&word));
    scene.change(&document, |text| {
        parted(text)?;
        Some(format!("{text}\n![图{word}](图{word}.png)\n"))
    })?;
    Some(path)
}

fn unreferenced(scene: &mut Scene) -> Option<String> {
    let (folder, name) = (scene.section()?, scene.name());
    let path = format!("{folder}/没用到{name}.docx");
    scene.site.write(&path, bytes(&name));
    Some(path)
}

fn loose_deleted(scene: &mut Scene) -> Option<String> {
    let all = loose(scene);
    let path = scene.dice.pick(&all)?;
    scene.site.remove(&path);
    Some(path)
}

/// A template of the site that reads a table; where the table is not there yet, that is a fault until it is.
fn data_read(scene: &mut Scene) -> Option<String> {
    let path = "templates/404.html";
    let word = scene.name();
    scene
        .site
        .write(path, format!("{word} {{% for row in data(\"rows\") %}}<i>{{{{ row.name }}}}</i>{{% endfor %}}\n"));
    if scene.dice.percent(70) && scene.below("data").iter().all(|path| !path.starts_with("data/rows.")) {
        scene.site.write("data/rows.csv", "name\n甲\n");
    }
    Some(path.to_owned())
}

/// The table, in one of its forms: the first that is there is read.
fn data(scene: &mut Scene) -> Option<String> {
    let word = scene.name();
    let (path, text) = match scene.dice.below(4) {
        0 => ("data/rows.yaml", format!("- name: {word}\n")),
        1 => ("data/rows.json", format!("[{{\"name\": \"{word}\"}}]\n")),
        2 => ("data/rows.yml", format!("- {{ name: {word} }}\n")),
        _ => ("data/rows.csv", format!("name,other\n{word},1\n乙,2\n")),
    };
    scene.site.write(path, text);
    Some(path.to_owned())
}

/// A register, and its table if there is none yet.
fn register(scene: &mut Scene) -> Option<String> {
    let (name, publisher) = (scene.name(), scene.organisations().first()?.clone());
    if !scene.below("data").contains(&"data/register.csv".to_owned()) {
        register_table(scene);
    }
    let path = format!("content/{name}.md");
    let columns = "columns: [名称, { name: 状态, done: 已办 }, { name: 文件, type: document }]";
    let keys = format!("kind: register\npublisher: {publisher}\npublished: 2024-02-01\ndata: register.csv\n{columns}");
    scene.site.write(&path, format!("---\ntitle: 台账{name}\n{keys}\nstatus_field: 状态\n---\n"));
    Some(path)
}

/// Rows that come and go; one may name a document.
fn register_table(scene: &mut Scene) -> Option<String> {
    let document = scene.document().unwrap_or_default();
    let document = document.strip_prefix("content").unwrap_or_default();
    let words = [scene.name(), scene.name()];
    let state = scene.dice.one(&["已办", "在办", ""]);
    let rows = [format!("{},{state},\n", words[0]), format!("不变,在办,{document}\n"), format!("{},,\n", words[1])];
    let count = if scene.dice.percent(50) { 3 } else { 2 };
    scene.site.write("data/register.csv", format!("名称,状态,文件\n{}", rows[..count].concat()));
    Some("data/register.csv".to_owned())
}

fn data_deleted(scene: &mut Scene) -> Option<String> {
    let all: Vec<String> = scene.below("data").into_iter().filter(|path| path.starts_with("data/rows.")).collect();
    let path = scene.dice.pick(&all)?;
    scene.site.remove(&path);
    Some(path)
}

fn data_unread(scene: &mut Scene) -> Option<String> {
    let word = scene.name();
    scene.site.write("data/deep/nobody.yaml", format!("word: {word}\n"));
    Some("data/deep/nobody.yaml".to_owned())
}

fn fragment(scene: &mut Scene) -> Option<String> {
    let all = scene.below("host");
    let (path, word) = (scene.dice.pick(&all)?, scene.name());
    scene.site.write(&path, format!("<div>门户{word}</div>\n"));
    Some(path)
}

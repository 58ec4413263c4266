//! Sections: what their `_index.md` says, and their folders.

use super::Row;
use crate::warm::matter::{Names, joined, parted};
use crate::warm::scene::Scene;
use std::fs;

pub(super) const EDITS: &[Row] = &[
    ("section's title", 3, title),
    ("section's text", 2, body),
    ("section's key", 8, key),
    ("section's cascade", 2, cascade),
    ("section's key taken out", 1, key_out),
    ("section added", 2, add),
    ("section deleted", 1, delete),
    ("_index.md deleted", 1, delete_index),
    ("section renamed", 2, rename),
    ("section moved into another", 1, relocate),
];

/// Keys of a section that are set on one line.
const KEYS: &[(Names, &[&str])] = &[
    (&["weight", "排序"], &["1", "2", "30", "-4"]),
    (&["description", "栏目描述"], &["描述甲", "描述乙"]),
    (&["keywords", "关键词"], &["栏目词", "栏目词、又一个"]),
    (&["column_type", "栏目类型"], &["政策文件", "工作动态"]),
    (&["sort", "排序方式"], &["title", "weight", "published", "doc_number", "year"]),
    (&["paginate", "每页条数"], &["1", "2", "3", "100"]),
    (&["max_age", "更新期限"], &["30"]),
    (
        &["collect", "汇集"],
        &["{ kind: notice }", "{ kind: news }", "{ status: 有效 }", "{ keyword: 法治 }", "{ year: 2024 }"],
    ),
    (&["navigation", "导航"], &["true", "false"]),
    (&["draft", "草稿"], &["true", "false"]),
];

fn index(folder: &str) -> String {
    format!("{folder}/_index.md")
}

fn title(scene: &mut Scene) -> Option<String> {
    let (folder, word) = (scene.section()?, scene.name());
    scene.set(&index(&folder), &["title", "标题"], Some(&format!("栏目{word}")))
}

fn body(scene: &mut Scene) -> Option<String> {
    let (folder, word) = (scene.section()?, scene.name());
    scene.change(&index(&folder), |text| {
        let (matter, body) = parted(text)?;
        Some(joined(matter, &format!("{body}\n栏目说明{word}。\n")))
    })
}

fn key(scene: &mut Scene) -> Option<String> {
    let folder = scene.section()?;
    let (names, values) = scene.dice.one(KEYS);
    let value = scene.dice.one(values);
    scene.set(&index(&folder), names, Some(value))
}

fn key_out(scene: &mut Scene) -> Option<String> {
    let folder = scene.section()?;
    let (names, _) = scene.dice.one(KEYS);
    scene.set(&index(&folder), names, None)
}

/// What is handed down stays; a key more comes along.
fn cascade(scene: &mut Scene) -> Option<String> {
    let folder = scene.inner_section()?;
    let (word, more) = (scene.name(), scene.dice.one(&["keywords: 继承词", "source: 继承的来源", "author: 作者"]));
    scene.change(&index(&folder), |text| {
        let flow = text.replace("cascade: { ", &format!("cascade: {{ {more}{word}, "));
        if text.contains("cascade: { ") && !text.contains("keywords") {
            return Some(flow);
        }
        let (matter, body) = parted(text)?;
        let none = !matter.contains("cascade") && !matter.contains("继承");
        none.then(|| joined(&format!("{matter}cascade: {{ {more}{word} }}\n"), body))
    })
}

fn add(scene: &mut Scene) -> Option<String> {
    let (above, name) = (scene.section()?, scene.name());
    let folder = format!("{above}/{name}");
    scene.site.write(&index(&folder), format!("---\ntitle: 新栏目{name}\n---\n\n说明。\n"));
    if scene.dice.percent(70) {
        scene
            .site
            .write(&format!("{folder}/a.md"), format!("---\ntitle: 新栏目里的{name}\nkind: page\n---\n\n正文。\n"));
    }
    Some(folder)
}

fn delete(scene: &mut Scene) -> Option<String> {
    let folder = scene.inner_section().filter(|folder| scene_has_more(folder))?;
    fs::remove_dir_all(scene.site.path(&folder)).unwrap();
    Some(folder)
}

/// Only sections that edits made are deleted whole: a site shall not run empty.
fn scene_has_more(folder: &str) -> bool {
    folder.rsplit('/').next().is_some_and(|name| name.starts_with('n'))
}

fn delete_index(scene: &mut Scene) -> Option<String> {
    let folder = scene.inner_section()?;
    let text = fs::read(scene.site.path(&index(&folder))).unwrap();
    scene.site.remove(&index(&folder));
    scene.spoiled.push((index(&folder), Some(text)));
    Some(index(&folder))
}

fn rename(scene: &mut Scene) -> Option<String> {
    let folder = scene.inner_section()?;
    let to = format!("{}/{}", folder.rsplit_once('/')?.0, scene.name());
    move_folder(scene, &folder, &to)
}

fn relocate(scene: &mut Scene) -> Option<String> {
    let (folder, above) = (scene.inner_section()?, scene.section()?);
    let to = format!("{above}/{}", folder.rsplit('/').next()?);
    let into_itself = above == folder || above.starts_with(&format!("{folder}/"));
    (!into_itself && !scene.site.path(&to).exists()).then(|| move_folder(scene, &folder, &to)).flatten()
}

/// Moves a folder, and puts links right that name it from the root.
fn move_folder(scene: &mut Scene, from: &str, to: &str) -> Option<String> {
    fs::rename(scene.site.path(from), scene.site.path(to)).unwrap();
    let within = |path: &str| format!("{}/", path.strip_prefix("content/").unwrap_or(path));
    for path in scene.below("content") {
        scene.change(&path, |text| text.contains(&within(from)).then(|| text.replace(&within(from), &within(to))));
    }
    Some(format!("{from} -> {to}"))
}

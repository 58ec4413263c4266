//! Documents: text, keys, and the file itself.

use super::Row;
use crate::warm::matter::{Names, get, joined, parted};
use crate::warm::scene::Scene;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

pub(super) const EDITS: &[Row] = &[
    ("body", 8, body),
    ("first paragraph", 4, first_paragraph),
    ("heading", 2, heading),
    ("link", 3, link),
    ("number in the text", 2, number),
    ("title", 6, title),
    ("key", 16, key),
    ("key taken out", 3, key_out),
    ("policy key", 6, policy_key),
    ("relation", 4, relation),
    ("kind", 1, kind),
    ("document added", 5, add),
    ("document deleted", 4, delete),
    ("document renamed", 2, rename),
    ("document renamed, links put right", 3, rename_with_links),
    ("document moved", 2, relocate),
    ("document into a folder of its own", 1, own_folder),
    ("same length, same time", 4, same_length),
    ("same length, same time, another inode", 2, same_length_replaced),
    ("older time", 2, older_time),
    ("touched", 2, touch),
    ("written again", 1, written_again),
    ("front matter said otherwise", 1, said_otherwise),
];

const TITLE: Names = &["title", "标题"];
const KIND: Names = &["kind", "类型"];

/// Keys of every document, with values that are worth trying; `{n}` is a new number, `{org}` an organisation.
const KEYS: &[(Names, &[&str])] = &[
    (
        &["published", "发布日期"],
        &["2024-01-01", "2024-02-29 09:30", "2023-12-31", "2024-12-31", "2025-01-01", "2025-06-30"],
    ),
    (&["updated", "更新日期"], &["2025-12-31", "2026-01-01 08:00"]),
    (&["keywords", "关键词"], &["法治", "法治、公开", "新词{n}", "公开, 服务", "\"Fa/Zhi\""]),
    (&["topic", "主题分类"], &["综合政务", "综合政务\\政务公开", "综合政务\\信访", "国防", "科技、教育\\教育"]),
    (&["publisher", "发布机构"], &["{org}", "{org}", "[{org}, {org}]"]),
    (&["source", "来源"], &["来源{n}"]),
    (&["author", "作者"], &["作者{n}"]),
    (&["subtitle", "副标题"], &["副标题{n}"]),
    (&["weight", "排序"], &["1", "2", "3", "-1"]),
    (&["summary", "摘要", "内容概述"], &["摘要{n}。", "同一个摘要。"]),
    (&["id", "标识"], &["id-{n}"]),
    (&["index_number", "索引号"], &["000000000/2025-0{n}"]),
    (&["doc_number", "发文字号", "文号"], &["示政发〔2024〕10{n}号"]),
    (&["aliases", "旧链接"], &["[/old/{n}.html]", "[/old/{n}.html, /older/{n}/]"]),
    (&["history", "修订记录"], &["[{ date: 2024-05-0{d}, note: 改了{n} }]"]),
    (&["draft", "草稿"], &["true", "false"]),
    (&["archived", "归档"], &["2024-06-30", "2024-12-31", "2025-01-01"]),
    (&["withdrawn", "撤回"], &["{ date: 2024-06-30, reason: 有误{n} }", "{ date: 2025-01-01, reason: 另发 }"]),
    (&["slug", "链接名"], &["slug-{n}", "链接{n}"]),
    (&["extra", "扩展"], &["{ 颜色: 红{n} }"]),
    (&["duty", "公开事项"], &["20-1", "[20-2, 21-1]"]),
    (&["form", "公文种类"], &["通知", "意见"]),
];

/// Keys of a policy.
const POLICY_KEYS: &[(Names, &[&str])] = &[
    (&["effective", "施行日期"], &["2024-01-15", "2024-12-31", "2025-01-01", "2025-06-30"]),
    (&["expires", "有效期至"], &["2024-12-30", "2024-12-31", "2025-06-30", "2030-12-31"]),
    (&["normative", "规范性文件"], &["true", "false"]),
    (&["register_number", "登记号"], &["DJ-{n}"]),
];

fn filled(scene: &mut Scene, value: &str) -> String {
    let number = scene.name().trim_start_matches('n').to_owned();
    let mut value = value.replace("{n}", &number).replace("{d}", &format!("{}", 1 + number.len() % 9));
    while value.contains("{org}") {
        let all = scene.organisations();
        let organisation = scene.dice.pick(&all).unwrap_or_default();
        value = value.replacen("{org}", &organisation, 1);
    }
    value
}

fn body(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    scene.change(&path, |text| Some(format!("{text}\n又一段{word}。\n")))
}

fn first_paragraph(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    scene.change(&path, |text| {
        let (matter, body) = parted(text)?;
        Some(joined(matter, &format!("\n开头一段{word}。\n\n{}", body.trim_start())))
    })
}

fn heading(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    scene.change(&path, |text| Some(format!("{text}\n## 标题{word}\n\n### 下级{word}\n\n文字。\n")))
}

/// A link to another document, a section, or an outside page.
fn link(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    let to = match scene.dice.below(4) {
        0 => format!("https://www.example.com/{word}"),
        1 => format!("/{}/_index.md", scene.section()?.strip_prefix("content")?.trim_start_matches('/')),
        _ => format!("/{}", scene.document()?.strip_prefix("content/")?.to_owned()),
    };
    let to = to.replace("//_index.md", "/_index.md");
    scene.change(&path, |text| Some(format!("{text}\n见[链接{word}](<{to}>)。\n")))
}

/// The document number of another document in running text; it may be there or not.
fn number(scene: &mut Scene) -> Option<String> {
    let (path, other) = (scene.document()?, scene.document()?);
    let text = scene.text(&other)?;
    let number = get(parted(&text)?.0, &["doc_number", "发文字号", "文号"]).unwrap_or("示政发〔2024〕101号").to_owned();
    scene.change(&path, |text| Some(format!("{text}\n按照{number}办理。\n")))
}

fn title(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    scene.set(&path, TITLE, Some(&format!("新的标题{word}")))
}

fn key(scene: &mut Scene) -> Option<String> {
    let path = scene.document()?;
    let (names, values) = scene.dice.one(KEYS);
    let value = scene.dice.one(values);
    let value = filled(scene, value);
    scene.set(&path, names, Some(&value))
}

fn key_out(scene: &mut Scene) -> Option<String> {
    let path = scene.document()?;
    let text = scene.text(&path)?;
    let matter = parted(&text)?.0;
    let there: Vec<Names> = KEYS.iter().map(|(names, _)| *names).filter(|names| get(matter, names).is_some()).collect();
    let names = scene.dice.pick(&there)?;
    scene.set(&path, names, None)
}

/// One of the policies, by its own kind or by what the section hands down.
fn policy(scene: &mut Scene) -> Option<String> {
    let is_policy = |text: &str| {
        let kind = parted(text).and_then(|(matter, _)| get(matter, KIND).map(str::to_owned));
        kind.is_some_and(|kind| ["policy", "政策文件"].contains(&kind.as_str()))
    };
    let hands_down = |folder: &str| {
        let index = scene.text(&format!("{folder}/_index.md")).unwrap_or_default();
        index.contains("kind: policy") || index.contains("类型: 政策文件")
    };
    let (all, mut found) = (scene.documents(), Vec::new());
    for path in all {
        let text = scene.text(&path).unwrap_or_default();
        let own = parted(&text).is_some_and(|(matter, _)| get(matter, KIND).is_some());
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if is_policy(&text) || (!own && hands_down(folder)) {
            found.push(path);
        }
    }
    scene.dice.pick(&found)
}

fn policy_key(scene: &mut Scene) -> Option<String> {
    let path = policy(scene)?;
    let (names, values) = scene.dice.one(POLICY_KEYS);
    let value = scene.dice.one(values);
    let value = filled(scene, value);
    scene.set(&path, names, Some(&value))
}

/// `related` of any document, or one policy that repeals or amends another, wholly or in part.
fn relation(scene: &mut Scene) -> Option<String> {
    if scene.dice.percent(40) {
        let (path, other) = (scene.document()?, scene.document()?);
        return scene.set(&path, &["related", "相关"], Some(&reference(&other)));
    }
    let (path, other) = (policy(scene)?, policy(scene)?);
    let names: Names = if scene.dice.percent(50) { &["repeals", "废止"] } else { &["amends", "修改"] };
    let (to, date) = (reference(&other), scene.dice.one(&["2024-12-31", "2025-01-01", "2024-03-01"]));
    let value = match scene.dice.below(3) {
        0 => to,
        1 => format!("[{{ document: {to}, date: {date} }}]"),
        _ => format!("[{{ document: {to}, parts: 第三条, date: {date} }}]"),
    };
    (path != other).then(|| scene.set(&path, names, Some(&value))).flatten()
}

/// A document as others name it.
fn reference(path: &str) -> String {
    format!("\"{}\"", path.trim_start_matches("content"))
}

fn kind(scene: &mut Scene) -> Option<String> {
    let path = scene.document()?;
    let kind = scene.dice.one(&["notice", "news", "page", "policy"]);
    scene.set(&path, KIND, Some(kind))
}

fn add(scene: &mut Scene) -> Option<String> {
    let (folder, name) = (scene.section()?, scene.name());
    let kind = scene.dice.one(&["notice", "news", "page"]);
    let day = scene.dice.one(&["2024-01-01", "2024-12-30", "2024-12-31 08:00", "2019-05-05", "2025-01-01"]);
    let organisation = filled(scene, "{org}");
    let path = format!("{folder}/{name}.md");
    scene.site.write(
        &path,
        format!(
            "---\ntitle: 新文档{name}\nkind: {kind}\npublisher: {organisation}\npublished: {day}\nkeywords: 法治、新\n---\n\n正文{name}。\n"
        ),
    );
    Some(path)
}

fn delete(scene: &mut Scene) -> Option<String> {
    let path = scene.document()?;
    scene.site.remove(&path);
    Some(path)
}

fn rename(scene: &mut Scene) -> Option<String> {
    let path = scene.document().filter(|path| !path.ends_with("/index.md"))?;
    let to = format!("{}/{}.md", path.rsplit_once('/')?.0, scene.name());
    fs::rename(scene.site.path(&path), scene.site.path(&to)).unwrap();
    Some(format!("{path} -> {to}"))
}

/// The same, and whoever names the file by its name names the new one.
fn rename_with_links(scene: &mut Scene) -> Option<String> {
    let told = rename(scene)?;
    let (from, to) = told.split_once(" -> ")?;
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    for path in scene.below("content") {
        scene.change(&path, |text| text.contains(&name(from)).then(|| text.replace(&name(from), &name(to))));
    }
    Some(told)
}

fn relocate(scene: &mut Scene) -> Option<String> {
    let path = scene.document().filter(|path| !path.ends_with("/index.md"))?;
    let to = format!("{}/{}", scene.section()?, path.rsplit('/').next()?);
    if scene.site.path(&to).exists() {
        return None;
    }
    fs::rename(scene.site.path(&path), scene.site.path(&to)).unwrap();
    Some(format!("{path} -> {to}"))
}

fn own_folder(scene: &mut Scene) -> Option<String> {
    let path = scene.document().filter(|path| !path.ends_with("/index.md"))?;
    let to = format!("{}/index.md", path.strip_suffix(".md")?);
    if scene.site.path(path.strip_suffix(".md")?).exists() {
        return None;
    }
    fs::create_dir_all(scene.site.path(path.strip_suffix(".md")?)).unwrap();
    fs::rename(scene.site.path(&path), scene.site.path(&to)).unwrap();
    Some(format!("{path} -> {to}"))
}

/// A document with one Chinese character put for another of as many bytes.
fn one_character_other(scene: &mut Scene) -> Option<(String, String)> {
    let path = scene.document()?;
    let text = scene.text(&path)?;
    let is_chinese = |(_, character): &(usize, char)| ('一'..='龥').contains(character);
    let places: Vec<(usize, char)> = text.char_indices().filter(is_chinese).collect();
    // Rather in the body or title than in a key's name.
    let (at, old) = scene.dice.pick(&places[places.len() / 2..])?;
    let new = scene.dice.one(&['甲', '乙', '丙', '丁']);
    let changed = format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]);
    (new != old).then_some((path, changed))
}

fn time(scene: &Scene, path: &str) -> SystemTime {
    fs::metadata(scene.site.path(path)).unwrap().modified().unwrap()
}

fn set_time(scene: &Scene, path: &str, time: SystemTime) {
    File::options().write(true).open(scene.site.path(path)).unwrap().set_modified(time).unwrap();
}

fn same_length(scene: &mut Scene) -> Option<String> {
    let (path, text) = one_character_other(scene)?;
    let before = time(scene, &path);
    fs::write(scene.site.path(&path), text).unwrap();
    set_time(scene, &path, before);
    Some(path)
}

fn same_length_replaced(scene: &mut Scene) -> Option<String> {
    let (path, text) = one_character_other(scene)?;
    let before = time(scene, &path);
    scene.site.write("aside.tmp", text);
    set_time(scene, "aside.tmp", before);
    fs::rename(scene.site.path("aside.tmp"), scene.site.path(&path)).unwrap();
    Some(path)
}

/// A change whose time lies before that of the last build, as a copy out of a backup has it.
fn older_time(scene: &mut Scene) -> Option<String> {
    let path = body(scene)?;
    let days = scene.dice.below(9_000) as u64;
    set_time(scene, &path, SystemTime::UNIX_EPOCH + Duration::from_secs(days * 86_400));
    Some(path)
}

fn touch(scene: &mut Scene) -> Option<String> {
    let all = scene.sources();
    let path = scene.dice.pick(&all)?;
    let days = 20_000 + scene.dice.below(2_000) as u64;
    set_time(scene, &path, SystemTime::UNIX_EPOCH + Duration::from_secs(days * 86_400));
    Some(path)
}

fn written_again(scene: &mut Scene) -> Option<String> {
    let all = scene.sources();
    let path = scene.dice.pick(&all)?;
    let bytes = fs::read(scene.site.path(&path)).unwrap();
    fs::remove_file(scene.site.path(&path)).unwrap();
    scene.site.write(&path, bytes);
    Some(path)
}

/// A comment, another order of keys: the file changes, its values do not.
fn said_otherwise(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.document()?, scene.name());
    scene.change(&path, |text| {
        let (matter, body) = parted(text)?;
        Some(joined(&format!("# 说明{word}\n{matter}"), body))
    })
}

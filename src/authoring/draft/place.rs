//! Where a new document stands, and what its file is called.

use super::Wanted;
use crate::authoring::Site;
use crate::content::{Kind, Section};
use crate::diag::Failure;
use crate::law::closed_list::ClosedList as _;
use crate::markdown::slug;
use crate::say;

/// The folder of the section that it belongs to: the one that was named, else the only one of its kind.
pub(super) fn folder(site: &Site, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let into = wanted.into.map(|word| named(site, word));
    let fitting = match into {
        Some(found) => found,
        None => of_kind(site, wanted.kind),
    };
    match (fitting.as_slice(), wanted.into) {
        ([only], _) => Ok(only.folder.clone()),
        ([], Some(word)) => {
            let all = list(&site.sections.iter().collect::<Vec<_>>());
            Err(Failure::own(say!("没有栏目“{word}”；栏目有：{all}", "there is no section {word}; there is {all}")))
        }
        ([], None) => {
            let (name, code) = (wanted.kind.name(), wanted.kind.code());
            Err(Failure::own(say!(
                "没有“{name}”的栏目：用 --into 指定一个，或在某个栏目的 _index.md 里写“继承: {{ 类型: {name} }}”",
                "no section hands down the kind {code}: name one with --into, or write `cascade: {{ kind: {code} }}` in its _index.md"
            )))
        }
        (several, _) => {
            let (name, code, all) = (wanted.kind.name(), wanted.kind.code(), list(several));
            Err(Failure::own(say!(
                "“{name}”有几个栏目：{all}；用 --into 指定一个",
                "several sections fit {code}: {all}; name one with --into"
            )))
        }
    }
}

/// The sections with a folder or a title.
fn named<'a>(site: &'a Site, word: &str) -> Vec<&'a Section> {
    let folder = word.trim_matches('/');
    let folder = folder.strip_prefix("content").map_or(folder, |rest| rest.trim_start_matches('/'));
    match site.section(folder) {
        Some(section) => vec![section],
        None => site.sections.iter().filter(|section| section.title == word).collect(),
    }
}

/// The sections whose documents are of a kind. Pages stand at home, unless a section says that its documents are pages.
fn of_kind(site: &Site, kind: Kind) -> Vec<&Section> {
    let says = |section: &&Section| site.handed_down(&section.folder, "kind").is_some();
    let fits = |section: &&Section| says(section) && site.kind_in(&section.folder) == kind;
    let fitting: Vec<&Section> = site.sections.iter().filter(fits).collect();
    match (kind, fitting.as_slice()) {
        (Kind::Page, []) => site.section("").into_iter().collect(),
        _ => fitting,
    }
}

fn list(sections: &[&Section]) -> String {
    sections.iter().map(|one| format!("{}（{}）", shown(&one.folder), one.title)).collect::<Vec<_>>().join("、")
}

fn shown(folder: &str) -> &str {
    if folder.is_empty() { "/" } else { folder }
}

/// The name of its file: the one that was typed; for a page its title, since its address is read by people; else the
/// year and a number.
pub(super) fn name(site: &Site, folder: &str, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let is_free = |name: &String| !site.has(&path(folder, name)) && !site.has(&path(folder, &format!("{name}/index")));
    if let Some(typed) = wanted.name {
        let name = typed.strip_suffix(".md").unwrap_or(typed).to_owned();
        let is_plain =
            !name.is_empty() && !name.starts_with(['.', '_']) && !name.contains(['/', '\\']) && name != "index";
        return match (is_plain, is_free(&name)) {
            (true, true) => Ok(name),
            (true, false) => Err(Failure::own(say!("已经有 {name} 这篇文档", "there is a document {name} already"))),
            (false, _) => Err(Failure::own(say!("“{typed}”不能作文件名", "{typed} is no name for a file"))),
        };
    }
    let year = site.today.year();
    let numbered = (1..).map(|number| format!("{year}-{number}"));
    let titled = (wanted.kind == Kind::Page).then(|| slug(wanted.title)).filter(|name| name != "index");
    let free = titled.into_iter().chain(numbered).find(is_free);
    Ok(free.expect("one of endless names is free"))
}

/// The path of a document with a name in a folder.
pub(super) fn path(folder: &str, name: &str) -> String {
    match folder {
        "" => format!("content/{name}.md"),
        _ => format!("content/{folder}/{name}.md"),
    }
}

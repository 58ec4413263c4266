//! The section that a new document belongs to.

use super::Site;
use crate::content::{Kind, Section};
use crate::diag::Failure;
use crate::law::closed_list::ClosedList as _;
use crate::say;

/// The folder of the section that was named, by its folder or its title.
///
/// # Errors
/// When there is none, or more than one.
pub fn section_named(site: &Site, word: &str) -> Result<String, Failure> {
    let fitting = named(site, word);
    match fitting.as_slice() {
        [only] => Ok(only.folder.clone()),
        [] => {
            let all = list(&site.sections.iter().collect::<Vec<_>>());
            Err(Failure::own(say!("没有栏目“{word}”；栏目有：{all}", "there is no section {word}; there is {all}")))
        }
        several => {
            let all = list(several);
            Err(Failure::own(say!(
                "“{word}”有几个栏目：{all}；写文件夹",
                "several sections are called {word}: {all}; name the folder"
            )))
        }
    }
}

/// The folder of the only section of a kind.
///
/// # Errors
/// When there is none, or more than one.
pub fn section_of(site: &Site, kind: Kind) -> Result<String, Failure> {
    let (name, code) = (kind.name(), kind.code());
    let fitting = of_kind(site, kind);
    match fitting.as_slice() {
        [only] => Ok(only.folder.clone()),
        [] => Err(Failure::own(say!(
            "没有“{name}”的栏目：用 --into 指定一个，或在某个栏目的 _index.md 里写“继承: {{ 类型: {name} }}”",
            "no section hands down the kind {code}: name one with --into, or write `cascade: {{ kind: {code} }}` in its _index.md"
        ))),
        several => {
            let all = list(several);
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

/// The sections that say themselves that their documents are of a kind; those within them need not. Pages stand at home, unless a section says that its documents are pages.
fn of_kind(site: &Site, kind: Kind) -> Vec<&Section> {
    let fits = |section: &&Section| section.hands_down("kind").is_some() && site.kind_in(&section.folder) == kind;
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

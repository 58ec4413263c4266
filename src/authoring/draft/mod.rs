//! A new document: where it stands, what it is called, and its text with every key that it needs.

mod place;
mod text;

use super::{Site, section_named, section_of};
use crate::content::{self, DOCUMENT_KEYS, Kind, KindKey};
use crate::diag::Failure;
use crate::law::closed_list::ClosedList as _;
use crate::law::nearest::few_nearest;
use crate::say;
use crate::yaml::{Key, YES};

/// What somebody wants to write.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: &'a str,
    /// The folder or title of its section, where several would do.
    pub into: Option<&'a str>,
    /// Its file's name, without the ending.
    pub name: Option<&'a str>,
    /// Names that pages of the site's own have at its root.
    pub ours: &'a [String],
    /// Values for keys, by any of their names.
    pub values: &'a [(String, String)],
}

impl Wanted<'_> {
    /// The value that was given for a key.
    fn value(&self, key: &Key) -> Option<&str> {
        self.values.iter().find(|(name, _)| key.is(name)).map(|(_, value)| value.as_str())
    }
}

/// A document that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its file, from the site's root; none is there.
    pub path: String,
    /// What to write into it.
    pub text: String,
    /// Whether it is kept back until somebody says that it is done.
    pub is_kept_back: bool,
}

/// Makes the text of a new document. It is a draft unless it is said that it is none, so that nothing half-written is published.
///
/// # Errors
/// When it is not clear where it belongs, or a key is needed that nobody can guess.
pub fn draft(site: &Site, wanted: &Wanted<'_>) -> Result<Draft, Failure> {
    check_title(wanted)?;
    check_names(wanted)?;
    check_once(wanted)?;
    check_values(site, wanted)?;
    let folder = match wanted.into {
        Some(word) => section_named(site, word)?,
        None => section_of(site, wanted.kind)?,
    };
    let name = place::name(site, &folder, wanted)?;
    let text = text::text(site, &folder, wanted)?;
    Ok(Draft { path: format!("{}.md", place::base(&folder, &name)), text, is_kept_back: is_kept_back(wanted) })
}

/// Whether it is a draft, as all are for which nothing else was said.
fn is_kept_back(wanted: &Wanted<'_>) -> bool {
    let said = keys(wanted.kind).find(|known| known.key.en == "draft").and_then(|known| wanted.value(&known.key));
    said.is_none_or(|word| !YES[1].contains(&word.trim()))
}

/// The keys that documents of a kind may have.
fn keys(kind: Kind) -> impl Iterator<Item = &'static KindKey> {
    DOCUMENT_KEYS.iter().filter(move |known| known.is_of(kind))
}

/// Whether there is a title; what is named besides the values is not given a second time among them.
fn check_title(wanted: &Wanted<'_>) -> Result<(), Failure> {
    if wanted.title.trim().is_empty() {
        return Err(Failure::own(say!("标题是空的：写明标题", "the title is empty: name one")));
    }
    let is_named = |known: &&KindKey| matches!(known.key.en, "title" | "kind");
    let twice = keys(wanted.kind).filter(is_named).find(|known| wanted.value(&known.key).is_some());
    match twice.map(|known| (known.key.zh[0], known.key.en)) {
        Some((zh, en)) => Err(Failure::own(say!(
            "“{zh}”写在命令里，不用 --set：xiangwei new 文种 标题",
            "`{en}` is an argument of its own and not set: xiangwei new KIND TITLE"
        ))),
        None => Ok(()),
    }
}

/// Whether the values are such that front matter with them is read without a fault.
fn check_values(site: &Site, wanted: &Wanted<'_>) -> Result<(), Failure> {
    for (name, value) in wanted.values {
        let line = format!("{name}: {}\n", text::typed(value));
        if let Some(fault) = content::value_fault(wanted.kind, &line, &site.config) {
            let (zh, en) = (fault.message.zh, fault.message.en);
            return Err(Failure::own(say!("--set {name}={value}：{zh}", "--set {name}={value}: {en}")));
        }
    }
    Ok(())
}

/// Whether no key is given a value twice, by one of its names or two.
fn check_once(wanted: &Wanted<'_>) -> Result<(), Failure> {
    let given = |known: &&KindKey| wanted.values.iter().filter(|(name, _)| known.key.is(name)).count() > 1;
    match keys(wanted.kind).find(given).map(|known| (known.key.zh[0], known.key.en)) {
        Some((zh, en)) => Err(Failure::own(say!("“{zh}”给了两次", "`{en}` is given twice"))),
        None => Ok(()),
    }
}

fn check_names(wanted: &Wanted<'_>) -> Result<(), Failure> {
    let known = |name: &str| keys(wanted.kind).any(|known| known.key.is(name));
    let Some((name, _)) = wanted.values.iter().find(|(name, _)| !known(name)) else { return Ok(()) };
    let near = few_nearest(name, keys(wanted.kind).flat_map(|known| known.key.names())).join("、");
    let (kind, code) = (wanted.kind.name(), wanted.kind.code());
    Err(Failure::own(match near.is_empty() {
        true => say!("“{kind}”没有 {name} 这个键", "a document of the kind {code} has no key `{name}`"),
        false => say!(
            "“{kind}”没有 {name} 这个键；相近的有：{near}",
            "a document of the kind {code} has no key `{name}`; there is {near}"
        ),
    }))
}

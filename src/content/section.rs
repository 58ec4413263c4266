//! A section (栏目): a folder under content/ with an `_index.md`.

use super::body::BodyText;
use super::filter::{Filter, Order};
use super::keys::{DOCUMENT, SECTION, TITLE};
use crate::config::Organisations;
use crate::diag::{Diagnostic, Path, Place, shared};
use crate::law::column_type::ColumnType;
use crate::markdown::Outline;
use crate::yaml::{Fields, Free, Value, Yaml};
use serde::{Deserialize, Serialize};

/// A folder's path under content/, without slashes around it; the root's is empty.
pub type Folder = String;

/// One `_index.md`, understood alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Section {
    #[serde(with = "shared")]
    pub path: Path,
    pub folder: Folder,
    pub title: String,
    pub weight: Option<i64>,
    pub description: Option<String>,
    pub keywords: Vec<String>,
    pub column_type: Option<ColumnType>,
    pub sort: Option<Order>,
    pub paginate: Option<usize>,
    pub max_age: Option<usize>,
    pub collect: Option<Filter>,
    pub navigation: bool,
    pub template: Option<(String, Place)>,
    pub draft: bool,
    pub extra: Vec<(String, Free)>,
    /// Its `cascade`, by the keys' English names.
    pub cascade: Vec<(String, Free)>,
    pub outline: Outline,
    pub body: BodyText,
}

/// The section of a parsed `_index.md`, and its cascade if it hands one down.
pub(super) fn read<'a>(
    yaml: &'a Yaml,
    folder: &str,
    organisations: &Organisations,
) -> (impl FnOnce(Outline, BodyText) -> Section + use<>, Option<Value<'a>>, Vec<Diagnostic>) {
    let mut fields = Fields::new(&yaml.path, &yaml.root, SECTION);
    let (path, folder) = (yaml.path.clone(), folder.to_owned());
    let title = fields.require(&TITLE, Value::text).unwrap_or_default();
    let weight = fields.read("weight", Value::integer);
    let description = fields.read("description", Value::text);
    let keywords = fields.read("keywords", Value::words).unwrap_or_default();
    let column_type = fields.read("column_type", |value| Ok(ColumnType::parse(value.str()?)));
    let sort = fields.read("sort", Value::choice);
    let paginate = fields.read("paginate", Value::count);
    let max_age = fields.read("max_age", Value::count);
    let collect = Filter::read(&mut fields, organisations);
    let navigation = fields.read("navigation", Value::yes).unwrap_or(true);
    let template = fields.read("template", |value| Ok((value.text()?, value.place())));
    let draft = fields.read("draft", Value::yes).unwrap_or(false);
    let extra = fields.get("extra").map(Value::free).unwrap_or_default();
    let cascade = fields.get("cascade");
    let handed_down = cascade.map(handed_down).unwrap_or_default();
    let section = move |outline, body| Section {
        path,
        folder,
        title,
        weight,
        description,
        keywords,
        column_type,
        sort,
        paginate,
        max_age,
        collect,
        navigation,
        template,
        draft,
        extra,
        cascade: handed_down,
        outline,
        body,
    };
    (section, cascade, fields.finish())
}

/// What a cascade holds under keys that documents have.
fn handed_down(cascade: Value<'_>) -> Vec<(String, Free)> {
    let known = |(name, value): (String, Free)| {
        let key = DOCUMENT.keys.iter().find(|key| key.is(&name))?;
        Some((key.en.to_owned(), value))
    };
    cascade.free().into_iter().filter_map(known).collect()
}

impl Section {
    /// What it hands down under a key, told by its English name.
    #[must_use]
    pub fn hands_down(&self, key: &str) -> Option<&Free> {
        self.cascade.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}

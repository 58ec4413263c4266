//! Numbers that stay: each document, section, term, series, query and name has one for as long as the memory lasts, so that what
//! a page read need not be written anew because a document came or went.

use crate::config::Taxonomy;
use crate::diag::{Path, Text};
use crate::law::closed_list::ClosedList;
use crate::portal::{DocumentId, Plan, Portal, SectionId, SeriesId, TermId};
use crate::say;
use crate::trace::{Key, Subject};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::hash::Hash;

/// Things by number, and their numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "Vec<T>", into = "Vec<T>")]
#[serde(bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>"))]
pub(in crate::build) struct List<T: Clone + Eq + Hash> {
    all: Vec<T>,
    numbers: FxHashMap<T, u32>,
}

impl<T: Clone + Eq + Hash> Default for List<T> {
    fn default() -> Self {
        Self { all: Vec::new(), numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> From<Vec<T>> for List<T> {
    fn from(all: Vec<T>) -> Self {
        Self { numbers: all.iter().cloned().zip(0..).collect(), all }
    }
}

impl<T: Clone + Eq + Hash> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.all
    }
}

impl<T: Clone + Eq + Hash> List<T> {
    /// The number of a thing, a new one when it has none.
    pub(super) fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.find(thing) {
            return number;
        }
        let number = u32::try_from(self.all.len()).expect("there are fewer than 2^32 things");
        self.all.push(thing.clone());
        self.numbers.insert(thing.clone(), number);
        number
    }

    pub(in crate::build) fn find(&self, thing: &T) -> Option<u32> {
        self.numbers.get(thing).copied()
    }

    pub(in crate::build) fn get(&self, number: u32) -> Option<&T> {
        self.all.get(number as usize)
    }

    pub(in crate::build) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        (0..).zip(&self.all)
    }

    pub(in crate::build) fn len(&self) -> usize {
        self.all.len()
    }
}

/// Everything that has a number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::build) struct Names {
    pub(in crate::build) documents: List<Path>,
    pub(in crate::build) sections: List<String>,
    pub(in crate::build) terms: List<(Taxonomy, String)>,
    pub(in crate::build) series: List<String>,
    pub(in crate::build) plans: List<Plan>,
    /// Keys that are names.
    pub(in crate::build) words: List<Key>,
}

impl Names {
    /// What a key with lasting numbers, or a name, stands for.
    pub(in crate::build) fn describe(&self, key: &Key) -> Text {
        match key {
            Key::Field(of, field) => {
                let field = Portal::field_name(*of, *field).unwrap_or("?");
                let of = self.thing(*of);
                say!("{of} 的 {field} ", "`{field}` of {of}")
            }
            Key::Body(of) => {
                let of = self.thing(*of);
                say!("{of} 的正文", "the text of {of}")
            }
            Key::Every(field) => {
                let field = Portal::field_name(Subject::Document(0), *field).unwrap_or("?");
                say!("各文档的 {field} ", "the list of every document's `{field}`")
            }
            Key::Bodies => say!("各文档的正文", "the texts of all documents"),
            Key::Listed(Subject::Site) => say!("全站页面的清单", "the list of all pages"),
            Key::Listed(of) => {
                let of = self.thing(*of);
                say!("{of} 所列的文档", "what {of} lists")
            }
            Key::Newest(of) => {
                let of = self.thing(*of);
                say!("{of} 最新的文档", "the newest documents of {of}")
            }
            Key::Query(plan) => {
                let plan = self.plans.get(*plan).map_or_else(String::new, conditions);
                say!("query({plan}) 的结果", "what query({plan}) finds")
            }
            Key::Param(name) => say!("设置 params.{name} ", "the setting params.{name}"),
            Key::Publisher(name) => say!("“{name}”指的机构", "the organisation that `{name}` means"),
            Key::Reference(name) => say!("“{name}”指的文档", "the document that `{name}` means"),
            Key::Template(name) => say!("模板 {name} ", "the template {name}"),
            Key::File(path) => say!("{path} ", "{path}"),
            Key::Absent(path) => say!("{path}（没有这个文件）", "{path} (there is none)"),
            Key::Asset(name) => say!("静态文件 {name} ", "the static file {name}"),
            Key::Today => say!("日期", "the day"),
            Key::OneByOne(spot) => {
                let template = &spot.template;
                say!(
                    "模板 {template} 逐个读取的很多文档",
                    "the very many documents that the template {template} reads one by one"
                )
            }
        }
    }

    fn thing(&self, of: Subject) -> String {
        let found = match of {
            Subject::Document(number) => self.documents.get(number).map(|path| path.to_string()),
            Subject::Section(number) => self.sections.get(number).map(|folder| format!("content/{folder}")),
            Subject::Term(number) => self.terms.get(number).map(|(_, path)| format!("/{path}")),
            Subject::Taxonomy(number) => {
                Taxonomy::ALL.get(number as usize).map(|taxonomy| format!("/{}/", taxonomy.code()))
            }
            Subject::Organisation(number) => Some(format!("organisation {}", number + 1)),
            Subject::Series(number) => self.series.get(number).map(|indicator| format!("/indicators/{indicator}")),
            Subject::Site => Some("site".to_owned()),
        };
        found.unwrap_or_else(|| "?".to_owned())
    }
}

/// A query's conditions as templates write them.
fn conditions(plan: &Plan) -> String {
    let filter = &plan.filter;
    let kinds = filter.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
    let all = [
        Some(kinds).filter(|kinds| !kinds.is_empty()).map(|kinds| format!("kind={kinds}")),
        filter.section.as_ref().map(|folder| format!("section={folder}")),
        filter.publisher.map(|id| format!("publisher={}", id.0 + 1)),
        filter.topic.map(|topic| format!("topic={topic}")),
        filter.keyword.as_ref().map(|word| format!("keyword={word}")),
        filter.year.map(|year| format!("year={year}")),
        filter.status.map(|status| format!("status={}", status.code())),
        plan.order.map(|order| format!("sort={}", order.code())),
        plan.limit.map(|limit| format!("limit={limit}")),
        Some(plan.offset).filter(|offset| *offset > 0).map(|offset| format!("offset={offset}")),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// From a portal's own numbers to those that stay.
#[derive(Debug)]
pub(in crate::build) struct Lasting {
    documents: Vec<u32>,
    sections: Vec<u32>,
    terms: Vec<u32>,
    series: Vec<u32>,
}

/// From the numbers that stay to a portal's own.
#[derive(Debug)]
pub(in crate::build) struct Own {
    documents: Vec<Option<u32>>,
    sections: Vec<Option<u32>>,
    terms: Vec<Option<u32>>,
    series: Vec<Option<u32>>,
}

impl Names {
    /// Gives a number to everything that a portal has.
    pub(in crate::build) fn take(&mut self, portal: &Portal) -> Lasting {
        Lasting {
            documents: portal.documents().map(|(_, document)| self.documents.number(&document.path)).collect(),
            sections: portal.sections().map(|(_, node)| self.sections.number(&node.source.folder)).collect(),
            terms: portal
                .terms()
                .iter()
                .map(|(_, term)| self.terms.number(&(term.taxonomy, term.route.path().to_owned())))
                .collect(),
            series: portal.series().iter().map(|(_, series)| self.series.number(&series.indicator)).collect(),
        }
    }

    /// The numbers that the things of a portal have in it.
    pub(in crate::build) fn own(&self, portal: &Portal) -> Own {
        let mut own = Own {
            documents: vec![None; self.documents.len()],
            sections: vec![None; self.sections.len()],
            terms: vec![None; self.terms.len()],
            series: vec![None; self.series.len()],
        };
        let put = |list: &mut Vec<Option<u32>>, number: Option<u32>, id: u32| {
            if let Some(slot) = number.and_then(|number| list.get_mut(number as usize)) {
                *slot = Some(id);
            }
        };
        for (DocumentId(id), document) in portal.documents() {
            put(&mut own.documents, self.documents.find(&document.path), id);
        }
        for (SectionId(id), node) in portal.sections() {
            put(&mut own.sections, self.sections.find(&node.source.folder), id);
        }
        for (TermId(id), term) in portal.terms().iter() {
            put(&mut own.terms, self.terms.find(&(term.taxonomy, term.route.path().to_owned())), id);
        }
        for (SeriesId(id), series) in portal.series().iter() {
            put(&mut own.series, self.series.find(&series.indicator), id);
        }
        own
    }
}

impl Lasting {
    /// A key of the portal's with the numbers that stay. Organisations and taxonomies keep theirs as long as the
    /// settings stay, and with other settings no memory holds. A query is told apart by its plan, not here.
    pub(super) fn key(&self, key: Key) -> Key {
        renumber(key, &|subject| match subject {
            Subject::Document(id) => self.documents.get(id as usize).copied().map(Subject::Document),
            Subject::Section(id) => self.sections.get(id as usize).copied().map(Subject::Section),
            Subject::Term(id) => self.terms.get(id as usize).copied().map(Subject::Term),
            Subject::Series(id) => self.series.get(id as usize).copied().map(Subject::Series),
            other => Some(other),
        })
        .expect("a page reads what its portal has")
    }
}

impl Own {
    /// A key with the portal's own numbers; nothing when the portal does not have that thing.
    pub(in crate::build) fn key(&self, key: Key) -> Option<Key> {
        let find = |list: &[Option<u32>], number: u32| list.get(number as usize).copied().flatten();
        renumber(key, &|subject| match subject {
            Subject::Document(number) => find(&self.documents, number).map(Subject::Document),
            Subject::Section(number) => find(&self.sections, number).map(Subject::Section),
            Subject::Term(number) => find(&self.terms, number).map(Subject::Term),
            Subject::Series(number) => find(&self.series, number).map(Subject::Series),
            other => Some(other),
        })
    }
}

fn renumber(key: Key, subject: &dyn Fn(Subject) -> Option<Subject>) -> Option<Key> {
    Some(match key {
        Key::Field(of, field) => Key::Field(subject(of)?, field),
        Key::Body(of) => Key::Body(subject(of)?),
        Key::Listed(of) => Key::Listed(subject(of)?),
        Key::Newest(of) => Key::Newest(subject(of)?),
        other => other,
    })
}

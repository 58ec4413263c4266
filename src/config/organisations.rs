//! data/organisations.yaml: who publishes, as a tree.

use super::{entries, file};
use crate::diag::{Code, Diagnostic, Failure, Place};
use crate::law::closed_list::ClosedList as _;
use crate::law::index_number;
use crate::law::level::Level;
use crate::law::nearest::few_nearest;
use crate::say;
use crate::world::World;
use crate::yaml::{Fields, Key, Record, Shape, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const FILE: &str = "data/organisations.yaml";
const ID: Key = Key::new("id", &["标识"], Shape::Text, "用在网址里，定下来就不要改").required();
const NAME: Key = Key::new("name", &["全称", "名称"], Shape::Text, "机构的全称").required();
/// The keys of an entry.
pub(super) const RECORD: Record = Record::of(&[
    ID,
    NAME,
    Key::new("short", &["简称"], Shape::Text, "文档里也可以写它"),
    Key::new("level", &["层级"], Shape::Choice(Level::WORDS), "哪一级"),
    Key::new("code", &["机关代字"], Shape::Words, "发文字号用的代字"),
    Key::new("index_code", &["索引代码"], Shape::Text, "索引号“/”之前的部分：9 位组织机构代码或 18 位统一社会信用代码"),
    Key::new("parent", &["上级"], Shape::Organisation, "上级机构的标识、全称或简称"),
    Key::new("extra", &["扩展"], Shape::Free, "自定义内容"),
]);

/// An organisation's place in the tree's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OrganisationId(pub u32);

/// A body that publishes (机构).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its stable name, used in URLs.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// The codes of its document numbers (机关代字).
    pub codes: Vec<String>,
    /// What its index numbers begin with (索引代码).
    pub index_code: Option<String>,
    /// The one above it.
    pub parent: Option<OrganisationId>,
}

/// All organisations, in the order of the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Organisations {
    all: Vec<Organisation>,
    names: BTreeMap<String, OrganisationId>,
}

impl Organisations {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: OrganisationId) -> &Organisation {
        &self.all[id.0 as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (OrganisationId, &Organisation)> {
        (0..).map(OrganisationId).zip(&self.all)
    }

    /// All, in the order of their ids.
    #[must_use]
    pub fn in_order(&self) -> &[Organisation] {
        &self.all
    }

    /// By id, full or short name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<OrganisationId> {
        self.names.get(name).copied()
    }

    /// Reads a reference to an organisation.
    ///
    /// # Errors
    /// A diagnostic with the nearest names when there is none.
    pub fn read(&self, value: Value<'_>) -> Result<OrganisationId, Box<Diagnostic>> {
        let name = value.str()?;
        self.find(name).ok_or_else(|| {
            let fault =
                value.fault(Code::OrganisationUnknown, say!("没有机构“{name}”", "there is no organisation `{name}`"));
            let near = few_nearest(
                name,
                self.all
                    .iter()
                    .flat_map(|one| [Some(&one.id), Some(&one.name), one.short.as_ref()])
                    .flatten()
                    .map(String::as_str),
            );
            Box::new(if near.is_empty() {
                fault.help(say!("在 {FILE} 里登记它", "enter it in {FILE}"))
            } else {
                let near = near.join("、");
                fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
            })
        })
    }
}

/// An organisation whose parent is still a word.
struct Written {
    organisation: Organisation,
    parent: Option<(String, Place)>,
    place: Place,
}

pub(super) fn load(world: &World) -> Result<(Organisations, Vec<Diagnostic>), Failure> {
    let mut faults = Vec::new();
    let Some(yaml) = file(world, FILE, &mut faults)? else {
        return Ok((Organisations::default(), faults));
    };
    let (written, found) = entries(&yaml, RECORD, read);
    faults.extend(found);
    let (organisations, found) = assemble(written);
    faults.extend(found);
    Ok((organisations, faults))
}

fn read(fields: &mut Fields<'_>) -> Option<Written> {
    let id = fields.require(&ID, Value::text);
    let name = fields.require(&NAME, Value::text);
    let organisation = Organisation {
        id: id?,
        name: name?,
        short: fields.read("short", Value::text),
        level: fields.read("level", Value::choice),
        codes: fields.read("code", Value::words).unwrap_or_default(),
        index_code: fields.read("index_code", index_code),
        parent: None,
    };
    let parent = fields.read("parent", |value| Ok((value.text()?, value.place())));
    Some(Written { organisation, parent, place: fields.place().clone() })
}

/// What stands before the `/` of an index number.
fn index_code(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    if index_number::is_front(&text) {
        return Ok(text);
    }
    Err(Box::new(value.mismatch(say!(
        "9 位组织机构代码（不带连字符）或 18 位统一社会信用代码",
        "the 9 characters of an organisation's code, without a hyphen, or the 18 of a credit code"
    ))))
}

fn assemble(written: Vec<Written>) -> (Organisations, Vec<Diagnostic>) {
    let (mut organisations, mut faults) = (Organisations::default(), Vec::new());
    let mut parents = Vec::new();
    for Written { organisation, parent, place } in written {
        let id = OrganisationId(u32::try_from(organisations.all.len()).unwrap_or(u32::MAX));
        let names = [Some(&organisation.id), Some(&organisation.name), organisation.short.as_ref()];
        for name in names.into_iter().flatten() {
            if organisations.names.insert(name.clone(), id).is_some_and(|other| other != id) {
                faults.push(Diagnostic::new(
                    Code::IdTwice,
                    place.clone(),
                    say!("两个机构都叫“{name}”", "two organisations are called `{name}`"),
                ));
            }
        }
        parents.push(parent);
        organisations.all.push(organisation);
    }
    for (at, parent) in parents.into_iter().enumerate() {
        let Some((name, place)) = parent else { continue };
        match organisations.find(&name).filter(|id| !is_above(&organisations, at, *id)) {
            Some(id) => organisations.all[at].parent = Some(id),
            None => faults.push(
                Diagnostic::new(
                    Code::OrganisationUnknown,
                    place,
                    say!(
                        "上级“{name}”不存在，或成了自己的下级",
                        "the parent `{name}` does not exist or is below itself"
                    ),
                )
                .help(say!("上级写另一个机构的标识", "name another organisation's id")),
            ),
        }
    }
    (organisations, faults)
}

/// Whether `at` stands on the way from `id` to the top, so that it may not be put below `id`.
fn is_above(organisations: &Organisations, at: usize, id: OrganisationId) -> bool {
    let mut next = Some(id);
    while let Some(id) = next {
        if id.0 as usize == at {
            return true;
        }
        next = organisations.get(id).parent;
    }
    false
}

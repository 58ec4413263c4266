//! data/indicators.yaml: the dictionary of indicators (指标).

use super::{entries, file};
use crate::diag::{Code, Diagnostic, Failure};
use crate::law::better::Better;
use crate::law::closed_list::ClosedList as _;
use crate::law::nearest::few_nearest;
use crate::say;
use crate::world::World;
use crate::yaml::{Fields, Key, Record, Shape, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const FILE: &str = "data/indicators.yaml";
const ID: Key = Key::new("id", &["标识"], Shape::Text, "报告里的指标用它").required();
const NAME: Key = Key::new("name", &["名称"], Shape::Text, "指标的名称").required();
/// The keys of an entry.
pub(super) const RECORD: Record = Record::of(&[
    ID,
    NAME,
    Key::new("unit", &["单位"], Shape::Text, "数列里一律换算成它"),
    Key::new("topic", &["主题", "主题分类"], Shape::Text, "全部指标的页面按它分组"),
    Key::new("better", &["趋好"], Shape::Choice(Better::WORDS), "哪个方向算好"),
    Key::new("extra", &["扩展"], Shape::Free, "自定义内容"),
]);

/// One indicator: what a series of figures is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Its subject class, or the site's own word for one.
    pub topic: Option<String>,
    /// Which way is good.
    pub better: Option<Better>,
}

/// All indicators by id.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Indicators(BTreeMap<String, Indicator>);

impl Indicators {
    /// By id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.0.get(id)
    }

    /// All, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Indicator)> {
        self.0.iter().map(|(id, indicator)| (id.as_str(), indicator))
    }

    /// Reads an indicator's id.
    ///
    /// # Errors
    /// A diagnostic with the nearest ids when the dictionary has none such.
    pub fn read(&self, value: Value<'_>) -> Result<String, Box<Diagnostic>> {
        let id = value.text()?;
        if self.0.contains_key(&id) {
            return Ok(id);
        }
        let fault =
            value.fault(Code::IndicatorUnknown, say!("指标库里没有“{id}”", "the dictionary has no indicator `{id}`"));
        let near = few_nearest(&id, self.0.keys().map(String::as_str));
        Err(Box::new(if near.is_empty() {
            fault.help(say!("在 {FILE} 里登记它", "enter it in {FILE}"))
        } else {
            let near = near.join("、");
            fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
        }))
    }
}

pub(super) fn load(world: &World) -> Result<(Indicators, Vec<Diagnostic>), Failure> {
    let mut faults = Vec::new();
    let Some(yaml) = file(world, FILE, &mut faults)? else {
        return Ok((Indicators::default(), faults));
    };
    let (read, found) = entries(&yaml, RECORD, read);
    faults.extend(found);
    let mut indicators = Indicators::default();
    for (id, place, indicator) in read {
        if indicators.0.insert(id.clone(), indicator).is_some() {
            faults.push(Diagnostic::new(
                Code::IdTwice,
                place,
                say!("指标“{id}”登记了两次", "the indicator `{id}` is entered twice"),
            ));
        }
    }
    Ok((indicators, faults))
}

fn read(fields: &mut Fields<'_>) -> Option<(String, crate::diag::Place, Indicator)> {
    let id = fields.require(&ID, |value| Ok((value.text()?, value.place())));
    let name = fields.require(&NAME, Value::text);
    let indicator = Indicator {
        name: name?,
        unit: fields.read("unit", Value::text),
        topic: fields.read("topic", Value::text),
        better: fields.read("better", Value::choice),
    };
    let (id, place) = id?;
    Some((id, place, indicator))
}

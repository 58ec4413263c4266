//! The portal's views as values of the template engine.

use super::scene::Scene;
use crate::law::moment::Moment;
use crate::portal::DocumentId;
use crate::portal::view::{Shown, View, moment_field};
use crate::trace::{Key, read};
use crate::world::Zone;
use crate::yaml::Free;
use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr};
use minijinja::{Error, ErrorKind, Value};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A value as templates see it.
pub(super) fn value(scene: &Arc<Scene>, shown: Shown) -> Value {
    match shown {
        Shown::Nothing => Value::from(()),
        Shown::Text(text) => Value::from(&*text),
        Shown::Html(html) => Value::from_safe_string(html),
        Shown::Number(number) => Value::from(number),
        Shown::Yes(yes) => Value::from(yes),
        Shown::Moment(moment, zone) => Value::from_object(MomentObject(moment, zone)),
        Shown::List(items) => items.into_iter().map(|item| value(scene, item)).collect(),
        Shown::Record(fields) => Value::from_object(RecordObject(
            fields.into_iter().map(|(name, field)| (name, value(scene, field))).collect(),
        )),
        Shown::Free(free) => free_value(&free),
        Shown::View(view) => Value::from_object(ViewObject { scene: Arc::clone(scene), view }),
        Shown::Found(plan, ids, fields) => {
            read(Key::Query(plan.0));
            ids.iter().map(|id| found(scene, *id, &fields)).collect()
        }
        Shown::Failure(why) => Value::from(Error::new(ErrorKind::InvalidOperation, why)),
    }
}

/// A member of a query's result: any field may be read, or those alone that the query names.
fn found(scene: &Arc<Scene>, id: DocumentId, fields: &Arc<[u16]>) -> Value {
    let view = View::Document(id);
    if fields.is_empty() {
        return Value::from_object(ViewObject { scene: Arc::clone(scene), view });
    }
    Value::from_object(FoundObject { scene: Arc::clone(scene), view, fields: Arc::clone(fields) })
}

/// A value of any shape.
pub(super) fn free_value(free: &Free) -> Value {
    match free {
        Free::Null => Value::from(()),
        Free::Yes(yes) => Value::from(*yes),
        Free::Integer(number) => Value::from(*number),
        Free::Number(number) => Value::from(*number),
        Free::Text(text) => Value::from(text.as_str()),
        Free::List(items) => items.iter().map(free_value).collect(),
        Free::Map(entries) => Value::from_object(FreeObject(
            entries.iter().map(|(key, value)| (key.clone(), free_value(value))).collect(),
        )),
    }
}

/// A thing with a view.
pub(super) struct ViewObject {
    scene: Arc<Scene>,
    view: View,
}

/// The thing that a value shows.
pub(super) fn view_of(value: &Value) -> Option<View> {
    let view = value.downcast_object_ref::<ViewObject>().map(|object| object.view);
    view.or_else(|| value.downcast_object_ref::<FoundObject>().map(|object| object.view))
}

/// A thing with all its fields, of which a query may have named a few alone.
pub(super) fn whole(value: Value) -> Value {
    match value.downcast_object_ref::<FoundObject>() {
        Some(FoundObject { scene, view, .. }) => {
            Value::from_object(ViewObject { scene: Arc::clone(scene), view: *view })
        }
        None => value,
    }
}

impl fmt::Debug for ViewObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.view)
    }
}

impl Object for ViewObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        self.scene.show(self.view, name)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    /// Two views are the same thing when they show the same.
    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<Self>().map(|other| self.view.cmp(&other.view))
    }
}

/// A document of a query that names the fields which are shown.
struct FoundObject {
    scene: Arc<Scene>,
    view: View,
    fields: Arc<[u16]>,
}

impl fmt::Debug for FoundObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.view)
    }
}

impl Object for FoundObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        let field = self.view.field(name).filter(|field| self.fields.contains(field))?;
        Some(value(&self.scene, self.scene.portal.show_field(self.view, field)))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// The site's free settings: one that is not there is nothing, not a mistake.
pub(super) struct ParamsObject(pub(super) Arc<Scene>);

impl fmt::Debug for ParamsObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("params")
    }
}

impl Object for ParamsObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(value(&self.0, self.0.portal.show_param(key.as_str()?)))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// A record with a closed set of names.
#[derive(Debug)]
pub(super) struct RecordObject(pub(super) Vec<(&'static str, Value)>);

impl Object for RecordObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// A map with free keys: one that it does not have is nothing.
#[derive(Debug)]
struct FreeObject(Vec<(String, Value)>);

impl Object for FreeObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let found = self.0.iter().find(|(known, _)| known == name);
        Some(found.map_or(Value::from(()), |(_, value)| value.clone()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let keys: Vec<Value> = self.0.iter().map(|(key, _)| Value::from(key.as_str())).collect();
        Enumerator::Iter(Box::new(keys.into_iter()))
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        Some(self.0.len())
    }
}

/// A date, which prints as it was written.
#[derive(Debug)]
struct MomentObject(Moment, Zone);

impl Object for MomentObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let field = moment_field(self.0, self.1, key.as_str()?)?;
        match field {
            Shown::Text(text) => Some(Value::from(&*text)),
            Shown::Number(number) => Some(Value::from(number)),
            _ => None,
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<Self>().map(|other| self.0.at().cmp(&other.0.at()))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

//! Parts of pages that are the same on many of them: printed once, then given again.

use super::objects::{RecordObject, ViewObject};
use crate::trace::{Key, Reads, read, recording};
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, State, Value};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

/// The roots of a part: those that every page has, and its own arguments.
type Roots = Vec<(&'static str, Value)>;

/// What was printed, and what printing it looked at.
type Printed = (Value, Arc<Reads>);

/// The parts that were printed so far, by template and arguments.
pub(super) struct Parts {
    common: Roots,
    printed: RwLock<HashMap<String, Printed>>,
}

/// The names that a part's arguments may have.
const ARGUMENTS: [&str; 4] = ["section", "term", "top", "last"];

impl Parts {
    pub(super) fn new(common: Roots) -> Self {
        Self { common, printed: RwLock::default() }
    }

    /// The part that a template prints for these arguments. Whoever shows it has read what printing it read.
    pub(super) fn get(&self, state: &mut State<'_, '_>, template: &str, named: &Kwargs) -> Result<Value, Error> {
        let (name, arguments) = arguments(template, named)?;
        let known = self.printed.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        let (part, reads) = match known {
            Some(known) => known,
            None => self.print(state, template, (name, arguments))?,
        };
        reads.iter().for_each(read);
        Ok(part)
    }

    fn print(
        &self,
        state: &State<'_, '_>,
        template: &str,
        (name, arguments): (String, Roots),
    ) -> Result<Printed, Error> {
        let roots = RecordObject(self.common.iter().cloned().chain(arguments).collect());
        let (part, reads) = recording(|| {
            read(Key::Template(template.into()));
            state.env().get_template(template)?.render(Value::from_object(roots))
        });
        let printed = (Value::from_safe_string(part?), Arc::new(reads));
        let mut all = self.printed.write().unwrap_or_else(PoisonError::into_inner);
        Ok(all.entry(name).or_insert(printed).clone())
    }
}

/// The name of a part with its arguments, and these as roots that it sees.
fn arguments(template: &str, named: &Kwargs) -> Result<(String, Roots), Error> {
    let mut name = template.to_owned();
    let mut roots = Roots::with_capacity(ARGUMENTS.len());
    for argument in ARGUMENTS {
        let value = named.get::<Option<Value>>(argument)?.unwrap_or(Value::from(()));
        identify(&mut name, argument, &value)?;
        roots.push((argument, value));
    }
    named.assert_all_used()?;
    Ok((name, roots))
}

/// Adds an argument to a part's name. A document cannot be one: what shows a document is not the same on many pages.
fn identify(name: &mut String, argument: &str, value: &Value) -> Result<(), Error> {
    let view = value.downcast_object_ref::<ViewObject>().and_then(ViewObject::shared);
    let added = match (view, value.kind()) {
        (Some(view), _) => write!(name, "\u{1}{argument}{view:?}"),
        (None, ValueKind::String) => write!(name, "\u{1}{argument}={value}"),
        (None, ValueKind::None | ValueKind::Undefined) => Ok(()),
        _ => {
            let what = format!("`{argument}` is a word, a section or a term: a part is the same on many pages");
            return Err(Error::new(ErrorKind::InvalidOperation, what));
        }
    };
    added.map_err(Error::from)
}

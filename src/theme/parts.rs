//! Parts of pages that are the same on many of them: printed once, then given again.

use super::objects::{RecordObject, view_of, whole};
use super::one_by_one;
use crate::portal::view::View;
use crate::trace::{Key, Reads, read, recording, take_over};
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, State, Value};
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The roots of a part: those that every page has, and its own arguments.
type Roots = Vec<(&'static str, Value)>;

/// What was printed, and what printing it looked at.
type Printed = (Value, Arc<Reads>);

/// A template and the arguments it is printed for, each in its place in [`ARGUMENTS`]. It is asked for on every page:
/// words are shared with the template that names them.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Name {
    template: Value,
    arguments: [Option<Argument>; ARGUMENTS.len()],
}

/// What a part can be about.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Argument {
    Word(Value),
    View(View),
}

/// The parts that were printed so far.
pub(super) struct Parts {
    common: Roots,
    printed: RwLock<FxHashMap<Name, Printed>>,
}

/// The names that a part's arguments may have.
const ARGUMENTS: [&str; 5] = ["document", "section", "term", "top", "last"];

impl Parts {
    pub(super) fn new(common: Roots) -> Self {
        Self { common, printed: RwLock::default() }
    }

    /// The part that a template prints for these arguments. Whoever shows it has read what printing it read.
    pub(super) fn get(&self, state: &mut State<'_, '_>, template: Value, named: &Kwargs) -> Result<Value, Error> {
        let name = Name::of(template, named)?;
        let known = self.printed.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        let (part, reads) = match known {
            Some(known) => known,
            None => self.print(state, name, roots(named)?)?,
        };
        take_over(&reads);
        Ok(part)
    }

    fn print(&self, state: &State<'_, '_>, name: Name, arguments: Roots) -> Result<Printed, Error> {
        let template = name.template.as_str().unwrap_or_default();
        let roots = Value::from_object(RecordObject(self.common.iter().cloned().chain(arguments).collect()));
        let (part, reads) = recording(|| {
            read(Key::Template(template.into()));
            let part = state.env().get_template(template)?.render(roots.clone())?;
            one_by_one::record(state.env(), template, roots);
            Ok::<_, Error>(part)
        });
        let printed = (Value::from_safe_string(part?), Arc::new(reads));
        let mut all = self.printed.write().unwrap_or_else(PoisonError::into_inner);
        Ok(all.entry(name).or_insert(printed).clone())
    }
}

impl Name {
    fn of(template: Value, named: &Kwargs) -> Result<Self, Error> {
        if template.as_str().is_none() {
            return Err(Error::new(ErrorKind::InvalidOperation, "`part` takes the name of a template first"));
        }
        let mut arguments = [const { None }; ARGUMENTS.len()];
        // `Kwargs::get` keeps a set of what was asked for, which is dearer than all else here.
        for name in named.args() {
            let Some(at) = ARGUMENTS.iter().position(|known| *known == name) else {
                let what = format!("`part` has no argument `{name}`; it has {}", ARGUMENTS.join(", "));
                return Err(Error::new(ErrorKind::TooManyArguments, what));
            };
            arguments[at] = Argument::of(name, named.peek(name)?)?;
        }
        Ok(Self { template, arguments })
    }
}

impl Argument {
    /// Nothing for an argument that is nothing.
    fn of(name: &str, value: Value) -> Result<Option<Self>, Error> {
        match (view_of(&value), value.kind()) {
            (Some(view), _) => Ok(Some(Self::View(view))),
            (None, ValueKind::String) => Ok(Some(Self::Word(value))),
            (None, ValueKind::None | ValueKind::Undefined) => Ok(None),
            _ => Err(Error::new(
                ErrorKind::InvalidOperation,
                format!("`{name}` is a word, a document, a section or a term: a part is the same on many pages"),
            )),
        }
    }
}

/// The arguments as roots that a part sees; those that were not given are nothing.
fn roots(named: &Kwargs) -> Result<Roots, Error> {
    let root = |name: &'static str| {
        let value = if named.has(name) { whole(named.peek(name)?) } else { Value::from(()) };
        Ok((name, value))
    };
    ARGUMENTS.into_iter().map(root).collect()
}

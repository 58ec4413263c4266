//! How this portal differs from the last one: in bodies alone, which is told without looking further, or in anything.

use super::memory::{Memory, Own};
use crate::config;
use crate::content::Sources;
use crate::diag::Path;
use crate::portal::{Change, Owner, Plan, Portal};
use crate::trace::{Key, Subject};
use rustc_hash::FxHashSet;

/// What is otherwise than in the last build, as far as portals go.
pub(super) enum Difference<'a> {
    /// The texts of these documents, by their lasting numbers. A portal is a function of everything but the texts, so
    /// that all else is the same.
    Texts(FxHashSet<u32>),
    /// Anything.
    Portals(Box<Change<'a>>, Own),
}

/// The documents of which only the text is another one, by lasting number; nothing when something else of that which a
/// portal is made of may be otherwise.
pub(super) fn texts_alone(memory: &Memory, sources: &Sources, changed: &[&Path]) -> Option<FxHashSet<u32>> {
    let mut texts = FxHashSet::default();
    for path in changed.iter().filter(|path| shapes_portal(path, sources)) {
        let document = |sources: &Sources| sources.all.get(*path).and_then(|one| one.document.clone());
        let (old, new) = (document(&memory.sources)?, document(sources)?);
        if !old.differs_in_text_alone(&new) {
            return None;
        }
        if old.body.fingerprint != new.body.fingerprint {
            texts.insert(memory.names.documents.find(path)?);
        }
    }
    Some(texts)
}

/// Whether a portal is made of a file. Templates are read by pages, and so are data files but for those of registers.
fn shapes_portal(path: &str, sources: &Sources) -> bool {
    let for_pages = ["templates/", "themes/", "data/"].iter().any(|folder| path.starts_with(folder));
    !for_pages || config::FILES.contains(&path) || path.starts_with("data/") && sources.is_in_a_register(path)
}

impl<'a> Difference<'a> {
    pub(super) fn between(memory: &Memory, old: &'a Portal, new: &'a Portal) -> Self {
        Self::Portals(Box::new(Change::between(old, new)), memory.names.own(old))
    }

    /// Whether a key with lasting numbers, or a name, has another value.
    pub(super) fn has(&self, key: &Key, body: Option<u16>) -> bool {
        match self {
            Self::Portals(change, own) => own.key(key.clone()).is_none_or(|key| change.has(&key)),
            Self::Texts(texts) => match key {
                Key::Body(Subject::Document(number)) => texts.contains(number),
                Key::Field(Subject::Document(number), field) => Some(*field) == body && texts.contains(number),
                Key::Every(field) => Some(*field) == body && !texts.is_empty(),
                Key::Bodies => !texts.is_empty(),
                _ => false,
            },
        }
    }

    pub(super) fn plan(&self, plan: &Plan) -> bool {
        match self {
            Self::Portals(change, _) => change.query(plan),
            Self::Texts(_) => false,
        }
    }

    /// Whether a page's own template is chosen otherwise.
    pub(super) fn template(&self, owner: &Owner) -> bool {
        match self {
            Self::Portals(change, _) => change.template(owner),
            Self::Texts(_) => false,
        }
    }
}

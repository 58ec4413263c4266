//! The portal as templates see it, with what every page asks for converted once.

use super::objects::value;
use super::one_by_one;
use crate::portal::Portal;
use crate::portal::view::{Shown, Starts, View};
use crate::trace::{recording, take_over};
use minijinja::Value;
use std::sync::{Arc, OnceLock};

/// The portal, and the converted fields of the things that many pages show: the site, sections, terms.
pub(super) struct Scene {
    pub(super) portal: Arc<Portal>,
    starts: Starts,
    known: Vec<OnceLock<Value>>,
}

impl Scene {
    pub(super) fn new(portal: &Arc<Portal>) -> Self {
        let mut known = Vec::new();
        let starts = portal.shared_starts();
        known.resize_with(starts[starts.len() - 1], OnceLock::new);
        Self { portal: Arc::clone(portal), starts, known }
    }

    /// A field of a view, recorded as read. One that many pages show is converted once, unless it is made of other
    /// things, which then would not be recorded the second time.
    pub(super) fn show(self: &Arc<Self>, view: View, name: &str) -> Option<Value> {
        let field = self.portal.record(view, name)?;
        if let Err(one_too_many) = one_by_one::count(view, field) {
            return Some(Value::from(one_too_many));
        }
        let Some(slot) = Portal::shared_field(&self.starts, view, field).map(|at| &self.known[at]) else {
            return Some(value(self, self.portal.show_field(view, field)));
        };
        if let Some(known) = slot.get() {
            return Some(known.clone());
        }
        let (shown, reads) = recording(|| self.portal.show_field(view, field));
        let lasting = reads.is_empty() && is_plain(&shown);
        if !reads.is_empty() {
            take_over(&Arc::new(reads));
        }
        let value = value(self, shown);
        Some(if lasting { slot.get_or_init(|| value).clone() } else { value })
    }
}

/// Whether a value holds no other things, which would hold the scene in turn.
fn is_plain(shown: &Shown) -> bool {
    matches!(
        shown,
        Shown::Nothing | Shown::Text(_) | Shown::Html(_) | Shown::Number(_) | Shown::Yes(_) | Shown::Moment(..)
    )
}

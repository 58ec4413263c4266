//! Fields as Rust makers read them; each is recorded.

use super::{Shown, View};
use crate::law::moment::Moment;
use crate::portal::{DocumentId, Portal};
use crate::trace::{Key, Subject, read};

impl Portal {
    /// A field that is text; nothing for one without a value.
    #[must_use]
    pub fn show_text(&self, view: View, field: &str) -> Option<String> {
        match self.show(view, field) {
            Some(Shown::Text(text)) => Some(text.into_owned()),
            _ => None,
        }
    }

    /// A field that is a date.
    #[must_use]
    pub fn show_moment(&self, view: View, field: &str) -> Option<Moment> {
        match self.show(view, field) {
            Some(Shown::Moment(moment, _)) => Some(moment),
            _ => None,
        }
    }

    /// A field that is a list; nothing for one without a value.
    #[must_use]
    pub fn show_list(&self, view: View, field: &str) -> Vec<Shown> {
        match self.show(view, field) {
            Some(Shown::List(items)) => items,
            _ => Vec::new(),
        }
    }

    /// The things of a field that is a list of them, or one of them.
    #[must_use]
    pub fn show_views(&self, view: View, field: &str) -> Vec<View> {
        let items = match self.show(view, field) {
            Some(Shown::List(items)) => items,
            Some(one) => vec![one],
            None => Vec::new(),
        };
        items.iter().filter_map(Shown::as_view).collect()
    }

    /// When a document last changed: the latest of published, updated and its change log.
    #[must_use]
    pub fn show_changed(&self, id: DocumentId) -> Option<Moment> {
        let view = View::Document(id);
        let dates = ["published", "updated", "revised"].map(|field| self.show_moment(view, field));
        dates.into_iter().flatten().max_by_key(|moment| moment.at())
    }

    /// All documents that stand in lists, by path.
    #[must_use]
    pub fn show_listed(&self) -> Vec<DocumentId> {
        read(Key::Listed(Subject::Site));
        self.documents().map(|(id, _)| id).filter(|id| self.standing(*id).is_listed()).collect()
    }

    /// The whole address of a field that holds one under the base path.
    #[must_use]
    pub fn absolute(&self, url: &str) -> String {
        if url.starts_with('/') { [&*self.config.site.address.origin, url].concat() } else { url.to_owned() }
    }
}

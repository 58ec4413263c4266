//! A body with its addresses filled in.

use super::{Shown, View};
use crate::diag::Path;
use crate::markdown::{Address, Badge};
use crate::portal::{DocumentId, Portal, Resolved, Route, SectionId};
use crate::trace::{Key, Subject, read};

/// What a document that a text names is marked with.
type Badges = fn(&Portal, DocumentId) -> Option<Badge>;

impl Portal {
    /// The body of a document's page; what it gives as an indicator is marked in it.
    pub(super) fn document_body(&self, id: DocumentId) -> Shown {
        read(Key::Body(Subject::Document(id.0)));
        match self.body(&self.document(id).path, &self.links[id.index()]) {
            Shown::Html(html) => Shown::Html(self.with_marks(id, html)),
            other => other,
        }
    }

    /// The body of a section's page.
    pub(super) fn section_body(&self, id: SectionId) -> Shown {
        read(Key::Body(Subject::Section(id.0)));
        self.body(&self.section(id).source.path, &self.section_links[id.index()])
    }

    /// The body of a document as it can be shown anywhere: every address in it is a whole one, and no document that it names
    /// bears a state, which would be out of date there.
    ///
    /// # Errors
    /// A sentence when it cannot be read.
    pub fn show_body_abroad(&self, id: DocumentId) -> Result<Option<String>, String> {
        read(Key::Body(Subject::Document(id.0)));
        let links = &self.links[id.index()];
        let body = self.bodies.get(&self.document(id).path).map_err(|failure| failure.to_string())?;
        let filled =
            body.map(|body| body.fill(|link| self.filled(links, link, |_, _| None).map(|url| self.absolute(&url))));
        // Notes lead to places in the same page too. In text a quotation mark is escaped, so that none of it is meant.
        let page = self.permalink(self.document_route(id));
        Ok(filled.map(|html| html.replace(" href=\"#", &format!(" href=\"{page}#"))))
    }

    fn body(&self, path: &Path, links: &[Resolved]) -> Shown {
        match self.bodies.get(path) {
            Ok(None) => Shown::Nothing,
            Ok(Some(body)) => Shown::Html(body.fill(|link| self.filled(links, link, Self::badge))),
            Err(failure) => Shown::Failure(failure.to_string()),
        }
    }

    fn filled(&self, links: &[Resolved], link: u32, badge: Badges) -> Address {
        links.get(link as usize).map_or(Address::None, |link| self.fill(link, badge))
    }

    /// The address of a link; whose page it leads to is recorded as read, since that may move.
    fn fill(&self, link: &Resolved, badge: Badges) -> Address {
        match link {
            Resolved::Document(id, fragment) => {
                Address::Document(at(self.url_of(*id), fragment.as_deref()), badge(self, *id))
            }
            Resolved::Section(id, fragment) => {
                Address::Plain(at(self.url(&self.section(*id).route), fragment.as_deref()))
            }
            Resolved::Page(route, fragment) => Address::Plain(at(self.url(route), fragment.as_deref())),
            Resolved::File(id) => Address::Plain(self.url(&self.files.get(*id).route)),
            Resolved::Plain(url) => Address::Plain(url.to_string()),
            Resolved::Outside(url) => Address::Outside(url.to_string()),
            Resolved::Leave(id) => Address::Outside(self.url(&self.leaves[*id as usize].route)),
            Resolved::Mention(id, start) => Address::Within(self.url_of(*id), *start, badge(self, *id)),
            Resolved::Nothing => Address::None,
        }
    }

    /// The state of a document that a text names.
    fn badge(&self, id: DocumentId) -> Option<Badge> {
        if let Some(field) = View::Document(id).field("status") {
            read(Key::Field(Subject::Document(id.0), field));
        }
        let state = self.states[id.index()];
        state.code().zip(state.name()).map(|(code, name)| Badge { code, name })
    }

    fn url_of(&self, id: DocumentId) -> String {
        if let Some(field) = View::Document(id).field("url") {
            read(Key::Field(Subject::Document(id.0), field));
        }
        self.document_url(id).to_owned()
    }

    /// The address of a route under the site's base path.
    #[must_use]
    pub fn url(&self, route: &Route) -> String {
        route.url(&self.config.site.address.base)
    }

    /// The whole address of a route.
    #[must_use]
    pub fn permalink(&self, route: &Route) -> String {
        let address = &self.config.site.address;
        [&*address.origin, &*route.url(&address.base)].concat()
    }
}

/// A place in a page.
fn at(url: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{url}#{fragment}"),
        None => url,
    }
}

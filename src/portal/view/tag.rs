//! Ids that name a thing wherever it stands (RFC 4151).

use crate::portal::{DocumentId, Portal, Route};

/// The year in the ids of what has no day of its own.
pub const TAG_YEAR: i16 = 2000;

impl Portal {
    /// A document's id in feeds and data files, by the year in which it was published (RFC 4151).
    pub(in crate::portal) fn tag(&self, id: DocumentId) -> String {
        let year = self.document(id).front.published.map_or(TAG_YEAR, |moment| moment.date.year());
        self.tag_of(year, self.document_route(id))
    }

    /// An id that a change of the site's address does not touch, as long as the setting `authority` stays.
    #[must_use]
    pub fn tag_of(&self, year: i16, route: &Route) -> String {
        let site = &self.config.site;
        format!("tag:{},{year}:{}", site.authority.as_ref().unwrap_or(&site.address.host), route.url("/"))
    }
}

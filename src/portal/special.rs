//! Pages of which there is one.

use super::data;
use super::overview::Overview;
use super::routes::Parts;
use super::{Owner, Portal, Route};
use crate::content::Kind;

/// The template of the search page; a theme without it has no search.
pub const SEARCH_TEMPLATE: &str = "search.html";

/// A page of which there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// `sitemap.html`.
    SitemapPage,
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// `search.html`.
    Search,
    /// `opensearch.xml`, by which browsers offer the search.
    OpenSearch,
    /// What the site knows as a whole.
    Overview(Overview),
    /// The feed of what was published, changed and withdrawn.
    ChangesFeed,
    /// The feed of the consultations that are open.
    ConsultationsFeed,
    /// The page of the files for reuse.
    Data,
}

impl Special {
    /// All of them, in a fixed order.
    pub(super) const ALL: [Self; 15] = [
        Self::SitemapPage,
        Self::Robots,
        Self::NotFound,
        Self::Search,
        Self::OpenSearch,
        Self::Overview(Overview::Validity),
        Self::Overview(Overview::Coverage),
        Self::Overview(Overview::Decisions),
        Self::Overview(Overview::Indicators),
        Self::Overview(Overview::Commitments),
        Self::Overview(Overview::Disclosure),
        Self::Overview(Overview::Changes),
        Self::ChangesFeed,
        Self::ConsultationsFeed,
        Self::Data,
    ];

    /// Where it is.
    #[must_use]
    pub fn route(self) -> Route {
        match self {
            Self::SitemapPage => Route::new("sitemap.html"),
            Self::Robots => Route::new("robots.txt"),
            Self::NotFound => Route::new("404.html"),
            Self::Search => Route::new("search.html"),
            Self::OpenSearch => Route::new("opensearch.xml"),
            Self::Overview(overview) => overview.route(),
            Self::ChangesFeed => Route::new("changes.xml"),
            Self::ConsultationsFeed => Route::new("consultations.xml"),
            Self::Data => data::page(),
        }
    }

    /// Whether this portal has it.
    pub(super) fn is_there(self, parts: &Parts<'_>) -> bool {
        match self {
            // A site's own robots.txt or 404 page stands in place of ours.
            Self::SitemapPage | Self::Robots | Self::NotFound => !parts.statics.contains_key(&self.route().file()),
            Self::Search | Self::OpenSearch => parts.config.outputs.search && (parts.has_template)(SEARCH_TEMPLATE),
            Self::Overview(overview) => overview.is_there(parts),
            Self::ChangesFeed => parts.config.outputs.feeds && Overview::Changes.is_there(parts),
            Self::ConsultationsFeed => parts.config.outputs.feeds && has_consultations(parts),
            Self::Data => data::has_page(parts),
        }
    }
}

/// The names that these pages have at the site's root, without endings: a document there cannot be called so.
#[must_use]
pub fn own_names() -> Vec<String> {
    let name = |special: Special| special.route().path().split(['/', '.']).next().unwrap_or_default().to_owned();
    Special::ALL.into_iter().map(name).collect()
}

impl Portal {
    /// Whether the site has a full-text search.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.routes.find(Special::Search.route().path()) == Some(&Owner::Special(Special::Search))
    }
}

/// Whether opinions were ever asked for: the feed stays when none is open.
fn has_consultations(parts: &Parts<'_>) -> bool {
    let mut listed = parts.documents.iter().zip(parts.standings).filter(|(_, standing)| standing.is_listed());
    listed.any(|(document, _)| document.kind() == Kind::Consultation)
}

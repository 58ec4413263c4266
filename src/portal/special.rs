//! Pages of which there is one.

use super::Route;
use super::overview::Overview;
use super::routes::Parts;

/// A page of which there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// `sitemap.html`.
    SitemapPage,
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// What the site knows as a whole.
    Overview(Overview),
    /// The feed of what was published, changed and withdrawn.
    ChangesFeed,
}

impl Special {
    /// All of them, in a fixed order.
    pub(super) const ALL: [Self; 11] = [
        Self::SitemapPage,
        Self::Robots,
        Self::NotFound,
        Self::Overview(Overview::Validity),
        Self::Overview(Overview::Coverage),
        Self::Overview(Overview::Decisions),
        Self::Overview(Overview::Indicators),
        Self::Overview(Overview::Commitments),
        Self::Overview(Overview::Disclosure),
        Self::Overview(Overview::Changes),
        Self::ChangesFeed,
    ];

    /// Where it is.
    #[must_use]
    pub fn route(self) -> Route {
        match self {
            Self::SitemapPage => Route::new("sitemap.html"),
            Self::Robots => Route::new("robots.txt"),
            Self::NotFound => Route::new("404.html"),
            Self::Overview(overview) => overview.route(),
            Self::ChangesFeed => Route::new("changes.xml"),
        }
    }

    /// Whether this portal has it.
    pub(super) fn is_there(self, parts: &Parts<'_>) -> bool {
        match self {
            // A site's own robots.txt or 404 page stands in place of ours.
            Self::SitemapPage | Self::Robots | Self::NotFound => !parts.statics.contains_key(&self.route().file()),
            Self::Overview(overview) => overview.is_there(parts),
            Self::ChangesFeed => parts.config.outputs.feeds && Overview::Changes.is_there(parts),
        }
    }
}

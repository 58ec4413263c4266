//! What a portal's keeper looks for before the inspectors do: rules over texts, over the portal, and over pages as they are published.
//!
//! In: a text and where it stands, a [`Portal`], a page's HTML; what the site set for its audit. Out: [`Diagnostic`]s whose code is
//! a [`Rule`], and what the site's settings make of them ([`Verdict`]). A rule is one file in `rules/`; what it means, on what it is based and
//! cases of both kinds stand on its page in docs/rules/. Never here: reading a file, the clock, the network, how anything is shown.

mod code;
mod earlier;
mod facts;
mod few;
mod judge;
mod lines;
mod link;
mod mend;
mod page;
mod passage;
mod purpose;
pub mod report;
mod rules;
mod sheet;
mod unguarded;
mod visible;
mod written;
mod zone;

pub use earlier::{Earlier, Online, Since};
pub use facts::{Facts, Web};
pub use few::Few;
pub use judge::Verdict;
pub use lines::Lines;
pub use mend::{Mended, mend};
pub use page::{Element, Page};
pub use passage::{Passage, Within};
pub use purpose::Purpose;
pub use written::written;

use crate::attachment::Unread;
use crate::config::Config;
use crate::diag::{Diagnostic, Path, Rule};
use crate::law::wording::Wording;
#[cfg(feature = "net")]
use crate::net::Found;
use crate::portal::{DocumentId, Portal};
use rules::{LOOKS, Look};
use std::sync::OnceLock;

/// The rules, with what they go by on one site.
#[derive(Debug)]
pub struct Auditor<'a> {
    config: &'a Config,
    wording: OnceLock<Wording>,
    /// Those that the site wants.
    looks: Vec<&'static Look>,
}

impl<'a> Auditor<'a> {
    /// An auditor of the site with these settings.
    #[must_use]
    pub fn new(config: &'a Config) -> Self {
        let is_on = |(rules, _): &&(&[Rule], Look)| rules.iter().any(|rule| config.audit.severity(*rule).is_some());
        let looks = LOOKS.iter().filter(is_on).map(|(_, look)| look).collect();
        Self { config, wording: OnceLock::new(), looks }
    }

    /// The site's settings.
    #[must_use]
    pub fn config(&self) -> &'a Config {
        self.config
    }

    /// The wrong words; made when they are first asked for, since a build does not.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| self.config.wrong_words())
    }

    /// What all rules find in a text.
    #[must_use]
    pub fn passage(&self, passage: &Passage<'_>) -> Few {
        self.few(passage, |look| match look {
            Look::Text(look) | Look::Guard(look) => Some(look(passage, self)),
            _ => None,
        })
    }

    /// That a file, or a part of one, could not be looked at.
    #[must_use]
    pub fn unread(&self, path: &Path, unread: &[Unread]) -> Vec<Diagnostic> {
        rules::attachment_unread::all(path, unread)
    }

    /// What is told of a document that the site's search does not find by its title.
    #[must_use]
    pub fn lost(&self, portal: &Portal, id: DocumentId) -> Option<Diagnostic> {
        rules::search_title::look(portal, id, self)
    }

    /// What is told of an outside address, of which this was found.
    #[cfg(feature = "net")]
    #[must_use]
    pub fn outside(&self, url: &str, found: &Found) -> Option<Diagnostic> {
        rules::outside_answer::look(url, found, self)
    }

    /// What may never be published, found in a text: what was published once cannot be taken back.
    #[must_use]
    pub fn guard(&self, passage: &Passage<'_>) -> Few {
        self.few(passage, |look| match look {
            Look::Guard(look) => Some(look(passage, self)),
            _ => None,
        })
    }

    /// What all rules find in the portal as a whole.
    #[must_use]
    pub fn portal(&self, portal: &Portal) -> Vec<Diagnostic> {
        self.run(|look| match look {
            Look::Portal(look) => look(portal, self),
            _ => Vec::new(),
        })
    }

    /// What all rules find in a site beside what was online before.
    #[must_use]
    pub fn since(&self, since: &Since<'_>) -> Vec<Diagnostic> {
        self.run(|look| match look {
            Look::Since(look) => look(since, self),
            _ => Vec::new(),
        })
    }

    /// What all rules find on a page. Their places are nowhere: whose page it is, only the caller knows.
    #[must_use]
    pub fn page(&self, page: &Page) -> Vec<Diagnostic> {
        self.run(|look| match look {
            Look::Page(look) => look(page, self),
            _ => Vec::new(),
        })
    }

    /// What all rules find on a page, its site being known.
    #[must_use]
    pub fn within(&self, page: &Page, web: &Web<'_>) -> Vec<Diagnostic> {
        self.run(|look| match look {
            Look::Web(look) => look(page, web, self),
            _ => Vec::new(),
        })
    }

    /// What all rules find in a style sheet; the places are nowhere, as on pages.
    #[must_use]
    pub fn sheet(&self, css: &str) -> Vec<Diagnostic> {
        self.run(|look| match look {
            Look::Sheet(look) => look(css, self),
            _ => Vec::new(),
        })
    }

    /// Whether the site wants a rule.
    fn wants(&self, rule: Rule) -> bool {
        self.config.audit.severity(rule).is_some()
    }

    fn few(&self, passage: &Passage<'_>, look: impl Fn(&Look) -> Option<Few>) -> Few {
        let mut all = Few::default();
        self.looks.iter().filter_map(|it| look(it)).for_each(|found| all.join(found));
        all.map(|one| passage.located(one))
    }

    fn run(&self, look: impl Fn(&Look) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.looks.iter().flat_map(|it| look(it)).collect()
    }
}

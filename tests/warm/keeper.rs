//! A builder that stays, as that of `serve` and `build --watch` does: what it knows in memory is held against a cold build
//! too.

use super::scene::{Options, Scene};
use crate::support::{Site, Tree};
use std::path::Path;
use tempfile::TempDir;
use xiangwei::build::{Builder, Order, Progress, Stage};
use xiangwei::config::Address;
use xiangwei::portal::{Drafts, Scheduled};

/// Builds the same site again and again.
pub(crate) struct Keeper {
    builder: Builder,
    folder: TempDir,
}

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage) {}
    fn made(&self, _: usize) {}
    fn waiting(&self) {}
}

impl Keeper {
    pub(crate) fn new() -> Self {
        Self { builder: Builder::default(), folder: TempDir::new().unwrap() }
    }

    /// Builds a site with a scene's options. It must publish what a cold build did, or nothing when that found an error.
    pub(crate) fn compare(&mut self, scene: &Scene, site: &Site, cold: Option<&Tree>) {
        let outcome = self.builder.build(&self.order(&scene.options, site.root()), &Silent);
        let has_published = outcome.as_ref().is_ok_and(|outcome| outcome.changes.is_some());
        assert_eq!(has_published, cold.is_some(), "a builder that stays: {outcome:?}");
        if let Some(cold) = cold {
            Tree::read(&self.folder.path().join("public")).assert_same(cold, "a builder that stays");
        }
    }

    fn order(&self, options: &Options, root: &Path) -> Order {
        Order {
            out: Some(self.folder.path().join("public")),
            cache: Some(self.folder.path().join("cache")),
            base_url: options.base_url.map(|url| Address::parse(url).unwrap()),
            date: Some(options.date.parse().unwrap()),
            drafts: if options.drafts { Drafts::Built } else { Drafts::LeftOut },
            scheduled: if options.future { Scheduled::Built } else { Scheduled::LeftOut },
            ..Order::of(root)
        }
    }
}

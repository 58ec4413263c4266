//! Which files there must be.

use crate::portal::{Form, Owner, Portal, Route};
use crate::theme::Asset;
use std::sync::Arc;

/// One file that must exist, and how it is made.
#[derive(Debug, Clone)]
pub enum Target {
    /// Something that the portal has at a URL.
    Routed(Route, Owner),
    /// A static file that a template named; known when the pages are made.
    Asset(Arc<Asset>),
}

/// The targets of everything that has a URL, in a fixed order.
#[must_use]
pub fn targets(portal: &Portal) -> Vec<Target> {
    portal.routes().iter().map(|(route, owner)| Target::Routed(route.clone(), owner.clone())).collect()
}

impl Target {
    /// As what it is made.
    #[must_use]
    pub fn form(&self) -> Form {
        match self {
            Self::Routed(_, owner) => owner.form(),
            Self::Asset(_) => Form::Made,
        }
    }

    /// The path in the output folder.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Routed(route, _) => route.file(),
            Self::Asset(asset) => asset.route.file(),
        }
    }
}

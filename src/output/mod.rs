//! Portal -> [`Target`]s -> [`Artifact`]s: every file of the site, made one by one.
//!
//! In: the portal, and the press that holds its theme. Out: which files there must be, and for each its bytes with
//! what its making read. Makers see the portal through recording views, the Rust ones too. Never here: writing.

mod artifact;
mod commas;
mod data;
mod download;
mod feed;
mod list;
mod make;
mod manifest;
mod media;
mod needs;
mod page;
mod redirect;
mod search;
mod sitemap;
mod target;

pub use artifact::{Artifact, Content};
pub use make::{Maker, plain_template};
pub use manifest::{Entry, Manifest};
pub use media::{is_active, media_type};
pub use needs::Needs;
pub use target::{Target, targets};

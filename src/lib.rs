//! 象魏 (xiangwei): a static site generator for public rule-of-law transparency portals.
//!
//! 象魏 was the pair of towers at the palace gate where the laws were hung for all to read. A government office keeps its reports, policies
//! and interpretations as Markdown with YAML front matter; one command makes a site of it. This is the way of the data and of the modules:
//!
//! 1. [`world`] reads the files of the site's folder. A text is a [`diag::Source`].
//! 2. [`config`] makes a valid [`config::Config`] of xiangwei.yaml and data/; [`attachment`] reads other published files.
//! 3. [`content`] makes a [`content::Document`] of each source, with [`markdown`] for its text, and tells every fault
//!    that one file can show. The terms of the field ([`law`]) are types. [`authoring`] helps to write by the same tables.
//! 4. [`portal`] relates, routes and orders all documents as of one date, and tells what needs more than one file to
//!    be seen. It is immutable, and shows itself through views that record what is looked at ([`trace`]).
//! 5. [`theme`] sets the templates; [`output`] names every file that must exist, and makes each; [`search`] indexes their text.
//! 6. [`audit`] finds what an inspection would: in texts, in the portal, on pages; `net` asks others what their pages are.
//! 7. [`publish`] puts them in the output folder, whole or not at all.
//!
//! [`build`] runs these in order; `deploy` sends on what it published; `serve` runs it again when something changes, and
//! shows what it published on this machine; [`import`] makes sources of an office's files; [`cli`] is what a person types.
//! Whatever is wrong in an author's files is a [`diag::Diagnostic`] with its place; the machine's trouble a [`diag::Failure`].

pub mod law;

pub mod diag;
pub mod trace;

pub mod yaml;

pub mod world;

pub mod attachment;

pub mod config;
#[cfg(feature = "net")]
pub mod net;

pub mod markdown;

pub mod content;
pub mod import;

pub mod authoring;

pub mod portal;

pub mod theme;

pub mod search;

pub mod output;

pub mod audit;

pub mod publish;

pub mod build;

#[cfg(feature = "deploy")]
pub mod deploy;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;

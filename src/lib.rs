//! 象魏 (xiangwei): a static site generator for public rule-of-law transparency portals.
//!
//! 象魏 was the pair of towers at the palace gate where the laws were hung for all to read. A government office keeps its reports, policies
//! and interpretations as Markdown with YAML front matter; one command makes a site of it. This is the way of the data and of the modules:
//!
//! 1. [`world`] reads a [`diag::Source`], [`attachment`] a file that is no text; [`config`] is xiangwei.yaml and data/, all of it valid.
//! 2. [`content`] makes a [`content::Document`] of each source, with [`markdown`] for its text, and tells every fault
//!    that one file can show. The terms of the field ([`law`]) are types. [`authoring`] helps to write by the same tables.
//! 3. [`portal`] relates, routes and orders all documents as of one date, and tells what needs more than one file to
//!    be seen. It is immutable, and shows itself through views that record what is looked at ([`trace`]).
//! 4. [`theme`] sets the templates; [`output`] names every file that must exist, and makes each; [`search`] indexes their text.
//! 5. [`audit`] finds what an inspection would; `net` asks others for theirs. [`publish`] puts all in its place, or nothing.
//!
//! [`build`] runs these in order; `deploy` sends on what it published; `serve` runs it again at a change, and shows it on this machine;
//! [`import`] makes sources of an office's files; [`cli`] is what a person types. What is wrong in an author's files is a
//! [`diag::Diagnostic`] with its place; the machine's trouble a [`diag::Failure`].

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

pub mod authoring;
pub mod import;

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

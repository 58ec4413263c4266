//! What the tests share: sites made from a string, runs of the program, and how wide text is on a screen.

mod run;
mod site;
mod told;
mod tree;
mod width;

pub(crate) use run::{Run, xiangwei};
pub(crate) use site::Site;
pub(crate) use told::Told;
pub(crate) use tree::{Tree, copy};
pub(crate) use width::{cells, characters};

/// The folder of this crate.
pub(crate) fn tests() -> std::path::PathBuf {
    root().join("tests")
}

/// The folder of the project, which holds the sample portal.
pub(crate) fn root() -> std::path::PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

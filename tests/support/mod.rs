//! What the tests share: sites made from a string, runs of the program, and how wide text is on a screen.

mod run;
mod site;
mod told;
mod tree;
mod width;

pub(crate) use run::{Run, xiangwei};
pub(crate) use site::{Site, files};
pub(crate) use told::Told;
pub(crate) use tree::{Tree, copy};
pub(crate) use width::{cells, characters};

/// Hands the names of all golden sites to a macro.
macro_rules! golden_sites {
    ($each:ident) => {
        $each! {
            minimal
            a_base_path_with_chinese_names
            sections
            taxonomies
            references
            statuses
            duties_with_a_day
            what_is_left_out
            addresses
            files
            markdown
            outside_links
            feeds
            open_data
            themes
            a_column_of_a_host_portal
            keys_in_both_languages
            indicators
            registers
            gongbao
        }
    };
}
pub(crate) use golden_sites;

/// The folder of this crate.
pub(crate) fn tests() -> std::path::PathBuf {
    root().join("tests")
}

/// The folder of the project, which holds the sample portal.
pub(crate) fn root() -> std::path::PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

//! Artifacts -> the output folder, whole or not at all.
//!
//! In: files as they are made, then the manifest of all. What differs from what is published is put on a stage; the
//! published tree is not touched until everything is there. Few changes are then moved in file by file, many by
//! exchanging the two trees. Only files that our own manifest names are overwritten or removed; one that somebody
//! changed by hand is first kept aside. A run that is killed leaves a whole site, and the next run mends the rest.
//! Never here: what the files hold.

#![expect(clippy::disallowed_methods, reason = "publish is the door to the output folder")]

mod commit;
mod disk;
mod folder;
mod stage;

pub use commit::{Changes, Way};
pub use disk::{
    bring, holds, is_free, make_folder, read, remove_file, remove_tree, rewrite, stands, text, unwritable, write,
    write_new,
};
pub use folder::{Folder, Lock, MANIFEST, Offer, is_settled, manifest};

//! Everything that may happen to a site between two builds.
//!
//! An edit is a small function: it changes the scene and tells what it did, or nothing when there is nothing to do it
//! to. Most leave a site that builds; where one does not (a link to what was renamed away), both builds must say so.

mod documents;
mod faults;
mod files;
mod outputs;
mod sections;
mod settings;
mod templates;

use super::scene::Scene;

/// One kind of edit; what it gives is told when a test fails.
pub(crate) type Edit = fn(&mut Scene) -> Option<String>;

/// A name, how often it is drawn, and the edit.
pub(crate) type Row = (&'static str, usize, Edit);

/// All edits.
pub(crate) const ALL: &[&[Row]] = &[
    documents::EDITS,
    sections::EDITS,
    templates::EDITS,
    settings::EDITS,
    files::EDITS,
    outputs::EDITS,
    faults::EDITS,
];

/// What authors do: nothing of it touches a template, the store or the output.
pub(crate) const AUTHORS: &[&[Row]] = &[documents::EDITS, sections::EDITS, settings::EDITS];

/// Does one edit of the tables, drawn by weight, and tells which.
pub(crate) fn one(scene: &mut Scene, tables: &[&[Row]]) -> String {
    let rows: Vec<&Row> = tables.iter().copied().flatten().collect();
    let total = rows.iter().map(|(_, weight, _)| weight).sum();
    loop {
        let mut thrown = scene.dice.below(total);
        let drawn = rows.iter().find(|(_, weight, _)| match thrown.checked_sub(*weight) {
            Some(rest) => {
                thrown = rest;
                false
            }
            None => true,
        });
        let (name, _, edit) = drawn.unwrap();
        if let Some(what) = edit(scene) {
            return format!("{name}: {what}");
        }
    }
}

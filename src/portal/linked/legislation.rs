//! A policy document as `Legislation`, the vocabulary that schema.org took over from the European Legislation Identifier.

use super::document::{documents, iso, named, publishers, related};
use super::node::Node;
use crate::law::closed_list::ClosedList;
use crate::law::validity::Validity;
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Portal};

pub(super) fn add(portal: &Portal, id: DocumentId, node: &mut Node) {
    let view = View::Document(id);
    let number = || portal.show_text(view, "doc_number");
    node.one("legislationIdentifier", number().or_else(|| portal.show_text(view, "tag")));
    node.one("legislationType", portal.show_text(view, "form"));
    let passed = portal.show_moment(view, "issued").or_else(|| portal.show_moment(view, "published"));
    node.one("legislationDate", passed.map(|at| iso(portal, at)));
    node.one("legislationDateVersion", portal.show_changed(id).map(|at| at.day()));
    node.one("legislationDateOfApplicability", effective(portal, id));
    node.put("legislationPassedBy", publishers(portal, id));
    let state = portal.show_text(view, "status_code").and_then(|code| Validity::parse(&code));
    node.one("legislationLegalForce", state.map(|state| format!("https://schema.org/{}", force(state))));
    node.put("legislationChanges", documents(portal, id, &["amends", "repeals"]));
    node.put("legislationConsolidates", consolidated(portal, id));
    node.put("isBasedOn", documents(portal, id, &["basis"]));
}

/// A state as `LegalForceStatus` has it.
fn force(state: Validity) -> &'static str {
    match state {
        Validity::InForce | Validity::Amended => "InForce",
        Validity::PartlyRepealed => "PartiallyInForce",
        Validity::Pending | Validity::Repealed | Validity::Lapsed => "NotInForce",
    }
}

/// The first day in force, as the page tells it.
fn effective(portal: &Portal, id: DocumentId) -> Option<String> {
    let facts = portal.show(View::Document(id), "facts")?;
    let rows = facts.get("rows")?.items();
    let row = rows.iter().find(|row| row.get("key").and_then(Shown::as_text) == Some("effective"))?;
    row.get("iso").and_then(Shown::as_text).map(str::to_owned)
}

/// The documents whose amendments stand in this text: it was revised when they were out.
fn consolidated(portal: &Portal, id: DocumentId) -> Vec<Node> {
    let Some(revised) = portal.show_moment(View::Document(id), "revised") else { return Vec::new() };
    let is_in = |view: &View| portal.show_moment(*view, "published").is_some_and(|at| at.date <= revised.date);
    let amending = related(portal, id, &["amended_by"]).into_iter().filter(is_in);
    amending.filter_map(|view| named(portal, view)).collect()
}

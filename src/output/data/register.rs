//! The registers (台账) that can be downloaded as tables.

use super::stock::sha256;
use crate::output::download::{self, heading};
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Owner, Portal};
use crate::trace::{Fingerprint, Key, Subject, read};
use serde_json::{Value, json};

/// A register's table, as it is published.
pub(super) struct Sheet {
    pub(super) title: String,
    /// A name of ASCII letters, which the descriptions of tables want.
    pub(super) name: String,
    pub(super) address: String,
    pub(super) bytes: usize,
    pub(super) sha256: String,
    pub(super) schema: Value,
}

/// All of them, in the order of their pages.
pub(super) fn all(portal: &Portal) -> Vec<Sheet> {
    read(Key::Listed(Subject::Site));
    let table = |owner: &Owner| if let Owner::Table(id) = owner { Some(*id) } else { None };
    portal.routes().iter().filter_map(|(_, owner)| table(owner)).filter_map(|id| sheet(portal, id)).collect()
}

fn sheet(portal: &Portal, id: DocumentId) -> Option<Sheet> {
    let view = View::Document(id);
    let register = portal.show(view, "register")?;
    let address = portal.absolute(register.get("download")?.get("url")?.as_text()?);
    let csv = download::csv(portal, id);
    Some(Sheet {
        title: portal.show_text(view, "title")?,
        name: format!("register-{}", Fingerprint::of(portal.document_route(id).path().as_bytes()).short()),
        address,
        bytes: csv.len(),
        sha256: sha256(csv.as_bytes()),
        schema: json!({ "fields": register.get("columns")?.items().iter().map(field).collect::<Vec<_>>() }),
    })
}

fn field(column: &Shown) -> Value {
    let name = heading(column);
    match column.get("kind").and_then(Shown::as_text) {
        Some("number" | "money") => json!({ "name": name, "type": "number", "groupChar": "," }),
        Some("date") => json!({ "name": name, "type": "date" }),
        _ => json!({ "name": name, "type": "string" }),
    }
}

//! Registers (台账) as the portal has them: each table with what its cells lead to, and the address of its download.

use super::links::{Holder, Linker};
use super::references::unpublished;
use super::{DocumentId, Resolved, Route};
use crate::content::{Cell, Document, Reference, Table, Tables};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tables of documents that are registers.
pub(super) type TablesById = BTreeMap<DocumentId, Arc<Table>>;

/// A table, and what its references lead to, in the order in which they stand in it.
#[derive(Debug)]
pub(super) struct Register {
    pub(super) table: Arc<Table>,
    pub(super) links: Box<[Resolved]>,
}

/// The tables by the documents that show them; both are sorted by path.
pub(super) fn by_id(tables: &Tables, documents: &[Arc<Document>]) -> TablesById {
    let id = |path: &str| documents.binary_search_by(|document| (*document.path).cmp(path)).ok();
    tables.iter().filter_map(|(path, table)| Some((DocumentId::new(id(path)?), table.clone()))).collect()
}

/// Finds what the cells of all registers that are shown refer to.
pub(super) fn link(tables: &TablesById, linker: &mut Linker<'_>, routes: &[Route]) -> BTreeMap<DocumentId, Register> {
    let resolve = |(&id, table): (&DocumentId, &Arc<Table>)| {
        let document = &linker.documents[id.index()];
        let holder = Holder {
            path: &document.path,
            outline: &document.outline,
            text_start: document.body.start,
            route: &routes[id.index()],
            own: Some(id),
        };
        let shown = linker.standings[id.index()].is_listed();
        let links = table.references().filter(|_| shown).map(|(cell, reference)| match cell {
            Cell::Document(_) => named(linker, &holder, reference),
            _ => linker.one(&holder, &reference.text, &reference.place),
        });
        let links = links.collect();
        (id, Register { table: Arc::clone(table), links })
    };
    tables.iter().map(resolve).collect()
}

/// The document that a reference names; nothing for one that is not shown yet, which stays words.
fn named(linker: &mut Linker<'_>, holder: &Holder<'_>, reference: &Reference) -> Resolved {
    let found = linker.index.find(holder.path, reference, linker.faults.len());
    let told = match found {
        Ok(id) => match unpublished(linker.standings[id.index()], &reference.text, &reference.place) {
            None => return Resolved::Document(id, None),
            Some(told) => told,
        },
        Err(fault) => *fault,
    };
    linker.faults.push(told);
    Resolved::Nothing
}

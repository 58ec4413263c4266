//! The official tables of a disclosure report, as its page shows them.

use super::Shown;
use crate::content::{Document, Particulars};
use crate::law::closed_list::ClosedList;
use crate::law::disclosure::{Chapter, DrawnCell, Role, Sheet};
use crate::portal::{DocumentId, Portal};

/// The field `sheets`: each table with the heading under which it belongs, the form's order.
pub(super) fn sheets(portal: &Portal, id: DocumentId) -> Shown {
    let document = portal.document(id);
    let Particulars::Disclosure(disclosure) = &document.particulars else { return Shown::List(Vec::new()) };
    Shown::List(disclosure.tables.iter().map(|sheet| shown(document, sheet)).collect())
}

fn shown(document: &Document, sheet: &Sheet) -> Shown {
    let chapter = sheet.table().chapter();
    let mut headings = document.outline.headings.iter();
    let heading = headings.find(|heading| Chapter::of(&heading.text) == Some(chapter));
    let drawn = sheet.drawn();
    Shown::Record(vec![
        ("key", Shown::word(sheet.table().code())),
        ("name", Shown::word(chapter.name())),
        ("heading", chapter.heading().into()),
        ("anchor", Shown::text(heading.map(|heading| heading.id.clone()))),
        ("form", Shown::word(sheet.edition().source())),
        ("head", rows(drawn.head)),
        ("bodies", Shown::List(drawn.bodies.into_iter().map(rows).collect())),
    ])
}

fn rows(rows: Vec<Vec<DrawnCell>>) -> Shown {
    Shown::List(rows.into_iter().map(|row| Shown::List(row.into_iter().map(cell).collect())).collect())
}

fn cell(cell: DrawnCell) -> Shown {
    let (scope, id, headers) = match cell.role {
        Role::Column(id) => (Shown::word("col"), id.into(), Shown::Nothing),
        Role::Columns(id) => (Shown::word("colgroup"), id.into(), Shown::Nothing),
        Role::Row(id) => (Shown::word("row"), id.into(), Shown::Nothing),
        Role::Rows(id) => (Shown::word("rowgroup"), id.into(), Shown::Nothing),
        Role::Number(headings) => (Shown::Nothing, Shown::Nothing, headings.join(" ").into()),
        Role::Remark => (Shown::Nothing, Shown::Nothing, Shown::Nothing),
    };
    Shown::Record(vec![
        ("text", cell.text.into()),
        ("scope", scope),
        ("id", id),
        ("headers", headers),
        ("columns", cell.columns.into()),
        ("rows", cell.rows.into()),
    ])
}

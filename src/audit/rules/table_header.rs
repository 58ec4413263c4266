//! A table of data says what its rows or columns are.

use super::shown;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let bare = page.named("table").filter(|table| is_of_data(page, table) && !has_header(page, table));
    bare.map(|table| {
        let start: String = page.text(table).chars().take(20).collect();
        let told = say!("表格“{start}…”没有表头", "the table `{start}…` has no header");
        let help = say!(
            "表头单元格写 <th scope=\"col\"> 或 <th scope=\"row\">；只用来排版的写 role=\"presentation\"",
            "write <th scope=\"col\"> or <th scope=\"row\">; role=\"presentation\" for a table that is but layout"
        );
        shown(Rule::TableHeader, told, help)
    })
    .collect()
}

/// Whether it is a table of data: more than one row and one column, and no table around other tables.
fn is_of_data(page: &Page, table: &Element) -> bool {
    let count = |name| page.within(table).filter(|one| one.is(name)).count();
    let is_layout = matches!(table.attribute("role"), Some("presentation" | "none"));
    let (rows, cells) = (count("tr"), count("td") + count("th"));
    !is_layout && count("table") == 0 && rows > 1 && cells > rows
}

fn has_header(page: &Page, table: &Element) -> bool {
    let is_header = |one: &Element| one.is("th") || matches!(one.attribute("role"), Some("columnheader" | "rowheader"));
    page.within(table).any(is_header)
}

//! A YAML list of maps -> a sheet, with the place of every cell. The first map names all columns; in the others what is
//! left out is an empty cell.

use super::sheet::{Piece, Sheet};
use crate::diag::{Code, Diagnostic, Place, Source, Span};
use crate::say;
use crate::yaml::{self, NodeKind, Value};

/// Reads a text.
///
/// # Errors
/// A diagnostic when it is not YAML, or no list.
pub(super) fn read(source: &Source) -> Result<(Sheet, Vec<Diagnostic>), Box<Diagnostic>> {
    let yaml = yaml::parse(&source.path, &source.text, 0)?;
    let value = |node| Value { path: &source.path, node };
    let items = match &yaml.root.kind {
        NodeKind::List(items) => items.as_slice(),
        NodeKind::Null => &[],
        _ => return Err(Box::new(value(&yaml.root).mismatch(say!("各项的列表", "a list of items")))),
    };
    let (mut sheet, mut faults) = (Sheet::default(), Vec::new());
    if let Some(NodeKind::Map(entries)) = items.first().map(|item| &item.kind) {
        let heading = |key: &str, span| Piece { text: key.trim().to_owned(), span };
        sheet.headings = entries.iter().map(|(key, _)| heading(&key.text, key.span)).collect();
    }
    for item in items {
        match row(&sheet, value(item), &mut faults) {
            Some(row) => sheet.rows.push(row),
            None => faults.push(value(item).mismatch(say!("键值对", "a map of keys"))),
        }
    }
    Ok((sheet, faults))
}

/// One item as a row; nothing when it is no map.
fn row(sheet: &Sheet, item: Value<'_>, faults: &mut Vec<Diagnostic>) -> Option<Vec<Piece>> {
    let NodeKind::Map(entries) = &item.node.kind else { return None };
    let mut row: Vec<Option<Piece>> = vec![None; sheet.headings.len()];
    for (key, node) in entries {
        let (name, place) = (key.text.trim(), Place::Text(item.path.clone(), key.span));
        let Some(at) = sheet.find(name) else {
            let told = say!("第一项里没有“{name}”这一列", "the first item has no column `{name}`");
            faults.push(sheet.suggest(Diagnostic::new(Code::RegisterColumn, place, told), name));
            continue;
        };
        if row[at].is_some() {
            let told = Diagnostic::new(Code::KeyTwice, place, say!("“{name}”写了两次", "`{name}` is written twice"));
            faults.push(told.help(say!("留下一个，删去另一个", "keep one, remove the other")));
            continue;
        }
        let value = Value { path: item.path, node };
        let text = if value.is_empty() { Ok(String::new()) } else { value.text() };
        let text = text.map_err(|fault| faults.push(*fault)).unwrap_or_default();
        row[at] = Some(Piece { text, span: node.span });
    }
    let head = Span::new(item.node.span.start as usize, item.node.span.start as usize + 1);
    Some(row.into_iter().map(|cell| cell.unwrap_or(Piece { text: String::new(), span: head })).collect())
}

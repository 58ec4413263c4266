//! What is shown of a register: its columns, its rows put together, and how far they are.

use super::Shown;
use crate::content::{Cell, Column, ColumnKind, Row, Table};
use crate::law::closed_list::ClosedList;
use crate::law::quantity::Rate;
use crate::law::work_off::is_done;
use crate::portal::data::beside;
use crate::portal::registers::Register;
use crate::portal::{DocumentId, Portal, Resolved};
use std::collections::BTreeMap;

/// A field of a document.
pub(super) fn register(portal: &Portal, id: DocumentId) -> Shown {
    let Some(register) = portal.registers.get(&id).filter(|_| portal.standing(id).is_listed()) else {
        return Shown::Nothing;
    };
    let (table, tally) = (&*register.table, Tally::of(&register.table));
    let route = beside(portal.document_route(id), "csv");
    let name = route.path().rsplit('/').next().unwrap_or_default().to_owned();
    let unit = table.count.and_then(|at| table.columns[at].unit.clone());
    Shown::Record(vec![
        ("columns", Shown::List((0..).zip(&table.columns).map(|(at, one)| column(table, at, one)).collect())),
        ("groups", groups(portal, register, &tally)),
        ("states", tally.states()),
        ("total", tally.total.into()),
        ("done", if tally.is_worked_off { tally.done.into() } else { Shown::Nothing }),
        ("percent", Shown::text(tally.rate().map(|rate| rate.to_string()))),
        ("unit", unit.unwrap_or_else(|| "项".to_owned()).into()),
        ("download", Shown::Record(vec![("url", portal.url(&route).into()), ("name", name.into())])),
    ])
}

fn column(table: &Table, at: usize, column: &Column) -> Shown {
    let sort = match column.kind {
        ColumnKind::Number | ColumnKind::Money => "number",
        ColumnKind::Date => "date",
        _ => "text",
    };
    let few_values = matches!(column.kind, ColumnKind::Choice | ColumnKind::Organisation);
    let filter = few_values || table.status == Some(at) || table.group == Some(at);
    Shown::Record(vec![
        ("name", column.name.clone().into()),
        ("kind", Shown::word(column.kind.code())),
        ("unit", Shown::text(column.unit.clone())),
        ("sort", Shown::word(sort)),
        ("filter", Shown::Yes(filter)),
        ("status", Shown::Yes(table.status == Some(at))),
    ])
}

/// The items of a table, counted by state.
struct Tally<'a> {
    table: &'a Table,
    /// Each state with its items, in the order of the column's choices, then of the rows; what has none comes last.
    states: Vec<(&'a str, usize)>,
    total: usize,
    done: usize,
    /// Whether the states say what is done and what is not.
    is_worked_off: bool,
}

impl<'a> Tally<'a> {
    fn of(table: &'a Table) -> Self {
        let states = states(table);
        let done = states.iter().filter(|(name, _)| is_called_done(table, name));
        let says_done = table.status.is_some_and(|at| !table.columns[at].done.is_empty());
        Self {
            total: table.rows.iter().map(|row| table.weight(row) as usize).sum(),
            done: done.map(|(_, count)| count).sum(),
            is_worked_off: says_done || states.iter().any(|(name, _)| is_done(name)),
            states,
            table,
        }
    }

    fn is_done(&self, row: &Row) -> bool {
        state(self.table, row).is_some_and(|state| is_called_done(self.table, state))
    }

    fn states(&self) -> Shown {
        let row = |(name, count): &(&str, usize)| {
            let done = if self.is_worked_off { Shown::Yes(is_called_done(self.table, name)) } else { Shown::Nothing };
            let name = if name.is_empty() { "未写明" } else { name };
            Shown::Record(vec![("name", name.to_owned().into()), ("count", (*count).into()), ("done", done)])
        };
        Shown::List(self.states.iter().filter(|(_, count)| *count > 0).map(row).collect())
    }

    /// The share that is done.
    fn rate(&self) -> Option<Rate> {
        Rate::new(self.done, self.total).filter(|_| self.is_worked_off)
    }
}

/// How many items have each state.
fn states(table: &Table) -> Vec<(&str, usize)> {
    let choices = table.status.iter().flat_map(|at| &table.columns[*at].choices);
    let mut states: Vec<(&str, usize)> = choices.map(|choice| (choice.as_str(), 0)).collect();
    for row in &table.rows {
        let (Some(name), weight) = (state(table, row), table.weight(row) as usize) else { continue };
        match states.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += weight,
            None => states.push((name, weight)),
        }
    }
    states.sort_by_key(|(name, _)| name.is_empty());
    states
}

/// The words in a row's status column; empty when nothing is written there.
fn state<'a>(table: &Table, row: &'a Row) -> Option<&'a str> {
    Some(match &row.cells[table.status?] {
        Cell::Text(text) | Cell::Number(text, _) => text,
        _ => "",
    })
}

/// Whether a state is one of those that the author called done, or, where none is, a word for it.
fn is_called_done(table: &Table, state: &str) -> bool {
    let done = table.status.map_or(&[][..], |at| &table.columns[at].done);
    if done.is_empty() { is_done(state) } else { done.iter().any(|word| word == state) }
}

/// The rows, those of one group together; one nameless group when there are none.
fn groups(portal: &Portal, register: &Register, tally: &Tally<'_>) -> Shown {
    let table = &*register.table;
    let mut links = register.links.iter();
    let mut groups: Vec<(String, Vec<(&Row, Shown)>)> = match table.group {
        // Groups stand as the choices do, then as they come.
        Some(at) => table.columns[at].choices.iter().map(|choice| (choice.clone(), Vec::new())).collect(),
        None => vec![(String::new(), Vec::new())],
    };
    let mut known: BTreeMap<String, usize> =
        groups.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
    for row in &table.rows {
        let cells: Vec<Shown> = row.cells.iter().map(|cell| show(portal, cell, &mut links)).collect();
        let name = table.group.map_or_else(String::new, |at| words(&cells[at]));
        let shown = row_record(row, cells, tally);
        let at = *known.entry(name.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((name, Vec::new()));
        }
        groups[at].1.push((row, shown));
    }
    let group = |(name, rows): (String, Vec<(&Row, Shown)>)| {
        let weigh = |is_counted: &dyn Fn(&Row) -> bool| -> usize {
            rows.iter().filter(|(row, _)| is_counted(row)).map(|(row, _)| table.weight(row) as usize).sum()
        };
        let done = tally.is_worked_off.then(|| weigh(&|row| tally.is_done(row)));
        let name = if name.is_empty() && table.group.is_some() { "未写明".to_owned() } else { name };
        Shown::Record(vec![
            ("name", Shown::text(Some(name).filter(|name| !name.is_empty()))),
            ("count", weigh(&|_| true).into()),
            ("done", done.map_or(Shown::Nothing, Shown::from)),
            ("rows", Shown::List(rows.into_iter().map(|(_, shown)| shown).collect())),
        ])
    };
    Shown::List(groups.into_iter().filter(|(_, rows)| !rows.is_empty()).map(group).collect())
}

fn row_record(row: &Row, cells: Vec<Shown>, tally: &Tally<'_>) -> Shown {
    let done = if tally.is_worked_off { Shown::Yes(tally.is_done(row)) } else { Shown::Nothing };
    let count = tally.table.weight(row) as usize;
    Shown::Record(vec![
        ("id", row.anchor.clone().into()),
        ("cells", Shown::List(cells)),
        ("count", count.into()),
        ("done", done),
    ])
}

/// One cell; `links` gives what the references lead to, in turn.
fn show<'a>(portal: &Portal, cell: &Cell, links: &mut impl Iterator<Item = &'a Resolved>) -> Shown {
    let link = cell.reference().and_then(|_| links.next());
    let (text, value, url) = match cell {
        Cell::Empty => (Shown::Nothing, Shown::Nothing, Shown::Nothing),
        Cell::Text(text) => (text.clone().into(), Shown::Nothing, Shown::Nothing),
        Cell::Number(text, number) => (text.clone().into(), number.to_string().into(), Shown::Nothing),
        Cell::Date(date) => (date.to_string().into(), date.to_string().into(), Shown::Nothing),
        Cell::Organisation(id) => {
            let name = portal.config.organisations.get(*id).name.clone();
            (name.into(), Shown::Nothing, Shown::text(portal.organisation_url(*id)))
        }
        Cell::Document(reference) => {
            let title = link.and_then(|link| portal.title_of(link)).unwrap_or_else(|| reference.text.clone());
            (title.into(), Shown::Nothing, portal.address_of(link))
        }
        Cell::Link(words, _) => (words.clone().into(), Shown::Nothing, portal.address_of(link)),
    };
    let plain = match cell {
        Cell::Link(words, to) if *words != to.text => format!("{words} {}", to.text).into(),
        _ => text.clone(),
    };
    let outside = Shown::Yes(matches!(link, Some(Resolved::Outside(_) | Resolved::Leave(_))));
    let mut record = vec![("text", text), ("value", value), ("url", url), ("outside", outside), ("plain", plain)];
    let named = match link {
        Some(Resolved::Document(id, _)) => Some(*id),
        _ => None,
    };
    record.extend(portal.named_state(named));
    Shown::Record(record)
}

/// The words of a cell that was shown.
fn words(cell: &Shown) -> String {
    let Shown::Record(fields) = cell else { return String::new() };
    match fields.first() {
        Some((_, Shown::Text(text))) => text.to_string(),
        _ => String::new(),
    }
}

impl Portal {
    /// The title of the document that a link leads to.
    fn title_of(&self, link: &Resolved) -> Option<String> {
        match link {
            Resolved::Document(id, _) => Some(self.document(*id).front.title.clone()),
            _ => None,
        }
    }

    /// Where a link leads. The address is part of what is shown, so that it is not recorded by itself.
    fn address_of(&self, link: Option<&Resolved>) -> Shown {
        let at = |url: String, fragment: &Option<Box<str>>| match fragment {
            Some(fragment) => format!("{url}#{fragment}"),
            None => url,
        };
        Shown::text(match link {
            Some(Resolved::Document(id, fragment)) => Some(at(self.document_url(*id).to_owned(), fragment)),
            Some(Resolved::Section(id, fragment)) => Some(at(self.url(&self.section(*id).route), fragment)),
            Some(Resolved::Page(route, fragment)) => Some(at(self.url(route), fragment)),
            Some(Resolved::File(id)) => Some(self.url(&self.files.get(*id).route)),
            Some(Resolved::Plain(url) | Resolved::Outside(url)) => Some(url.to_string()),
            Some(Resolved::Leave(id)) => Some(self.url(&self.leaves[*id as usize].route)),
            Some(Resolved::Mention(..) | Resolved::Nothing) | None => None,
        })
    }
}

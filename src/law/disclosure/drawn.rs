//! A table as it stands on the form: merged headings, numbers, and which headings belong to which number.
//!
//! A filled [`Sheet`] goes in; rows of cells come out, free of any markup. Merged cells are what `scope` cannot always tell,
//! so every number names its headings (WCAG technique H43).

use crate::law::disclosure::{Label, Row, Sheet, Table};
use crate::law::quantity::Decimal;

/// A table, cell by cell.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The rows of its head; none where the headings stand within the body.
    pub head: Vec<Vec<DrawnCell>>,
    /// The rows that belong together, group by group.
    pub bodies: Vec<Vec<Vec<DrawnCell>>>,
}

/// A cell, which may span several.
#[derive(Debug)]
pub struct DrawnCell {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// How many columns it spans.
    pub columns: usize,
    /// How many rows it spans.
    pub rows: usize,
}

/// What a cell is.
#[derive(Debug)]
pub enum Role {
    /// The heading of a column, by its id.
    Column(String),
    /// The heading of several columns.
    Columns(String),
    /// The heading of a row.
    Row(String),
    /// The heading of several rows.
    Rows(String),
    /// A number, with the ids of all its headings.
    Number(Vec<String>),
    /// Words that head nothing.
    Remark,
}

impl DrawnCell {
    fn new(text: impl Into<String>, role: Role) -> DrawnCell {
        DrawnCell { text: text.into(), role, columns: 1, rows: 1 }
    }

    fn over(self, columns: usize, rows: usize) -> DrawnCell {
        DrawnCell { columns, rows, ..self }
    }
}

impl Sheet {
    /// The table as the form draws it.
    pub fn drawn(&self) -> Drawn {
        match self.table() {
            Table::Active => self.blocks(),
            Table::Requests => self.requests(),
            Table::Review => self.review(),
        }
    }

    /// Section 2: a block for each item of art. 20, with headings of its own.
    fn blocks(&self) -> Drawn {
        let rows: Vec<_> = self.rows().collect();
        let width = 1 + rows.iter().map(|(row, _)| row.columns.len()).max().unwrap_or(0);
        let blocks = rows.chunk_by(|(one, _), (other, _)| one.groups == other.groups);
        Drawn { head: Vec::new(), bodies: blocks.map(|block| drawn_block(block, width)).collect() }
    }

    /// Section 3: results by applicant; the headings of rows are three deep.
    fn requests(&self) -> Drawn {
        const DEPTH: usize = 3;
        let rows: Vec<_> = self.rows().collect();
        let columns = rows.first().map_or(&[][..], |(row, _)| row.columns);
        let drawn = |(at, (row, cells)): (usize, &(&'static Row, &[Decimal]))| {
            let mut line = opened(&rows, at);
            let id = id("requests-row", row.label.key);
            line.push(DrawnCell::new(row.label.name, Role::Row(id.clone())).over(DEPTH - row.groups.len(), 1));
            let above: Vec<String> = row.groups.iter().map(group_id).chain([id]).collect();
            let numbers = columns.iter().zip(*cells).map(|(column, number)| {
                DrawnCell::new(number.to_string(), Role::Number([applicant_ids(column), above.clone()].concat()))
            });
            line.extend(numbers);
            line
        };
        Drawn { head: applicants(columns, DEPTH), bodies: vec![rows.iter().enumerate().map(drawn).collect()] }
    }

    /// Section 4: one row; its headings are three deep.
    fn review(&self) -> Drawn {
        let mut head = vec![Vec::new(), Vec::new(), Vec::new()];
        let mut line = Vec::new();
        let rows: Vec<_> = self.rows().collect();
        for (at, (row, cells)) in rows.iter().enumerate() {
            let own = id("review-group", row.label.key);
            let width = row.columns.len();
            let mut above: Vec<String> = row.groups.iter().map(|group| id("review-group", group.key)).collect();
            for (group, id) in row.groups.iter().zip(&above).filter(|_| at == 0 || rows[at - 1].0.groups != row.groups)
            {
                let width: usize =
                    rows.iter().filter(|(one, _)| one.groups == row.groups).map(|(one, _)| one.columns.len()).sum();
                head[0].push(DrawnCell::new(group.name, Role::Columns(id.clone())).over(width, 1));
            }
            let depth = row.groups.len();
            head[depth].push(DrawnCell::new(row.label.name, Role::Columns(own.clone())).over(width, 2 - depth));
            above.push(own);
            for (column, number) in row.columns.iter().zip(*cells) {
                let id = id("review-column", &format!("{}-{}", row.label.key, column.key));
                line.push(DrawnCell::new(
                    number.to_string(),
                    Role::Number([&above[..], std::slice::from_ref(&id)].concat()),
                ));
                head[2].push(DrawnCell::new(column.name, Role::Column(id)));
            }
        }
        Drawn { head, bodies: vec![vec![line]] }
    }
}

/// An id that is one word.
fn id(what: &str, key: &str) -> String {
    format!("{what}-{}", key.replace(['.', '_'], "-"))
}

fn group_id(group: &Label) -> String {
    id("requests-group", group.key)
}

/// A block of section 2: its item, the headings of its columns, its rows.
fn drawn_block(block: &[(&'static Row, &[Decimal])], width: usize) -> Vec<Vec<DrawnCell>> {
    let Some((first, _)) = block.first() else { return Vec::new() };
    let item = first.groups.first().map_or("", |group| group.key);
    let column_id = |column: &Label| id("active-column", &format!("{item}-{}", column.key));
    let (block_id, contents_id) = (id("active-group", item), id("active-contents", item));
    // The last column takes what room is left.
    let room = |at: usize| if at + 1 == first.columns.len() { width - 1 - at } else { 1 };
    let title =
        first.groups.iter().map(|group| DrawnCell::new(group.name, Role::Rows(block_id.clone())).over(width, 1));
    let mut headings = vec![DrawnCell::new("信息内容", Role::Column(contents_id))];
    headings.extend(
        first
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| DrawnCell::new(column.name, Role::Column(column_id(column))).over(room(at), 1)),
    );
    let rows = block.iter().map(|(row, cells)| {
        let own = id("active-row", row.label.key);
        let numbers = row.columns.iter().zip(*cells).enumerate().map(|(at, (column, number))| {
            let headings = vec![block_id.clone(), column_id(column), own.clone()];
            DrawnCell::new(number.to_string(), Role::Number(headings)).over(room(at), 1)
        });
        let heading = DrawnCell::new(row.label.name, Role::Row(own.clone()));
        [heading].into_iter().chain(numbers).collect()
    });
    [title.collect(), headings].into_iter().chain(rows).collect()
}

/// The head of section 3: all sorts of applicant, 法人或其他组织 over five of them.
fn applicants(columns: &[Label], depth: usize) -> Vec<Vec<DrawnCell>> {
    let of_organisations = |column: &&Label| is_organisation(column);
    let organisations = columns.iter().filter(of_organisations).count();
    let column = |column: &Label| DrawnCell::new(column.name, Role::Column(id("requests-column", column.key)));
    let remark = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let first = vec![
        DrawnCell::new(remark, Role::Remark).over(depth, 3),
        DrawnCell::new("申请人情况", Role::Columns(APPLICANTS.into())).over(columns.len(), 1),
    ];
    let mut second: Vec<DrawnCell> =
        columns.iter().filter(|column| !is_organisation(column)).map(|one| column(one).over(1, 2)).collect();
    second.insert(
        second.len().min(1),
        DrawnCell::new("法人或其他组织", Role::Columns(ORGANISATIONS.into())).over(organisations, 1),
    );
    vec![first, second, columns.iter().filter(of_organisations).map(column).collect()]
}

/// The id of 申请人情况.
const APPLICANTS: &str = "requests-applicants";
/// The id of 法人或其他组织.
const ORGANISATIONS: &str = "requests-organisations";

/// Whether a sort of applicant stands under 法人或其他组织.
fn is_organisation(column: &Label) -> bool {
    !matches!(column.key, "person" | "total")
}

/// The ids of all headings of a column of section 3.
fn applicant_ids(column: &Label) -> Vec<String> {
    let above = is_organisation(column).then(|| ORGANISATIONS.to_owned());
    [APPLICANTS.to_owned()].into_iter().chain(above).chain([id("requests-column", column.key)]).collect()
}

/// The headings of groups that open at a row of section 3, each over all its rows.
fn opened(rows: &[(&'static Row, &[Decimal])], at: usize) -> Vec<DrawnCell> {
    let groups = rows[at].0.groups;
    let stands = |row: &Row, depth: usize| row.groups.get(..=depth) == Some(&groups[..=depth]);
    let opens = |depth: &usize| at == 0 || !stands(rows[at - 1].0, *depth);
    let heading = |depth: usize| {
        let length = rows[at..].iter().take_while(|(row, _)| stands(row, depth)).count();
        DrawnCell::new(groups[depth].name, Role::Rows(group_id(&groups[depth]))).over(1, length)
    };
    (0..groups.len()).filter(opens).map(heading).collect()
}

#[cfg(test)]
mod tests {
    use super::{Drawn, DrawnCell, Role};
    use crate::law::closed_list::ClosedList;
    use crate::law::disclosure::{Edition, Table, Written};
    use std::collections::BTreeSet;

    fn drawn(table: Table, edition: Edition) -> Drawn {
        let zeros = |width: usize| Written::List(vec![Written::Scalar("0".into()); width]);
        let rows = table.rows(edition);
        let written = rows.iter().map(|row| (row.label.key.to_owned(), zeros(row.columns.len()))).collect();
        table.read(edition, &Written::Map(written)).expect("the form").sheet.drawn()
    }

    /// How wide each row is, with what hangs down from the rows above.
    fn widths(rows: &[Vec<DrawnCell>]) -> Vec<usize> {
        let mut hanging: Vec<(usize, usize)> = Vec::new();
        let mut widths = Vec::new();
        for row in rows {
            let own: usize = row.iter().map(|cell| cell.columns).sum();
            widths.push(own + hanging.iter().map(|(_, columns)| columns).sum::<usize>());
            hanging.extend(row.iter().map(|cell| (cell.rows, cell.columns)));
            hanging =
                hanging.into_iter().map(|(rows, columns)| (rows - 1, columns)).filter(|(rows, _)| *rows > 0).collect();
        }
        assert_eq!(hanging, [], "a cell hangs out of its group");
        widths
    }

    #[test]
    fn every_row_of_every_table_has_the_same_width() {
        for edition in Edition::ALL {
            for (table, width) in Table::ALL.iter().zip([4, 10, 15]) {
                let drawn = drawn(*table, edition);
                let groups = drawn.bodies.iter().chain([&drawn.head]);
                let widths: BTreeSet<usize> = groups.flat_map(|rows| widths(rows)).collect();
                assert_eq!(widths, BTreeSet::from([width]), "{table:?}, {edition:?}");
            }
        }
    }

    #[test]
    fn ids_are_given_once_and_every_number_names_headings_that_are_there() {
        for (table, edition) in Table::ALL.iter().flat_map(|table| Edition::ALL.map(|edition| (*table, edition))) {
            let drawn = drawn(table, edition);
            let cells = || drawn.head.iter().chain(drawn.bodies.iter().flatten()).flatten();
            let ids: Vec<&String> = cells()
                .filter_map(|cell| match &cell.role {
                    Role::Column(id) | Role::Columns(id) | Role::Row(id) | Role::Rows(id) => Some(id),
                    _ => None,
                })
                .collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            for cell in cells() {
                let Role::Number(headings) = &cell.role else { continue };
                assert!(headings.len() >= 2 && headings.iter().all(|id| ids.contains(&id)), "{headings:?}");
            }
        }
    }
}

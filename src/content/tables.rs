//! The three official tables of a disclosure report, from front matter.

use super::particulars::Carried;
use crate::diag::{Code, Diagnostic, Place, Text};
use crate::law::closed_list::ClosedList;
use crate::law::disclosure::{
    Edition, Filled, FormFault, FormFaultKind, Rule, STOCKS, Sheet, SumFault, Table, Written,
};
use crate::say;
use crate::yaml::{Fields, Node, NodeKind, Value};

/// The tables of a report, and where the numbers are written that belong to those of another year.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) sheets: Vec<Sheet>,
    pub(super) carried: Option<Carried>,
    pub(super) in_force: Vec<Place>,
}

/// Reads `tables`: a map from a table's name to its rows. A table that does not have the official form is told and left
/// out; one that does not add up is told.
pub(super) fn read(fields: &mut Fields<'_>, edition: Edition) -> Tables {
    let mut tables = Tables::default();
    let Some(value) = fields.get("tables") else { return tables };
    if !matches!(value.node.kind, NodeKind::Map(_)) {
        fields.fault(
            value.mismatch(say!("三张表（主动公开、申请、复议诉讼）", "the three tables: active, requests, review")),
        );
    }
    for (name, value) in value.pairs() {
        let Some(table) = Table::parse(name) else {
            let all = Table::ALL.iter().map(|table| table.name()).collect::<Vec<_>>().join("、");
            let told = value.fault(Code::TableForm, say!("没有“{name}”这张表", "there is no table `{name}`"));
            fields.fault(told.help(say!("三张表：{all}", "the tables are: active, requests, review")));
            continue;
        };
        if tables.sheets.iter().any(|sheet| sheet.table() == table) {
            let told =
                value.fault(Code::TableForm, say!("“{name}”这张表写了两次", "the table `{name}` is written twice"));
            fields.fault(told.help(say!("留下一张（中文名和英文名是同一张）", "keep one; both names are one table")));
            continue;
        }
        match table.read(edition, &written(value.node)) {
            Ok(filled) => {
                filled.sheet.sum_faults().iter().for_each(|fault| fields.fault(sum_fault(value, &filled, fault)));
                match table {
                    Table::Requests => tables.carried = Some(carried(value, &filled)),
                    Table::Active => tables.in_force = in_force(value, &filled),
                    Table::Review => {}
                }
                tables.sheets.push(filled.sheet);
            }
            Err(faults) => faults.iter().for_each(|fault| fields.fault(form_fault(value, fault, edition))),
        }
    }
    // Written in any order, shown in the form's.
    tables.sheets.sort_by_key(Sheet::table);
    tables
}

/// Where each number of 上年结转 and 结转下年度 is written.
fn carried(value: Value<'_>, filled: &Filled) -> Carried {
    let places = |row: &str| {
        let columns =
            filled.sheet.rows().find(|(known, _)| known.label.key == row).map_or(&[][..], |(row, _)| row.columns);
        columns.iter().map(|column| place(value, filled.place(row, column.key))).collect()
    };
    Carried { over: places("carried_over"), forward: places("carried_forward") }
}

/// Where 现行有效件数 of each row that has it is written.
fn in_force(value: Value<'_>, filled: &Filled) -> Vec<Place> {
    let rows = STOCKS.iter().filter(|row| filled.sheet.get(row, "in_force").is_some());
    rows.map(|row| place(value, filled.place(row, "in_force"))).collect()
}

fn written(node: &Node) -> Written {
    match &node.kind {
        NodeKind::Null => Written::Scalar(String::new()),
        NodeKind::Scalar { text, .. } => Written::Scalar(text.clone()),
        NodeKind::List(items) => Written::List(items.iter().map(written).collect()),
        NodeKind::Map(entries) => {
            Written::Map(entries.iter().map(|(key, value)| (key.text.clone(), written(value))).collect())
        }
    }
}

/// The node at a path of places among siblings; in a map, its key.
fn place(value: Value<'_>, at: &[usize]) -> Place {
    let mut span = value.node.span;
    let mut node = value.node;
    for index in at {
        let next = match &node.kind {
            NodeKind::List(items) => items.get(*index).map(|item| (item.span, item)),
            NodeKind::Map(entries) => entries.get(*index).map(|(key, item)| (key.span, item)),
            _ => None,
        };
        let Some((found, item)) = next else { break };
        (span, node) = (found, item);
    }
    Place::Text(value.path.clone(), span)
}

fn form_fault(value: Value<'_>, fault: &FormFault, edition: Edition) -> Diagnostic {
    let (message, help) = form_words(&fault.kind, edition);
    Diagnostic::new(Code::TableForm, place(value, &fault.at), message).help(help)
}

fn form_words(kind: &FormFaultKind, edition: Edition) -> (Text, Text) {
    let form = edition.source();
    let known = |nearest: &Option<&str>| match nearest {
        Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
        None => say!("行名和列名照{form}的格式写", "write rows and columns as in the form of {form}"),
    };
    match kind {
        FormFaultKind::NotRows => (
            say!("这里应是各行", "rows belong here"),
            say!("写作“行名: [数, 数, …]”", "write `row: [number, number, …]`"),
        ),
        FormFaultKind::NotCells => (
            say!("这里应是一行的数", "the numbers of a row belong here"),
            say!("写作 [0, 0, 0, 0, 0, 0, 0]", "write [0, 0, 0, 0, 0, 0, 0]"),
        ),
        FormFaultKind::UnknownRow { nearest } => (say!("表里没有这一行", "the table has no such row"), known(nearest)),
        FormFaultKind::UnknownColumn { nearest } => {
            (say!("表里没有这一列", "the table has no such column"), known(nearest))
        }
        FormFaultKind::Repeated => (say!("写了两次", "written twice"), say!("留下一个", "keep one")),
        FormFaultKind::MissingRow(label) => {
            let (name, key) = (label.name, label.key);
            (
                say!("缺少“{name}”一行", "the row `{key}` is missing"),
                say!("补上这一行；没有就写 0", "add it; write 0 for none"),
            )
        }
        FormFaultKind::MissingColumn(label) => {
            let (name, key) = (label.name, label.key);
            (
                say!("缺少“{name}”一列", "the column `{key}` is missing"),
                say!("补上这一列；没有就写 0", "add it; write 0 for none"),
            )
        }
        FormFaultKind::WrongLength { expected } => (
            say!("这一行应有 {expected} 个数", "the row has {expected} numbers"),
            say!("逐列核对", "compare it column by column"),
        ),
        FormFaultKind::Blank => (say!("空着的格", "an empty cell"), say!("没有就写 0", "write 0 for none")),
        FormFaultKind::NotACount => (
            say!("这里应是不小于 0 的整数", "a whole number of at least 0 belongs here"),
            say!("改为件数", "write a count"),
        ),
        FormFaultKind::NotAnAmount => (
            say!("这里应是不小于 0 的数", "a number of at least 0 belongs here"),
            say!("改为金额（万元）", "write an amount"),
        ),
        FormFaultKind::NotAChange => (
            say!("这里应是整数，减少的写负数", "a whole number belongs here, negative for a decrease"),
            say!("改为增减的项数，例如 -8", "write by how many, such as -8"),
        ),
    }
}

fn sum_fault(value: Value<'_>, filled: &Filled, fault: &SumFault) -> Diagnostic {
    let (row, column, expected, found) = (fault.row.label.name, fault.column.name, fault.expected, fault.found);
    let rule = match fault.rule {
        Rule::E1 => say!("新收 + 上年结转 = 总计 + 结转下年度", "new + carried over = total + carried forward"),
        Rule::E2 => say!("总计 = 各种办理结果之和", "the total is the sum of all results"),
        Rule::E3 => say!("总计 = 各类申请人之和", "the total is the sum of all applicants"),
        Rule::E4 => say!("总计 = 各种结果之和", "the total is the sum of all outcomes"),
    };
    let message = say!(
        "“{row}”的“{column}”合计应为 {expected}，写的是 {found}",
        "`{row}`, `{column}`: the sum is {expected}, {found} is written"
    );
    let cell = place(value, filled.place(fault.row.label.key, fault.column.key));
    Diagnostic::new(Code::TableSum, cell, message).help(rule)
}

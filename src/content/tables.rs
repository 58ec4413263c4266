//! The three official tables of a disclosure report, from front matter.

use crate::diag::{Code, Diagnostic, Place, Text};
use crate::law::closed_list::ClosedList;
use crate::law::disclosure::{FormFault, FormFaultKind, Rule, Sheet, SumFault, Table, Written};
use crate::say;
use crate::yaml::{Fields, Node, NodeKind, Value};

/// Reads `tables`: a map from a table's name to its rows. A table that does not have the official form, or does not
/// add up, is told and left out.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Sheet> {
    let Some(value) = fields.get("tables") else { return Vec::new() };
    if !matches!(value.node.kind, NodeKind::Map(_)) {
        fields.fault(
            value.mismatch(say!("三张表（主动公开、申请、复议诉讼）", "the three tables: active, requests, review")),
        );
    }
    let mut sheets = Vec::new();
    for (name, value) in value.pairs() {
        let Some(table) = Table::parse(name) else {
            let all = Table::ALL.iter().map(|table| table.name()).collect::<Vec<_>>().join("、");
            let told = value.fault(Code::TableForm, say!("没有“{name}”这张表", "there is no table `{name}`"));
            fields.fault(told.help(say!("三张表：{all}", "the tables are: active, requests, review")));
            continue;
        };
        match table.read(&written(value.node)) {
            Ok(sheet) => {
                sheet.sum_faults().iter().for_each(|fault| fields.fault(sum_fault(value, fault)));
                sheets.push(sheet);
            }
            Err(faults) => faults.iter().for_each(|fault| fields.fault(form_fault(value, fault))),
        }
    }
    sheets
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

/// The node at a path of places among siblings, or its key when it is a row.
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

fn form_fault(value: Value<'_>, fault: &FormFault) -> Diagnostic {
    let (message, help) = form_words(&fault.kind);
    Diagnostic::new(Code::TableForm, place(value, &fault.at), message).help(help)
}

fn form_words(kind: &FormFaultKind) -> (Text, Text) {
    let known = |nearest: &Option<&str>| match nearest {
        Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
        None => say!(
            "行名和列名照国办公开办函〔2021〕30号的格式写",
            "write rows and columns as in the form of 国办公开办函〔2021〕30号"
        ),
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
    }
}

fn sum_fault(value: Value<'_>, fault: &SumFault) -> Diagnostic {
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
    Diagnostic::new(Code::TableSum, row_place(value, fault), message).help(rule)
}

/// The key of the row in which the sum stands, wherever its group puts it.
fn row_place(value: Value<'_>, fault: &SumFault) -> Place {
    let mut open = vec![value.node];
    while let Some(node) = open.pop() {
        let NodeKind::Map(entries) = &node.kind else { continue };
        for (key, inner) in entries {
            let short = fault.row.label.key.rsplit('.').next().unwrap_or_default();
            if [fault.row.label.key, fault.row.label.name, short].contains(&key.text.as_str()) {
                return Place::Text(value.path.clone(), key.span);
            }
            open.push(inner);
        }
    }
    value.place()
}

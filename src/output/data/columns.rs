//! The columns of the tables: one list for the files themselves and for what describes them.

use super::Row;
use crate::output::commas;
use serde_json::{Value, json};

/// A column of a table, under the name that the same fact has in JSON.
pub(super) struct Column {
    /// Its heading.
    pub(super) name: &'static str,
    /// What it holds, in the words of an office.
    pub(super) title: &'static str,
    form: Form,
    /// The property of the row, and of its members when it is a list of records.
    from: (&'static str, &'static str),
}

/// What the cells of a column are (Data Package, Table Schema).
#[derive(Clone, Copy)]
enum Form {
    Text,
    /// Several texts, parted by a semicolon.
    Texts,
    Address,
    /// A day; the time of the day is told in JSON alone.
    Day,
    Year,
    Number,
}

const fn column(name: &'static str, title: &'static str, form: Form) -> Column {
    Column { name, title, form, from: (name, "") }
}

/// `documents.csv`.
pub(super) const DOCUMENTS: &[Column] = &[
    column("id", "标识符", Form::Text),
    column("url", "网址", Form::Address),
    column("title", "标题", Form::Text),
    column("subtitle", "副标题", Form::Text),
    column("kind", "类型（英文名）", Form::Text),
    column("kind_name", "类型", Form::Text),
    column("section", "栏目", Form::Text),
    Column { name: "publishers", title: "发布机构", form: Form::Texts, from: ("publishers", "name") },
    Column { name: "publisher_ids", title: "发布机构标识", form: Form::Texts, from: ("publishers", "id") },
    column("source", "来源", Form::Text),
    column("published", "发布日期", Form::Day),
    column("updated", "更新日期", Form::Day),
    column("revised", "最近修订", Form::Day),
    column("issued", "成文日期", Form::Day),
    column("archived", "归档日期", Form::Day),
    column("year", "年度", Form::Year),
    column("doc_number", "发文字号", Form::Text),
    column("index_number", "索引号", Form::Text),
    column("topic", "主题分类", Form::Text),
    column("form", "公文种类", Form::Text),
    column("keywords", "关键词", Form::Texts),
    column("duty", "公开事项", Form::Texts),
    column("status", "有效性或征集状态", Form::Text),
    column("status_code", "状态（英文名）", Form::Text),
    column("summary", "摘要", Form::Text),
];

/// `indicators.csv`.
pub(super) const INDICATORS: &[Column] = &[
    column("indicator", "指标标识", Form::Text),
    column("name", "指标名称", Form::Text),
    column("topic", "主题", Form::Text),
    column("year", "年度", Form::Year),
    column("publisher", "发布机构", Form::Text),
    column("value", "数值", Form::Number),
    column("unit", "单位", Form::Text),
    column("quote", "报告原文", Form::Text),
    column("report", "报告标题", Form::Text),
    column("url", "原文网址", Form::Address),
];

/// A table of these rows.
pub(super) fn csv(columns: &[Column], rows: impl Iterator<Item = Row>) -> String {
    let headings: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
    commas::file(&headings, rows.map(|row| columns.iter().map(|column| column.cell(&row)).collect()))
}

/// What the cells of a table are.
pub(super) fn schema(columns: &[Column]) -> Value {
    let field = |column: &Column| {
        let mut field = json!({ "name": column.name, "title": column.title, "type": column.form.code() });
        match column.form {
            Form::Address => field["format"] = "uri".into(),
            Form::Texts => field["description"] = "多项之间用分号（;）隔开".into(),
            _ => {}
        }
        field
    };
    json!({ "fields": columns.iter().map(field).collect::<Vec<_>>() })
}

impl Form {
    fn code(self) -> &'static str {
        match self {
            Self::Text | Self::Texts | Self::Address => "string",
            Self::Day => "date",
            Self::Year => "year",
            Self::Number => "number",
        }
    }
}

impl Column {
    fn cell(&self, row: &Row) -> String {
        let (property, member) = self.from;
        match (row.get(property), self.form) {
            (Some(Value::Array(items)), _) => {
                items.iter().map(|item| text(item.get(member).unwrap_or(item))).collect::<Vec<_>>().join(";")
            }
            // The date of a date-time stands first.
            (Some(value), Form::Day) => text(value).chars().take("2024-03-01".len()).collect(),
            (Some(value), _) => text(value),
            (None, _) => String::new(),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

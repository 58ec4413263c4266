//! The maps within front matter: their keys, as in `keys`.

use super::kind::Kind;
use super::particulars::ColumnKind;
use crate::law::closed_list::ClosedList as _;
use crate::law::consultation::Stage;
use crate::law::promise::Promise;
use crate::law::validity::Validity;
use crate::yaml::Shape::{
    Choice, Date, Decimal, Either, File, Indicator, List, Number, Organisation, Prose, Reference, Subject, Text, Words,
    Year, Yes,
};
use crate::yaml::{Key, Record};

const NOTE: Key = Key::new("note", &["说明"], Prose, "几句话的说明");
const DOCUMENT: Key = Key::new("document", &["文件"], Reference, "标识、发文字号或文件路径");

pub(super) const ATTACHMENT: Record = Record::of(&[
    Key::new("file", &["文件"], File, "文档旁边的文件，或以 / 开头的 static/ 下面的文件").required(),
    Key::new("title", &["名称"], Text, "显示的名称，默认是文件名"),
]);

pub(super) const REVISION: Record = Record::of(&[
    Key::new("date", &["日期"], Date, "哪天改的").required(),
    NOTE.required(),
    Key::new("major", &["重大"], Yes, "是否改变了内容的意思"),
]);

pub(super) const WITHDRAWN: Record = Record::of(&[
    Key::new("date", &["日期"], Date, "从哪天起撤回").required(),
    Key::new("reason", &["理由"], Prose, "为什么撤回").required(),
    Key::new("replaced_by", &["替代"], Reference, "由哪份文档代替"),
]);

pub(super) const FILING: Record = Record::of(&[
    Key::new("number", &["备案号"], Text, "备案号"),
    Key::new("date", &["日期"], Date, "哪天备案"),
    Key::new("with", &["机关"], Text, "向哪个机关备案"),
]);

pub(super) const EFFECT: Record = Record::of(&[
    DOCUMENT.required(),
    Key::new("parts", &["条款"], Words, "哪些条款；不写就是全部"),
    Key::new("date", &["日期"], Date, "从哪天起；默认是本文件施行之日"),
]);

pub(super) const FEEDBACK: Record = Record::of(&[
    Key::new("date", &["日期"], Date, "哪天反馈，不早于截止日期"),
    Key::new("received", &["收到"], Number, "收到多少条意见"),
    Key::new("adopted", &["采纳"], Number, "采纳多少条，不多于收到的"),
    NOTE,
    DOCUMENT,
]);

pub(super) const INDICATOR: Record = Record::of(&[
    Key::new("id", &["标识"], Indicator, "data/indicators.yaml 里登记的标识").required(),
    Key::new("value", &["数值"], Decimal, "正文里写的数").required(),
    Key::new("unit", &["单位"], Text, "默认用指标库的"),
    Key::new("quote", &["原文"], Prose, "正文里写着这个数字的一句话，一字不差").required(),
    Key::new("change", &["同比"], Decimal, "百分比，正文写了才填"),
]);

pub(super) const COMMITMENT: Record = Record::of(&[
    Key::new("id", &["标识"], Text, "稳定的名字，以后的报告用它").required(),
    Key::new("text", &["内容"], Prose, "承诺做什么").required(),
    Key::new("due", &["时限"], Date, "哪天以前"),
]);

pub(super) const FULFILMENT: Record = Record::of(&[
    Key::new("commitment", &["承诺"], Reference, "哪一项承诺的标识").required(),
    Key::new("status", &["状态"], Choice(Promise::WORDS), "结果").required(),
    NOTE,
    Key::new("evidence", &["依据"], List(&Reference), "标识、发文字号或文件路径"),
]);

pub(super) const COLUMN: Record = Record::of(&[
    Key::new("field", &["字段"], Text, "数据文件里的列名"),
    Key::new("name", &["名称"], Text, "页面上的列名，默认与字段相同"),
    Key::new("type", &["类型"], Choice(ColumnKind::WORDS), "格子里是什么，默认是文字"),
    Key::new("unit", &["单位"], Text, "数字和金额的单位"),
    Key::new("choices", &["选项"], Words, "只能写这些词"),
    Key::new("done", &["完成"], Words, "表示已经完成的状态"),
]);

pub(super) const COLLECT: Record = Record::of(&[
    Key::new("kind", &["类型"], List(&Choice(Kind::WORDS)), "哪些文种"),
    Key::new("section", &["栏目"], Text, "content/ 里的文件夹"),
    Key::new("publisher", &["发布机构"], Organisation, "机构的标识、全称或简称"),
    Key::new("topic", &["主题分类"], Subject, "22 类之一，可以带下一级"),
    Key::new("keyword", &["关键词"], Text, "有这个关键词的"),
    Key::new("year", &["年度"], Year, "哪一年的"),
    Key::new("status", &["状态", "有效性"], Either(Validity::WORDS, Stage::WORDS), "有效性，或意见征集的状态"),
]);

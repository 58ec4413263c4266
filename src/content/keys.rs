//! The keys of front matter: the one table of their English and Chinese names.

use super::kind::Kind::{self, *};
use crate::yaml::{Key, Record};

/// A key, and the kinds that have it; none means every kind.
#[derive(Debug, Clone, Copy)]
pub struct KindKey {
    /// Its names.
    pub key: Key,
    /// The kinds that have it.
    pub kinds: &'static [Kind],
}

const fn every(en: &'static str, zh: &'static [&'static str]) -> KindKey {
    KindKey { key: Key { en, zh }, kinds: &[] }
}

const fn of(kinds: &'static [Kind], en: &'static str, zh: &'static [&'static str]) -> KindKey {
    KindKey { key: Key { en, zh }, kinds }
}

pub(super) const TITLE: Key = Key { en: "title", zh: &["标题"] };
pub(super) const PUBLISHED: Key = Key { en: "published", zh: &["发布日期"] };
pub(super) const PUBLISHER: Key = Key { en: "publisher", zh: &["发布机构"] };
pub(super) const YEAR: Key = Key { en: "year", zh: &["年度"] };
pub(super) const INTERPRETS: Key = Key { en: "interprets", zh: &["解读"] };
pub(super) const OPENS: Key = Key { en: "opens", zh: &["开始日期"] };
pub(super) const CLOSES: Key = Key { en: "closes", zh: &["截止日期"] };

/// The keys of a document.
pub const DOCUMENT_KEYS: &[KindKey] = &[
    KindKey { key: TITLE, kinds: &[] },
    every("subtitle", &["副标题"]),
    every("kind", &["类型"]),
    KindKey { key: PUBLISHER, kinds: &[] },
    every("source", &["来源"]),
    every("author", &["作者"]),
    KindKey { key: PUBLISHED, kinds: &[] },
    every("updated", &["更新日期"]),
    every("issued", &["成文日期"]),
    every("doc_number", &["发文字号", "文号"]),
    every("index_number", &["索引号"]),
    every("topic", &["主题分类"]),
    every("form", &["公文种类"]),
    every("keywords", &["关键词"]),
    every("summary", &["摘要", "内容概述"]),
    every("duty", &["公开事项"]),
    every("attachments", &["附件"]),
    every("related", &["相关"]),
    every("history", &["修订记录"]),
    every("withdrawn", &["撤回"]),
    every("archived", &["归档"]),
    every("draft", &["草稿"]),
    every("slug", &["链接名"]),
    every("aliases", &["旧链接"]),
    every("weight", &["排序"]),
    every("template", &["模板"]),
    every("id", &["标识"]),
    every("extra", &["扩展"]),
    KindKey { key: YEAR, kinds: &[Report, Disclosure, Decision] },
    of(&[Report], "indicators", &["指标"]),
    of(&[Report], "commitments", &["承诺"]),
    of(&[Report], "fulfils", &["兑现"]),
    of(&[Disclosure], "tables", &["表"]),
    of(&[Policy], "effective", &["施行日期"]),
    of(&[Policy], "expires", &["有效期至"]),
    of(&[Policy], "status", &["有效性"]),
    of(&[Policy], "normative", &["规范性文件"]),
    of(&[Policy], "register_number", &["登记号"]),
    of(&[Policy], "filing", &["备案"]),
    of(&[Policy], "basis", &["依据"]),
    of(&[Policy], "amends", &["修改"]),
    of(&[Policy], "repeals", &["废止"]),
    KindKey { key: INTERPRETS, kinds: &[Interpretation] },
    of(&[Interpretation], "media", &["解读形式"]),
    of(&[Decision], "undertaker", &["承办单位"]),
    of(&[Decision], "due", &["拟决策时间"]),
    of(&[Decision], "steps", &["程序"]),
    of(&[Decision], "outcome", &["决策结果"]),
    KindKey { key: OPENS, kinds: &[Consultation] },
    KindKey { key: CLOSES, kinds: &[Consultation] },
    of(&[Consultation], "short_reason", &["缩短理由"]),
    of(&[Consultation], "channels", &["反馈渠道"]),
    of(&[Consultation], "decision", &["决策事项"]),
    of(&[Consultation], "about", &["征求对象"]),
    of(&[Consultation], "feedback", &["反馈"]),
    of(&[Interview], "held", &["访谈日期"]),
    of(&[Interview], "guests", &["嘉宾"]),
    of(&[Register], "data", &["数据"]),
    of(&[Register], "columns", &["字段"]),
    of(&[Register], "group_by", &["分组"]),
    of(&[Register], "status_field", &["状态字段"]),
    of(&[Register], "id_field", &["编号字段"]),
    of(&[Register], "count_field", &["计数字段"]),
];

/// The same names as a record, for reading; made from the table above.
pub(super) const DOCUMENT: Record = Record { keys: &keys::<{ DOCUMENT_KEYS.len() }>(DOCUMENT_KEYS) };

const fn keys<const N: usize>(table: &[KindKey]) -> [Key; N] {
    let mut keys = [TITLE; N];
    let mut at = 0;
    while at < N {
        keys[at] = table[at].key;
        at += 1;
    }
    keys
}

/// The keys of `_index.md`.
pub const SECTION_KEYS: &[Key] = &[
    TITLE,
    Key { en: "weight", zh: &["排序"] },
    Key { en: "description", zh: &["栏目描述"] },
    Key { en: "keywords", zh: &["关键词"] },
    Key { en: "column_type", zh: &["栏目类型"] },
    Key { en: "sort", zh: &["排序方式"] },
    Key { en: "paginate", zh: &["每页条数"] },
    Key { en: "max_age", zh: &["更新期限"] },
    Key { en: "cascade", zh: &["继承"] },
    Key { en: "collect", zh: &["汇集"] },
    Key { en: "navigation", zh: &["导航"] },
    Key { en: "template", zh: &["模板"] },
    Key { en: "draft", zh: &["草稿"] },
    Key { en: "extra", zh: &["扩展"] },
];

pub(super) const SECTION: Record = Record { keys: SECTION_KEYS };

macro_rules! records {
    ($($name:ident { $($en:literal [$($zh:literal),+])* })*) => {
        $(pub(super) const $name: Record = Record { keys: &[$(Key { en: $en, zh: &[$($zh),+] }),*] };)*
    };
}

records! {
    ATTACHMENT { "file" ["文件"] "title" ["名称"] }
    REVISION { "date" ["日期"] "note" ["说明"] "major" ["重大"] }
    WITHDRAWN { "date" ["日期"] "reason" ["理由"] "replaced_by" ["替代"] }
    FILING { "number" ["备案号"] "date" ["日期"] "with" ["机关"] }
    EFFECT { "document" ["文件"] "parts" ["条款"] "date" ["日期"] }
    FEEDBACK { "date" ["日期"] "received" ["收到"] "adopted" ["采纳"] "note" ["说明"] "document" ["文件"] }
    INDICATOR { "id" ["标识"] "value" ["数值"] "unit" ["单位"] "quote" ["原文"] "change" ["同比"] }
    COMMITMENT { "id" ["标识"] "text" ["内容"] "due" ["时限"] }
    FULFILMENT { "commitment" ["承诺"] "status" ["状态"] "note" ["说明"] "evidence" ["依据"] }
    COLUMN {
        "name" ["名称"] "field" ["字段"] "type" ["类型"] "unit" ["单位"] "choices" ["选项"] "done" ["完成"]
    }
    COLLECT {
        "kind" ["类型"] "section" ["栏目"] "publisher" ["发布机构"] "topic" ["主题分类"] "keyword" ["关键词"]
        "year" ["年度"] "status" ["状态", "有效性"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_name_means_two_keys() {
        for keys in [DOCUMENT.keys, SECTION_KEYS] {
            let mut names = HashSet::new();
            for key in keys {
                assert!(names.insert(key.en), "{}", key.en);
                for zh in key.zh {
                    assert!(names.insert(zh), "{zh}");
                }
            }
        }
    }

    #[test]
    fn the_record_has_every_key() {
        assert_eq!(DOCUMENT.keys.len(), DOCUMENT_KEYS.len());
    }
}

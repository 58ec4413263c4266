//! The keys of front matter: the one table of their names, what they are for and what their values must be.

use super::kind::Kind::{self, *};
use super::records::{
    ATTACHMENT, COLLECT, COLUMN, COMMITMENT, EFFECT, FEEDBACK, FILING, FULFILMENT, INDICATOR, REVISION, WITHDRAWN,
};
use crate::law::closed_list::ClosedList as _;
use crate::law::column_sort::ColumnSort;
use crate::law::column_type::NamedType;
use crate::law::decision::Step;
use crate::law::disclosure::Table;
use crate::law::form::Form;
use crate::law::media::Media;
use crate::law::validity::Validity;
use crate::yaml::Shape::{self, *};
use crate::yaml::{Key, Need, Record};

/// A key, and the kinds that have it.
#[derive(Debug, Clone, Copy)]
pub struct KindKey {
    /// Its names, and what it is.
    pub key: Key,
    /// The kinds that have it; none means every kind.
    pub kinds: &'static [Kind],
}

impl KindKey {
    /// Whether documents of a kind may have it.
    #[must_use]
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// How much a document of a kind needs it: a page needs nothing but a title.
    #[must_use]
    pub fn need(&self, kind: Kind) -> Need {
        match (self.key.need, kind) {
            (Need::Required | Need::Inherited, Page) if self.key != TITLE => Need::Optional,
            (need, _) => need,
        }
    }
}

const fn every(key: Key) -> KindKey {
    KindKey { key, kinds: &[] }
}

const fn of(kinds: &'static [Kind], key: Key) -> KindKey {
    KindKey { key, kinds }
}

const REFERENCES: Shape = List(&Reference);

pub(super) const TITLE: Key = Key::new("title", &["标题"], Text, "文档的标题").required();
pub(super) const KIND: Key =
    Key::new("kind", &["类型"], Choice(Kind::WORDS), "文种；不写时用栏目继承的，再没有就是页面");
pub(super) const PUBLISHED: Key =
    Key::new("published", &["发布日期"], Moment, "在网站上发布的日期，可以带时间；到这一天才发布").required();
pub(super) const PUBLISHER: Key =
    Key::new("publisher", &["发布机构"], List(&Organisation), "机构的标识、全称或简称；联合发文写成列表").inherited();
pub(super) const YEAR: Key = Key::new("year", &["年度"], Year, "文档说的是哪一年").required();
pub(super) const INTERPRETS: Key =
    Key::new("interprets", &["解读"], REFERENCES, "解读的文件：标识、发文字号或文件路径").required();
pub(super) const OPENS: Key = Key::new("opens", &["开始日期"], Date, "从哪天起征集意见").required();
pub(super) const CLOSES: Key = Key::new("closes", &["截止日期"], Date, "征集到哪天，含当天；一般不少于30日").required();

const TOPIC: Key = Key::new("topic", &["主题分类"], Subject, "22 类之一，可以带下一级").like("综合政务\\政务公开");
const KEYWORDS: Key = Key::new("keywords", &["关键词"], Words, "一串词语，用、隔开");
const WEIGHT: Key = Key::new("weight", &["排序"], Integer, "小的在前");
const TEMPLATE: Key = Key::new("template", &["模板"], Text, "templates/ 里的文件名");
const EXTRA: Key = Key::new("extra", &["扩展"], Free, "自定义内容，供模板使用");

/// The keys of a document.
pub const DOCUMENT_KEYS: &[KindKey] = &[
    every(TITLE),
    every(Key::new("subtitle", &["副标题"], Text, "副标题")),
    every(KIND),
    every(PUBLISHER),
    every(Key::new("source", &["来源"], Text, "默认是发布机构的全称")),
    every(Key::new("author", &["作者"], Text, "作者")),
    every(PUBLISHED),
    every(Key::new("updated", &["更新日期"], Moment, "不能早于发布日期")),
    every(Key::new("issued", &["成文日期"], Date, "签发的日期，不晚于发布日期").useful()),
    every(
        Key::new("doc_number", &["发文字号", "文号"], DocNumber, "六角括号，年份四位；全站不能重复")
            .useful()
            .like("示政发〔2024〕1号"),
    ),
    every(
        Key::new("index_number", &["索引号"], Text, "机构代码/年份-流水号；全站不能重复").like("000014349/2017-00110"),
    ),
    every(TOPIC.useful()),
    every(Key::new("form", &["公文种类"], Choice(Form::WORDS), "默认看标题的最后几个字")),
    every(KEYWORDS.useful().like("政务公开、政务服务")),
    every(Key::new("summary", &["摘要", "内容概述"], Prose, "默认取正文第一段").useful()),
    every(
        Key::new("duty", &["公开事项"], List(&Duty), "对应政府信息公开条例第二十条、第二十一条的哪一项").like("20-1"),
    ),
    every(
        Key::new("attachments", &["附件"], List(&Record(&ATTACHMENT)), "放在文档旁边，或以 / 开头放在 static/ 下面")
            .useful()
            .like("[{ 文件: 附表.xlsx, 名称: 附表 }]"),
    ),
    every(Key::new("related", &["相关"], REFERENCES, "相关的文档：标识、发文字号或文件路径")),
    every(Key::new("history", &["修订记录"], List(&Record(&REVISION)), "发布以后改了什么，显示在正文后面")),
    every(Key::new("withdrawn", &["撤回"], Record(&WITHDRAWN), "从那天起页面只留撤回说明")),
    every(Key::new("archived", &["归档"], Date, "从那天起标明已归档")),
    every(Key::new("draft", &["草稿"], Yes, "是的话不生成；写好以后删去这一行")),
    every(Key::new("slug", &["链接名"], Segment, "代替网址里的文件名，只能是一段")),
    every(Key::new("aliases", &["旧链接"], List(&SitePath), "站内的旧网址，访问时转到新网址")),
    every(WEIGHT),
    every(TEMPLATE),
    every(Key::new("id", &["标识"], Text, "稳定的名字，供别处引用")),
    every(EXTRA),
    of(&[Report, Disclosure, Decision], YEAR),
    of(
        &[Report],
        Key::new("indicators", &["指标"], List(&Record(&INDICATOR)), "报告里的数字，与正文里的原话核对")
            .useful()
            .like("[{ 标识: disclosure.items, 数值: 22911, 原文: 共发布信息22911条 }]"),
    ),
    of(
        &[Report],
        Key::new("commitments", &["承诺"], List(&Record(&COMMITMENT)), "对下一年的安排")
            .useful()
            .like("[{ 标识: 2025-guiding, 内容: 修订政务公开工作规定, 时限: 2025-12-31 }]"),
    ),
    of(
        &[Report],
        Key::new("fulfils", &["兑现"], List(&Record(&FULFILMENT)), "往年承诺的结果")
            .useful()
            .like("[{ 承诺: 2024-guiding, 状态: 已完成, 说明: 2024年4月1日起施行 }]"),
    ),
    of(
        &[Disclosure],
        Key::new("tables", &["表"], Each(Table::WORDS, &Free), "三张官方表格：主动公开、申请、复议诉讼").useful(),
    ),
    of(&[Policy], Key::new("effective", &["施行日期"], Date, "默认是发布日期").useful()),
    of(&[Policy], Key::new("expires", &["有效期至"], Date, "当天仍然有效；不能早于施行日期").useful()),
    of(&[Policy], Key::new("status", &["有效性"], Choice(Validity::WORDS), "一般不写，由程序推算")),
    of(&[Policy], Key::new("normative", &["规范性文件"], Yes, "是不是行政规范性文件").useful()),
    of(&[Policy], Key::new("register_number", &["登记号"], Text, "规范性文件的统一登记号")),
    of(&[Policy], Key::new("filing", &["备案"], Record(&FILING), "规范性文件的备案")),
    of(&[Policy], Key::new("basis", &["依据"], REFERENCES, "制定依据：标识、发文字号或文件路径")),
    of(&[Policy], Key::new("amends", &["修改"], List(&WordOr(&EFFECT)), "修改了哪些文件")),
    of(&[Policy], Key::new("repeals", &["废止"], List(&WordOr(&EFFECT)), "废止了哪些文件；写了条款的是部分废止")),
    of(&[Interpretation], INTERPRETS),
    of(&[Interpretation], Key::new("media", &["解读形式"], List(&Choice(Media::WORDS)), "用什么形式解读").useful()),
    of(&[Decision], Key::new("undertaker", &["承办单位"], Words, "哪个单位承办，几个用、隔开").useful()),
    of(&[Decision], Key::new("due", &["拟决策时间"], Text, "打算什么时候决策").useful().like("2025年3月底前")),
    of(&[Decision], Key::new("steps", &["程序"], List(&Choice(Step::WORDS)), "履行哪些程序").useful()),
    of(&[Decision], Key::new("outcome", &["决策结果"], Reference, "决策形成的文件：标识、发文字号或文件路径")),
    of(&[Consultation], OPENS),
    of(&[Consultation], CLOSES),
    of(&[Consultation], Key::new("short_reason", &["缩短理由"], Text, "期限少于30日的理由")),
    of(
        &[Consultation],
        Key::new("channels", &["反馈渠道"], List(&Text), "怎样提意见").useful().like("电子邮箱：shili@example.gov.cn"),
    ),
    of(&[Consultation], Key::new("decision", &["决策事项"], Reference, "属于哪个重大行政决策")),
    of(&[Consultation], Key::new("about", &["征求对象"], Reference, "征求意见形成的文件")),
    of(&[Consultation], Key::new("feedback", &["反馈"], Record(&FEEDBACK), "意见的采纳情况；到反馈日期才显示")),
    of(&[Interview], Key::new("held", &["访谈日期"], Moment, "什么时候访谈").useful()),
    of(&[Interview], Key::new("guests", &["嘉宾"], Words, "一串名字，用、隔开").useful().like("市司法局局长")),
    of(&[Register], Key::new("data", &["数据"], Text, "data/ 里的文件名（.csv 或 .yaml）").useful().like("台账.csv")),
    of(
        &[Register],
        Key::new("columns", &["字段"], List(&WordOr(&COLUMN)), "要显示的列，按次序")
            .useful()
            .like("[编号, 事项, 状态]"),
    ),
    of(&[Register], Key::new("group_by", &["分组"], Text, "按哪一列把行放在一起")),
    of(&[Register], Key::new("status_field", &["状态字段"], Text, "按哪一列计数").useful().like("状态")),
    of(&[Register], Key::new("id_field", &["编号字段"], Text, "哪一列是每行的编号")),
    of(&[Register], Key::new("count_field", &["计数字段"], Text, "哪一列的数是这一行代表的项数")),
];

/// The same names as a record, for reading; made from the table above.
pub(super) const DOCUMENT: Record = Record::of(&keys::<{ DOCUMENT_KEYS.len() }>(DOCUMENT_KEYS));

const fn keys<const N: usize>(table: &[KindKey]) -> [Key; N] {
    let mut keys = [TITLE; N];
    let mut at = 0;
    while at < N {
        keys[at] = table[at].key;
        at += 1;
    }
    keys
}

/// How much a document of a kind needs a key.
pub(super) fn need(kind: Kind, key: &Key) -> Need {
    DOCUMENT_KEYS.iter().find(|known| known.key == *key).map_or(Need::Optional, |known| known.need(kind))
}

/// The keys of `_index.md`.
pub const SECTION: Record = Record::of(&[
    Key::new("title", &["标题"], Text, "栏目的标题").required(),
    WEIGHT,
    Key::new("description", &["栏目描述"], Prose, "栏目是做什么的；也写入 ColumnDescription 标签"),
    KEYWORDS,
    Key::new("column_type", &["栏目类型"], Usual(NamedType::WORDS), "ColumnType 标签；其他说法也可以"),
    Key::new("sort", &["排序方式"], Choice(ColumnSort::WORDS), "列表的次序，默认按发布日期"),
    Key::new("paginate", &["每页条数"], Count, "默认用站点设置"),
    Key::new("max_age", &["更新期限"], Count, "超过多少天没有新内容算不及时"),
    Key::new("cascade", &["继承"], Record(&HANDED_DOWN), "交给本栏目及下级栏目里每篇文档的键"),
    Key::new("collect", &["汇集"], Record(&COLLECT), "列表里同时列出别处符合条件的文档"),
    Key::new("navigation", &["导航"], Yes, "是否出现在导航里，默认是"),
    TEMPLATE,
    Key::new("draft", &["草稿"], Yes, "草稿栏目连同里面的文档都不生成"),
    EXTRA,
]);

/// What a section may hand down: any key of a document, none of which it needs.
const HANDED_DOWN: Record = Record::of(&optional::<{ DOCUMENT_KEYS.len() }>(DOCUMENT_KEYS));

const fn optional<const N: usize>(table: &[KindKey]) -> [Key; N] {
    let mut keys = keys::<N>(table);
    let mut at = 0;
    while at < N {
        keys[at].need = Need::Optional;
        at += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_name_means_two_keys() {
        for keys in [DOCUMENT.keys, SECTION.keys] {
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

    #[test]
    fn a_page_needs_a_title_alone() {
        let needed = |kind: Kind| {
            let needs =
                |known: &&KindKey| known.is_of(kind) && matches!(known.need(kind), Need::Required | Need::Inherited);
            DOCUMENT_KEYS.iter().filter(needs).map(|known| known.key.en).collect::<Vec<_>>()
        };
        assert_eq!(needed(Page), ["title"]);
        assert_eq!(needed(News), ["title", "publisher", "published"]);
        assert_eq!(needed(Consultation), ["title", "publisher", "published", "opens", "closes"]);
    }
}

//! What is shown of a document.

use super::attachments::attachments;
use super::register::register;
use super::{Field, Shown, View, sheet};
use crate::content::{Document, Front, Revision};
use crate::law::closed_list::ClosedList;
use crate::law::moment::Moment;
use crate::markdown::Heading;
use crate::portal::data::beside;
use crate::portal::{DocumentId, Portal, Relation};
use crate::yaml::Free;
use jiff::civil::Date;

/// Sorted by name.
pub(super) static FIELDS: &[Field<DocumentId>] = &[
    Field {
        name: "ancestors",
        doc: "所在栏目，从首页起 · the sections above it, the home first, its own last",
        show: ancestors,
    },
    Field {
        name: "archived", doc: "归档日期，仅已归档时有 · when it was archived, or nothing", show: archived
    },
    Field {
        name: "attachments",
        doc: "附件：title、name、url、size（字节）、size_text、extension · its attachments",
        show: attachments,
    },
    Field {
        name: "author",
        doc: "作者 · or nothing",
        show: |portal, id| Shown::text(front(portal, id).author.clone()),
    },
    Field { name: "body", doc: "正文 HTML · its text, or nothing", show: Portal::document_body },
    Field {
        name: "chain",
        doc: "决策链条，仅重大行政决策有：code、name、state（done、under_way、pending、missing）、state_name、note、documents（title、url、published、status、status_code、status_turns） · the five milestones of a decision, or nothing",
        show: Portal::show_chain,
    },
    Field {
        name: "consultation",
        doc: "征集情况，仅意见征集有：state、opens、closes、days、left、past、ahead、short、unexplained、short_reason、decision、about、feedback（date、received、adopted、rate、note、document） · how a consultation stands, or nothing",
        show: Portal::show_consultation,
    },
    Field { name: "data", doc: "数据文件，.json · its file for reuse, or nothing", show: data },
    Field {
        name: "doc_number",
        doc: "发文字号 · or nothing",
        show: |portal, id| Shown::text(front(portal, id).doc_number.as_ref().map(ToString::to_string)),
    },
    Field { name: "duty", doc: "公开事项：code、text · the duties it fulfils", show: duty },
    Field {
        name: "extra",
        doc: "扩展 · its free keys",
        show: |portal, id| Shown::Free(Free::Map(front(portal, id).extra.clone())),
    },
    Field {
        name: "facts",
        doc: "元数据块，按启东的次序：rows 和 lists（多于四项的），各有 key、name、text 或 items（text、url），日期另有 iso · the metadata block",
        show: Portal::facts,
    },
    Field {
        name: "figures",
        doc: "报告的指标：id、name、value、written（小数位不变）、text（分节）、large（万、亿）、unit、change（报告写的同比）、quote、series（数列的页面）、sentence（正文里的位置）· a report's figures",
        show: Portal::document_figures,
    },
    Field {
        name: "form",
        doc: "公文种类 · or nothing",
        show: |portal, id| front(portal, id).form.map_or(Shown::Nothing, |form| Shown::word(form.name())),
    },
    Field {
        name: "fulfils",
        doc: "兑现的承诺：id、text、by（title、url、year、publisher）、answer（status、status_code、note、evidence、by） · the promises of which a report says what came",
        show: Portal::shown_fulfilments,
    },
    Field {
        name: "history",
        doc: "修订记录，到生成日期为止：date、note、major · its change log up to the build's date",
        show: history,
    },
    Field {
        name: "id",
        doc: "标识 · its id, or its path",
        show: |portal, id| {
            Shown::from(front(portal, id).id.clone().unwrap_or_else(|| portal.document(id).path.to_string()))
        },
    },
    Field {
        name: "images",
        doc: "正文图片的完整网址 · whole addresses of the images in its text",
        show: Portal::images,
    },
    Field {
        name: "index_number",
        doc: "索引号 · or nothing",
        show: |portal, id| Shown::text(front(portal, id).index_number.clone()),
    },
    Field {
        name: "interpreted",
        doc: "解读情况，仅政策文件有：state（timely、late、unknown、due、missing）、state_name、last_day · how a policy stands with its interpretations, or nothing",
        show: Portal::show_interpreted,
    },
    Field {
        name: "issued", doc: "成文日期 · or nothing", show: |portal, id| portal.moment(front(portal, id).issued)
    },
    Field { name: "keywords", doc: "关键词 · its keywords, as terms", show: keywords },
    Field {
        name: "kind",
        doc: "文种英文名 · report, policy, …",
        show: |portal, id| Shown::word(portal.document(id).kind().code()),
    },
    Field {
        name: "kind_name",
        doc: "文种 · its kind in Chinese",
        show: |portal, id| Shown::word(portal.document(id).kind().name()),
    },
    Field {
        name: "next",
        doc: "本栏目次序中的下一篇 · the next in its section, or nothing",
        show: |portal, id| Shown::view(portal.neighbours[id.index()].1.map(View::Document)),
    },
    Field {
        name: "path",
        doc: "源文件路径 · its file",
        show: |portal, id| Shown::from(portal.document(id).path.to_string()),
    },
    Field {
        name: "permalink",
        doc: "完整网址 · the whole address",
        show: |portal, id| Shown::from(portal.permalink(portal.document_route(id))),
    },
    Field {
        name: "previous",
        doc: "本栏目次序中的上一篇 · the one before it in its section, or nothing",
        show: |portal, id| Shown::view(portal.neighbours[id.index()].0.map(View::Document)),
    },
    Field {
        name: "promises",
        doc: "承诺及其兑现：id、text、due、state、state_code、by、answers（同 fulfils 的 answer，最近的在后）、passed_over（未提及它的后一份报告） · what a report promised and what later ones say of it",
        show: Portal::shown_promises,
    },
    Field {
        name: "published",
        doc: "发布日期 · or nothing",
        show: |portal, id| portal.moment(front(portal, id).published),
    },
    Field {
        name: "publishers",
        doc: "发布机构 · its publishers, as organisations",
        show: |portal, id| Shown::views(front(portal, id).publishers.iter().map(|id| View::Organisation(*id))),
    },
    Field {
        name: "register",
        doc: "台账：columns（name、kind、unit、sort、filter、status）、groups（name、count、done、rows）、states（name、count、done）、total、done、percent、unit、download（url、name），rows 各有 id、count、done 和 cells（text、value、url、outside、plain、status、status_code、status_turns）；没有表的文档没有 · its table, or nothing",
        show: register,
    },
    Field {
        name: "related",
        doc: "相关文件，双向 · related documents, from both sides",
        show: |portal, id| Shown::views(portal.related(id)),
    },
    Field {
        name: "relations",
        doc: "关联，双向：code、name、own（由本文件写明的）、documents · its relations but for `related`",
        show: Portal::relation_groups,
    },
    Field {
        name: "revised",
        doc: "最近一次修订的日期 · the newest date of its change log, or nothing",
        show: |portal, id| portal.moment(portal.revised(id)),
    },
    Field {
        name: "section",
        doc: "所在栏目 · its section",
        show: |portal, id| Shown::View(View::Section(portal.homes[id.index()])),
    },
    Field {
        name: "sheets",
        doc: "公开年报的三张表：key、name、heading、anchor（正文里标题的 id）、form、head 和 bodies（行；格有 text、scope、id、headers、columns、rows） · the official tables of a disclosure report",
        show: sheet::sheets,
    },
    Field {
        name: "source", doc: "来源，默认为发布机构 · its source, by default its publishers", show: source
    },
    Field {
        name: "status",
        doc: "有效性或征集状态 · 有效, 废止, 征集中, …, or nothing",
        show: |portal, id| portal.states[id.index()].name().map_or(Shown::Nothing, Shown::word),
    },
    Field {
        name: "status_by",
        doc: "使有效性成为现状的文件 · the documents that amended or repealed it, as far as its state comes of that",
        show: Portal::status_by,
    },
    Field {
        name: "status_code",
        doc: "状态英文名 · in_force, repealed, open, …, or nothing",
        show: |portal, id| portal.states[id.index()].code().map_or(Shown::Nothing, Shown::word),
    },
    Field {
        name: "status_reason", doc: "状态的缘由 · why it has this state, or nothing", show: Portal::status_reason
    },
    Field {
        name: "status_turns",
        doc: "生成日期之后将发生的有效性变化：from、code、name、reason · the states that days after the build's date will bring, the earliest first",
        show: Portal::status_turns,
    },
    Field {
        name: "subtitle",
        doc: "副标题 · or nothing",
        show: |portal, id| Shown::text(front(portal, id).subtitle.clone()),
    },
    Field {
        name: "summary",
        doc: "摘要，默认取自第一段 · its summary, by default from its first paragraph",
        show: summary,
    },
    Field {
        name: "tag",
        doc: "标识符，网站搬家后不变 · its id for reuse: a tag: URI that stays when the portal moves",
        show: |portal, id| portal.tag(id).into(),
    },
    Field {
        name: "title", doc: "标题 · its title", show: |portal, id| Shown::from(front(portal, id).title.clone())
    },
    Field {
        name: "toc",
        doc: "目录：level、id、anchor（按编号的锚点，如 s1.2）、text、children · its headings, nested",
        show: |portal, id| toc(&portal.document(id).outline.headings),
    },
    Field { name: "topic", doc: "主题分类：class、sub、text、url · or nothing", show: topic },
    Field {
        name: "updated",
        doc: "更新日期，不晚于生成日期 · when it was updated, up to the build's date, or nothing",
        show: |portal, id| portal.moment(portal.updated(id)),
    },
    Field { name: "url", doc: "页面；未发布的没有 · its page; nothing when it is not published", show: url },
    Field {
        name: "weight",
        doc: "排序 · or nothing",
        show: |portal, id| front(portal, id).weight.map_or(Shown::Nothing, Shown::Number),
    },
    Field {
        name: "withdrawn", doc: "撤回：date、reason、replacement，仅已撤回时有 · or nothing", show: withdrawn
    },
    Field {
        name: "year",
        doc: "年度 · its year, or nothing",
        show: |portal, id| portal.document(id).year().map_or(Shown::Nothing, |year| Shown::Number(year.into())),
    },
];

fn front(portal: &Portal, id: DocumentId) -> &Front {
    &portal.document(id).front
}

fn url(portal: &Portal, id: DocumentId) -> Shown {
    let shown = portal.standing(id).has_page();
    Shown::text(shown.then(|| portal.document_url(id)))
}

fn data(portal: &Portal, id: DocumentId) -> Shown {
    let has_file = portal.config.outputs.json && portal.standing(id).is_listed();
    Shown::text(has_file.then(|| portal.url(&beside(portal.document_route(id), "json"))))
}

fn ancestors(portal: &Portal, id: DocumentId) -> Shown {
    let home = portal.homes[id.index()];
    Shown::views(portal.above(home).into_iter().chain([home]).map(View::Section))
}

fn archived(portal: &Portal, id: DocumentId) -> Shown {
    portal.moment(front(portal, id).archived.filter(|date| *date <= portal.date))
}

fn duty(portal: &Portal, id: DocumentId) -> Shown {
    let rows = front(portal, id).duty.iter();
    Shown::List(
        rows.map(|duty| Shown::Record(vec![("code", duty.code().into()), ("text", Shown::word(duty.text()))]))
            .collect(),
    )
}

/// The change log up to the portal's date: what is to come is not told.
fn revisions(portal: &Portal, id: DocumentId) -> impl Iterator<Item = &Revision> {
    front(portal, id).history.iter().filter(|revision| revision.date <= portal.date)
}

fn history(portal: &Portal, id: DocumentId) -> Shown {
    let rows = revisions(portal, id).map(|revision| {
        Shown::Record(vec![
            ("date", portal.moment(Some(revision.date))),
            ("note", revision.note.clone().into()),
            ("major", Shown::Yes(revision.major)),
        ])
    });
    Shown::List(rows.collect())
}

/// Keywords as terms; when that taxonomy is switched off, their names alone.
fn keywords(portal: &Portal, id: DocumentId) -> Shown {
    let keyword = |word: &String| match portal.terms().keyword(word) {
        Some(term) => Shown::View(View::Term(term)),
        None => Shown::Record(vec![("name", word.clone().into()), ("url", Shown::Nothing)]),
    };
    Shown::List(front(portal, id).keywords.iter().map(keyword).collect())
}

fn source(portal: &Portal, id: DocumentId) -> Shown {
    let front = front(portal, id);
    let publishers = || portal.names(&front.publishers);
    Shown::text(Some(front.source.clone().unwrap_or_else(publishers)).filter(|source| !source.is_empty()))
}

fn summary(portal: &Portal, id: DocumentId) -> Shown {
    let document: &Document = portal.document(id);
    let own = document.front.summary.clone().unwrap_or_else(|| document.outline.summary.clone());
    Shown::text(Some(own).filter(|summary| !summary.is_empty()))
}

fn topic(portal: &Portal, id: DocumentId) -> Shown {
    let Some(topic) = front(portal, id).topic else { return Shown::Nothing };
    let term = portal.terms().class(topic.class().name);
    Shown::Record(vec![
        ("class", Shown::word(topic.class().name)),
        ("sub", topic.sub().map_or(Shown::Nothing, Shown::word)),
        ("text", topic.to_string().into()),
        ("url", Shown::text(term.map(|term| portal.url(&portal.terms().get(term).route)))),
    ])
}

fn withdrawn(portal: &Portal, id: DocumentId) -> Shown {
    let Some(withdrawal) = front(portal, id).withdrawn.as_ref().filter(|withdrawal| withdrawal.date <= portal.date)
    else {
        return Shown::Nothing;
    };
    let replacement = portal.relations.of(id).find(|(relation, _)| *relation == Relation::ReplacedBy);
    Shown::Record(vec![
        ("date", portal.moment(Some(withdrawal.date))),
        ("reason", withdrawal.reason.clone().into()),
        ("replacement", Shown::view(replacement.map(|(_, id)| View::Document(id)))),
    ])
}

/// Headings, each with those of a deeper level that follow it.
fn toc(headings: &[Heading]) -> Shown {
    let mut list = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let inner = after.iter().position(|heading| heading.level <= first.level).unwrap_or(after.len());
        list.push(Shown::Record(vec![
            ("level", Shown::Number(first.level.into())),
            ("id", first.id.clone().into()),
            ("anchor", Shown::text(first.anchor.clone())),
            ("text", first.text.clone().into()),
            ("children", toc(&after[..inner])),
        ]));
        rest = &after[inner..];
    }
    Shown::List(list)
}

impl Portal {
    /// When a document was last updated: a day to come is not told.
    pub(in crate::portal) fn updated(&self, id: DocumentId) -> Option<Moment> {
        front(self, id).updated.filter(|moment| moment.date <= self.date)
    }

    /// The newest date of a document's change log.
    pub(in crate::portal) fn revised(&self, id: DocumentId) -> Option<Date> {
        revisions(self, id).map(|revision| revision.date).max()
    }

    /// When a document was published or changed last.
    pub(crate) fn last_changed(&self, id: DocumentId) -> Option<Moment> {
        let published = self.document(id).front.published;
        [published, self.updated(id), self.revised(id).map(Moment::from)].into_iter().flatten().max()
    }

    fn images(&self, id: DocumentId) -> Shown {
        let outline = &self.document(id).outline;
        let links = outline.links.iter().zip(self.links[id.index()].iter());
        let images =
            links.filter(|(link, _)| link.kind == crate::markdown::LinkKind::Image).filter_map(|(_, resolved)| {
                match resolved {
                    crate::portal::Resolved::File(file) => Some(self.permalink(&self.files.get(*file).route).into()),
                    _ => None,
                }
            });
        Shown::List(images.collect())
    }
}

//! What is shown of taxonomies and their terms.

use super::{Field, Shown, View};
use crate::config::Taxonomy;
use crate::law::closed_list::ClosedList;
use crate::portal::routes::feed_of;
use crate::portal::{Portal, Route, TermId};

/// Sorted by name.
pub(super) static TAXONOMY_FIELDS: &[Field<Taxonomy>] = &[
    Field {
        name: "name",
        doc: "topics、keywords、publishers、years",
        show: |_, taxonomy| Shown::word(taxonomy.code()),
    },
    Field {
        name: "terms",
        doc: "全部词条 · its terms, in order",
        show: |portal, taxonomy| Shown::views(portal.terms().of(taxonomy).map(View::Term)),
    },
    Field { name: "title", doc: "中文名 · its Chinese title", show: |_, taxonomy| Shown::word(taxonomy.name()) },
    Field {
        name: "url",
        doc: "页面 · its page",
        show: |portal, taxonomy| Shown::from(portal.url(&Route::new(&format!("{}/", taxonomy.code())))),
    },
];

/// Sorted by name.
pub(super) static FIELDS: &[Field<TermId>] = &[
    Field {
        name: "count",
        doc: "文档数 · how many documents it has",
        show: |portal, id| portal.terms().get(id).documents.len().into(),
    },
    Field {
        name: "feed",
        doc: "订阅地址，主题分类和发布机构有 · its feed, of topics and publishers, or nothing",
        show: feed,
    },
    Field {
        name: "name", doc: "名称 · its name", show: |portal, id| Shown::from(portal.terms().get(id).name.clone())
    },
    Field {
        name: "organisation",
        doc: "机构，仅发布机构有 · the organisation, when it is one",
        show: |portal, id| Shown::view(portal.terms().get(id).organisation.map(View::Organisation)),
    },
    Field {
        name: "permalink",
        doc: "完整网址 · the whole address",
        show: |portal, id| Shown::from(portal.permalink(&portal.terms().get(id).route)),
    },
    Field {
        name: "taxonomy",
        doc: "所属分类 · its taxonomy",
        show: |portal, id| Shown::View(View::Taxonomy(portal.terms().get(id).taxonomy)),
    },
    Field {
        name: "url",
        doc: "页面 · its page",
        show: |portal, id| Shown::from(portal.url(&portal.terms().get(id).route)),
    },
];

fn feed(portal: &Portal, id: TermId) -> Shown {
    let term = portal.terms().get(id);
    let has_feed = portal.config.outputs.feeds && term.taxonomy.has_feeds();
    Shown::text(has_feed.then(|| portal.url(&feed_of(&term.route))))
}

//! What is shown of a section.

use super::{Field, Shown, View};
use crate::portal::routes::feed_of;
use crate::portal::{Portal, SectionId, SectionNode};
use crate::yaml::Free;

/// Sorted by name.
pub(super) static FIELDS: &[Field<SectionId>] = &[
    Field {
        name: "ancestors",
        doc: "上级栏目，从首页起 · the sections above it, the home first",
        show: |portal, id| Shown::views(portal.above(id).into_iter().map(View::Section)),
    },
    Field {
        name: "body", doc: "_index.md 的正文 · the text of its _index.md, or nothing", show: Portal::section_body
    },
    Field {
        name: "column_type",
        doc: "栏目类型 · its type by the 47号 annex, or nothing",
        show: |portal, id| Shown::text(of(portal, id).source.column_type.as_ref().map(|kind| kind.name().to_owned())),
    },
    Field {
        name: "count",
        doc: "文档数，含下级栏目 · how many documents it lists",
        show: |portal, id| of(portal, id).listed.len().into(),
    },
    Field {
        name: "description",
        doc: "栏目描述 · its description, or nothing",
        show: |portal, id| Shown::text(of(portal, id).source.description.clone()),
    },
    Field {
        name: "extra",
        doc: "扩展 · its free keys",
        show: |portal, id| Shown::Free(Free::Map(of(portal, id).source.extra.clone())),
    },
    Field { name: "feed", doc: "订阅地址 · its feed, or nothing", show: feed },
    Field {
        name: "id",
        doc: "文件夹路径 · its folder under content/",
        show: |portal, id| Shown::from(of(portal, id).source.folder.clone()),
    },
    Field {
        name: "is_home",
        doc: "是否首页 · whether it is the home",
        show: |portal, id| Shown::Yes(of(portal, id).is_home()),
    },
    Field {
        name: "keywords",
        doc: "关键词 · its keywords, as text",
        show: |portal, id| Shown::List(of(portal, id).source.keywords.iter().cloned().map(Shown::from).collect()),
    },
    Field {
        name: "navigation",
        doc: "是否在导航中 · whether it is in navigation",
        show: |portal, id| Shown::Yes(of(portal, id).source.navigation),
    },
    Field {
        name: "parent",
        doc: "上级栏目 · the section above it, or nothing",
        show: |portal, id| Shown::view(of(portal, id).parent.map(View::Section)),
    },
    Field {
        name: "path",
        doc: "文件夹路径，可用于 query(section=) · its folder under content/",
        show: |portal, id| Shown::from(of(portal, id).source.folder.clone()),
    },
    Field {
        name: "permalink",
        doc: "完整网址 · the whole address",
        show: |portal, id| Shown::from(portal.permalink(&of(portal, id).route)),
    },
    Field {
        name: "sections",
        doc: "下级栏目 · the sections right below it, in order",
        show: |portal, id| Shown::views(portal.below(id).map(View::Section)),
    },
    Field {
        name: "title",
        doc: "标题 · its title",
        show: |portal, id| Shown::from(of(portal, id).source.title.clone()),
    },
    Field {
        name: "updated",
        doc: "最新文档的发布日期 · when its newest document was published, or nothing",
        show: updated,
    },
    Field { name: "url", doc: "页面 · its page", show: |portal, id| Shown::from(portal.url(&of(portal, id).route)) },
];

fn of(portal: &Portal, id: SectionId) -> &SectionNode {
    portal.section(id)
}

fn feed(portal: &Portal, id: SectionId) -> Shown {
    let route = portal.config.outputs.feeds.then(|| feed_of(&of(portal, id).route));
    Shown::text(route.map(|route| portal.url(&route)))
}

fn updated(portal: &Portal, id: SectionId) -> Shown {
    let dates = of(portal, id).listed.iter().filter_map(|id| portal.document(*id).front.published);
    portal.moment(dates.max_by_key(|moment| moment.at()))
}

impl Portal {
    /// The sections above one, the home first.
    pub(super) fn above(&self, id: SectionId) -> Vec<SectionId> {
        let mut above: Vec<SectionId> =
            std::iter::successors(self.section(id).parent, |id| self.section(*id).parent).collect();
        above.reverse();
        above
    }

    /// The sections right below one that are shown.
    pub(super) fn below(&self, id: SectionId) -> impl Iterator<Item = SectionId> {
        self.section(id).children.iter().copied()
    }
}

//! What is shown of an organisation.

use super::{Field, Shown, View};
use crate::config::{Organisation, OrganisationId};
use crate::law::closed_list::ClosedList;
use crate::portal::Portal;

/// Sorted by name.
pub(super) static FIELDS: &[Field<OrganisationId>] = &[
    Field { name: "id", doc: "标识 · the id", show: |portal, id| Shown::from(of(portal, id).id.clone()) },
    Field {
        name: "level",
        doc: "层级 · its level in Chinese, or nothing",
        show: |portal, id| of(portal, id).level.map_or(Shown::Nothing, |level| Shown::word(level.name())),
    },
    Field { name: "name", doc: "全称 · the full name", show: |portal, id| Shown::from(of(portal, id).name.clone()) },
    Field {
        name: "parent",
        doc: "上级 · the organisation above it, or nothing",
        show: |portal, id| Shown::view(of(portal, id).parent.map(View::Organisation)),
    },
    Field {
        name: "short",
        doc: "简称 · the short name, or nothing",
        show: |portal, id| Shown::text(of(portal, id).short.clone()),
    },
    Field { name: "url", doc: "它的文件列表 · the page with its documents, or nothing", show: url },
];

fn of(portal: &Portal, id: OrganisationId) -> &Organisation {
    portal.config.organisations.get(id)
}

fn url(portal: &Portal, id: OrganisationId) -> Shown {
    Shown::text(portal.organisation_url(id))
}

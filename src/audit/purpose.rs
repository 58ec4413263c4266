//! What a page is for: what must stand on it depends on that.

use crate::content::Kind;
use crate::portal::{Owner, Portal, Standing};
use serde::{Deserialize, Serialize};

/// What a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Purpose {
    /// It shows a column; the home page is one, too.
    Column,
    /// It shows a document that is dated.
    Article,
    /// It is the notice before an outside page.
    Leave,
    /// It was not made by the site's templates.
    File,
    /// Another page of the site: a page (页面), an overview, a list, a notice.
    #[default]
    Other,
}

impl Purpose {
    /// What the page at a path of the output is for.
    #[must_use]
    pub fn of(path: &str, portal: &Portal) -> Self {
        match portal.routes().find(path) {
            Some(Owner::Section(..)) => Self::Column,
            Some(Owner::Document(id)) => {
                let is_shown = matches!(portal.standing(*id), Standing::Published | Standing::Archived);
                let is_dated = portal.document(*id).kind() != Kind::Page;
                if is_shown && is_dated { Self::Article } else { Self::Other }
            }
            Some(Owner::Leave(_)) => Self::Leave,
            Some(Owner::File(_) | Owner::Static(_)) | None => Self::File,
            Some(_) => Self::Other,
        }
    }
}

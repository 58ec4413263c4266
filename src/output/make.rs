//! Target -> artifact.

use super::artifact::{Artifact, Content};
use super::data::{self, Stock};
use super::{Target, download, feed, list, page, redirect, search, sitemap};
use crate::diag::{Code, Diagnostic, Path, Place};
use crate::law::closed_list::ClosedList;
use crate::portal::view::{Shown, View};
use crate::portal::{DATA_TEMPLATE, Owner, Portal, Route, SEARCH_TEMPLATE, SERIES_TEMPLATE, Special};
use crate::say;
use crate::search::Record;
use crate::theme::{Press, Roots};
use crate::trace::recording;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Makes files.
pub struct Maker {
    portal: Arc<Portal>,
    press: Press,
    stock: Stock,
}

type Made = Result<Content, Box<Diagnostic>>;

impl Maker {
    /// A maker for a portal with its theme.
    #[must_use]
    pub fn new(portal: Arc<Portal>, press: Press) -> Self {
        Self { stock: Stock::new(Arc::clone(&portal)), portal, press }
    }

    /// The theme.
    #[must_use]
    pub fn press(&self) -> &Press {
        &self.press
    }

    /// The portal.
    #[must_use]
    pub fn portal(&self) -> &Arc<Portal> {
        &self.portal
    }

    /// Makes one file, and records what that looked at. A panic in it is a fault of this file alone.
    ///
    /// # Errors
    /// A diagnostic when a template or a body is at fault.
    pub fn make(&self, target: &Target) -> Result<Artifact, Box<Diagnostic>> {
        let owner = self.owner(target);
        let made = catch_unwind(AssertUnwindSafe(|| recording(|| self.whole(target))));
        let (made, reads) = made.map_err(|_| {
            let place = Place::File(owner.clone());
            Box::new(
                Diagnostic::new(
                    Code::HostileFile,
                    place,
                    say!("生成这个页面时程序内部出错", "the program failed while it made this page"),
                )
                .help(say!("把源文件发给我们", "send us its source")),
            )
        })?;
        let (content, record) = made?;
        Ok(Artifact { path: target.path(), owner, content, record, reads })
    }

    /// What a file holds and, of a document's page, what the search knows. Both stand as they are, or are made again, as one.
    fn whole(&self, target: &Target) -> Result<(Content, Option<Record>), Box<Diagnostic>> {
        let content = self.content(target)?;
        let record = match (target, &content) {
            (Target::Routed(_, Owner::Document(id)), Content::Bytes(page)) => search::record(&self.portal, *id, page),
            _ => None,
        };
        Ok((content, record))
    }

    fn content(&self, target: &Target) -> Made {
        let (route, owner) = match target {
            Target::Asset(asset) => return Ok(Content::Bytes(asset.bytes.clone())),
            Target::Routed(route, owner) => (route, owner),
        };
        let portal = &self.portal;
        match owner {
            Owner::File(path) | Owner::Static(path) => Ok(Content::File(path.clone())),
            Owner::Table(id) => Ok(text(download::csv(portal, *id))),
            Owner::Alias(id, _) => Ok(text(redirect::page(portal, *id))),
            Owner::Record(id) => Ok(Content::Bytes(data::record(portal, *id))),
            Owner::Data(file) => Ok(Content::Bytes(self.stock.get(*file).bytes.clone())),
            Owner::Feed(id) => feed::section(portal, *id, route).map(text),
            Owner::TermFeed(id) => feed::term(portal, *id, route).map(text),
            Owner::Sitemap(part) => Ok(text(sitemap::xml(portal, *part))),
            Owner::Special(Special::Robots) => Ok(text(sitemap::robots(portal))),
            Owner::Document(id) => self.document(*id, route),
            Owner::Section(id, number) => {
                let template = page::section_template(portal, *id);
                self.print(&template.0, template.1, list::section(portal, *id, *number, route))
            }
            Owner::Term(id, number) => self.plain(owner, list::term(portal, *id, *number, route)),
            Owner::Taxonomy(taxonomy) => self.plain(owner, list::taxonomy(portal, *taxonomy, route)),
            Owner::Series(id) => self.plain(owner, page::series(portal, *id, route)),
            Owner::Leave(at) => self.plain(owner, page::leave(portal, *at, route)),
            Owner::Special(Special::SitemapPage) => self.plain(owner, page::plain(portal, route, "网站地图")),
            Owner::Special(Special::NotFound) => self.plain(owner, page::plain(portal, route, "页面不存在")),
            Owner::Special(Special::Search) => self.plain(owner, page::plain(portal, route, "检索")),
            Owner::Special(Special::OpenSearch) => Ok(text(search::description(portal))),
            Owner::Special(Special::Overview(overview)) => {
                self.plain(owner, page::plain(portal, route, overview.name()))
            }
            Owner::Special(Special::ChangesFeed) => Ok(text(feed::changes(portal, route))),
            Owner::Special(Special::ConsultationsFeed) => feed::consultations(portal, route).map(text),
            Owner::Special(Special::Data) => self.plain(owner, self.data(route)),
        }
    }

    /// The page of the files for reuse.
    fn data(&self, route: &Route) -> Roots {
        let mut roots = page::plain(&self.portal, route, "开放数据");
        roots.push(("open_data", self.stock.shown(&self.portal.permalink(route))));
        roots
    }

    fn document(&self, id: crate::portal::DocumentId, route: &Route) -> Made {
        let document = self.portal.document(id);
        let roots = page::document(&self.portal, id, route);
        if !matches!(self.portal.show(View::Document(id), "withdrawn"), None | Some(Shown::Nothing)) {
            return self.print("withdrawn.html", None, roots);
        }
        let named = document.front.template.as_ref();
        let place = document.front.places.template.clone();
        let kind = page::text(&self.portal, View::Document(id), "kind");
        let template = named.map_or_else(|| page::kind_template(&kind, &self.press), Clone::clone);
        self.print(&template, place, roots)
    }

    /// Prints a page that is no document's and no section's.
    fn plain(&self, owner: &Owner, roots: Roots) -> Made {
        self.print(&plain_template(owner).expect("a page that is printed has a template"), None, roots)
    }

    /// Prints a page; a template that an author named and that is not there is told where it was named.
    fn print(&self, template: &str, named: Option<Place>, roots: Roots) -> Made {
        if let Some(place) = named.filter(|_| !self.press.has(template)) {
            let near = self.press.nearest(template).join("、");
            let fault = Diagnostic::new(
                Code::TemplateMissing,
                place,
                say!("没有模板“{template}”", "there is no template `{template}`"),
            );
            return Err(Box::new(if near.is_empty() {
                fault.help(say!("写 templates/ 里的文件名", "write the name of a file in templates/"))
            } else {
                fault.help(say!("是不是“{near}”？", "did you mean {near}?"))
            }));
        }
        self.press.print(template, roots).map(Content::Bytes)
    }

    /// Where a file comes from, for the manifest and for counting faults.
    #[must_use]
    pub fn owner(&self, target: &Target) -> Path {
        let portal = &self.portal;
        match target {
            Target::Asset(asset) => format!("asset:{}", asset.name).into(),
            Target::Routed(route, owner) => match owner {
                Owner::Document(id) | Owner::Alias(id, _) | Owner::Table(id) | Owner::Record(id) => {
                    portal.document(*id).path.clone()
                }
                Owner::Section(id, _) | Owner::Feed(id) => portal.section(*id).source.path.clone(),
                Owner::File(path) | Owner::Static(path) => path.clone(),
                Owner::Term(..)
                | Owner::TermFeed(_)
                | Owner::Taxonomy(_)
                | Owner::Series(_)
                | Owner::Leave(_)
                | Owner::Sitemap(_)
                | Owner::Data(_)
                | Owner::Special(_) => format!("generated:{}", route.path()).into(),
            },
        }
    }
}

/// The template of a page that is no document's and no section's; nothing for what no template makes.
#[must_use]
pub fn plain_template(owner: &Owner) -> Option<Cow<'static, str>> {
    let name = match owner {
        Owner::Term(..) => "term.html",
        Owner::Taxonomy(_) => "terms.html",
        Owner::Series(_) => SERIES_TEMPLATE,
        Owner::Leave(_) => "leave.html",
        Owner::Special(Special::SitemapPage) => "sitemap.html",
        Owner::Special(Special::NotFound) => "404.html",
        Owner::Special(Special::Search) => SEARCH_TEMPLATE,
        Owner::Special(Special::Data) => DATA_TEMPLATE,
        Owner::Special(Special::Overview(overview)) => return Some(overview.template().into()),
        _ => return None,
    };
    Some(name.into())
}

fn text(text: String) -> Content {
    Content::Bytes(text.into_bytes())
}

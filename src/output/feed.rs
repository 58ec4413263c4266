//! Atom feeds (RFC 4287) of the site, of sections, topics and publishers, of open consultations, and of what changed.

use super::page::text;
use crate::content::{Filter, Kind, StateCode};
use crate::diag::{Code, Diagnostic, Place, Text};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::Stage;
use crate::law::moment::Moment;
use crate::portal::view::{Shown, TAG_YEAR, View, moment_field};
use crate::portal::xml::escape;
use crate::portal::{self, DocumentId, Overview, Plan, Portal, Route, SectionId, TermId};
use crate::trace::{Key, Subject, read};
use std::fmt::Write as _;

/// A feed, or the fault of a document whose text cannot be read.
type Made = Result<String, Box<Diagnostic>>;

/// The feed of a section, which for the home is that of the site.
pub(super) fn section(portal: &Portal, id: SectionId, route: &Route) -> Made {
    read(Key::Newest(Subject::Section(id.0)));
    let view = View::Section(id);
    let title = if portal.section(id).is_home() { site(portal) } else { titled(portal, &text(portal, view, "title")) };
    newest(portal, route, (title, text(portal, view, "permalink")), &portal.newest(id))
}

/// The feed of a topic or a publisher.
pub(super) fn term(portal: &Portal, id: TermId, route: &Route) -> Made {
    read(Key::Newest(Subject::Term(id.0)));
    let view = View::Term(id);
    let head = (titled(portal, &text(portal, view, "name")), text(portal, view, "permalink"));
    newest(portal, route, head, &portal.newest_under(id))
}

/// The feed of the consultations that are open, the newest first; the page beside it is that of all of them.
pub(super) fn consultations(portal: &Portal, route: &Route) -> Made {
    let filter =
        Filter { kinds: vec![Kind::Consultation], status: StateCode::parse(Stage::Open.code()), ..Filter::default() };
    let (plan, open) = portal.query(&Plan { filter, ..Plan::default() });
    read(Key::Query(plan.0));
    newest(portal, route, (titled(portal, "正在征集意见"), page_of_consultations(portal)), &open)
}

fn page_of_consultations(portal: &Portal) -> String {
    let pages = portal.show_list(View::Site, "overviews");
    let is_it = |page: &&Shown| page.get("name").and_then(Shown::as_text) == Some(Overview::Decisions.code());
    let page = pages.iter().find(is_it).and_then(|page| page.get("permalink")?.as_text());
    page.map_or_else(|| text(portal, View::Site, "url"), str::to_owned)
}

fn site(portal: &Portal) -> String {
    text(portal, View::Site, "name")
}

fn titled(portal: &Portal, title: &str) -> String {
    format!("{title} - {}", site(portal))
}

/// A feed of documents with their whole text.
fn newest(portal: &Portal, route: &Route, (title, page): (String, String), documents: &[DocumentId]) -> Made {
    let updated = documents.iter().filter_map(|id| portal.show_changed(*id)).max_by_key(|moment| moment.at());
    let mut xml = head(portal, route, &Head { title, page, updated });
    for id in documents {
        document(&mut xml, portal, *id)?;
    }
    xml.push_str("</feed>\n");
    Ok(xml)
}

/// The feed of what was published, changed and withdrawn.
pub(super) fn changes(portal: &Portal, route: &Route) -> String {
    // Read as what templates see of the same entries.
    let _recorded = portal.record(View::Site, "latest_changes");
    let entries = portal.latest_changes();
    let title = titled(portal, Overview::Changes.name());
    let page = portal.permalink(&Overview::Changes.route());
    let updated = entries.first().map(|entry| entry.moment);
    let mut xml = head(portal, route, &Head { title, page, updated });
    for entry in entries {
        change(&mut xml, portal, &entry);
    }
    xml.push_str("</feed>\n");
    xml
}

/// What stands at the head of a feed.
struct Head {
    title: String,
    /// The page that shows the same.
    page: String,
    updated: Option<Moment>,
}

fn head(portal: &Portal, route: &Route, head: &Head) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n<generator>xiangwei</generator>\n",
        escape(&portal.config.site.language),
        escape(&head.title),
        escape(&portal.tag_of(TAG_YEAR, route)),
        stamp(portal, head.updated),
        escape(&portal.permalink(route)),
        escape(&head.page),
        escape(&publisher(portal)),
    )
}

/// One entry of a feed.
struct Entry {
    title: String,
    id: String,
    published: Option<Moment>,
    updated: Option<Moment>,
    /// What is told in the reader.
    summary: String,
    /// The whole text as HTML, every address in it a whole one.
    content: Option<String>,
}

fn document(xml: &mut String, portal: &Portal, id: DocumentId) -> Result<(), Box<Diagnostic>> {
    let view = View::Document(id);
    let entry = Entry {
        title: text(portal, view, "title"),
        id: text(portal, view, "tag"),
        published: portal.show_moment(view, "published"),
        updated: portal.show_changed(id),
        summary: text(portal, view, "summary"),
        content: portal.show_body_abroad(id).map_err(|why| Box::new(unreadable(portal, id, why)))?,
    };
    put(xml, portal, id, &entry);
    Ok(())
}

fn unreadable(portal: &Portal, id: DocumentId, why: String) -> Diagnostic {
    Diagnostic::new(Code::Template, Place::File(portal.document(id).path.clone()), Text::same(why))
}

/// A change has an id of its own: a reader shows it beside the publication of the same document.
fn change(xml: &mut String, portal: &Portal, entry: &portal::Entry) {
    let id = entry.document;
    let happening = if entry.major { "重大修订" } else { entry.happening.name() };
    let shown = Entry {
        title: format!("{happening}：{}", text(portal, View::Document(id), "title")),
        id: format!("{}#{}", text(portal, View::Document(id), "tag"), entry.name),
        published: None,
        updated: Some(entry.moment),
        summary: entry.note.clone().unwrap_or_default(),
        content: None,
    };
    put(xml, portal, id, &shown);
}

fn put(xml: &mut String, portal: &Portal, id: DocumentId, entry: &Entry) {
    let view = View::Document(id);
    let published = entry.published;
    let published =
        published.map_or_else(String::new, |_| format!("<published>{}</published>\n", stamp(portal, published)));
    let summary = &entry.summary;
    let summary = if summary.is_empty() { String::new() } else { format!("<summary>{}</summary>\n", escape(summary)) };
    let content = entry
        .content
        .as_ref()
        .map_or_else(String::new, |html| format!("<content type=\"html\">{}</content>\n", escape(html)));
    write!(
        xml,
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n{published}<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<category term=\"{}\" label=\"{}\"/>\n{summary}{content}</entry>\n",
        escape(&entry.title),
        escape(&entry.id),
        escape(&text(portal, view, "permalink")),
        stamp(portal, entry.updated),
        escape(&Some(text(portal, view, "source")).filter(|source| !source.is_empty()).unwrap_or_else(|| publisher(portal))),
        text(portal, view, "kind"),
        text(portal, view, "kind_name"),
    )
    .expect("writing to a string cannot fail");
}

fn publisher(portal: &Portal) -> String {
    match portal.show(View::Site, "publisher") {
        Some(Shown::View(publisher)) => text(portal, publisher, "name"),
        _ => text(portal, View::Site, "name"),
    }
}

/// A moment as RFC 3339 has it; a feed without entries was never updated.
fn stamp(portal: &Portal, moment: Option<Moment>) -> String {
    match moment.and_then(|moment| moment_field(moment, portal.config.site.zone, "rfc3339")) {
        Some(Shown::Text(text)) => text.into_owned(),
        _ => "1970-01-01T00:00:00Z".to_owned(),
    }
}

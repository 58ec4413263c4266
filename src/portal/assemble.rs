//! Documents -> portal, in one go.

use super::effects::Effects;
use super::files::{Given, Shelf, attachments};
use super::links::{Holder, Linker};
use super::references::Index;
use super::registers::{Register, TablesById};
use super::routes::{Parts, Routes};
use super::terms::Terms;
use super::{DocumentId, Drafts, Leave, Portal, Resolved, Route, Scheduled, SectionId, SectionNode, Standing, State};
use super::{
    carried, contradictions, feedbacks, lifecycle, list, promises, query, registers, relations, sections, series,
};
use crate::config::Config;
use crate::content::{Content, Document, Section};
use crate::diag::{Code, Diagnostic, Place};
use crate::markdown::LinkKind;
use crate::say;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// As of when, and what is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The build's date.
    pub date: Date,
    /// What happens to drafts.
    pub drafts: Drafts,
    /// What happens to documents whose day of publication has not come.
    pub scheduled: Scheduled,
}

/// Makes the portal.
#[must_use]
#[expect(clippy::too_many_lines, reason = "the portal is made whole in one place, each step a line")]
pub fn assemble(config: Config, content: Content, when: When, given: &Given<'_>) -> (Portal, Vec<Diagnostic>) {
    let Content { documents, sections, files: content_files, tables, bodies, sources: _ } = content;
    let tables = registers::by_id(&tables, &documents);
    let standings = standings(&documents, &sections, when);
    let mut nodes = sections::tree(shown(sections, when), &config.site.name);
    let homes = sections::homes(&documents, &nodes);
    let document_routes: Vec<Route> = documents.par_iter().map(|document| route(document)).collect();
    let newest_first = list::newest_first(&documents, &standings);
    // The two do not know each other, and each takes a while in a large portal.
    let (related, terms) =
        rayon::join(|| related(&documents, &standings, when.date), || Terms::new(&config, &documents, &newest_first));
    let Related { index, relations, states, effects, mut faults } = related;
    let (series, told) = series::collect(&config, &documents, &standings);
    faults.extend(told);
    faults.extend(carried::check(&documents, &standings));
    sections::fill(&mut nodes, &documents, &homes, (&newest_first, &states));
    let parts = Parts {
        config: &config,
        documents: &documents,
        standings: &standings,
        document_routes: &document_routes,
        sections: &nodes,
        terms: &terms,
        tables: &tables,
        series: &series,
        statics: given.statics,
        has_template: given.has_template,
    };
    let (mut routes, told) = Routes::new(&parts);
    faults.extend(told);
    let mut shelf = Shelf::new(&content_files, given, &documents, &document_routes);
    let (attachments, told) = attachments(&documents, |id| standings[id.index()].is_listed(), &mut shelf);
    faults.extend(told);
    let mut linker = Linker {
        config: &config,
        documents: &documents,
        standings: &standings,
        sections: &nodes,
        index: &index,
        routes: &routes,
        shelf,
        leaves: BTreeMap::new(),
        faults: Vec::new(),
    };
    let Linked { links, section_links, registers, leaves } = link(&mut linker, &document_routes, &tables);
    faults.append(&mut linker.faults);
    faults.extend(linker.shelf.unused());
    let files = linker.shelf.finish();
    faults.extend(routes.add_linked(&files, &leaves, &parts));
    faults.extend(scheduled(&documents, &standings));
    let neighbours = neighbours(&nodes, &documents, &homes, &standings);
    let base = config.site.address.base.clone();
    let portal = Portal {
        date: when.date,
        ledger: promises::Ledger::new(&documents, &standings),
        queries: query::Queries::default(),
        config,
        documents,
        standings,
        homes,
        document_urls: document_routes.iter().map(|route| route.url(&base).into()).collect(),
        document_routes,
        states,
        effects,
        neighbours,
        relations,
        links,
        sections: nodes,
        section_links,
        terms,
        registers,
        series,
        files,
        attachments,
        leaves,
        routes,
        bodies,
    };
    (portal, faults)
}

/// What documents are to each other.
struct Related<'a> {
    index: Index<'a>,
    relations: relations::Relations,
    states: Vec<State>,
    effects: Effects,
    faults: Vec<Diagnostic>,
}

fn related<'a>(documents: &'a [Arc<Document>], standings: &[Standing], date: Date) -> Related<'a> {
    let (index, mut faults) = Index::new(documents);
    let mut found = relations::resolve(documents, &index, standings);
    faults.append(&mut found.faults);
    faults.extend(feedbacks::shared(documents, standings, &found.relations));
    faults.extend(contradictions::contradictions(documents, &found));
    let effects = Effects::new(documents, standings, &found);
    let (states, told) = lifecycle::states(documents, standings, (&effects, &found.relations), date);
    faults.extend(told);
    Related { relations: found.relations, index, states, effects, faults }
}

/// Where a document's page is: its file's path, with `slug` in place of the last part.
fn route(document: &Document) -> Route {
    let within = document.path.strip_prefix("content/").unwrap_or(&document.path);
    let stem = within.strip_suffix(".md").unwrap_or(within);
    let slug = document.front.slug.as_deref();
    if let Some(folder) = stem.strip_suffix("/index") {
        let (above, name) = folder.rsplit_once('/').map_or(("", folder), |(above, name)| (above, name));
        let above = if above.is_empty() { String::new() } else { format!("{above}/") };
        return Route::new(&format!("{above}{}/", slug.unwrap_or(name)));
    }
    match (slug, stem.rsplit_once('/')) {
        (None, _) => Route::new(&format!("{stem}.html")),
        (Some(slug), None) => Route::new(&format!("{slug}.html")),
        (Some(slug), Some((folder, _))) => Route::new(&format!("{folder}/{slug}.html")),
    }
}

fn standings(documents: &[Arc<Document>], sections: &[Section], when: When) -> Vec<Standing> {
    let drafts: Vec<&str> =
        sections.iter().filter(|section| section.draft).map(|section| section.folder.as_str()).collect();
    let below_draft =
        |document: &Document| drafts.iter().any(|folder| is_below(sections::home_folder(&document.path), folder));
    documents.iter().map(|document| Standing::of(document, below_draft(document), when)).collect()
}

/// Whether a folder is another one or stands below it.
fn is_below(folder: &str, above: &str) -> bool {
    above.is_empty() || folder.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The sections that are shown: drafts are left out with all below them.
fn shown(sections: Vec<Section>, when: When) -> Vec<Section> {
    if when.drafts == Drafts::Built {
        return sections;
    }
    let drafts: Vec<String> =
        sections.iter().filter(|section| section.draft).map(|section| section.folder.clone()).collect();
    sections.into_iter().filter(|section| !drafts.iter().any(|draft| is_below(&section.folder, draft))).collect()
}

/// All links, resolved.
struct Linked {
    links: Vec<Box<[Resolved]>>,
    section_links: Vec<Box<[Resolved]>>,
    registers: BTreeMap<DocumentId, Register>,
    leaves: Vec<Leave>,
}

fn link(linker: &mut Linker<'_>, routes: &[Route], tables: &TablesById) -> Linked {
    let mut links = document_links(linker, routes);
    let mut section_links = section_links(linker);
    let mut registers = registers::link(tables, linker, routes);
    let (leaves, new) = linker.leaves();
    let cells = registers.values_mut().map(|register| &mut register.links);
    links.iter_mut().chain(&mut section_links).chain(cells).for_each(|links| renumber(links, &new));
    Linked { links, section_links, registers, leaves }
}

fn document_links(linker: &mut Linker<'_>, routes: &[Route]) -> Vec<Box<[Resolved]>> {
    let documents = linker.documents;
    let resolve = |(at, document): (usize, &Arc<Document>)| {
        if !linker.standings[at].is_listed() {
            let links = document.outline.links.iter().filter(|link| link.kind != LinkKind::Mention);
            links.for_each(|link| linker.shelf.set_aside(&document.path, &link.to));
            return Box::default();
        }
        linker.resolve(&Holder {
            path: &document.path,
            outline: &document.outline,
            text_start: document.body.start,
            route: &routes[at],
            own: Some(DocumentId::new(at)),
        })
    };
    documents.iter().enumerate().map(resolve).collect()
}

fn section_links(linker: &mut Linker<'_>) -> Vec<Box<[Resolved]>> {
    let sections = linker.sections;
    let resolve = |node: &SectionNode| {
        let source = &node.source;
        linker.resolve(&Holder {
            path: &source.path,
            outline: &source.outline,
            text_start: source.body.start,
            route: &node.route,
            own: None,
        })
    };
    sections.iter().map(resolve).collect()
}

fn renumber(links: &mut [Resolved], new: &[u32]) {
    for link in links {
        if let Resolved::Leave(id) = link {
            *id = new[*id as usize];
        }
    }
}

/// The documents before and after each in its own section's order.
fn neighbours(
    nodes: &[SectionNode],
    documents: &[Arc<Document>],
    homes: &[SectionId],
    standings: &[Standing],
) -> Vec<(Option<DocumentId>, Option<DocumentId>)> {
    let mut neighbours = vec![(None, None); documents.len()];
    for (at, node) in nodes.iter().enumerate() {
        let own =
            |id: &&DocumentId| homes[id.index()] == SectionId::new(at) && standings[id.index()] == Standing::Published;
        let own: Vec<DocumentId> = node.listed.iter().filter(own).copied().collect();
        for pair in own.windows(2) {
            neighbours[pair[0].index()].1 = Some(pair[1]);
            neighbours[pair[1].index()].0 = Some(pair[0]);
        }
    }
    neighbours
}

fn scheduled(documents: &[Arc<Document>], standings: &[Standing]) -> Vec<Diagnostic> {
    let later = documents.iter().zip(standings).filter(|(_, standing)| **standing == Standing::Scheduled);
    later
        .map(|(document, _)| {
            let date = document.front.published.map_or_else(String::new, |moment| moment.to_string());
            Diagnostic::new(
                Code::Scheduled,
                Place::File(document.path.clone()),
                say!("将于 {date} 发布，这次没有生成", "it is scheduled for {date} and was left out"),
            )
            .help(say!("要提前查看，加 --future", "to see it now, add --future"))
        })
        .collect()
}

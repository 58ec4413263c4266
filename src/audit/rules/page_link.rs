//! Every address on a page that leads into the site leads to a file that is published, and to a place that is there.

use super::shown;
use crate::audit::link::Lead;
use crate::audit::{Auditor, Page, Web};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

pub(super) fn look(page: &Page, web: &Web<'_>, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let found = page.leads(auditor).filter_map(|(link, lead)| one(link.address, &lead, web, auditor));
    found.collect::<BTreeSet<_>>().into_iter().collect()
}

fn one(address: &str, lead: &Lead, web: &Web<'_>, auditor: &Auditor<'_>) -> Option<Diagnostic> {
    match lead {
        Lead::Within(path, _) if !web.has_file(path) => Some(dead(address, path)),
        Lead::Within(path, Some(id)) if path.ends_with(".html") && !web.has_place(path, id) => {
            Some(astray(address, id))
        }
        Lead::Beside(path) if path != "index.html" && web.has_file(path) => Some(too_high(address, auditor)),
        _ => None,
    }
}

fn dead(address: &str, path: &str) -> Diagnostic {
    let told = say!("“{address}”打不开：没有发布 {path}", "`{address}` leads nowhere: {path} is not published");
    let help = say!(
        "改正地址（大小写也要一致），或补上所指的页面、文件；正文里链接到文档时写它的 .md 路径",
        "put the address right (case counts), or add what it leads to; in a text link to the document's .md file"
    );
    shown(Rule::PageLink, told, help)
}

fn astray(address: &str, id: &str) -> Diagnostic {
    let told = say!("“{address}”所指的页面里没有“{id}”这一处", "the page of `{address}` has no place `{id}`");
    let help =
        say!("改正 # 之后的部分，或在所指的页面里加上这个 id", "put right what follows #, or give the page that id");
    shown(Rule::PageAnchor, told, help)
}

fn too_high(address: &str, auditor: &Auditor<'_>) -> Diagnostic {
    let base = &auditor.config().site.address.base;
    let told = say!(
        "“{address}”在本站目录 {base} 之外，漏写了目录",
        "`{address}` stands above {base}, where this site begins"
    );
    let help = say!("模板里用 url(\"…\") 写站内地址", "write addresses of the site with url(\"…\") in templates");
    shown(Rule::PageLink, told, help)
}

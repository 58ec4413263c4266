//! The page that hosts show for an address that does not exist works at any address, and leads on.

use super::shown;
use crate::audit::link::Lead;
use crate::audit::{Auditor, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;

/// Where hosts look for it.
const PAGE: &str = "404.html";

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    if page.path() != PAGE {
        return Vec::new();
    }
    let relative = page.links().find(|link| is_relative(link.address)).map(|link| depends_on_place(link.address));
    let leads_home = page.leads(auditor).any(|(_, lead)| matches!(lead, Lead::Within(path, _) if path == "index.html"));
    relative.into_iter().chain((!leads_home).then(dead_end)).collect()
}

/// Whether an address means another one in another folder. One without a path is a place in the page itself.
fn is_relative(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    !path.is_empty() && !path.starts_with('/') && !path.contains(':')
}

fn depends_on_place(address: &str) -> Diagnostic {
    let told = say!("404 页面里的“{address}”是相对地址", "`{address}` on the 404 page is a relative address");
    let help = say!(
        "主机会在任何目录下显示这一页：写以 / 开头的地址",
        "hosts show this page in any folder: write addresses that begin with /"
    );
    shown(Rule::NotFoundPage, told, help)
}

fn dead_end() -> Diagnostic {
    let told = say!("404 页面没有回首页的链接", "the 404 page has no link to the home page");
    shown(
        Rule::NotFoundPage,
        told,
        say!("加上首页和站点地图的链接", "link to the home page and to the map of the site"),
    )
}

//! The way to report a mistake does not lead to a host that was given up.

use super::shown;
use crate::audit::{Auditor, Page, link};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

/// Hosts of 我为政府网站找错 that still stand in old pages.
const STALE: [&str; 2] = ["pucha.kaipuyun.cn", "121.43.68.40"];

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let site = &auditor.config().site.address;
    let hosts =
        page.absolute_links().filter_map(|link| Some(link::outside(link.address, site)?.host_str()?.to_owned()));
    let stale: BTreeSet<String> = hosts.filter(|host| STALE.contains(&host.as_str())).collect();
    stale.iter().map(|host| told(host)).collect()
}

fn told(host: &str) -> Diagnostic {
    let told = say!("“我为政府网站找错”还指向旧地址 {host}", "我为政府网站找错 still leads to {host}");
    let help = say!(
        "改为 https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=网站标识码",
        "lead to https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=CODE"
    );
    shown(Rule::FooterStale, told, help)
}

//! What a page has to do with other hosts: inner addresses, addresses without names, connections in the clear, links without a notice, things fetched
//! from there.

use super::shown;
use crate::audit::link::{Link, Usage, outside};
use crate::audit::{Auditor, Page, Purpose};
use crate::config::{Hosts, is_private};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;
use url::{Host, Url};

/// What the foot of each page must lead to or show, whatever the site allows: 党政机关标识, 找错, the two registers.
const OFFICIAL: [&str; 5] =
    ["*.conac.cn", "zfwzgl.www.gov.cn", "beian.miit.gov.cn", "www.beian.gov.cn", "beian.mps.gov.cn"];

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let config = auditor.config();
    let official = Hosts(OFFICIAL.map(str::to_owned).to_vec());
    let mut found = BTreeSet::new();
    for link in page.absolute_links() {
        let Some(url) = outside(link.address, &config.site.address) else { continue };
        let host = url.host_str().unwrap_or_default();
        let is_allowed = config.allowed_hosts.contain(host) || official.contain(host);
        found.extend(inner(&url, host));
        found.extend(number(&url, host));
        found.extend(insecure(&url, host, link).filter(|_| !official.contain(host)));
        if !is_allowed {
            found.extend(unannounced(host, link).filter(|_| page.purpose() != Purpose::Leave));
            found.extend(fetched(host, link));
        }
    }
    found.into_iter().collect()
}

fn inner(url: &Url, host: &str) -> Option<Diagnostic> {
    is_private(url).then(|| {
        let told = say!("地址 {host} 只有内部网络打得开", "only those within some network can open {host}");
        let help = say!(
            "改为公众能打开的地址，或去掉；内部网络的地址不宜公开",
            "link to what the public can open, or take it out: how an inner network is laid out is not for all to read"
        );
        shown(Rule::OutsidePrivate, told, help)
    })
}

fn number(url: &Url, host: &str) -> Option<Diagnostic> {
    let is_number = matches!(url.host(), Some(Host::Ipv4(_))) && !is_private(url);
    is_number.then(|| {
        let told = say!("地址里直接写了 IPv4 地址 {host}", "an address names the IPv4 address {host}");
        let help = say!("改用域名，IPv6 的用户才打得开", "write the domain name, so that it opens over IPv6 too");
        shown(Rule::OutsideAddress, told, help)
    })
}

fn insecure(url: &Url, host: &str, link: Link<'_>) -> Option<Diagnostic> {
    (url.scheme() == "http" && link.usage == Usage::Follow).then(|| {
        let told = say!("到 {host} 的链接用 http，没有加密", "a link to {host} goes over http, in the clear");
        shown(Rule::OutsideInsecure, told, say!("对方支持时改为 https", "write https where the host has it"))
    })
}

fn unannounced(host: &str, link: Link<'_>) -> Option<Diagnostic> {
    (link.usage == Usage::Follow).then(|| {
        let told = say!("到 {host} 的链接没有离开提示", "a link to {host} leaves the site without a notice");
        let help = say!(
            "正文里的外链会自动加提示；模板和静态页面里的，改为站内提示页，或把这个域名列入“外链”的“允许”",
            "links in texts get a notice by themselves; for one in a template or a static page link to a notice, or allow the host under `external`"
        );
        shown(Rule::OutsideNotice, told, help)
    })
}

fn fetched(host: &str, link: Link<'_>) -> Option<Diagnostic> {
    let element = link.element.name();
    let told = match link.usage {
        Usage::Load => say!("从外站 {host} 载入 <{element}>", "<{element}> is fetched from {host}"),
        Usage::Send => say!("表单提交到外站 {host}", "a form is sent to {host}"),
        Usage::Follow | Usage::Tell => return None,
    };
    let help = say!(
        "把文件放到 static/ 里由本站提供；确属本单位的域名列入“外链”的“允许”",
        "keep the file in static/ and serve it yourself; allow the host under `external` where it is your own"
    );
    Some(shown(Rule::ThirdParty, told, help))
}

//! The addresses on a page, and where they lead.

use super::{Element, Page};
use crate::config::Address;
use crate::portal::Route;
use percent_encoding::percent_decode_str;
use url::Url;

/// An address on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    /// The element that has it.
    pub(super) element: &'a Element,
    /// As it is written.
    pub(super) address: &'a str,
    /// What the browser does with it.
    pub(super) usage: Usage,
}

/// What a browser does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    /// A person may go there.
    Follow,
    /// It is fetched with the page.
    Load,
    /// What is filled in is sent there.
    Send,
    /// It is for machines: the canonical address, a feed.
    Tell,
}

/// Where an address leads.
#[derive(Debug)]
pub(super) enum Lead {
    /// To a file of the site, by its path from the site's root, and perhaps a place in it.
    Within(String, Option<String>),
    /// To the same host, above the site's base path; the path from the host's root.
    Beside(String),
    /// To another host.
    Outside(Url),
    /// Nowhere on the web: mail, telephone, data, a script, or what is no address.
    Elsewhere,
}

impl Page {
    /// All addresses.
    pub(super) fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.elements().flat_map(of_element)
    }

    /// The addresses that name a host themselves; all others lead to the page's own.
    pub(super) fn absolute_links(&self) -> impl Iterator<Item = Link<'_>> {
        self.links().filter(|link| names_host(link.address))
    }

    /// What relative addresses on it are relative to.
    #[must_use]
    pub(super) fn base(&self, site: &Address) -> Option<Url> {
        let own = Url::parse(&Route::new(self.path()).url(&site.whole())).ok()?;
        let written = self.named("base").find_map(|base| base.said("href"));
        written.map_or(Some(own.clone()), |base| own.join(base).ok())
    }
}

/// Whether an address may name a host; what browsers read as one is more than it seems.
fn names_host(address: &str) -> bool {
    let address = address.trim_start();
    address.starts_with("//") || address.contains(':') || address.contains('\\')
}

/// The addresses in the attributes of an element.
fn of_element(element: &Element) -> impl Iterator<Item = Link<'_>> {
    let link = move |address, usage| Link { element, address, usage };
    let plain =
        attributes(element).iter().filter_map(move |(name, usage)| Some(link(element.attribute(name)?, *usage)));
    let several = element.attribute("srcset").into_iter().flat_map(srcset).map(move |one| link(one, Usage::Load));
    let onward = refresh(element).map(|address| link(address, Usage::Follow));
    plain.chain(several).chain(onward)
}

/// Which attributes of an element hold an address.
fn attributes(element: &Element) -> &'static [(&'static str, Usage)] {
    match element.name() {
        "a" | "area" => &[("href", Usage::Follow)],
        "link" if element.attribute("rel").is_some_and(is_for_machines) => &[("href", Usage::Tell)],
        "link" => &[("href", Usage::Load)],
        "img" | "script" | "iframe" | "frame" | "embed" | "audio" | "source" | "track" => &[("src", Usage::Load)],
        "video" => &[("src", Usage::Load), ("poster", Usage::Load)],
        "object" => &[("data", Usage::Load)],
        "form" => &[("action", Usage::Send)],
        "button" => &[("formaction", Usage::Send)],
        "input" => &[("src", Usage::Load), ("formaction", Usage::Send)],
        "image" | "use" => &[("href", Usage::Load), ("xlink:href", Usage::Load)],
        _ => &[],
    }
}

fn is_for_machines(rel: &str) -> bool {
    let all = ["canonical", "alternate", "next", "prev", "author", "license", "help", "search"];
    rel.split_ascii_whitespace().any(|word| all.iter().any(|known| word.eq_ignore_ascii_case(known)))
        && !rel.to_ascii_lowercase().contains("stylesheet")
}

/// The addresses in a `srcset`: each before its width or density.
fn srcset(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        // One that ends with a comma has neither.
        rest = if address.ends_with(',') { after } else { after.split_once(',').map_or("", |(_, next)| next) };
        Some(address.trim_end_matches(',')).filter(|address| !address.is_empty())
    })
}

/// Where a `<meta http-equiv=refresh>` leads on.
fn refresh(element: &Element) -> Option<&str> {
    let is_refresh = element.is("meta") && element.attribute("http-equiv")?.eq_ignore_ascii_case("refresh");
    let (_, address) = element.attribute("content").filter(|_| is_refresh)?.split_once('=')?;
    Some(address.trim().trim_matches(['"', '\'']))
}

impl Lead {
    /// Where an address leads from a page whose own address is the base.
    #[must_use]
    pub(super) fn of(address: &str, base: &Url, site: &Address) -> Self {
        let Ok(url) = base.join(address) else { return Self::Elsewhere };
        let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else {
            return Self::Elsewhere;
        };
        if host != site.host {
            return Self::Outside(url);
        }
        match url.path().strip_prefix(&site.base) {
            Some(path) => Self::Within(file(path), url.fragment().and_then(place)),
            None if url.path() == site.base.trim_end_matches('/') => Self::Within(file(""), None),
            None => Self::Beside(file(url.path().trim_start_matches('/'))),
        }
    }
}

/// The host and the rest of an address that leads to another host than the site's.
#[must_use]
pub(super) fn outside(address: &str, site: &Address) -> Option<Url> {
    let base = Url::parse(&site.origin).ok()?;
    match Lead::of(address, &base, site) {
        Lead::Outside(url) => Some(url),
        _ => None,
    }
}

/// The file that a host gives for a path: names as they are after percent-decoding, and a folder's page.
fn file(path: &str) -> String {
    let path = percent_decode_str(path).decode_utf8_lossy();
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() }
}

/// The id that a fragment names; nothing for the top of the page, and for words to search.
fn place(fragment: &str) -> Option<String> {
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let id = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(address: &str) -> Lead {
        let site = Address::parse("https://www.example.gov.cn/fzzf").unwrap();
        let page = Page::default().at("zcwj/甲.html", crate::audit::Purpose::Other);
        Lead::of(address, &page.base(&site).unwrap(), &site)
    }

    #[test]
    fn an_address_leads_to_a_file_of_the_site() {
        for (address, file, place) in [
            ("", "zcwj/甲.html", None),
            ("#%E4%B8%80", "zcwj/甲.html", Some("一")),
            ("#top", "zcwj/甲.html", None),
            ("乙.html?a=1", "zcwj/乙.html", None),
            ("../", "index.html", None),
            ("/fzzf", "index.html", None),
            ("/fzzf/%E6%94%BF%E7%AD%96/", "政策/index.html", None),
            ("//www.example.gov.cn/fzzf/a.pdf#page=2", "a.pdf", Some("page=2")),
            ("http://WWW.example.gov.cn/fzzf/A.html", "A.html", None),
        ] {
            let Lead::Within(path, id) = lead(address) else { panic!("{address}: {:?}", lead(address)) };
            assert_eq!((path.as_str(), id.as_deref()), (file, place), "{address}");
        }
    }

    #[test]
    fn other_addresses_lead_elsewhere() {
        assert!(matches!(lead("/zcwj/"), Lead::Beside(path) if path == "zcwj/index.html"));
        assert!(matches!(lead("\\\\a.example.com/x"), Lead::Outside(_)));
        for address in ["mailto:a@example.gov.cn", "tel:12345", "data:,x", "javascript:void(0)", "http://[", "http:///"]
        {
            assert!(matches!(lead(address), Lead::Elsewhere), "{address}: {:?}", lead(address));
        }
    }

    #[test]
    fn every_attribute_with_an_address_is_read() {
        let page = Page::read(
            "<link rel=canonical href=1><link rel=stylesheet href=2><img src=3 srcset='4 1x,5 2x'>\
             <video src=6 poster=7></video><form action=8><button formaction=9></button></form>\
             <meta http-equiv=Refresh content='0; url=10'><svg><use xlink:href=11 /></svg><a name=x>",
        );
        let all: Vec<&str> = page.links().map(|link| link.address).collect();
        assert_eq!(all, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]);
    }
}

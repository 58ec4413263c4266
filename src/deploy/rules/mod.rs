//! What the host must do that files alone cannot: one model, written in the language of each host.
//!
//! In: the site as it was published. Out: the text of a rule file. Never here: what a host is told that the others are not.

mod apache;
mod caddy;
pub(super) mod headers;
mod nginx;

use super::disk::{self, Done};
use crate::build::Published;
use crate::diag::Failure;
use crate::output::{Needs, media_type};
use crate::portal::{Owner, Route, Standing};
use crate::say;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A host that reads rule files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// nginx.
    Nginx,
    /// Apache.
    Apache,
    /// Caddy.
    Caddy,
    /// One that reads `_headers` and `_redirects`.
    Headers,
}

/// The two files that static hosts read in the site's root.
pub(super) const HEADERS: &str = "_headers";
pub(super) const REDIRECTS: &str = "_redirects";

/// How long a file may be kept whose name tells its content: a year, which is what caches take for ever.
pub(super) const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";
/// The same of all others: five minutes, then it is asked for again.
pub(super) const FOR_MINUTES: &str = "public, max-age=300";

/// The names of files that tell their content, below the site's root, as all of the hosts write patterns.
const HASHED: &str = r"assets/.+\.[0-9a-f]{12}(\.[^/]+)?";

/// How long a file may be kept.
pub(super) fn cache_time(path: &str) -> &'static str {
    let name = path.strip_prefix("assets/").and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let is_hash = |part: &str| part.len() == 12 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if name.split('.').skip(1).any(is_hash) { FOR_A_YEAR } else { FOR_MINUTES }
}

/// One address of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    /// As it is asked for: percent-encoded, from the origin's root.
    pub(super) url: String,
    /// The same as people read it.
    pub(super) path: String,
    /// The path from the site's root, as people read it.
    pub(super) below: String,
}

/// What a host must do.
#[derive(Debug)]
pub struct Rules {
    /// Where the site's root is: `/` or `/fzzf/`, percent-encoded.
    pub(super) base: String,
    /// The same as people read it.
    pub(super) base_path: String,
    /// The page for addresses that lead nowhere.
    pub(super) not_found: Option<At>,
    /// From old addresses, each to the address now (301).
    pub(super) redirects: Vec<(At, String)>,
    /// Documents that were withdrawn: their page is the notice, and the answer 410.
    pub(super) gone: Vec<At>,
    /// Headers by which the browser guards the visitor.
    pub(super) security: Vec<(&'static str, String)>,
    /// The endings of the site's files by media type, without the character set.
    pub(super) types: BTreeMap<&'static str, BTreeSet<String>>,
    /// The files whose names tell their content.
    pub(super) hashed: Vec<String>,
}

impl Rules {
    /// What the host of a published site must do.
    ///
    /// # Errors
    /// When a page cannot be read: what the pages need decides what the browser may load.
    pub fn of(site: &Published) -> Done<Self> {
        let address = &site.portal.config.site.address;
        let base_path = percent_encoding::percent_decode_str(&address.base).decode_utf8_lossy().into_owned();
        let at = |route: &Route| At {
            url: route.url(&address.base),
            path: format!("{base_path}{}", route.path()),
            below: route.path().to_owned(),
        };
        let (mut redirects, mut gone) = (Vec::new(), Vec::new());
        let published = |route: &Route| site.manifest.get(&route.file()).is_some();
        for (route, owner) in site.portal.routes().iter().filter(|(route, _)| published(route)) {
            match owner {
                Owner::Alias(id, _) => redirects.push((at(route), site.portal.document_url(*id).to_owned())),
                Owner::Document(id) if site.portal.standing(*id) == Standing::Withdrawn => gone.push(at(route)),
                _ => {}
            }
        }
        let not_found = Some(Route::new("404.html")).filter(published).map(|route| at(&route));
        let security = security(&needs(site)?, address.origin.starts_with("https:"));
        let paths = || site.manifest.paths().map(|path| &**path);
        let hashed = paths().filter(|path| cache_time(path) == FOR_A_YEAR).map(str::to_owned).collect();
        let (types, base) = (types(paths()), address.base.clone());
        Ok(Self { base, base_path, not_found, redirects, gone, security, types, hashed })
    }

    /// The rule file of a host; `folder` is where the site stands on it.
    ///
    /// # Errors
    /// When the host's language has no way to write that folder.
    pub fn write(&self, host: Host, folder: &str) -> Done<String> {
        let means_something = match host {
            Host::Nginx => "$",
            Host::Apache => "%$",
            Host::Caddy => "{}",
            Host::Headers => "",
        };
        if folder.contains(|c: char| means_something.contains(c) || c.is_control()) {
            let shown = folder.escape_debug();
            return Err(Failure::own(say!(
                "这种服务器的设置里写不了文件夹 {shown}：路径里的“$”“{{”一类有别的意思；换一个路径，或用一个符号链接",
                "the folder {shown} cannot be written in this host's language, in which some of its characters mean something; choose another path, or a link to it"
            )));
        }
        Ok(match host {
            Host::Nginx => nginx::write(self, folder),
            Host::Apache => apache::write(self, folder),
            Host::Caddy => caddy::write(self, folder),
            Host::Headers => {
                format!("# {HEADERS}\n{}\n# {REDIRECTS}\n{}", headers::headers(self), headers::redirects(self))
            }
        })
    }

    /// The site's root without the `/` at its end; nothing when it is the origin's.
    fn bare_base(&self) -> Option<&str> {
        self.base_path.strip_suffix('/').filter(|base| !base.is_empty())
    }
}

/// What the pages of a published site need.
fn needs(site: &Published) -> Done<Needs> {
    let origin = &site.portal.config.site.address.origin;
    let pages = site.manifest.paths().filter(|path| path.ends_with(".html") || path.ends_with(".htm"));
    let pages: Vec<_> = pages.map(|path| site.out.join(&**path)).collect();
    let read = |path: &PathBuf| disk::read(path).map(|bytes| Needs::of_page(&bytes, origin));
    pages.par_iter().map(read).try_reduce(Needs::default, |all, one| Ok(all.and(one)))
}

/// The headers by which the browser guards the visitor.
fn security(needs: &Needs, over_tls: bool) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", needs.policy()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "SAMEORIGIN".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
    ];
    if over_tls {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    headers
}

/// The endings of files by media type, without the character set.
fn types<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut types: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some((_, ending)) = name.rsplit_once('.') else { continue };
        let media = media_type(path).split(';').next().unwrap_or_default();
        let is_plain = ending.bytes().all(|b| b.is_ascii_alphanumeric());
        if media != "application/octet-stream" && is_plain {
            types.entry(media).or_default().insert(ending.to_owned());
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_a_year() {
        for path in ["assets/gongbao.0123456789ab.css", "assets/a/甲.0123456789ab.js.br", "assets/a.0123456789ab"] {
            assert_eq!(cache_time(path), FOR_A_YEAR, "{path}");
        }
        for path in ["assets/logo.svg", "a.0123456789ab.css", "assets/0123456789ab.css", "index.html"] {
            assert_eq!(cache_time(path), FOR_MINUTES, "{path}");
        }
    }

    #[test]
    fn endings_have_their_types() {
        let types = types(["a.html", "b/c.HTML", "d.ofd", "e", "f.unknown"].into_iter());
        assert_eq!(types["text/html"], BTreeSet::from(["HTML".to_owned(), "html".to_owned()]));
        assert_eq!(types.keys().copied().collect::<Vec<_>>(), ["application/ofd", "text/html"]);
    }
}

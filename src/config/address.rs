//! Where the site will stand on the web, and which other hosts need no notice.

use serde::{Deserialize, Serialize};
use url::Url;

/// The site's address: an origin and a base path that ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// `https://www.example.gov.cn`.
    pub origin: String,
    /// The host alone.
    pub host: String,
    /// `/` or `/fzzf/`, percent-encoded.
    pub base: String,
}

impl Address {
    /// Reads an address of http or https, without a query or fragment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none();
        let host = url.host_str().filter(|_| plain)?.to_owned();
        let base = format!("{}/", url.path().trim_end_matches('/'));
        Some(Self { origin: url.origin().ascii_serialization(), host, base })
    }

    /// The whole address, with the `/` at its end.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}{}", self.origin, self.base)
    }
}

/// Patterns of hosts: `www.gov.cn`, or `*.gov.cn` for all below it and itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosts(pub Vec<String>);

impl Hosts {
    /// Whether a pattern fits the host.
    #[must_use]
    pub fn contain(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.0.iter().any(|pattern| match pattern.strip_prefix("*.") {
            Some(domain) => host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')),
            None => host == *pattern,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_base_path() {
        let address = Address::parse("https://www.example.gov.cn/fzzf").unwrap();
        assert_eq!((address.origin.as_str(), address.base.as_str()), ("https://www.example.gov.cn", "/fzzf/"));
        assert_eq!(Address::parse("http://127.0.0.1:8080").unwrap().whole(), "http://127.0.0.1:8080/");
        assert_eq!(Address::parse("ftp://a/"), None);
        assert_eq!(Address::parse("www.gov.cn"), None);
    }

    #[test]
    fn a_star_means_all_below() {
        let hosts = Hosts(vec!["*.gov.cn".into(), "a.com".into()]);
        assert!(hosts.contain("www.qidong.gov.cn") && hosts.contain("gov.cn") && hosts.contain("A.com"));
        assert!(!hosts.contain("notgov.cn") && !hosts.contain("b.a.com"));
    }
}

//! Where the site will stand on the web, and which other hosts need no notice.

use serde::{Deserialize, Serialize};
use std::net::{Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

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

/// Domains that are no part of the public network (RFC 6761, RFC 6762, RFC 8375, and what offices call their own).
const INNER: [&str; 6] = ["localhost", "local", "localdomain", "internal", "lan", "home.arpa"];

/// Whether an address names a host that only those within some network reach: by a number of such a range, or by a name that means
/// nothing outside. What a public name stands for is not looked up.
#[must_use]
pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let below =
                |domain: &str| name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            !name.contains('.') || INNER.iter().any(|domain| below(domain))
        }
        Some(Host::Ipv4(number)) => is_private_v4(number),
        Some(Host::Ipv6(number)) => number.to_ipv4_mapped().map_or_else(|| is_private_v6(number), is_private_v4),
        None => false,
    }
}

/// RFC 1918, RFC 6598 (between providers and their customers), and those of the machine and the wire.
fn is_private_v4(number: Ipv4Addr) -> bool {
    let [first, second, ..] = number.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_broadcast()
        || first == 0
        || is_shared
}

fn is_private_v6(number: Ipv6Addr) -> bool {
    number.is_loopback() || number.is_unspecified() || number.is_unique_local() || number.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_an_office_reaches_is_private() {
        let inner = [
            "10.0.0.1",
            "127.0.0.1:8080",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "2130706433",
            "[::1]",
            "[fc00::1]",
            "[fe80::1]",
            "[::ffff:10.0.0.1]",
            "localhost",
            "OA.local",
            "oa",
            "oa.lan.",
        ];
        let outer = [
            "172.15.0.1",
            "172.32.0.1",
            "192.169.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "8.8.8.8",
            "[2400::1]",
            "www.gov.cn",
            "local.gov.cn",
            "notlocal.cn",
            "oa.xlan",
        ];
        let is = |host: &&str| is_private(&Url::parse(&format!("http://{host}/")).unwrap());
        assert_eq!(inner.iter().filter(|host| !is(host)).collect::<Vec<_>>(), [&""; 0]);
        assert_eq!(outer.iter().filter(|host| is(host)).collect::<Vec<_>>(), [&""; 0]);
    }

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

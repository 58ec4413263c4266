//! Which names this server answers to.
//!
//! A page of another site may have its own name lead to this machine, and would then read what is served here as
//! if it were its own (DNS rebinding). Such a request carries that name, and is refused.

use std::net::IpAddr;

/// Whether a server that listens at `bound` answers to what a request names as its host, port included.
pub(super) fn is_ours(host: &str, bound: IpAddr) -> bool {
    let Some(name) = without_port(host) else { return false };
    match address(name) {
        Some(address) => address.is_loopback() || bound.is_unspecified() || address == bound.to_canonical(),
        None => is_localhost(name),
    }
}

/// The name before the port; nothing when what follows it is no port.
fn without_port(host: &str) -> Option<&str> {
    let start = host.rfind(']').unwrap_or(0);
    match host[start..].find(':') {
        None => Some(host),
        Some(at) => host[start + at + 1..].parse::<u16>().ok().map(|_| &host[..start + at]),
    }
}

/// A literal address; one of version 6 stands in brackets.
fn address(name: &str) -> Option<IpAddr> {
    let address = match name.strip_prefix('[') {
        Some(rest) => IpAddr::V6(rest.strip_suffix(']')?.parse().ok()?),
        None => IpAddr::V4(name.parse().ok()?),
    };
    Some(address.to_canonical())
}

/// Names that lead to this machine whatever a name server says (RFC 6761, 6.3).
fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name == "localhost" || name.strip_suffix(".localhost").is_some_and(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(host: &str, bound: &str) -> bool {
        is_ours(host, bound.parse().unwrap())
    }

    #[test]
    fn names_of_this_machine_are_ours() {
        for host in ["localhost", "LocalHost:4000", "localhost.", "a.localhost:1", "127.0.0.1:4000", "127.9.9.9"] {
            assert!(ours(host, "127.0.0.1"), "{host}");
        }
        assert!(ours("[::1]", "127.0.0.1") && ours("[::1]:4000", "::1") && ours("[::ffff:127.0.0.1]:1", "::1"));
    }

    #[test]
    fn other_names_are_not() {
        let hosts =
            ["", "evil.example", "localhost.evil.example", "evillocalhost", ".localhost", "127.0.0.1.evil.example"];
        let forms = ["user@localhost", "localhost:x", "localhost:", "::1", "[::1", "[::1]x", "0x7f.1", "localhost:1:2"];
        for host in hosts.into_iter().chain(forms) {
            assert!(!ours(host, "127.0.0.1") && !ours(host, "0.0.0.0"), "{host}");
        }
    }

    #[test]
    fn an_address_counts_where_we_listen() {
        assert!(!ours("192.168.1.7:4000", "127.0.0.1") && !ours("192.168.1.7:4000", "192.168.1.8"));
        assert!(ours("192.168.1.7:4000", "192.168.1.7") && ours("192.168.1.7", "0.0.0.0") && ours("[fe80::7]", "::"));
        assert!(ours("localhost", "192.168.1.7"));
    }
}

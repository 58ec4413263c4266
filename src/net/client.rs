//! Sends one request and waits for its answer; redirects are answers like others.

use crate::diag::Text;
use crate::say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, RequestBuilder};

/// What names of hosts mean.
#[derive(Debug, Clone)]
pub enum Names {
    /// What the system says; through a proxy where the environment names one.
    System,
    /// What stands in a table, and no other host is there: nothing is asked but these addresses.
    Table(BTreeMap<String, SocketAddr>),
}

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection.
    pub connection: Duration,
    /// For the beginning of an answer.
    pub answer: Duration,
    /// For all of it; nothing where that may take any time.
    pub whole: Option<Duration>,
}

/// What may be sent.
#[derive(Debug, Clone, Copy)]
pub enum Method<'a> {
    /// Asks for what stands there.
    Get,
    /// Asks whether something stands there.
    Head,
    /// Puts something there.
    Put(&'a [u8]),
    /// Removes what stands there.
    Delete,
}

/// What kept an answer from coming.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trouble {
    /// Nobody knows the host's name.
    Unknown,
    /// The host cannot be trusted (TLS), and why.
    Untrusted(String),
    /// It took too long.
    Slow,
    /// There is no connection, and what the system said.
    Unconnected(String),
    /// The connection broke, or what came is no HTTP.
    Broken,
}

impl Trouble {
    /// The sentence for it.
    #[must_use]
    pub fn told(&self) -> Text {
        match self {
            Self::Unknown => say!("找不到这个主机名", "the host's name is not known"),
            Self::Untrusted(cause) => {
                say!("TLS 证书或协议不可信：{cause}", "its TLS certificate or protocol cannot be trusted: {cause}")
            }
            Self::Slow => say!("没有及时回答", "it did not answer in time"),
            Self::Unconnected(cause) => say!("连不上：{cause}", "it cannot be reached: {cause}"),
            Self::Broken => say!("连接中断，或回答的不是 HTTP", "the connection broke, or what came is no HTTP"),
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::HostNotFound => Self::Unknown,
            Error::Timeout(_) => Self::Slow,
            Error::Rustls(cause) => Self::Untrusted(cause.to_string()),
            Error::Tls(cause) => Self::Untrusted(cause.to_owned()),
            Error::Io(cause) => Self::of_io(&cause),
            _ => Self::Broken,
        }
    }
}

impl Trouble {
    /// What the system, or TLS through it, says.
    fn of_io(cause: &std::io::Error) -> Self {
        let told = cause.to_string();
        match cause.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::Slow,
            // So TLS tells what it does not understand or trust.
            ErrorKind::InvalidData => Self::Untrusted(told),
            _ if told.to_lowercase().contains("certificate") => Self::Untrusted(told),
            _ if told.contains("lookup address") => Self::Unknown,
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => Self::Broken,
            _ => Self::Unconnected(told),
        }
    }
}

/// Speaks HTTP; over TLS with the certificates that the system trusts.
#[derive(Debug, Clone)]
pub struct Client(Agent);

impl Client {
    /// A client that follows no redirect and takes every status for an answer.
    #[must_use]
    pub fn new(patience: Patience, names: &Names) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections_per_host(64)
            .timeout_connect(Some(patience.connection))
            .timeout_recv_response(Some(patience.answer))
            .timeout_global(patience.whole)
            .user_agent(concat!("xiangwei/", env!("CARGO_PKG_VERSION")));
        Self(match names {
            Names::System => config.build().into(),
            Names::Table(table) => {
                let config = config.proxy(None).build();
                Agent::with_parts(config, DefaultConnector::default(), Table(table.clone()))
            }
        })
    }

    /// Sends a request with some headers.
    ///
    /// # Errors
    /// When no answer comes.
    pub fn ask(&self, method: Method<'_>, url: &str, headers: &[(String, String)]) -> Result<Answer, Trouble> {
        let answer = match method {
            Method::Get => with(self.0.get(url), headers).call(),
            Method::Head => with(self.0.head(url), headers).call(),
            Method::Delete => with(self.0.delete(url), headers).call(),
            Method::Put(bytes) => with(self.0.put(url), headers).send(bytes),
        };
        answer.map(Answer).map_err(Trouble::from)
    }
}

fn with<T>(mut request: RequestBuilder<T>, headers: &[(String, String)]) -> RequestBuilder<T> {
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request
}

/// An answer, of which so far the head is read.
#[derive(Debug)]
pub struct Answer(Response<Body>);

impl Answer {
    /// Its status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// A header's value, by its name in any case; nothing when it is not there or no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// All that follows the head.
    ///
    /// # Errors
    /// When it does not come to its end.
    pub fn read(mut self) -> Result<Vec<u8>, Trouble> {
        self.0.body_mut().with_config().limit(u64::MAX).read_to_vec().map_err(Trouble::from)
    }
}

/// Hosts by their names, and no others.
#[derive(Debug)]
struct Table(BTreeMap<String, SocketAddr>);

impl Resolver for Table {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let address = uri.host().and_then(|host| self.0.get(host)).ok_or(Error::HostNotFound)?;
        let mut found = self.empty();
        found.push(*address);
        Ok(found)
    }
}

//! A port, and who stands behind it.

use super::answer::{answer, sentence};
use super::events::events;
use super::host::is_ours;
use super::live::Live;
use super::site::Site;
use crate::diag::Failure;
use crate::output::Needs;
use crate::say;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, request::Parts};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;

/// What every page runs.
const CLIENT: &str = include_str!("client.js");

/// So many ports after a busy one are tried for one that is free.
const NEIGHBOURS: u16 = 100;

/// So long an answer that is on its way may take when the server stops.
const PATIENCE: Duration = Duration::from_millis(200);

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: tokio::net::TcpListener,
    address: SocketAddr,
    runtime: Runtime,
    site: Site,
    live: Live,
}

/// A server that answers, until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    runtime: Runtime,
}

/// Why a server cannot listen.
#[derive(Debug)]
pub enum BindFault {
    /// Somebody else listens at the port.
    Busy {
        /// The port.
        port: u16,
        /// The next one that is free, if one is near.
        free: Option<u16>,
    },
    /// The system does not let us.
    Other(io::Error),
}

/// What answers share.
#[derive(Debug)]
struct Desk {
    site: Site,
    live: Live,
    bound: IpAddr,
    /// The policy of what is no page.
    strict: HeaderValue,
}

impl Server {
    /// Listens at an address; port 0 is any port that is free.
    ///
    /// # Errors
    /// When somebody else listens there, or the system does not let us.
    pub fn bind(host: IpAddr, port: u16, site: Site) -> Result<Self, BindFault> {
        let listener = TcpListener::bind((host, port)).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => BindFault::Busy { port, free: free(host, port) },
            _ => BindFault::Other(error),
        })?;
        Self::listening(listener, site).map_err(BindFault::Other)
    }

    fn listening(listener: TcpListener, site: Site) -> io::Result<Self> {
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("preview").enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        Ok(Self { listener, address, runtime, site, live: Live::new() })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to type into a browser on this machine.
    #[must_use]
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            address => address,
        };
        format!("http://{}{}", SocketAddr::new(host, self.address.port()), self.site.base)
    }

    /// Where the builds tell what they did.
    #[must_use]
    pub fn live(&self) -> Live {
        self.live.clone()
    }

    /// Answers, on threads of its own.
    #[must_use = "a server that is dropped stops"]
    pub fn start(self) -> Running {
        let Self { listener, address, runtime, site, live } = self;
        let strict = HeaderValue::try_from(Needs::default().policy()).expect("a policy is plain text");
        let routes = routes(Arc::new(Desk { site, live, bound: address.ip(), strict }));
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Running { runtime }
    }
}

impl Running {
    /// Does something when the person at the terminal presses Ctrl-C.
    pub fn on_interrupt(&self, then: impl FnOnce() + Send + 'static) {
        let _inside = self.runtime.enter();
        // Heard from here on; where it cannot be, Ctrl-C ends the program as it ends any other.
        if let Ok(mut pressed) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt()) {
            self.runtime.spawn(async move {
                pressed.recv().await;
                then();
            });
        }
    }

    /// Stops: streams of events end where they are, and so do connections that wait for another request.
    pub fn stop(self) {
        self.runtime.shutdown_timeout(PATIENCE);
    }
}

impl From<BindFault> for Failure {
    fn from(fault: BindFault) -> Self {
        match fault {
            BindFault::Other(error) => Self::io(say!("无法启动预览服务器", "cannot start the preview server"), error),
            BindFault::Busy { port, free: None } => Self::own(say!("端口 {port} 已被占用", "port {port} is in use")),
            BindFault::Busy { port, free: Some(free) } => {
                Self::own(say!("端口 {port} 已被占用；{free} 空闲", "port {port} is in use; {free} is free"))
            }
        }
    }
}

/// The next port that is free.
fn free(host: IpAddr, port: u16) -> Option<u16> {
    let mut neighbours = (port..=port.saturating_add(NEIGHBOURS)).skip(1);
    neighbours.find(|port| TcpListener::bind((host, *port)).is_ok())
}

fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/_xiangwei/live.js", get(([(CONTENT_TYPE, "text/javascript; charset=utf-8")], CLIENT)))
        .route("/_xiangwei/events", get(listen))
        .fallback(show)
        .layer(from_fn_with_state(Arc::clone(&desk), guard))
        .with_state(desk)
}

/// Answers no request that names another host, and lets a browser neither guess a type, nor keep an answer unasked, nor
/// load from elsewhere what the page did not say.
async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let (request, body) = request.into_parts();
    let mut response = if is_for_us(&request, desk.bound) {
        next.run(Request::from_parts(request, body)).await
    } else {
        let text = say!(
            "预览只在本机的名称下提供，例如 localhost。",
            "The preview answers to names of this machine, such as localhost."
        );
        sentence(StatusCode::MISDIRECTED_REQUEST, &text)
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert_with(|| desk.strict.clone());
    response
}

/// Whether the one host that a request names is ours, and the one in its address, if it is a whole one.
fn is_for_us(request: &Parts, bound: IpAddr) -> bool {
    let mut named = request.headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    let ours = |host: &str| is_ours(host, bound);
    host.to_str().is_ok_and(ours) && request.uri.authority().is_none_or(|authority| ours(authority.as_str()))
}

async fn show(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let answer = spawn_blocking(move || answer(&desk.site, &desk.live, &request)).await;
    answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn listen(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    events(&desk.live, &request.into_parts().0)
}

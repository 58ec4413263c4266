//! The stream of events of one page.

use super::live::{Board, Live, Mark, News};
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::json;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use url::form_urlencoded;

/// After so long without an event a comment is sent: the end of a page that is gone shows when it is written to.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// So long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(1);

/// Who listens: one page.
struct Listener {
    board: watch::Receiver<Board>,
    file: Option<String>,
    /// The last moment that it knows of.
    since: Mark,
    /// The faults that it was told.
    faults: Option<u64>,
    /// What it is still to be told.
    waiting: VecDeque<Event>,
}

/// The events from where the page is on: what it missed, what is wrong now, and then all that happens.
pub(super) fn events(live: &Live, request: &Parts) -> Response {
    let mut listener = Listener::new(live, request);
    listener.look();
    let events = stream::unfold(listener, Listener::next);
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response()
}

impl Listener {
    fn new(live: &Live, request: &Parts) -> Self {
        let asked = |key: &str| {
            let query = request.uri.query().unwrap_or_default();
            form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
        };
        // A browser that connects again says itself what it heard last; the address is still the one of the page.
        let last = request.headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default().to_owned());
        let since = last.or_else(|| asked("since")).map(|mark| mark.parse().unwrap_or_default());
        Self {
            board: live.board(),
            file: asked("file"),
            since: since.unwrap_or_else(|| live.now()),
            faults: None,
            waiting: VecDeque::new(),
        }
    }

    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some((Ok(event), self));
            }
            self.board.changed().await.ok()?;
            self.look();
        }
    }

    /// Reads the board. The faults are told last: they alone are told again to whoever lost the connection between
    /// two events of one moment.
    fn look(&mut self) {
        let board = self.board.borrow_and_update();
        let event = |name: &str, data: String| Event::default().id(board.now().to_string()).event(name).data(data);
        match board.news(&self.since, self.file.as_deref()) {
            News::Reload => self.waiting.push_back(event("reload", "null".to_owned())),
            News::Styles(styles) if styles.is_empty() => {}
            News::Styles(styles) => self.waiting.push_back(event("styles", json!(styles).to_string())),
        }
        let faults = board.faults();
        if self.faults != Some(faults.at) {
            let data = json!({ "at": faults.at, "text": faults.text }).to_string();
            self.waiting.push_back(event("faults", data).retry(RETRY));
        }
        self.faults = Some(faults.at);
        self.since = board.now().clone();
    }
}

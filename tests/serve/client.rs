//! A browser of the plainest kind: it writes what it is given, and reads what comes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer, or its head when the body is still to come.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header that may be there once.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = values.next();
        assert!(values.next().is_none(), "{name} is there twice");
        first
    }

    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A connection that reads for at most some seconds.
pub(crate) fn connect(to: SocketAddr) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(to).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    BufReader::new(stream)
}

/// Sends the very words of a request, and reads the answer to its end.
pub(crate) fn send(to: SocketAddr, request: &str) -> Answer {
    let mut stream = connect(to);
    stream.get_mut().write_all(request.as_bytes()).unwrap();
    let (status, headers) = head(&mut stream);
    let mut body = Vec::new();
    stream.read_to_end(&mut body).unwrap();
    Answer { status, headers, body }
}

/// The head of an answer, its names in lower case.
pub(crate) fn head(stream: &mut BufReader<TcpStream>) -> (u16, Vec<(String, String)>) {
    let first = line(stream);
    let status = first.split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = Vec::new();
    loop {
        let next = line(stream);
        let Some((name, value)) = next.split_once(": ") else { return (status, headers) };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

fn line(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// One event of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) data: String,
    pub(crate) id: String,
}

/// A stream of events that is open.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// Opens it; `last` is what a browser that connects again says it heard.
    pub(crate) fn open(to: SocketAddr, query: &str, last: Option<&str>) -> Self {
        let mut stream = connect(to);
        let last = last.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
        let request = format!("GET /_xiangwei/events{query} HTTP/1.1\r\nHost: localhost\r\n{last}\r\n");
        stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (status, headers) = head(&mut stream);
        assert_eq!(status, 200);
        assert!(headers.contains(&("content-type".to_owned(), "text/event-stream".to_owned())), "{headers:?}");
        Self(stream)
    }

    /// The next event, comments and the framing of chunks left out.
    pub(crate) fn next(&mut self) -> Event {
        let mut event = Event { name: String::new(), data: String::new(), id: String::new() };
        loop {
            let line = line(&mut self.0);
            match line.split_once(": ") {
                Some(("event", value)) => event.name = value.to_owned(),
                Some(("data", value)) => event.data.push_str(value),
                Some(("id", value)) => event.id = value.to_owned(),
                _ if line.is_empty() && !event.name.is_empty() => return event,
                _ => {}
            }
        }
    }
}

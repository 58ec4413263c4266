//! An object storage that checks signatures, and what may stand before it: a proxy that counts, and fails.

use super::{Server, free_port, program};
use std::fs;
use std::io::{Read, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use tempfile::TempDir;

pub(crate) const ACCESS_KEY: &str = "xiangwei-test";
pub(crate) const SECRET_KEY: &str = "canary-secret-0123456789";

/// s3s-fs with one bucket, `fzzf`.
pub(crate) fn storage() -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    fs::create_dir_all(folder.path().join("kept/fzzf")).unwrap();
    let mut command = Command::new(program("s3s-fs"));
    command.args(["--host", "127.0.0.1", "--port", &port.to_string(), "--access-key", ACCESS_KEY]);
    command.args(["--secret-key", SECRET_KEY]).arg(folder.path().join("kept")).env("RUST_LOG", "warn");
    Server::start(command, port, folder)
}

impl Server {
    /// The bucket's folder.
    pub(crate) fn bucket(&self) -> PathBuf {
        self.folder.path().join("kept/fzzf")
    }
}

/// What stands before a storage.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    requests: Arc<AtomicUsize>,
    puts: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Passes requests on to a port; of every so many one is answered with a failure, or not at all.
    pub(crate) fn before(behind: u16, fails_one_in: Option<usize>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let proxy =
            Self { port: listener.local_addr().unwrap().port(), requests: Arc::default(), puts: Arc::default() };
        let (requests, puts) = (Arc::clone(&proxy.requests), Arc::clone(&proxy.puts));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (requests, puts) = (Arc::clone(&requests), Arc::clone(&puts));
                thread::spawn(move || pass(stream, behind, fails_one_in, (&requests, &puts)));
            }
        });
        proxy
    }

    /// How many requests came since this was last asked.
    pub(crate) fn requests(&self) -> usize {
        self.requests.swap(0, Ordering::SeqCst)
    }

    /// The heads of all requests that sent something, in order.
    pub(crate) fn puts(&self) -> Vec<String> {
        self.puts.lock().unwrap().clone()
    }
}

/// What is told of requests: how many there were, and the heads of some.
type Told<'a> = (&'a AtomicUsize, &'a Mutex<Vec<String>>);

/// A request without what it sends.
fn head(request: &[u8]) -> String {
    let end = request.windows(4).position(|four| four == b"\r\n\r\n").map_or(request.len(), |end| end + 4);
    percent_encoding::percent_decode(&request[..end]).decode_utf8_lossy().into_owned()
}

/// One request a connection: the client is told that it will be closed.
fn pass(mut client: TcpStream, behind: u16, fails_one_in: Option<usize>, (requests, puts): Told<'_>) -> Option<()> {
    let request = request(&mut client)?;
    if request.starts_with(b"PUT ") {
        puts.lock().unwrap().push(head(&request));
    }
    let number = requests.fetch_add(1, Ordering::SeqCst) + 1;
    if fails_one_in.is_some_and(|every| number.is_multiple_of(every)) {
        // By turns: a failure that is told, a connection that breaks.
        let told = "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return (number / fails_one_in? % 2 == 0).then(|| client.write_all(told.as_bytes()).ok())?;
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, behind)).ok()?;
    server.write_all(&request).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    client.write_all(&answer).ok()
}

/// A whole request, whose connection is to be closed after its answer.
fn request(client: &mut impl Read) -> Option<Vec<u8>> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 1 << 16]);
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let read = client.read(&mut piece).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    while bytes.len() < end + length.unwrap_or(0) {
        let read = client.read(&mut piece).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
    }
    let lines = head.trim_end().lines().filter(|line| !line.to_lowercase().starts_with("connection:"));
    let head: String = lines.map(|line| format!("{line}\r\n")).collect();
    Some([format!("{head}Connection: close\r\n\r\n").as_bytes(), &bytes[end..]].concat())
}

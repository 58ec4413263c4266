//! The preview: from the moment a text is written to the moment an open page is told.

use super::author::add;
use super::report::within;
use crate::measure::child::memory;
use crate::measure::figures::{median, megabytes};
use std::fmt;
use std::io::{self, BufRead, BufReader, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often the text is changed.
const EDITS: usize = 10;
/// How long after one change the next is made.
const PAUSE: Duration = Duration::from_millis(500);
/// Who hears nothing for so long has been forgotten.
const PATIENCE: Duration = Duration::from_secs(60);
/// A page may be told after so long.
const LIMIT: Duration = Duration::from_millis(150);
/// The server may hold so many bytes of memory.
const MEMORY: u64 = 300_000_000;

/// A server, which ends with this.
struct Server {
    child: Child,
    /// What it prints.
    lines: BufReader<ChildStdout>,
}

/// What was measured.
#[derive(Debug)]
pub(crate) struct Preview {
    /// From each change to what the page was told.
    waits: Vec<Duration>,
    /// The most memory that the server held at once, its first build included, and what it held in the end.
    peak: u64,
    held: u64,
}

/// Starts the server on a site, and changes one of its documents.
///
/// # Errors
/// When the server does not do what it should.
pub(crate) fn preview(command: &mut Command, document: &PathBuf, page: &str) -> io::Result<Preview> {
    let mut server = Server::start(command)?;
    let address = server.address()?;
    // Its first build is from nothing. How long that takes says little here, after so many files were replaced.
    server.line()?;
    let mut events = listen(&address, page)?;
    let mut waits = Vec::new();
    for number in 1..=EDITS {
        thread::sleep(PAUSE);
        let start = Instant::now();
        add(document, number)?;
        wait_for_reload(&mut events)?;
        waits.push(start.elapsed());
    }
    let status_file = format!("/proc/{}/status", server.child.id());
    let figure = |name| memory(&status_file, name).ok_or_else(|| io::Error::other(format!("{status_file}: no {name}")));
    Ok(Preview { waits, peak: figure("VmHWM:")?, held: figure("VmRSS:")? })
}

/// The page of a document: its path in the output folder.
///
/// # Errors
/// When the document is not in the folder of sources.
pub(crate) fn page_of(document: &Path, content: &Path) -> io::Result<String> {
    let path = document.strip_prefix(content).map_err(io::Error::other)?.with_extension("html");
    path.into_os_string().into_string().map_err(|path| io::Error::other(format!("{} is no text", path.display())))
}

impl Server {
    fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| io::Error::other("the server has no output"))?;
        Ok(Self { child, lines: BufReader::new(stdout) })
    }

    /// Its host and port, from the first line that it prints.
    fn address(&mut self) -> io::Result<String> {
        let line = self.line()?;
        let address = line.split_once("http://").and_then(|(_, rest)| rest.split('/').next());
        address.map(|address| address.trim().to_owned()).ok_or_else(|| io::Error::other(format!("no address: {line}")))
    }

    fn line(&mut self) -> io::Result<String> {
        line(&mut self.lines)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, and either way there is nobody to tell.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Listens for what a page is told, as the browser does.
fn listen(address: &str, page: &str) -> io::Result<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /_xiangwei/events?file={page} HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
    let mut events = BufReader::new(stream);
    let head = line(&mut events)?;
    if !head.contains(" 200 ") {
        return Err(io::Error::other(format!("no events: {head}")));
    }
    Ok(events)
}

fn wait_for_reload(events: &mut BufReader<TcpStream>) -> io::Result<()> {
    while line(events)?.trim_end() != "event: reload" {}
    Ok(())
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    match from.read_line(&mut line)? {
        0 => Err(io::Error::other("the server said no more")),
        _ => Ok(line),
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waits, peak, held } = self;
        let wait = median(waits.iter().copied());
        let longest = waits.iter().max().copied().unwrap_or_default();
        writeln!(
            f,
            "preview: from a change of one body to the page being told {} ms (median of {}), {} ms at the longest: {} {} ms",
            wait.as_millis(),
            waits.len(),
            longest.as_millis(),
            within(wait <= LIMIT),
            LIMIT.as_millis()
        )?;
        let (peak_words, held_words) = (megabytes(*peak), megabytes(*held));
        let (peak_within, held_within) = (within(*peak <= MEMORY), within(*held <= MEMORY));
        let limit = megabytes(MEMORY);
        writeln!(
            f,
            "         memory {peak_words} at its peak, the first build included: {peak_within} {limit}; \
             {held_words} in the end: {held_within} {limit}"
        )
    }
}

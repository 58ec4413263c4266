//! Hosts on this machine that answer as a test says, and a clock that does not wait.
//!
//! A line of a script is an address and what is answered there: a status, with an address to lead on to (`301 /b`) or with seconds (`429 after 60`);
//! `close` for a connection that ends without an answer, `slow` for no answer at all, `refused` and `unknown` for hosts that are not
//! there. What stands before a `|` is said to HEAD alone, what stands before a ` then ` once.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use url::Url;
use xiangwei::net::{Clock, Names};

/// Hosts that answer.
pub(super) struct Hosts {
    table: BTreeMap<String, SocketAddr>,
    answers: Arc<Mutex<BTreeMap<String, String>>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Hosts {
    pub(super) fn of(script: &str) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let here = listener.local_addr().unwrap();
        // A port at which nobody listens any more.
        let nowhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let hosts = Self { table: BTreeMap::new(), answers: Arc::default(), heard: Arc::default() };
        let (answers, heard) = (Arc::clone(&hosts.answers), Arc::clone(&hosts.heard));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, heard) = (Arc::clone(&answers), Arc::clone(&heard));
                thread::spawn(move || answer(stream, &answers, &heard));
            }
        });
        let mut table = BTreeMap::new();
        for (url, answer) in lines(script) {
            let host = Url::parse(url).unwrap().host_str().unwrap().to_owned();
            match answer {
                "unknown" => {}
                "refused" => drop(table.insert(host, nowhere)),
                _ => drop(table.insert(host, here)),
            }
        }
        hosts.now_say(script);
        Self { table, ..hosts }
    }

    /// Answers otherwise from now on.
    pub(super) fn now_say(&self, script: &str) {
        let new = lines(script).map(|(url, answer)| (key(url), answer.to_owned()));
        self.answers.lock().unwrap().extend(new);
    }

    /// What names of hosts mean: these, and no others.
    pub(super) fn names(&self) -> Names {
        Names::Table(self.table.clone())
    }

    /// What was asked since this was last asked: `HEAD www.example.gov.cn/a`, sorted.
    pub(super) fn heard(&self) -> Vec<String> {
        let mut heard = std::mem::take(&mut *self.heard.lock().unwrap());
        heard.sort();
        heard
    }
}

fn lines(script: &str) -> impl Iterator<Item = (&str, &str)> {
    script.lines().filter_map(|line| line.trim().split_once(' '))
}

fn key(url: &str) -> String {
    let url = Url::parse(url).unwrap();
    format!("{}{}", url.host_str().unwrap(), url.path())
}

fn answer(mut stream: TcpStream, answers: &Mutex<BTreeMap<String, String>>, heard: &Mutex<Vec<String>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            match reader.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                // What is no text is TLS, which nobody speaks here; servers say so in the clear.
                Err(_) => return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").ok(),
            }
            match line.trim_end() {
                "" => break,
                line => head.push(line.to_owned()),
            }
        }
        let (method, rest) = head.first()?.split_once(' ')?;
        let path = rest.split([' ', '?']).next()?;
        let host = head
            .iter()
            .find_map(|line| line.to_lowercase().strip_prefix("host:").map(|host| host.trim().to_owned()))?;
        let agent = head.iter().any(|line| line.to_lowercase().starts_with("user-agent: xiangwei/"));
        assert!(agent, "{head:?}");
        let key = format!("{host}{path}");
        heard.lock().unwrap().push(format!("{method} {key}"));
        let said = say(&mut answers.lock().unwrap(), &key);
        let said = match said.split_once('|') {
            Some((to_head, _)) if method == "HEAD" => to_head.to_owned(),
            Some((_, to_get)) => to_get.to_owned(),
            None => said,
        };
        let more = match said.split(' ').collect::<Vec<_>>()[..] {
            ["close"] => return None,
            ["slow"] => {
                thread::sleep(Duration::from_secs(5));
                return None;
            }
            [_, "after", seconds] => format!("Retry-After: {seconds}\r\n"),
            [_, to] => format!("Location: {to}\r\n"),
            _ => String::new(),
        };
        let status = said.split(' ').next()?;
        write!(stream, "HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n{more}\r\n").ok()?;
    }
}

/// What is answered now; what stands behind a `then` is answered from the next time on.
fn say(answers: &mut BTreeMap<String, String>, key: &str) -> String {
    let Some(said) = answers.get_mut(key) else { return "404".to_owned() };
    match said.split_once(" then ").map(|(first, rest)| (first.to_owned(), rest.to_owned())) {
        Some((first, rest)) => {
            *said = rest;
            first
        }
        None => said.clone(),
    }
}

/// A clock that goes on when somebody waits, and at once.
pub(super) struct Waits {
    now: AtomicI64,
    waits: Mutex<Vec<u64>>,
}

impl Waits {
    pub(super) fn from(now: i64) -> Self {
        Self { now: AtomicI64::new(now), waits: Mutex::default() }
    }

    /// Lets some days go by.
    pub(super) fn days(&self, days: i64) {
        self.now.fetch_add(days * 86_400, Ordering::SeqCst);
    }

    /// The seconds that were waited, each time, since this was last asked.
    pub(super) fn taken(&self) -> Vec<u64> {
        std::mem::take(&mut self.waits.lock().unwrap())
    }
}

impl Clock for Waits {
    fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn wait(&self, time: Duration) {
        self.now.fetch_add(i64::try_from(time.as_secs()).unwrap(), Ordering::SeqCst);
        self.waits.lock().unwrap().push(time.as_secs());
    }
}

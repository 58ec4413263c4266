//! Servers that the tests start: each has a folder and a port of its own, and ends with its test.

mod http;
mod ssh;
mod storage;
mod web;

pub(super) use http::{get, get_with};
pub(super) use ssh::sshd;
pub(super) use storage::{ACCESS_KEY, Proxy, SECRET_KEY, storage};
pub(crate) use web::self_signed;
pub(super) use web::{apache, caddy, nginx};

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A server that is up.
pub(crate) struct Server {
    pub(crate) port: u16,
    /// What it keeps.
    pub(super) folder: TempDir,
    child: Child,
}

impl Server {
    /// Starts a program, and waits until it listens at the port.
    fn start(mut command: Command, port: u16, folder: TempDir) -> Self {
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let mut server = Self { port, child: command.spawn().unwrap(), folder };
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = server.child.try_wait().unwrap();
            let is_up = ended.is_none() && begun.elapsed() < Duration::from_secs(20);
            assert!(is_up, "{command:?} does not listen: {}", server.log());
            sleep(Duration::from_millis(10));
        }
        server
    }

    /// What it said.
    pub(super) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().unwrap();
    }
}

/// A port that nobody listens at. It is below those that the system gives to connections, and given once.
pub(super) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 100).unwrap() * 100;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// A program that `tests/run` installs; a test that needs it fails without it.
pub(super) fn program(name: &str) -> PathBuf {
    let folders = std::env::var("PATH").unwrap_or_default();
    let tools = crate::support::root().join("target/tools/bin");
    let places = folders.split(':').map(PathBuf::from).chain([tools, "/usr/sbin".into(), "/usr/local/sbin".into()]);
    let found = places.map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is missing: tests/run installs what the tests need"))
}
